"""What the record says of the decisions office."""
