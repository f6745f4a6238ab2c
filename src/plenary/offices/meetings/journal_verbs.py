"""What the record says of the meetings office."""
