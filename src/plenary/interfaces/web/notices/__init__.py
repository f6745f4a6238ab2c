"""Letters and calendars: what a person chooses, what an officer sees of the queue, and the feeds of calendars."""
