"""Recorded votes put through the rules, and what comes of it compared with what was announced.

tables reads rows from a file; recorded says what a row means; agreement compares; reasons tells why, in words.
None of it needs a database, and only reasons needs Django, for its sentences.
"""
