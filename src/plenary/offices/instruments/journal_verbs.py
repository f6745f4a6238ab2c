"""What the record says of the instruments office."""
