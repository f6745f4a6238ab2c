"""What the record says of the documents office."""
