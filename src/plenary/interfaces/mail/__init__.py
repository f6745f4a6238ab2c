"""Letters: what is told by e-mail, to whom, and in which words."""
