"""What templates ask of decisions."""
