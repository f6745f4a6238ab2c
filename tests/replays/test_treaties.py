"""From which day treaties entered into force: computed from the instruments, beside the true day."""

from datetime import date

from plenary.procedure.entry_into_force import Delay, Deposit, Formula, entry_into_force
from plenary.procedure.share import Share
from tests.replays.records import Figures, records

#: Participants of the list that are no States; the texts here do not count them.
REGIONAL = {"European Union"}


def deposits(treaty, *, with_extinct):
    """Instruments by which a State is bound. The list names successors only; States that are gone come beside."""
    kept = [
        Deposit(
            row["participant"], date.fromisoformat(row["date"]), regional_organisation=row["participant"] in REGIONAL
        )
        for row in records("treaties/instruments.csv.gz")
        if row["treaty"] == treaty and row["act"] == "binding"
    ]
    if with_extinct:
        kept += [
            Deposit(row["participant"], date.fromisoformat(row["date"]))
            for row in records("treaties/extinct_state_instruments.csv")
            if row["treaty"] == treaty
        ]
    return kept


def formula(row):
    """What the text says: how many instruments, and how long after."""
    return Formula(
        Share(0, min=int(row["instruments_needed"])),
        0,
        Delay.read(row["rule"]),
        not_before_treaty=row["not_before_treaty"],
    )


def computed(*, with_extinct):
    """Each treaty of the table: its day, and the deposit that made the number."""
    return {
        row["treaty"]: entry_into_force(formula(row), deposits(row["treaty"], with_extinct=with_extinct), others=days())
        for row in records("treaties/entry_into_force_rules.csv")
    }


def days():
    """The true days, for a text that waits for another."""
    rows = records("treaties/entry_into_force_rules.csv")
    return {row["treaty"]: date.fromisoformat(row["true_entry_into_force"]) for row in rows}


def right(found):
    """Those whose day is the true one."""
    return {
        row["treaty"]
        for row in records("treaties/entry_into_force_rules.csv")
        if str(found[row["treaty"]].on) == row["true_entry_into_force"]
    }


def figures():
    """With the instruments of States that are gone. Stub: in force on the day on which the number was made."""
    rows = records("treaties/entry_into_force_rules.csv")
    found = computed(with_extinct=True)
    stub = sum(str(found[row["treaty"]].reached_on) == row["true_entry_into_force"] for row in rows)
    return Figures(len(rows), 0, len(right(found)), stub)


def figures_of_the_list():
    """From the list alone: what it leaves out makes the day later."""
    rows = records("treaties/entry_into_force_rules.csv")
    found = computed(with_extinct=False)
    wrong = {row["treaty"] for row in rows} - right(found)
    stub = sum(str(found[row["treaty"]].reached_on) == row["true_entry_into_force"] for row in rows)
    gone = {row["treaty"]: row["participant"] for row in records("treaties/extinct_state_instruments.csv")}
    return Figures(len(rows), 0, len(rows) - len(wrong), stub, {treaty: gone[treaty] for treaty in sorted(wrong)})


def test_the_deposit_that_made_the_number():
    found = computed(with_extinct=True)
    for row in records("treaties/entry_into_force_rules.csv"):
        assert str(found[row["treaty"]].reached_on) == row["triggering_deposit"], row["treaty"]


def test_what_the_list_alone_gets_wrong_is_what_it_leaves_out():
    expected = {
        row["treaty"] for row in records("treaties/entry_into_force_rules.csv") if row["class_"] != "exact_from_list"
    }
    assert set(figures_of_the_list().explained) == expected


def test_without_the_deposit_that_made_the_number_it_takes_longer():
    found = computed(with_extinct=True)
    for row in records("treaties/entry_into_force_rules.csv"):
        reached = found[row["treaty"]].reached_on
        others = [one for one in deposits(row["treaty"], with_extinct=True) if one.received_on != reached]
        later = entry_into_force(formula(row), others, others=days()).reached_on
        assert later is None or later > reached, row["treaty"]
