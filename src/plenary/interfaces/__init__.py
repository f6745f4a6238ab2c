"""How people and machines reach the house."""
