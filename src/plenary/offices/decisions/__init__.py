"""Questions put to a body, ballots and objections, verdicts, numbered decisions and their follow-up.

Asks: protocol, meetings, budget, documents, organisation.
"""
