"""Pages of record."""
