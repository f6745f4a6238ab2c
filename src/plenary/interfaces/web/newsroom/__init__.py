"""Pages of newsroom."""
