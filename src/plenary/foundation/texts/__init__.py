"""A text as structure: its paragraphs, what changed between two of them, what is joined into one. Values only."""
