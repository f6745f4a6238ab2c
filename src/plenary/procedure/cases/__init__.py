"""One case in, one answer out: the rules of procedure for whoever has facts and no house.

A case is an object of one kind ("decision", "silence", "payment") that names the rules it stands under and tells the
facts; the answer has the outcome in the words of the rules, the figures, every step on the way with the provision it
rests on, and which step decided. What a case leaves open or gets wrong is refused with a code, never guessed.
A case may be a sequence of dated events, which are taken in the order of their dates.

    answer.py    what is given back: an answer, or a refusal
    asking.py    the rules that a case stands under
    shape.py     what a case may say: read, refused and printed as a schema
    kinds.py     the list of kinds; each is a file of its own, loaded when it is asked for
"""
