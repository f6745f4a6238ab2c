"""A text as Akoma Ntoso 3.0 (OASIS, 2018), out and in.

    write(text: Text, about: About) -> bytes     a whole file, valid by the standard's schema
    read(content: bytes) -> Imported             .text, .about, and .dropped: what the file held and a text cannot

What `write` wrote comes back word for word, sign for sign, in the same order under the same anchors. A file from
elsewhere is read by the roles of its elements: `paragraph` is operative, `point` an item, whatever has a `heading` is
a heading. `read` needs no database, so that a command can read a file anywhere; `of_the_house.about_of` takes a
language version of the documents office and tells what `write` must be told of it.

How the text is told:

    title        `docTitle` in the preface            preambular    `container` in the preamble
    heading      `section`, which holds all it heads  operative     `paragraph`, its items `point`
    table        `table`, its words the `caption`     footnote      `authorialNote` at its mark
    annex        `attachment`, last in the text       the rest      `hcontainer` or `blockContainer`, named by its role

An anchor is the `eId`. Brackets are words and stay words. Two attributes of the house's own name space
(`urn:plenary:text`) say what the standard cannot: `under`, by whom a paragraph is held where that is a heading it does
not stand in, and `place`, at which place of the text it is read where that is another than here.
"""

from plenary.interfaces.exports.akoma_ntoso.about import About
from plenary.interfaces.exports.akoma_ntoso.reading import Imported, read
from plenary.interfaces.exports.akoma_ntoso.writing import write

__all__ = ["About", "Imported", "read", "write"]
