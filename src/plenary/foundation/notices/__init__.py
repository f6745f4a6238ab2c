"""Letters waiting to go, with finished values; who gets which; and the times that calendars were told.

Knows no office: what is told, to which audience, is given by whoever calls.
"""
