"""What the record says of the budget office."""
