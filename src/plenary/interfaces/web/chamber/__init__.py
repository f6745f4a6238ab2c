"""Pages of chamber."""
