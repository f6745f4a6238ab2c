"""What the desk pages of every office share: an act on a page of its own, and who gains by it."""
