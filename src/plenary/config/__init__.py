"""How the house is set up: settings, root addresses and the lanes that serve them."""
