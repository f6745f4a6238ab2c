"""Pages of organisation."""
