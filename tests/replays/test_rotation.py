"""Who presides next: months of the Security Council, half-years of the Council of the European Union, years of two
others. A row is right when the member follows the one of the row before it."""

from collections import defaultdict
from itertools import pairwise

from plenary.procedure.presidency import Candidate, next_presidency, rotation
from tests.replays.records import Figures, records

#: The members in the order of their names in their own languages, by the year they came: what the treaties say.
EU_NAMES = {
    1958: {
        "BE": "Belgique",
        "DE": "Deutschland",
        "FR": "France",
        "IT": "Italia",
        "LU": "Luxembourg",
        "NL": "Nederland",
    },
    1973: {"DK": "Danmark", "IE": "Ireland", "UK": "United Kingdom"},
    1981: {"EL": "Ellas"},
    1986: {"ES": "España", "PT": "Portugal"},
}
CSTO_NAMES = {
    "AM": "Армения",
    "BY": "Беларусь",
    "KZ": "Казахстан",
    "KG": "Кыргызстан",
    "RU": "Россия",
    "TJ": "Таджикистан",
}
EXPLAINED = {
    "1973-H1": "three members joined on 1 January 1973 and the rotation began again with the first name",
    "1986-H2": "Portugal, a member since January, waited: the new members came in with the next round",
}
OSCE = "the chair is chosen by the foreign ministers; no order of names is written"


def replayed(body, names_of):
    """Rows of one body that follow the row before them, and those that do not; the first has none before it."""
    right, wrong, before = 0, [], None
    for row in records("rotation/presidencies.csv"):
        if row["body"] != body:
            continue
        if before:
            # The one before may have left the body with the year; its name still tells where the order goes on.
            names = {before["holder"]: before["name"]} | names_of(int(row["year"]))
            order = rotation(Candidate(code, name) for code, name in names.items())
            following, _ = next_presidency(before["holder"], order)
            if following == row["holder"]:
                right += 1
            else:
                wrong.append((row["period"], following, row["holder"]))
        before = row
    return right, wrong


def council_members():
    by_year = defaultdict(dict)
    for row in records("un-sc/sc_members_by_year.csv"):
        by_year[int(row["year"])][row["member"]] = row["name"]
    return by_year


def european_members(year):
    return {code: name for came, names in EU_NAMES.items() if came <= year for code, name in names.items()}


def figures():
    """Each body in turn. Refused: the first row of each, and the chairs of the OSCE, which follow no order.

    Stub: it is always the turn of the alphabetically first member.
    """
    rows = records("rotation/presidencies.csv")
    by_year = council_members()
    council = replayed("UN Security Council", by_year.__getitem__)
    union = replayed("Council of the European Union", european_members)
    pact = replayed("CSTO presidency", lambda year: CSTO_NAMES)
    osce = sum(row["body"].startswith("OSCE") for row in rows)
    firsts = {
        "UN Security Council": lambda year: min(by_year[year].values()),
        "Council of the European Union": lambda year: "Belgique",
        "CSTO presidency": lambda year: "Армения",
    }
    names = european_members(1987)
    stub = sum(
        row["body"] in firsts and (row["name"] or names[row["holder"]]) == firsts[row["body"]](int(row["year"]))
        for before, row in pairwise(rows)
        if before["body"] == row["body"]
    )
    wrong = [*council[1], *union[1], *pact[1]]
    explained = {period: EXPLAINED[period] for period, _, _ in wrong}
    return Figures(len(rows), osce + len(firsts), council[0] + union[0] + pact[0], stub, explained)


def test_every_month_of_the_security_council():
    assert replayed("UN Security Council", council_members().__getitem__) == (83, [])


def test_the_european_exceptions():
    assert replayed("Council of the European Union", european_members) == (
        57,
        [("1973-H1", "UK", "BE"), ("1986-H2", "PT", "UK")],
    )


def test_the_csto():
    assert replayed("CSTO presidency", lambda year: CSTO_NAMES) == (5, [])
