"""What the rules of procedure say: values in, an answer and its rule out.

Pure Python. No framework, clock, disk or network: the moment, the rules in force and the
facts are arguments, so the same input gives the same answer for ever.
"""
