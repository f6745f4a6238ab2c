"""What may be done with questions and decisions; the only writers."""
