"""Stored bytes by their digest: a file never changes, and two equal files are one."""
