"""What the record says of the newsroom office."""
