"""What every office stands on. Knows no office."""
