"""Documents: symbols and registers, versions that never change, languages, states, referrals between bodies.

Asks: organisation.
"""
