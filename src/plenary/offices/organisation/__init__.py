"""The organisation itself: members and bodies with their periods, offices held, mandates, presidency, partners.

It also keeps the rules in force and where each fact comes from. Asks no other office.
"""
