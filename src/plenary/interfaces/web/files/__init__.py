"""Files go out by a door of their own: another port or host name, without cookies, one ticket for each file."""
