"""A rehearsal played with robots: what it is founded with, its acts, the robots at the seats, and its seven steps."""
