"""How the house is doing, for its administrators and for the machine that watches it."""
