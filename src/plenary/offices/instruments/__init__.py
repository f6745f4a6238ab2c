"""Treaties and what is deposited for them; signing packages, full powers, signatures and certified copies.

Asks: decisions, protocol, meetings, documents, organisation.
"""
