"""Things of every kind and state, each with a canary that must not leave its audience; made by the acts themselves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now, real_now
from plenary.foundation.languages.words import Words
from plenary.foundation.notices import addresses
from plenary.foundation.notices.models import Letter, Mailbox
from plenary.foundation.people import pairs
from plenary.offices.budget import actions as budget
from plenary.offices.decisions.actions import amendments, follow_up, objections, questions
from plenary.offices.documents import actions as documents
from plenary.offices.instruments.actions import signing
from plenary.offices.meetings.actions import agenda, corrections, delegations, moving, sessions, sittings
from plenary.offices.newsroom.actions import releases
from plenary.offices.organisation import actions as organisation
from plenary.offices.protocol.actions import arrivals, programme
from tests.builders.people import actor, agreed
from tests.security.oracle import Secret

#: Who could be the second person for a document that waits, and so reads its title; others of the desk do not.
MAY_AGREE = ("secretary of this sitting", "secretary of another")

DRAFTERS = frozenset({"secretary-general", "documents officer", "secretary of this sitting"})


@dataclass
class Planted:
    """The canaries, and the names by which things stand in addresses.

    things: kind -> (value in an address, audience of who may know that it is there).
    labels: names for tokens that are only known once made ("restricted", "unannounced").
    """

    secrets: list[Secret] = field(default_factory=list)
    things: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def words(self, where: str, audience: str, *, home: Any = None, besides: frozenset[str] = frozenset()) -> Words:
        """Words with a canary of their own in each language."""
        said = {}
        for language in ("en", "ru"):
            canary = f"zq{secrets.token_hex(16)}"
            shown = home if language == "en" else None
            page = None if shown is None else (shown[0], tuple(sorted(shown[1].items())))
            self.secrets.append(Secret(canary, f"{where} ({language})", audience, besides, page))
            said[language] = f"{canary} {where}" if language == "en" else f"{canary} {where} по-русски"
        return Words(said)

    def add(self, kind: str, value: Any, audience: str) -> None:
        self.things.setdefault(kind, []).append((str(value), audience))


def by_two(act: Any, first: Actor, second: Actor, **arguments: Any) -> Any:
    """An act that takes two persons."""
    done = pairs.perform(act, by=first, **arguments)
    return pairs.confirm(done, by=second) if type(done).__name__ == "Pending" else done


def another_secretary() -> str:
    """A secretary of a body that does not meet here; returns what they sign in as."""
    person = Person.objects.create(name=Words({"en": "Secretary of another body"}))
    account = Account(person=person, sign_in_name="other-secretary")
    account.set_unusable_password()
    account.save()
    Holding.objects.create(person=person, capacity="SB", scope="body:SEC")
    return account.sign_in_name


def plant(summit: Any) -> Planted:
    """Everything that can be hidden, in each of the six states."""
    planted = Planted()
    general = summit.actor("general", "SG")
    _sessions(planted, summit, general)
    _documents(planted, summit, general)
    _releases(planted, summit, general)
    _accounts(planted, summit, general)
    _persons(planted, summit, general)
    _day(planted, summit, general)
    return planted


def _sessions(planted: Planted, summit: Any, general: Actor) -> None:
    ref = "PLANT-2019-1"
    session = sessions.plan_session(
        by=agreed(general),
        ref=ref,
        title=planted.words("title of an announced session", "public", home=("meeting", {"ref": ref})),
        bodies=[summit["CSC"]],
        host=summit["KGZ"],
        from_on=date(2019, 12, 10),
        audience="public",
        agenda_audience="members",
    )
    planted.add("ref", ref, "public")
    kept = sessions.plan_session(
        by=general,
        ref="PLANT-2019-2",
        title=planted.words("title of a members' session", "members", home=("meeting", {"ref": "PLANT-2019-2"})),
        theme=planted.words("theme of a members' session", "members"),
        bodies=[summit["CSC"]],
        host=summit["KGZ"],
        from_on=date(2019, 12, 12),
        audience="members",
    )
    planted.add("ref", kept.ref, "members")
    summit.replay.names["plant-members-session"] = kept
    desk = sessions.plan_session(
        by=agreed(general),
        ref="PLANT-2019-3",
        title=planted.words("title of a session still at the desk", "desk", home=("meeting", {"ref": "PLANT-2019-3"})),
        bodies=[summit["CSC"]],
        host=summit["KGZ"],
        from_on=date(2019, 12, 13),
        audience="desk",
        agenda_audience="desk",
    )
    planted.add("ref", desk.ref, "desk")
    summit.replay.names["plant-session"] = session

    for code, head, office in (("ARM", "seat-arm", "head_of_government"), ("RUS", "seat-rus", "head_of_state")):
        own = summit.actor(head, "HD")
        listed = delegations.list_delegation(session, by=own, member=summit[code])
        planted.add("delegation", listed.key, "public")
        line = delegations.list_delegate(
            listed, by=own, person=summit[head], title=Words({"en": "Head"}), role="head", office_class=office
        )
        planted.add("delegate", line.key, "public")
        if code == "RUS":
            second = delegations.list_delegate(
                listed, by=own, person=summit["adviser-rus"], title=Words({"en": "Adviser"}), office_class="other"
            )
            planted.add("delegate", second.key, "public")
            summit.replay.names["plant-delegation"] = listed

    item = agenda.add_item(
        session, by=general, title=planted.words("title of an open item", "members"), kind="decision"
    )
    planted.secrets[-2] = _at_home(planted.secrets[-2], "folder-item", key=item.key)
    planted.add("item", item.key, "members")

    meeting = sessions.plan_meeting(session, by=general)
    shut = sittings.plan_sitting(
        meeting,
        by=general,
        title=planted.words("first title of an announced restricted sitting", "made below"),
        room=planted.words("room of an announced restricted sitting", "made below"),
        format="restricted",
        named=[summit["council"], summit["booth"], summit["chair"]],
        ground="Convening notice paragraph 3",
        planned_from_at=datetime(2019, 12, 10, 4, 0, tzinfo=UTC),
        planned_until_at=datetime(2019, 12, 10, 5, 30, tzinfo=UTC),
    )
    # The act writes the words into the record, so the sitting keeps them; its token is known only now.
    inside = f"sitting:{shut.key}"
    planted.secrets[-4:] = [replace(one, audience=inside) for one in planted.secrets[-4:]]
    council = summit.actor("council", "SB")
    shut = corrections.correct_sitting(
        shut,
        by=council,
        title=planted.words("title of an announced restricted sitting", inside, home=("meeting", {"ref": ref})),
    )
    shut = moving.move_sitting(
        shut,
        by=council,
        planned_from_at=datetime(2019, 12, 10, 4, 30, tzinfo=UTC),
        planned_until_at=datetime(2019, 12, 10, 6, 0, tzinfo=UTC),
    )
    hidden_title, hidden_room = Words({"en": "made below"}), Words({"en": "made below"})
    unannounced = sittings.plan_sitting(
        meeting,
        by=general,
        title=hidden_title,
        room=hidden_room,
        format="restricted",
        is_announced=False,
        named=[summit["chair"]],
        ground="Convening notice paragraph 3",
    )
    # The token of the sitting is known only now, so its own words are put in place of the first ones.
    hidden = f"sitting:{unannounced.key}"
    unannounced.title = planted.words("title of an unannounced sitting", hidden)
    unannounced.room = planted.words("room of an unannounced sitting", hidden)
    unannounced.save()
    plenary = sittings.plan_sitting(
        meeting,
        by=general,
        title=planted.words("title of a plenary sitting", "public"),
        format="enlarged",
        ground="Convening notice paragraph 4",
    )
    planted.labels |= {"restricted": f"sitting:{shut.key}", "unannounced": hidden}
    planted.add("sitting", shut.key, f"sitting:{shut.key}")
    planted.add("sitting", unannounced.key, hidden)
    planted.add("sitting", plenary.key, "members")

    # A secretary works the announced one; the one that is not announced, only its chair.
    for sitting, token, name, writer in (
        (shut, f"sitting:{shut.key}", "an announced restricted sitting", summit.actor("council", "SB")),
        (unannounced, hidden, "an unannounced sitting", summit.actor("chair", "PO")),
    ):
        inside = agenda.add_item(
            session,
            by=summit.actor("chair", "PO"),
            title=planted.words(f"item of {name}", token),
            kind="decision",
            restricted_to=sitting,
        )
        planted.secrets[-2] = _at_home(planted.secrets[-2], "folder-item", key=inside.key)
        planted.add("item", inside.key, token)
        note = sittings.write_note(sitting, by=writer, text=planted.words(f"note of {name}", token))
        planted.secrets[-2] = _at_home(planted.secrets[-2], "folder-note", key=note.key)
        planted.add("note", note.key, token)
        asked = questions.prepare_question(
            inside, by=writer, wording=planted.words(f"question put in {name}", token), sitting=sitting
        )
        planted.add("question", asked.key, token)
    asked = questions.prepare_question(
        item, by=summit.actor("council", "SB"), wording=planted.words("question of an open item", "members")
    )
    planted.add("question", asked.key, "members")

    protocol = summit.actor("protocol", "PT")
    arrival = arrivals.plan_arrival(
        summit["plant-delegation"],
        by=protocol,
        person=summit["seat-rus"],
        place=planted.words("place of an arrival", "protocol"),
        city=planted.words("city of an arrival", "protocol"),
        audience="protocol",
    )
    planted.add("arrival", arrival.key, "protocol")
    for sitting, title, audience in (
        (None, "slot of the programme", "protocol"),
        (unannounced, "slot of an unannounced sitting", hidden),
        (None, "open slot of the programme", "public"),
    ):
        slot = programme.add_slot(
            session, by=agreed(protocol), title=planted.words(title, audience), sitting=sitting, audience=audience
        )
        planted.add("slot", slot.key, audience)
    told = programme.add_slot(session, by=protocol, title=shut.title, kind="sitting", sitting=shut, audience="public")
    planted.add("slot", told.key, "public")
    package = signing.plan_signing(
        session,
        by=summit.actor("legal", "LD"),
        title=planted.words("title of a signing", "members"),
        audience="members",
    )
    planted.add("signing", package.key, "members")


def _documents(planted: Planted, summit: Any, general: Actor) -> None:
    officer = summit.actor("documents", "DO")
    body = summit["CSC"]
    drafters = "documents,secretary:CSC"
    draft = documents.plan_document(
        by=officer, title=planted.words("title of a draft", drafters), body=body, role=Words({"en": "role"})
    )
    planted.secrets[-2] = _at_home(planted.secrets[-2], "desk-document", key=draft.key)
    _text(planted, draft, officer, "text of a draft", drafters)
    planted.add("document", draft.key, drafters)

    classes = (("limited", "members"), ("restricted", "body:CSC"), ("general", "public"))
    for distribution, audience in classes:
        document = documents.plan_document(
            by=officer,
            title=planted.words(f"title of a {distribution} document", audience),
            body=body,
            distribution=distribution,
        )
        title = len(planted.secrets) - 2
        version = _text(planted, document, officer, f"text of a {distribution} document", audience)
        text = len(planted.secrets) - 2
        version = documents.seal_version(version, by=officer)
        document = documents.register_document(document, by=officer, session="2019")
        by_two(documents.issue_version, officer, general, version=version)
        document.refresh_from_db()
        for place in (title, text):
            page = "document" if place == title else "document-version"
            number = {} if place == title else {"number": 1}
            planted.secrets[place] = _at_home(planted.secrets[place], page, symbol=document.symbol, **number)
        planted.add("document", document.key, audience)
        planted.add("symbol", document.symbol, audience)
        planted.add("version", version.key, audience)
        # The next version is not issued: only those who work on it read it, whoever reads the first.
        document.refresh_from_db()
        _text(planted, document, officer, f"unissued second text of a {distribution} document", "documents")
        planted.secrets[-2:] = [
            Secret(one.canary, one.where, one.audience, DRAFTERS, one.home) for one in planted.secrets[-2:]
        ]
        _draft(planted, document, officer, distribution)
        for text_given in version.languages.all():
            for issue in text_given.issues.select_related("file"):
                planted.add("file", f"{issue.file.key}/{issue.file.name}", audience)
        if distribution != "general":
            _amendments(planted, summit, document, version, distribution, audience)
        if distribution == "limited":
            _within_delegations(planted, summit, version.languages.get(language="en"))
            referral = documents.refer_document(
                document,
                by=officer,
                from_bodies=[body],
                to_body=summit["CMD"],
                verb="information",
                is_customary=True,
                note=planted.words("note of a referral", "members"),
            )
            planted.add("referral", referral.key, "members")


def _amendments(planted: Planted, summit: Any, document: Any, version: Any, distribution: str, audience: str) -> None:
    """A draft of one delegation, one sent to the secretariat, one tabled with a sponsor; each with its own reason."""
    text, by, own = version.languages.get(language="en"), summit.actor("seat-arm", "HD"), "member:ARM"
    states = (("drafted", own, frozenset()), ("sent", f"documents,{own}", DRAFTERS), ("tabled", audience, frozenset()))
    for state, readers, besides in states:
        words = planted.words(f"amendment {state} to a {distribution} document", readers, besides=besides)["en"]
        reason = planted.words(f"reason of an amendment {state} to a {distribution} document", readers, besides=besides)
        made = amendments.propose_amendment(
            text, by=by, member=summit["ARM"], anchor="op1", words=words, reason=reason, state=state
        )
        planted.secrets[-2] = _at_home(planted.secrets[-2], "folder-amendment", key=made.key)
        planted.secrets[-4] = _at_home(planted.secrets[-4], "folder-amendment", key=made.key)
        # What is sent the secretary of the body has too, by no token of an audience; so its address hides nothing here.
        planted.add("amendment", made.key, "" if state == "sent" else readers)
    amendments.join_sponsors(by=summit.actor("seat-rus", "HD"), member=summit["RUS"], amendment=made)
    amendments.join_sponsors(by=summit.actor("seat-rus", "HD"), member=summit["RUS"], document=document)


def _draft(planted: Planted, document: Any, by: Actor, distribution: str) -> None:
    """A working draft with words that stand in no version, and words that were written over."""
    draft = documents.open_draft(document, by=by)
    for number, where in enumerate(("words written over in", "words of"), start=1):
        said = planted.words(f"{where} a draft of a {distribution} document", "documents", besides=DRAFTERS)
        documents.write_paragraph(draft, by=by, anchor="op1", words=said["ru"], revision=number)
    planted.secrets[-1] = _at_home(planted.secrets[-1], "desk-draft", key=document.key, language=draft.language)
    planted.add("draft", draft.key, "documents")


def _text(planted: Planted, document: Any, by: Actor, where: str, audience: str) -> Any:
    said = planted.words(where, audience)
    version = documents.add_version(
        document,
        by=by,
        texts={
            language: [
                {"anchor": "title", "role": "title", "text": "Title"},
                {"anchor": "op1", "role": "operative", "label": "1", "text": said[language]},
            ]
            for language in ("en", "ru")
        },
        original_language="ru",
    )
    for text in version.languages.prefetch_related("paragraphs"):
        planted.add("text", text.key, audience)
    planted.add("paragraph", text.paragraphs.get(anchor="op1").key, audience)
    return version


def _releases(planted: Planted, summit: Any, general: Actor) -> None:
    press = summit.actor("press", "PS")
    for state, audience in (("draft", "newsroom"), ("embargoed", "newsroom"), ("published", "public")):
        begun = releases.draft_release(
            by=press,
            kind="advisory",
            headline=planted.words(f"headline of a release ({state})", audience),
            deck=planted.words(f"deck of a release ({state})", audience),
            dateline_place=planted.words(f"dateline of a release ({state})", audience),
            dateline_on=date(2019, 11, 28),
            claims=[releases.ClaimText(planted.words(f"sentence of a release ({state})", audience))],
            embargo_until=now() + timedelta(hours=5) if state == "embargoed" else None,
        )
        if state != "draft":
            begun = releases.clear_release(begun, by=general)
        if state == "embargoed":
            begun = releases.nod_release(begun, by=press)
        if state == "published":
            begun = releases.publish_release(begun, by=press)
            planted.add("slug", begun.slug, "public")
            planted.secrets[-8] = _at_home(planted.secrets[-8], "release", year=begun.year, slug=begun.slug)
            planted.secrets[-2] = _at_home(planted.secrets[-2], "release", year=begun.year, slug=begun.slug)
        else:
            planted.secrets[-8] = _at_home(planted.secrets[-8], "desk-release", key=begun.key)
        planted.add("release", begun.key, audience if state == "published" else "newsroom")
        planted.add("claim", begun.claims.get().key, audience)


def _within_delegations(planted: Planted, summit: Any, text: Any) -> None:
    """What clerks of delegations wrote: a draft kept, an amendment that waits for their head, one that was declined."""
    clerk = summit.actor("focal-kaz", "FP")
    words = planted.words("draft kept by a focal point", "member:KAZ")["en"]
    kept = amendments.propose_amendment(text, by=clerk, member=summit["KAZ"], anchor="op1", words=words)
    planted.secrets[-2] = _at_home(planted.secrets[-2], "folder-amendment", key=kept.key)
    planted.add("amendment", kept.key, "member:KAZ")
    clerk = actor("FP", "member:ARM", name="Clerk of Armenia")
    for is_declined in (True, False):
        words = planted.words("amendment that waits for the head of its delegation", "member:ARM")["en"]
        reason = planted.words("reason of an amendment that waits for the head of its delegation", "member:ARM")
        given = {"text": text, "member": summit["ARM"], "anchor": "op1", "words": words, "reason": reason}
        waiting = pairs.perform(amendments.propose_amendment, by=clerk, **given, state="tabled")
        planted.add("pending", waiting.key, "member:ARM")
        if is_declined:
            said = planted.words("ground on which a head of delegation declined", "member:ARM")["en"]
            pairs.decline(waiting, by=summit.actor("seat-arm", "HD"), reason=said)
        else:
            planted.secrets[-2] = _at_home(planted.secrets[-2], "pending")
            planted.secrets[-4] = _at_home(planted.secrets[-4], "pending")


def _accounts(planted: Planted, summit: Any, general: Actor) -> None:
    """Budget, sources, and an act that waits for its second person."""
    finance = summit.actor("finance", "FI")
    planned = by_two(budget.plan_budget, finance, general, year=2031)
    by_two(
        budget.draft_budget,
        finance,
        general,
        budget=planned,
        currency="RUB",
        parts=[{"title": planted.words("part of a draft budget", "accounts"), "amount": "100.00"}],
    )
    planted.add("year", "2031", "public")
    statement = organisation.attribute(
        summit["plant-session"],
        by=general,
        source=summit["notices"],
        status="planned",
        aspect="planted",
        note=planted.words("note of an attribution", "members"),
    )
    planted.add("attribution", statement.key, "public")
    waiting = pairs.perform(
        documents.plan_document,
        by=summit.actor("documents", "DO"),
        title=planted.words(
            "title of a document that waits for a second person", "documents", besides=frozenset(MAY_AGREE)
        ),
        body=summit["CSC"],
        audience="members",
    )
    planted.add("pending", waiting.key, "desk")


def _persons(planted: Planted, summit: Any, general: Actor) -> None:
    """Somebody on the list of a meeting that only members know of: everything the house keeps of a person."""
    person = organisation.enter_person(
        by=general,
        name=planted.words("name of a delegate", "members,desk"),
        sort_name=planted.words("sort name of a delegate", "members,desk"),
        form_of_address=planted.words("form of address of a delegate", "members,desk"),
    )
    planted.add("person", person.key, "trail")
    head = summit.actor("seat-arm", "HD")
    listed = delegations.list_delegation(summit["plant-members-session"], by=head, member=summit["ARM"])
    planted.add("delegation", listed.key, "members")
    line = delegations.list_delegate(
        listed,
        by=head,
        person=person,
        title=planted.words("office of a delegate", "members"),
        note=planted.words("note on a delegate", "members"),
        role="head",
        office_class="head_of_state",
    )
    planted.add("delegate", line.key, "members")
    # An address for letters: its owner's, and of the officers who keep roles.
    address, wanted = f"zq{secrets.token_hex(16)}", f"zq{secrets.token_hex(16)}"
    addresses.enter_address(summit["seat-rus"], by=general, address=f"{address}@mail.example")
    Mailbox.objects.filter(person=summit["seat-rus"]).update(
        wanted=f"{wanted}@mail.example", code_until_at=real_now() + timedelta(hours=1)
    )
    keepers = frozenset({"voting seat", "secretary-general", "administrator"})
    planted.secrets.append(Secret(address, "address for letters", "its owner", keepers))
    left = f"zq{secrets.token_hex(16)}"
    Letter.objects.create(
        person=summit["seat-rus"],
        reason="left",
        of_kind="left",
        language="en",
        goes_to=f"{left}@mail.example",
        made_at=real_now(),
        next_at=real_now(),
    )
    planted.secrets.append(Secret(left, "address that letters left", "nobody", frozenset()))
    planted.secrets.append(Secret(wanted, "address not yet confirmed", "its owner", frozenset({"voting seat"})))


def _day(planted: Planted, summit: Any, general: Actor) -> None:
    """What the demonstration's day left: questions put, a decision and what it asks, papers signed and waiting."""
    planted.labels["of the day"] = f"sitting:{summit['restricted'].key}"
    planted.add("note", summit["note"].key, planted.labels["of the day"])
    for name in ("restricted", "plenary"):
        planted.add("sitting", summit[name].key, summit[name].audience)
    for name in ("time-question", "statement-question", "calendar-question"):
        planted.add("question", summit[name].key, summit[name].audience)
    for name in ("archive-text", "calendar-text"):
        planted.add("document", summit[name].key, summit[name].audience)
        planted.add("symbol", summit[name].symbol, summit[name].audience)
    planted.add("signing", summit["archive-package"].key, summit["archive-package"].audience)
    for name in ("paper-1", "archive-paper"):
        planted.add("paper", summit[name].key, summit[name].package.audience)
    planted.add("ref", summit["permanent-session"].ref, "members")
    planted.add("delegate", summit["line-KAZ"].key, "public")
    planted.add("item", summit["item-calendar"].key, summit["item-calendar"].audience)
    planted.add("pending", summit["calendar-wider"].key, "desk")

    asked = summit["calendar-question"]
    objections.object_to(
        asked,
        by=summit.actor("permanent-blr", "PR"),
        reason=planted.words(
            "reason of an objection in writing", asked.audience, home=("folder-question", {"key": asked.key})
        ),
    )
    decision = summit["statement-question-decisions"][0]
    decision.refresh_from_db()
    line = follow_up.add_follow_up(
        decision,
        by=general,
        task=planted.words("task of a line of follow-up", decision.audience),
        owner_member=summit["ARM"],
    )
    follow_up.report_follow_up(
        line, by=summit.actor("seat-arm", "HD"), text=planted.words("report on a line of follow-up", decision.audience)
    )
    planted.add("follow-up", line.key, decision.audience)
    planted.add("number", decision.number, decision.audience)


def _at_home(secret: Secret, page: str, **arguments: object) -> Secret:
    return Secret(
        secret.canary, secret.where, secret.audience, secret.besides, (page, tuple(sorted(arguments.items())))
    )
