"""Sessions, meetings and sittings; their agenda, delegations, credentials, presence, quorum and notes.

Asks: budget, documents, organisation.
"""
