"""Keeping the house: what a backup holds, and how a house is made of it again, on either database.

An archive holds every row, every file and no secret. The keys leave in a file of their own, to lie elsewhere.
"""
