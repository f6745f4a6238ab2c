"""The record, and what the house gives away, as files."""
