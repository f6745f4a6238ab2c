"""Cut the web fonts out of whole ones: python tools/fonts.py [FOLDER WITH THE WHOLE FONTS]

The whole fonts are those of Debian's package fonts-noto-core (`apt-get install fonts-noto-core`),
which puts them in /usr/share/fonts/truetype/noto. The cut files are committed; this is run again only
when a script is added or the fonts are renewed. It prints the lines of THIRD-PARTY-NOTICES.md.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WHOLE = Path("/usr/share/fonts/truetype/noto")
CUT = Path(__file__).resolve().parents[1] / "src/plenary/interfaces/web/shell/static/plenary/fonts"

#: No file may weigh more, so that a page in two scripts stays usable on a bad line.
HEAVIEST_BYTES = 120_000

# The alphabets of Europe, the Caucasus and Central Asia, and the signs that official texts use.
# fonts.css names the same ranges; a test compares them.
EUROPEAN = (
    "U+0020-007E,U+00A0-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+01E6-01E7,U+01FA-021B,"
    "U+0259,U+02B9-02BC,U+02BE-02BF,U+02C6-02C7,U+02D8-02DD,U+0300-0304,U+0306-030C,U+0323,U+0327-0328,"
    "U+0370-0373,U+0375-0377,U+037A-037E,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03CE,U+03D7,"
    "U+0400-0463,U+0472-0475,U+048A-04FF,U+0510-0513,U+051A-051D,U+0524-0527,"
    "U+1E02-1E03,U+1E0A-1E0D,U+1E20-1E21,U+1E24-1E25,U+1E32-1E33,U+1E40-1E41,U+1E56-1E57,U+1E60-1E63,"
    "U+1E6C-1E6D,U+1E80-1E85,U+1E92-1E93,U+1E9E,U+1EA0-1EF9,"
    "U+2002-200B,U+200E-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,"
    "U+2060,U+2070,U+2074-207A,U+207D-2089,U+20AC,U+20B4,U+20B8,U+20BC-20BE,U+2116,U+2122,U+2212,U+2215,"
    "U+2248,U+2260,U+2264-2265,U+25CC"
)
# Spaces, brackets and digits come from the European file, so a page without Arabic fetches nothing here.
ARABIC = (
    "U+0600-0605,U+0609-060D,U+0610-065F,U+0660-06DC,U+06DF-06E8,U+06EA-06FF,U+0750-077F,U+200C-200D,U+FD3E-FD3F,U+FDFC"
)
FEATURES = [
    *("ccmp", "locl", "mark", "mkmk", "kern", "liga", "rlig", "calt", "init", "medi", "fina", "isol"),
    *("tnum", "lnum", "pnum", "case", "sups"),
]


@dataclass(frozen=True)
class Cut:
    """One file to make: from which whole font, which letters."""

    whole: str
    name: str
    letters: str


CUTS = (
    Cut("NotoSans-Regular.ttf", "noto-sans-400.woff2", EUROPEAN),
    Cut("NotoSans-Bold.ttf", "noto-sans-700.woff2", EUROPEAN),
    Cut("NotoSerif-Regular.ttf", "noto-serif-400.woff2", EUROPEAN),
    Cut("NotoSerif-Bold.ttf", "noto-serif-700.woff2", EUROPEAN),
    Cut("NotoSansArabic-Regular.ttf", "noto-sans-arabic-400.woff2", ARABIC),
    Cut("NotoSansArabic-Bold.ttf", "noto-sans-arabic-700.woff2", ARABIC),
    Cut("NotoNaskhArabic-Regular.ttf", "noto-naskh-arabic-400.woff2", ARABIC),
    Cut("NotoNaskhArabic-Bold.ttf", "noto-naskh-arabic-700.woff2", ARABIC),
)


def cut(one: Cut, source: Path, target: Path) -> str:
    """Write one file and return its line for the notices.

    Raises: ValueError when the file is heavier than a reader on a bad line should carry.
    """
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    # The moment of cutting stays out of the file: the same fonts give the same bytes.
    with TTFont(source / one.whole, recalcTimestamp=False) as font:
        version = str(font["name"].getDebugName(5)).split(";")[0]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(one.letters))
        subsetter.subset(font)
        subset.save_font(font, target / one.name, options)
    made = (target / one.name).read_bytes()
    if len(made) > HEAVIEST_BYTES:
        raise ValueError(f"{one.name} has {len(made)} bytes and may have {HEAVIEST_BYTES}")
    digest = hashlib.sha256(made).hexdigest()
    return f"| `{one.name}` | {one.whole}, {version} | {len(made):,} | `{digest}` |"


def main(arguments: list[str]) -> int:
    """Cut every file; exit status 1 with a sentence when the whole fonts are not there."""
    source = Path(arguments[0]) if arguments else WHOLE
    missing = [one.whole for one in CUTS if not (source / one.whole).is_file()]
    if missing:
        print(
            f"{source} lacks {', '.join(missing)}. Run: apt-get install fonts-noto-core",
            file=sys.stderr,
        )
        return 1
    CUT.mkdir(parents=True, exist_ok=True)
    print("| File | Cut from | Bytes | SHA-256 |\n| --- | --- | --- | --- |")
    for one in CUTS:
        print(cut(one, source, CUT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
