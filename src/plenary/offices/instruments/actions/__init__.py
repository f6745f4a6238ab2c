"""What may be done with signings and treaties; the only writers."""
