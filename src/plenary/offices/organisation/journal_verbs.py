"""What the record says of the organisation office."""
