"""What the record says of the protocol office."""
