"""A house of six members on the morning on which a text begins its way through all of their bodies.

It is loaded by a file of acts: organisation, bodies, people, and one meeting of each body with its delegations. Not a
word of the text is in it: that is born at the desk, by whoever works there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.browser.served import surroundings

#: Thursday of the summit, by the clock of this house.
DAY = "2027-06-17"
YEAR = 2027
MEMBERS = (
    ("BLM", "Belmora", "Белмора", "بلمورا", "Ilo Marren"),
    ("KRT", "Kareth", "Карет", "كاريث", "Arseny Volkarin"),
    ("NRV", "Norvessia", "Норвессия", "نورفيسيا", "Sigrún Løvenskiold"),
    ("QSR", "Qasira", "Касира", "قصيرة", "Salma Al Nouri"),
    ("TVR", "Tavrin", "Таврин", "تافرين", "Lin Ruoshui"),
    ("VLD", "Veldara", "Велдара", "فيلدارا", "Elisabet of Veldara"),
)
#: Code, names, who sits in it, rank.
BODIES = (
    ("CHS", "Council of Heads of State", "Совет глав государств", "مجلس رؤساء الدول", "heads"),
    (
        "CFM",
        "Council of Foreign Ministers",
        "Совет министров иностранных дел",
        "مجلس وزراء الخارجية",
        "foreign_ministers",
    ),
    ("CDM", "Council of Defence Ministers", "Совет министров обороны", "مجلس وزراء الدفاع", "defence_ministers"),
    ("CSS", "Committee of Secretaries", "Комитет секретарей", "لجنة الأمناء", "security_secretaries"),
    ("PC", "Permanent Council", "Постоянный совет", "المجلس الدائم", "permanent_representatives"),
    ("EXP", "Group of Experts", "Группа экспертов", "فريق الخبراء", "permanent_representatives"),
)
#: Sign-in name, name, capacities.
OFFICERS = (
    ("general", "Office of the Secretary-General", (("SG", ""),)),
    ("council", "Secretary of the Council", tuple(("SB", f"body:{code}") for code, *_more in BODIES)),
    ("documents", "Documents desk", (("DO", ""),)),
    ("legal", "Legal and depositary desk", (("LD", ""),)),
    ("administrator", "Administrator of the house", (("AD", ""),)),
    ("chair", "Desk of the chair", tuple(("PO", f"body:{code}") for code, *_more in BODIES if code != "EXP")),
    ("expert", "Chair of the experts", (("PO", "body:EXP"),)),
    *((f"seat-{code.lower()}", head, (("HD", f"member:{code}"),)) for code, *_names, head in MEMBERS),
    ("adviser", "Jonas Ferrow", (("DM", "member:NRV"),)),
)
#: Alias, reference, title, bodies, item, offices of those who are listed (word of the office, title).
SESSIONS = (
    (
        "experts",
        f"EXP-{YEAR}-3",
        "Group of Experts, third session",
        ("EXP",),
        ("Texts ordered by the Council", "Тексты, порученные Советом"),
        (("permanent_representative", "Expert"),),
    ),
    (
        "pc",
        f"PC-{YEAR}-7",
        "Permanent Council, seventh session",
        ("PC",),
        ("Drafts of the experts", "Проекты экспертов"),
        (("permanent_representative", "Permanent Representative"),),
    ),
    (
        "joint",
        f"JOINT-{YEAR}-1",
        "Joint meeting of the ministerial bodies",
        ("CFM", "CDM", "CSS"),
        ("Texts for the Council of Heads of State", "Тексты для Совета глав государств"),
        (
            ("foreign_minister", "Minister of Foreign Affairs"),
            ("defence_minister", "Minister of Defence"),
            ("security_secretary", "Secretary of the Security Council"),
        ),
    ),
    (
        "summit",
        f"CHS-{YEAR}-1",
        "Summit of the Halmar Pact",
        ("CHS",),
        ("Statement of the Council", "Заявление Совета"),
        (("head_of_state", "Head of State"),),
    ),
)


def _words(en: str, ru: str = "", ar: str = "") -> str:
    said = {"en": en, "ru": ru, "ar": ar}
    return "{ " + ", ".join(f'{code} = "{words}"' for code, words in said.items() if words) + " }"


def _act(do: str, by: str, *, on: str = "", as_: str = "", seconded: str = "", **given: str) -> str:
    """One act; what is given is TOML already."""
    lines = ["[[act]]", f'do = "{do}"']
    lines += [f'by = "{by}"'] if by else []
    lines += [f'on = "@{on}"'] if on else []
    lines += [f'as = "{as_}"'] if as_ else []
    lines += [f'seconded = "{seconded}"'] if seconded else []
    lines += ["[act.with]", *(f"{name} = {value}" for name, value in given.items())] if given else []
    return "\n".join(lines)


def acts() -> str:
    """The whole file."""
    made = [_opened(), _founded()]
    for code, en, ru, ar, _head in MEMBERS:
        made.append(
            _act(
                "organisation.admit_member",
                "general/SG",
                as_=code,
                code=f'"{code}"',
                short_name=_words(en, ru, ar),
                formal_name=_words(en, ru, ar),
                sort_name=_words(en, ru, ar),
                from_on="1998-05-04",
            )
        )
    for rank, (code, en, ru, ar, composition) in enumerate(BODIES, start=1):
        made.append(
            _act(
                "organisation.establish_body",
                "general/SG",
                as_=code,
                code=f'"{code}"',
                name=_words(en, ru, ar),
                composition=f'"{composition}"',
                rank=str(rank),
                provision='"Pact art. 6"',
                is_supreme="true" if rank == 1 else "false",
            )
        )
        made.append(
            _act(
                "organisation.bring_rules_into_force",
                "general/SG",
                on=code,
                ruleset='"halmar"',
                from_on="1998-05-04",
                # The experts work by the rules of the council to which they report.
                **({"changes": '{ body = "PC" }'} if code == "EXP" else {}),
            )
        )
    known: set[str] = set()
    for session in SESSIONS:
        made += _met(known, *session)
    return "\n\n".join(made) + "\n"


def _opened() -> str:
    officers = [
        '  {{ sign_in_name = "{}", name = {}, capacities = [{}] }},'.format(
            sign_in, _words(name), ", ".join(f'["{capacity}", "{scope}"]' for capacity, scope in capacities)
        )
        for sign_in, name, capacities in OFFICERS
    ]
    head = [
        "[scenario]",
        'name = "trace"',
        f"title = {_words('One text on its way')}",
        f"clock = {DAY}T08:00:00Z",
        "",
        "[[act]]",
        'do = "people.open_house"',
        "at = 2027-01-11T09:00:00Z",
        'as = "first"',
        "[act.with]",
        "demonstration = true",
        "officers = [",
        *officers,
        "]",
    ]
    return "\n".join(head)


def _founded() -> str:
    return _act(
        "organisation.found",
        "general/SG",
        as_="house",
        code='"hpo"',
        name=_words("Halmar Pact Organisation", "Организация Халмарского пакта", "منظمة ميثاق هالمار"),
        short_name=_words("HPO", "ОХП", "هالمار"),
        seat=_words("Port Halmar", "Порт-Халмар", "بورت هالمار"),
        zone='"UTC"',
        official_languages='["en", "ru", "ar"]',
        working_languages='["en", "ru", "ar"]',
    )


def _met(
    known: set[str],
    alias: str,
    ref: str,
    title: str,
    bodies: tuple[str, ...],
    item: tuple[str, str],
    offices: tuple[tuple[str, str], ...],
) -> list[str]:
    """A meeting of one body or of several: convened, its delegations listed and accepted, its sittings planned.

    known: persons who were entered for a meeting before; the same sit among the experts and in the permanent council.
    """
    made = [
        _act(
            "meetings.plan_session",
            "general/SG",
            as_=alias,
            seconded="council/SB",
            ref=f'"{ref}"',
            title=_words(title),
            bodies="[" + ", ".join(f'"@{code}"' for code in bodies) + "]",
            host='"@VLD"',
            from_on=DAY,
            until_on=DAY,
            audience='"public"',
            agenda_audience='"public"',
        ),
        _act(
            "meetings.add_item",
            "general/SG",
            on=alias,
            as_=f"item-{alias}",
            seconded="council/SB",
            title=_words(*item),
            kind='"decision"',
        ),
        _act("meetings.convene_session", "general/SG", on=alias, seconded="council/SB"),
    ]
    lines: list[str] = []
    presiding = "expert/PO" if bodies == ("EXP",) else "chair/PO"
    for code, _en, _ru, _ar, head in MEMBERS:
        seat = f"seat-{code.lower()}"
        made.append(
            _act("meetings.list_delegation", f"{seat}/HD", on=alias, as_=f"{alias}-{code}", member=f'"@{code}"')
        )
        for at, (office, called) in enumerate(offices):
            person, line = f"{code.lower()}-{office}", f"{alias}-{code}-{office}"
            lines.append(line)
            if office == "head_of_state":
                person = seat
            elif person not in known:
                known.add(person)
                made.append(
                    _act(
                        "organisation.enter_person",
                        "general/SG",
                        as_=person,
                        name=_words(f"{called} {head.split()[-1]}"),
                    )
                )
            made.append(
                _act(
                    "meetings.list_delegate",
                    f"{seat}/HD",
                    on=f"{alias}-{code}",
                    as_=line,
                    person=f'"@{person}"',
                    title=_words(called),
                    role='"head"',
                    office_class=f'"{office}"',
                    **({"for_body": f'"@{bodies[at]}"'} if len(bodies) > 1 else {}),
                )
            )
            made.append(_act("meetings.submit_credentials", f"{seat}/HD", on=line))
            made.append(_act("meetings.accept_credentials", presiding, on=line, seconded="council/SB"))
    made.append(_act("meetings.plan_meeting", "general/SG", on=alias, as_=f"{alias}-day"))
    formats = ("restricted", "enlarged") if alias == "summit" else ("enlarged",)
    for hour, form in enumerate(formats, start=10):
        room = f"{alias}-{form}"
        made.append(
            _act(
                "meetings.plan_sitting",
                "general/SG",
                on=f"{alias}-day",
                as_=room,
                title=_words("Restricted sitting" if form == "restricted" else "Plenary sitting"),
                format=f'"{form}"',
                ground='"Halmar rule 3"',
                planned_from_at=f"{DAY}T{hour}:00:00Z",
                planned_until_at=f"{DAY}T{hour}:50:00Z",
                **({} if form == "restricted" else {"audience": '"public"', "full_delegations": "true"}),
            ).replace(
                'by = "general/SG"', 'by = "general/SG"' + ("" if form == "restricted" else '\nseconded = "council/SB"')
            )
        )
        if form == "restricted":
            made.append(_act("chamber.prepare_room", "chair/PO", on=room))
            made.append(_act("meetings.name_for_sitting", "chair/PO", on=room, person='"@council"'))
        else:
            made.append(_act("chamber.prepare_room", "council/SB", on=room))
        for line in lines:
            by = f"seat-{line.split('-')[1].lower()}/HD" if form == "restricted" else "council/SB"
            made.append(_act("meetings.enter_room", by, on=room, delegate=f'"@{line}"'))
    return made


#: Loads the acts as a demonstration is loaded, so that each login can be chosen on the sign-in page.
_LOAD = """
import sys
from pathlib import Path
from plenary.interfaces.cli.house import bring_up_tables, folder, lay_out_styles, open_house
(folder() / "demonstration").touch()
home = open_house(must_exist=False)
from plenary.interfaces.cli.replaying import play, read
from plenary.interfaces.exports.kept_record import keep_record
bring_up_tables()
play(read(Path(sys.argv[1])), home, label="Loading", founding=True)
keep_record()
lay_out_styles()
"""


def load(home: Path) -> Path:
    """Found the house in this folder."""
    home.mkdir(parents=True)
    file = home / "trace.toml"
    file.write_text(acts(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _LOAD, str(file)], env=surroundings(home), check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return home
