"""The sitting under way: what is before it now, the floor, signals, who holds the vote of a seat.

Asks: decisions, protocol, meetings, documents, organisation.
"""
