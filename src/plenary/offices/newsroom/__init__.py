"""Releases and their claims, embargo, publication, corrections; the curtain-raiser drafted from the record.

Asks every other office.
"""
