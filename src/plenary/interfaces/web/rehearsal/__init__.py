"""The rehearsal: at the desk of the real house its beginning and its end, inside it the way in and the seven steps."""
