"""A case of every kind, with what is to come of it: the outcome, some figures, and the step that decides."""

from __future__ import annotations

from typing import Any

SIX = ["Arda", "Borel", "Cassia", "Dorn", "Elvia", "Fara"]
ASSEMBLY = {"ruleset": "un-ga", "body": "GA", "on": "2024-03-01"}
CONFIRMED = {"confirmed": True, "cite": "Demonstration rule confirmed"}
CITE = "Demonstration rule case"


def rules(**rule: object) -> dict[str, object]:
    """A ruleset of one rule, told whole in the case."""
    return {"code": "X", "rule": [{"body": "B", "subject": "substance", "cite": "Example rule 1", **rule}]}


#: Kind -> (case without its kind, outcome, part of the result, code of the deciding step).
SAMPLES: dict[str, list[tuple[dict[str, Any], str, dict[str, Any], str]]] = {
    "decision": [
        (
            {**ASSEMBLY, "members": 193, "count": {"yes": 60, "no": 58, "abstain": 50}},
            "adopted",
            {"counted": 60, "required": 60, "base": 118, "closed": True},
            "threshold.reached",
        ),
        (
            {**ASSEMBLY, "members": 193, "count": {"yes": 59, "no": 59, "abstain": 50}},
            "tied",
            {"counted": 59, "required": 60, "closed": False},
            "tie.second_vote_due",
        ),
        (
            {**ASSEMBLY, "members": 193, "count": {"yes": 96}},
            "no quorum",
            {"counted": 0, "required": 97},
            "quorum.short",
        ),
        (
            {
                "ruleset": rules(base="members", threshold="2/3"),
                "on": "2024-03-01",
                "members": SIX,
                "votes": {"yes": SIX[:4], "no": SIX[4:]},
                "count": {"yes": 4, "no": 2},
            },
            "adopted",
            {"counted": 4, "required": 4, "base": 6, "cite": "Example rule 1"},
            "threshold.reached",
        ),
        (
            {
                **ASSEMBLY,
                "members": 193,
                "count": {"yes": 100},
                "standing": {"on_adopted_agenda": False},
            },
            "irregular",
            {"reason": "not on the adopted agenda"},
            "item.not_on_agenda",
        ),
    ],
    "consensus": [
        (
            {
                "ruleset": rules(method="consensus", quorum_decide="all members"),
                "on": "2024-03-01",
                "members": SIX,
                "present": SIX,
                "objects": [],
                "statements": [{"member": "Arda", "statement": "interpretive statement"}],
            },
            "adopted",
            {"attached": [{"member": "Arda", "statement": "interpretive statement"}], "counted": 0},
            "consensus.no_objection",
        ),
        (
            {
                "ruleset": rules(method="consensus"),
                "on": "2024-03-01",
                "members": SIX,
                "present": SIX,
                "objects": ["Fara"],
            },
            "not adopted",
            {"counted": 1, "reason": "objection"},
            "consensus.objection_stands",
        ),
        (
            {
                "ruleset": rules(method="consensus", formula="limited format"),
                "on": "2024-03-01",
                "members": SIX,
                "present": SIX,
                "participating": SIX[:4],
                "objects_to_method": ["Fara"],
            },
            "not adopted",
            {"reason": "formula not agreed"},
            "consensus.objection_stands",
        ),
        (
            {
                "ruleset": rules(method="consensus", formula="flexible participation", open_to=["economic"]),
                "on": "2024-03-01",
                "members": SIX,
                "present": SIX,
                "participating": SIX[:4],
                "subject_kind": "economic",
            },
            "adopted",
            {"binds": SIX[:4], "reason": "flexible participation"},
            "formula.binds_only",
        ),
        (
            {
                "ruleset": rules(method="consensus", quorum_decide="2/3 members"),
                "on": "2024-03-01",
                "members": 6,
                "count": {"present": 4, "objections": 0},
            },
            "adopted",
            {"base": 4},
            "consensus.no_objection",
        ),
    ],
    "joint meeting": [
        (
            {
                "bodies": {
                    body: {
                        "kind": "consensus",
                        "ruleset": rules(method="consensus", quorum_decide="2/3 members"),
                        "on": "2019-11-27",
                        "members": 6,
                        "count": {"present": present},
                    }
                    for body, present in (("CMFA", 6), ("CMD", 6), ("CSSC", 3))
                }
            },
            "not adopted",
            {"bodies": {"CMFA": "adopted", "CMD": "adopted", "CSSC": "no quorum"}, "blocked_by": ["CSSC"]},
            "joint.body",
        )
    ],
    "silence": [
        (
            {
                "ruleset": rules(method="silence"),
                "subject": "substance",
                "on": "2024-03-01",
                "members": SIX,
                "starts_at": "2024-03-01T12:00:00+01:00",
                "expires_at": "2024-03-08T12:00:00+01:00",
                "zone": "Europe/Vienna",
                "messages": [{"member": "Dorn", "message": "objection", "received_at": received}],
                "now": "2024-03-09T00:00:00Z",
            },
            outcome,
            {"broken_by": broken, "expires_at": "2024-03-08T12:00:00+01:00"},
            step,
        )
        for received, outcome, broken, step in (
            ("2024-03-08T11:59:59+01:00", "silence broken", 1, "silence.broken"),
            ("2024-03-08T12:00:00+01:00", "adopted", 0, "silence.kept"),
        )
    ],
    "ballot": [
        (
            {
                **ASSEMBLY,
                "subject": "Security Council",
                "changes": {"election.Security Council.*": CONFIRMED},
                "members": 193,
                "places": 3,
                "ballots": [
                    {
                        "papers": 190,
                        "invalid": 2,
                        "blank": 1,
                        "votes": {"A": 150, "B": 130, "C": 124, "D": 110, "E": 30},
                    }
                ],
            },
            "inconclusive",
            {"elected": ["A", "B"], "places_left": 1, "next": "restricted", "next_eligible": ["C", "D"]},
            "elections.elected",
        ),
        (
            {
                "ruleset": "ioc",
                "on": "2013-09-07",
                "subject": "host city",
                "changes": {"election.host city.*": CONFIRMED},
                "members": 100,
                "places": 1,
                "ballots": [
                    {"papers": 94, "votes": {"Tokyo": 42, "Istanbul": 26, "Madrid": 26}},
                    {"papers": 94, "votes": {"Istanbul": 49, "Madrid": 45}},
                    {"papers": 96, "votes": {"Tokyo": 60, "Istanbul": 36}},
                ],
            },
            "adopted",
            {"elected": ["Tokyo"], "places_left": 0, "next": ""},
            "elections.elected",
        ),
    ],
    "motion": [
        (
            {
                **ASSEMBLY,
                "changes": {"rule.procedure.*": CONFIRMED},
                "events": [
                    {"at": "2024-03-01T10:00:00Z", "event": "moved", "motion": "close the debate", "member": "Arda"},
                    {"at": "2024-03-01T10:01:00Z", "event": "moved", "motion": "suspend the meeting", "member": "Dorn"},
                ],
                "members": 193,
                "count": {"yes": 70, "no": 60, "abstain": 10},
            },
            "adopted",
            {"first": "suspend the meeting", "order": ["suspend the meeting", "close the debate"], "put_now": True},
            "threshold.reached",
        )
    ],
    "arrears": [
        (
            {
                **ASSEMBLY,
                "on": "2025-01-01",
                "arrears": arrears,
                "due": {"2022": "100000.00", "2023": "110000.00", "2024": "120000.00"},
                **more,
            },
            "",
            {"votes": votes, "line": "230000.00", "pay_at_least": least},
            step,
        )
        for arrears, more, votes, least, step in (
            ("230000.00", {}, False, "0.01", "arrears.vote_lost"),
            ("229999.99", {}, True, "0.00", "arrears.below_line"),
            (
                "300000.00",
                {"payments": [{"on": "2024-12-01", "amount": "70000.00"}]},
                False,
                "0.01",
                "arrears.vote_lost",
            ),
            ("300000.00", {"permitted_until": "2025-06-30"}, True, "70000.01", "arrears.permitted"),
        )
    ],
    "apportionment": [
        (
            {
                "capacity": dict(zip(SIX, (6200, 1850, 940, 560, 310, 140), strict=True)),
                "floor": "3",
                "ceiling": "40",
                "budget": "7345678.41",
                "cite": CITE,
            },
            "",
            {
                "scale": dict(zip(SIX, ("40.000", "28.812", "14.639", "8.721", "4.828", "3.000"), strict=True)),
                "contributions": dict(
                    zip(
                        SIX,
                        ("2938271.37", "2116436.86", "1075333.86", "640616.62", "354649.35", "220370.35"),
                        strict=True,
                    )
                ),
            },
            "contributions.rounded",
        )
    ],
    "payment": [
        (
            {
                "owed": {
                    "working capital fund": "10000.00",
                    "2023": "40000.00",
                    "2024": "250000.00",
                    "2025": "2116436.86",
                },
                "payments": [{"on": "2025-01-05", "amount": "1000000.00"}],
                "cite": CITE,
            },
            "",
            {"left": {"2025": "1416436.86"}, "credit": "0.00", "received": "1000000.00"},
            "payments.left",
        ),
        (
            {
                "owed": {"2025": "640616.62"},
                "payments": [
                    {
                        "on": "2025-01-05",
                        "amount": "500000.00",
                        "rate": {"currency": "EUR", "rate": "1.0875", "on": "2025-01-05", "source": "Demonstration"},
                    }
                ],
                "cite": CITE,
            },
            "",
            {"left": {"2025": "96866.62"}, "received": "543750.00"},
            "payments.left",
        ),
        (
            {
                "owed": {"2025": "220370.35"},
                "payments": [{"on": "2025-01-05", "amount": "230000.00"}],
                "cite": CITE,
            },
            "",
            {"left": {}, "credit": "9629.65"},
            "payments.credit",
        ),
    ],
    "transfer": [
        (
            {
                "appropriations": {
                    "I": "4200000.00",
                    "II": "1645678.41",
                    "III": "1300000.00",
                    "IV": "200000.00",
                },
                "transfers": [{"on": "2025-05-01", "from": "III", "to": "II", "amount": amount}],
                "limit": "10",
                "cite": CITE,
            },
            "",
            {"allowed": allowed, "share": share},
            step,
        )
        for amount, allowed, share, step in (
            ("100000.00", True, "7.69", "budget.transfer_with_notice"),
            ("150000.00", False, "11.54", "budget.transfer_needs_approval"),
        )
    ],
    "quorum": [
        (
            {
                **ASSEMBLY,
                "members": SIX,
                "events": [
                    *(
                        {"at": f"2024-03-01T10:0{n}:00Z", "event": "arrives", "member": member}
                        for n, member in enumerate(SIX[:4])
                    ),
                    {"at": "2024-03-01T10:05:00Z", "event": "called"},
                    {"at": "2024-03-01T10:06:00Z", "event": "leaves", "member": "Arda"},
                ],
            },
            "",
            {"opens": True, "decides": False, "represented": SIX[1:4], "required": 4},
            "quorum.short",
        )
    ],
    "date of effect": [
        (
            {
                "needed": 4,
                "delay": "days:30",
                "deposits": [
                    {"member": member, "received_on": day}
                    for member, day in (
                        ("Arda", "2024-03-01"),
                        ("Borel", "2024-05-17"),
                        ("Cassia", "2024-09-30"),
                        ("Dorn", "2025-01-31"),
                        ("Elvia", "2025-02-10"),
                    )
                ],
                "cite": "Treaty art. 9",
            },
            "",
            {
                "on": "2025-03-02",
                "reached_on": "2025-01-31",
                "required": 4,
                "binds": {**dict.fromkeys(SIX[:4], "2025-03-02"), "Elvia": "2025-03-12"},
            },
            "instruments.threshold_reached",
        ),
        (
            {
                "needed": "2/3",
                "of": 6,
                "delay": "months:3+first_of_next_month",
                "deposits": [{"member": "Arda", "received_on": "2024-11-30"}],
                "cite": "Treaty art. 9",
            },
            "",
            {"on": "", "required": 4, "binds": {"Arda": ""}},
            "instruments.lacking",
        ),
    ],
    "symbol": [
        (
            {"symbol": "HPO/CHS/2027/L.4/Rev.1", "cite": CITE},
            "",
            {
                "fields": {"organisation": "HPO", "body": "CHS", "session": "2027", "series": "L", "number": "4"},
                "suffixes": [{"suffix": "Rev", "number": 1}],
            },
            "symbol.read",
        ),
        (
            {"symbol": "HPO/CHS/2027/L.4/Rev.1", "next": "Rev", "cite": CITE},
            "",
            {"symbol": "HPO/CHS/2027/L.4/Rev.2"},
            "symbol.replaces",
        ),
        (
            {
                "fields": {"organisation": "HPO", "body": "CHS", "session": "2027", "series": "L"},
                "given": ["HPO/CHS/2027/L.1", "HPO/CHS/2027/L.7", "HPO/CHS/2027/9"],
                "cite": CITE,
            },
            "",
            {"symbol": "HPO/CHS/2027/L.8"},
            "symbol.next",
        ),
    ],
    "order": [
        (
            {
                "who": [
                    {
                        "code": code,
                        "sort_name": code,
                        "office": office,
                        "office_since": since,
                        "is_host": code == "Dorn",
                        "is_chair": code == "Dorn",
                    }
                    for code, office, since in (
                        ("Arda", "head of government", "2018-05-08"),
                        ("Borel", "head of State", "1994-07-20"),
                        ("Cassia", "head of State", "2019-03-20"),
                        ("Dorn", "head of State", "2017-11-24"),
                        ("Elvia", "head of State", "2012-05-07"),
                        ("Fara", "head of State", "1992-11-20"),
                    )
                ],
                "cite": CITE,
                **how,
            },
            "",
            {"order": order},
            step,
        )
        for how, order, step in (
            (
                {"by": "precedence", "host": "first"},
                ["Dorn", "Fara", "Borel", "Elvia", "Cassia", "Arda"],
                "precedence.precedence",
            ),
            (
                {"by": "alphabetical", "drawn": "Elvia"},
                ["Elvia", "Fara", "Arda", "Borel", "Cassia", "Dorn"],
                "precedence.roll_call",
            ),
        )
    ],
    "seating": [
        (
            {
                "chair": "Dorn",
                "others": ["Fara", "Borel", "Elvia", "Cassia", "Arda"],
                "table": "right-left",
                "cite": CITE,
            },
            "",
            {"right": ["Fara", "Elvia", "Arda"], "left": ["Borel", "Cassia"]},
            "seating.right_left",
        )
    ],
    "floor": [
        (
            {
                **ASSEMBLY,
                "requests": [
                    {"code": "Arda", "asked": 1},
                    {"code": "Borel", "asked": 2, "for": "right of reply"},
                    {"code": "UNO", "asked": 3, "circle": "organisation"},
                    {"code": "Cassia", "asked": 4, "for": "point of order"},
                    {"code": "Dorn", "asked": 5, "state": "withdrawn"},
                    {"code": "Elvia", "asked": 6, "state": "speaking"},
                ],
            },
            "",
            {"speaking": "Elvia", "first": "Cassia"},
            "floor.place",
        )
    ],
    "full powers": [
        (
            {
                "person": "Mx Aru",
                "member": "Arda",
                "office": office,
                "act": "sign",
                "on": "2019-11-28",
                "text": "Treaty A",
                "powers": powers,
            },
            "",
            {"may": may},
            step,
        )
        for office, powers, may, step in (
            ("foreign minister", [], True, "signing.by_office"),
            ("defence minister", [], False, "signing.needs_full_powers"),
            (
                "defence minister",
                [{"person": "Mx Aru", "member": "Arda", "acts": ["sign"], "text": "Treaty A"}],
                True,
                "signing.by_full_powers",
            ),
            (
                "defence minister",
                [{"person": "Mx Aru", "member": "Arda", "acts": ["sign"], "text": "Treaty B"}],
                False,
                "signing.powers_do_not_cover",
            ),
        )
    ],
}
