"""The budget of a year, the scale, contributions and payments.

Asks: documents, organisation.
"""
