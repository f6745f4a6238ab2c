"""Arrivals and greeters, the programme of the day, seating.

Asks: meetings, organisation.
"""
