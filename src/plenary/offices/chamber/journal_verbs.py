"""What the record says of the chamber office."""
