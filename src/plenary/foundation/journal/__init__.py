"""The record that is only ever added to: who did what, about what, under which rule.

Offices write with `from plenary.foundation.journal import writing as journal`; nothing is imported here.
"""
