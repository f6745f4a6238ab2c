"""The facts of steps and refusals in the reader's words, before they are put into a sentence.

The procedure states facts in short words of its own: "not adopted", "head of State", "2/3". Those are the same in every
language, so a sentence would hold an English word where it speaks Russian. Here each closed list of them has its words.
Names, codes, citations and figures stay as they are, and so does a word that no list knows: it is the organisation's
own. Languages are called by their names, and in a refusal days and moments stand as people write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext, gettext_lazy, pgettext, pgettext_lazy

from plenary.procedure.refusal import Refused
from plenary.procedure.share import MAJORITY, Share

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = Mapping[str, _StrPromise]

SHARES: dict[tuple[int, int, bool], _StrPromise] = {
    (1, 2, True): pgettext_lazy("share", "more than half"),
    (1, 2, False): pgettext_lazy("share", "half"),
    (1, 3, False): pgettext_lazy("share", "one third"),
    (1, 4, False): pgettext_lazy("share", "one quarter"),
    (2, 3, False): pgettext_lazy("share", "two thirds"),
    (2, 3, True): pgettext_lazy("share", "more than two thirds"),
    (3, 4, False): pgettext_lazy("share", "three quarters"),
    (3, 5, False): pgettext_lazy("share", "three fifths"),
    (4, 5, False): pgettext_lazy("share", "four fifths"),
    (9, 10, False): pgettext_lazy("share", "nine tenths"),
    (1, 1, False): pgettext_lazy("share", "all"),
}
#: Subjects of rules; one that is not here stands by its own word.
SUBJECTS: Words = {
    "substance": pgettext_lazy("subject of a question", "a matter of substance"),
    "procedure": pgettext_lazy("subject of a question", "a matter of procedure"),
    "silence": pgettext_lazy("subject of a question", "silence procedure, in writing"),
    "important question": pgettext_lazy("subject of a question", "an important question"),
    "amendment to an important question": pgettext_lazy(
        "subject of a question", "an amendment to an important question"
    ),
    "appeal against a ruling": pgettext_lazy("subject of a question", "an appeal against a ruling"),
    "suspension": pgettext_lazy("subject of a question", "suspension of a member"),
    "expulsion": pgettext_lazy("subject of a question", "expulsion of a member"),
    "limited format": pgettext_lazy("subject of a question", "a decision in limited format"),
    "consensus minus one": pgettext_lazy("subject of a question", "consensus minus one"),
    "reconsideration": pgettext_lazy("subject of a question", "reconsideration of what was decided"),
    "pacific settlement": pgettext_lazy("subject of a question", "pacific settlement of a dispute"),
    "Commission proposal": pgettext_lazy("subject of a question", "a proposal of the Commission"),
    "no Commission proposal": pgettext_lazy("subject of a question", "a question without a proposal of the Commission"),
    "Commission proposal, not all taking part": pgettext_lazy(
        "subject of a question", "a proposal of the Commission, when not all take part"
    ),
    "no Commission proposal, not all taking part": pgettext_lazy(
        "subject of a question", "a question without a proposal of the Commission, when not all take part"
    ),
    "simple majority": pgettext_lazy("subject of a question", "a question decided by simple majority"),
    "unanimity": pgettext_lazy("subject of a question", "a question decided by unanimity"),
    "budget": pgettext_lazy("subject of a question", "the budget"),
    "is it procedural": pgettext_lazy("subject of a question", "whether a matter is one of procedure"),
    "decision by vote": pgettext_lazy("subject of a question", "a decision by vote"),
    "suspension of voting rights": pgettext_lazy("subject of a question", "suspension of the right to vote"),
    "suspension of voting": pgettext_lazy("subject of a question", "suspension of the vote of a member"),
    "working budget": pgettext_lazy("subject of a question", "the working budget"),
    "accession": pgettext_lazy("subject of a question", "accession of a new member"),
    "waiver": pgettext_lazy("subject of a question", "a waiver"),
    "interpretation": pgettext_lazy("subject of a question", "an interpretation of the agreement"),
    "consensus minus two": pgettext_lazy("subject of a question", "consensus minus two"),
    "late item": pgettext_lazy("subject of a question", "a late item on the agenda"),
    "part of an important question": pgettext_lazy("subject of a question", "a part of an important question"),
    "how to decide": pgettext_lazy("subject of a question", "how to decide"),
    "ASEAN Minus X": pgettext_lazy(
        "subject of a question", "carrying out an economic commitment when not all take part (ASEAN Minus X)"
    ),
    "economic commitment": pgettext_lazy("subject of a question", "an economic commitment"),
    "serious breach": pgettext_lazy("subject of a question", "a serious breach of the Charter"),
    "Nice weights on request": pgettext_lazy(
        "subject of a question", "a proposal of the Commission, by the weights of Nice on request"
    ),
    "Nice weights on request, no Commission proposal": pgettext_lazy(
        "subject of a question", "a question without a proposal of the Commission, by the weights of Nice on request"
    ),
    "Nice weights on request, not all taking part": pgettext_lazy(
        "subject of a question",
        "a proposal of the Commission, by the weights of Nice on request, when not all take part",
    ),
    "Nice weights on request, no Commission proposal, not all taking part": pgettext_lazy(
        "subject of a question",
        "a question without a proposal of the Commission, by the weights of Nice on request, when not all take part",
    ),
    "use of the written procedure": pgettext_lazy("subject of a question", "use of the written procedure"),
    "urgent addition to the agenda": pgettext_lazy("subject of a question", "an urgent addition to the agenda"),
    "early consideration of an added item": pgettext_lazy(
        "subject of a question", "early consideration of an added item"
    ),
    "additional category of important questions": pgettext_lazy(
        "subject of a question", "a further category of important questions"
    ),
    "emergency special session": pgettext_lazy("subject of a question", "an emergency special session"),
    "conference of review": pgettext_lazy("subject of a question", "a conference to review the Charter"),
    "convention or agreement": pgettext_lazy("subject of a question", "a convention or agreement"),
    "agreement with the United Nations or another organisation": pgettext_lazy(
        "subject of a question", "an agreement with the United Nations or another organisation"
    ),
    "amendment of the Constitution": pgettext_lazy("subject of a question", "amendment of the Constitution"),
    "amendment of the Convention": pgettext_lazy("subject of a question", "amendment of the Convention"),
    "amendment of the Statute": pgettext_lazy("subject of a question", "amendment of the Statute"),
    "amendment of the Articles": pgettext_lazy("subject of a question", "amendment of the Articles"),
    "change of quotas": pgettext_lazy("subject of a question", "a change of quotas"),
    "compulsory withdrawal": pgettext_lazy("subject of a question", "compulsory withdrawal of a member"),
    "panel report": pgettext_lazy("subject of a question", "the report of a panel"),
    "Appellate Body report": pgettext_lazy("subject of a question", "a report of the Appellate Body"),
    "host city": pgettext_lazy("subject of a question", "the city that hosts the Games"),
    "election": pgettext_lazy("subject of a question", "an election"),
    "other election": pgettext_lazy("subject of a question", "any other election"),
    "Security Council": pgettext_lazy("subject of a question", "the Security Council"),
    "Economic and Social Council": pgettext_lazy("subject of a question", "the Economic and Social Council"),
    "Trusteeship Council": pgettext_lazy("subject of a question", "the Trusteeship Council"),
    "Council, part one": pgettext_lazy("subject of a question", "the Council, part one"),
    "Council, part two": pgettext_lazy("subject of a question", "the Council, part two"),
    "Council, part three": pgettext_lazy("subject of a question", "the Council, part three"),
    "Council, category (a)": pgettext_lazy("subject of a question", "the Council, category (a)"),
    "Council, category (b)": pgettext_lazy("subject of a question", "the Council, category (b)"),
    "Council, category (c)": pgettext_lazy("subject of a question", "the Council, category (c)"),
}
#: What must be on the record before a condition is looked at.
OCCASIONS: Words = {
    "population asked for": pgettext_lazy("occasion", "a member asked that the population be looked at"),
    "clear, gross and uncorrected violation": pgettext_lazy("occasion", "a clear, gross and uncorrected violation"),
}
TRAITS: Words = {
    "member concerned": pgettext_lazy("bearer of a trait", "the member concerned"),
    "party to the dispute": pgettext_lazy("bearer of a trait", "a party to the dispute"),
    "permanent": pgettext_lazy("bearer of a trait", "a permanent member"),
}
MOTIONS: Words = {
    "suspend the meeting": pgettext_lazy("motion", "to suspend the meeting"),
    "adjourn the meeting": pgettext_lazy("motion", "to adjourn the meeting"),
    "adjourn the meeting to a day or hour": pgettext_lazy("motion", "to adjourn the meeting to a day or hour"),
    "adjourn the debate": pgettext_lazy("motion", "to adjourn the debate on the item"),
    "close the debate": pgettext_lazy("motion", "to close the debate on the item"),
    "refer the matter": pgettext_lazy("motion", "to refer the matter"),
    "postpone the question": pgettext_lazy("motion", "to postpone the question"),
    "introduce an amendment": pgettext_lazy("motion", "to introduce an amendment"),
    "decide on competence": pgettext_lazy("motion", "to decide on competence"),
    "divide the proposal": pgettext_lazy("motion", "to divide the proposal"),
    "limit the speakers": pgettext_lazy("motion", "to limit the speakers"),
    "reconsider": pgettext_lazy("motion", "to consider again what was decided"),
}
OUTCOMES: Words = {
    "adopted": pgettext_lazy("outcome", "adopted"),
    "not adopted": pgettext_lazy("outcome", "not adopted"),
    "tied": pgettext_lazy("outcome", "tied"),
    "no quorum": pgettext_lazy("outcome", "no quorum"),
    "inconclusive": pgettext_lazy("outcome", "inconclusive"),
    "silence running": pgettext_lazy("outcome", "silence running"),
    "silence broken": pgettext_lazy("outcome", "silence broken"),
    "irregular": pgettext_lazy("outcome", "irregular"),
}
METHODS: Words = {
    "vote": pgettext_lazy("method", "vote"),
    "consensus": pgettext_lazy("method", "consensus"),
    "silence": pgettext_lazy("method", "silence"),
}
FORMULAS: Words = {
    "limited format": pgettext_lazy("formula", "limited format"),
    "flexible participation": pgettext_lazy("formula", "flexible participation"),
}
BASES: Words = {
    "members": pgettext_lazy("of what a share is taken", "all members"),
    "entitled members": pgettext_lazy("of what a share is taken", "members that may vote"),
    "members present": pgettext_lazy("of what a share is taken", "members present"),
    "present and voting": pgettext_lazy("of what a share is taken", "members present and voting"),
    "votes cast": pgettext_lazy("of what a share is taken", "votes cast for and against"),
    "ballots deposited": pgettext_lazy("of what a share is taken", "ballots deposited"),
    "valid ballots": pgettext_lazy("of what a share is taken", "valid ballots"),
    "total weight": pgettext_lazy("of what a share is taken", "all votes that the members hold"),
    "participating members": pgettext_lazy("of what a share is taken", "members taking part"),
}
COUNTED: Words = {
    "not voting": pgettext_lazy("how it counts", "as not voting"),
    "as no": pgettext_lazy("how it counts", "as a vote against"),
    "left out": pgettext_lazy("how it counts", "left out of the number of which the share is taken"),
}
NEXT_BALLOTS: Words = {
    "restricted": pgettext_lazy("next ballot", "among the leaders only"),
    "eliminate last": pgettext_lazy("next ballot", "without the last"),
    "open": pgettext_lazy("next ballot", "open to all"),
}
CHOICES: Words = {
    "yes": pgettext_lazy("cast", "yes"),
    "no": pgettext_lazy("cast", "no"),
    "abstain": pgettext_lazy("cast", "abstain"),
    "not participating": pgettext_lazy("cast", "not participating"),
    "absent": pgettext_lazy("cast", "absent"),
    "not entitled": pgettext_lazy("cast", "not entitled"),
    "blank": pgettext_lazy("cast", "blank"),
    "invalid": pgettext_lazy("cast", "invalid"),
    "objects": pgettext_lazy("cast", "objects"),
    "does not object": pgettext_lazy("cast", "does not object"),
    "broken by": pgettext_lazy("cast", "broken by"),
    "extension asked": pgettext_lazy("cast", "extension asked"),
}
HAPPENS: Words = {
    "arrives": pgettext_lazy("presence", "arrives"),
    "leaves": pgettext_lazy("presence", "leaves"),
    "credentials accepted": pgettext_lazy("presence", "credentials accepted"),
    "credentials lost": pgettext_lazy("presence", "credentials lost"),
    "called": pgettext_lazy("presence", "called"),
}
BALLOTS: Words = {
    "open": pgettext_lazy("kind of ballot", "open"),
    "restricted": pgettext_lazy("kind of ballot", "restricted"),
    "special": pgettext_lazy("kind of ballot", "special"),
    "tie for last": pgettext_lazy("kind of ballot", "tie for last"),
    "lot": pgettext_lazy("kind of ballot", "lot"),
}
SIDES: Words = {
    "for": pgettext_lazy("side of a motion", "for"),
    "against": pgettext_lazy("side of a motion", "against"),
}
AMENDMENTS_ORDERS: Words = {
    "furthest first": pgettext_lazy("order of amendments", "furthest first"),
    "submission": pgettext_lazy("order of amendments", "submission"),
}
AMENDMENT_STATES: Words = {
    "drafted": pgettext_lazy("state of an amendment", "a draft"),
    "sent": pgettext_lazy("state of an amendment", "sent to the secretariat"),
    "tabled": pgettext_lazy("state of an amendment", "tabled"),
    "withdrawn": pgettext_lazy("state of an amendment", "withdrawn"),
    "carried": pgettext_lazy("state of an amendment", "carried"),
    "rejected": pgettext_lazy("state of an amendment", "rejected"),
    "fallen": pgettext_lazy("state of an amendment", "not put any more"),
    "merged": pgettext_lazy("state of an amendment", "part of the text"),
}
AMENDMENT_KINDS: Words = {
    "replace": pgettext_lazy("what an amendment does", "replaces words"),
    "add": pgettext_lazy("what an amendment does", "adds words"),
    "delete": pgettext_lazy("what an amendment does", "deletes words"),
    "insert_after": pgettext_lazy("what an amendment does", "adds a paragraph"),
    "delete_paragraph": pgettext_lazy("what an amendment does", "deletes the paragraph"),
}
REQUESTS: Words = {
    "point of order": pgettext_lazy("request for the floor", "point of order"),
    "motion": pgettext_lazy("request for the floor", "motion"),
    "speaker": pgettext_lazy("request for the floor", "speaker"),
    "right of reply": pgettext_lazy("request for the floor", "right of reply"),
    "withdrawal": pgettext_lazy("request for the floor", "withdrawal"),
}
REQUEST_STATES: Words = {
    "requested": pgettext_lazy("state of a request", "requested"),
    "listed": pgettext_lazy("state of a request", "listed"),
    "called": pgettext_lazy("state of a request", "called"),
    "speaking": pgettext_lazy("state of a request", "speaking"),
    "finished": pgettext_lazy("state of a request", "finished"),
    "withdrawn": pgettext_lazy("state of a request", "withdrawn"),
}
FLOOR_ORDERS: Words = {
    "inscription": pgettext_lazy("order of the floor", "inscription"),
    "rank class": pgettext_lazy("order of the floor", "rank class"),
    "alphabetical": pgettext_lazy("order of the floor", "alphabetical"),
}
CREDENTIALS: Words = {
    "none": pgettext_lazy("credentials", "not handed in"),
    "received": pgettext_lazy("credentials", "received"),
    "examined": pgettext_lazy("credentials", "examined"),
    "accepted": pgettext_lazy("credentials", "accepted"),
    "challenged": pgettext_lazy("credentials", "challenged"),
    "provisional": pgettext_lazy("credentials", "provisional"),
    "rejected": pgettext_lazy("credentials", "rejected"),
}
DELEGATION_PARTS: Words = {
    "head": pgettext_lazy("role in a delegation", "head of delegation"),
    "alternate": pgettext_lazy("role in a delegation", "alternate"),
    "delegate": pgettext_lazy("role in a delegation", "delegate"),
    "adviser": pgettext_lazy("role in a delegation", "adviser"),
}
OFFICES: Words = {
    "head of State": pgettext_lazy("office", "head of State"),
    "head of government": pgettext_lazy("office", "head of government"),
    "vice-president": pgettext_lazy("office", "vice-president"),
    "deputy head of government": pgettext_lazy("office", "deputy head of government"),
    "foreign minister": pgettext_lazy("office", "foreign minister"),
    "defence minister": pgettext_lazy("office", "defence minister"),
    "secretary of the security council": pgettext_lazy("office", "secretary of the security council"),
    "minister": pgettext_lazy("office", "minister"),
    "permanent representative": pgettext_lazy("office", "permanent representative"),
    "head of diplomatic mission": pgettext_lazy("office", "head of diplomatic mission"),
    "deputy foreign minister": pgettext_lazy("office", "deputy foreign minister"),
    "deputy defence minister": pgettext_lazy("office", "deputy defence minister"),
    "deputy secretary of the security council": pgettext_lazy("office", "deputy secretary of the security council"),
    "presidential aide": pgettext_lazy("office", "presidential aide"),
    "expert": pgettext_lazy("office", "expert"),
    "secretary-general": pgettext_lazy("office", "secretary-general"),
    "secretary of the sitting": pgettext_lazy("office", "secretary of the sitting"),
    "secretariat": pgettext_lazy("office", "secretariat"),
    "interpreter": pgettext_lazy("office", "interpreter"),
    "host services": pgettext_lazy("office", "host services"),
    "press": pgettext_lazy("office", "press"),
    "other": pgettext_lazy("office", "other office"),
    # Classes of office, by which heads are ranked.
    "head_of_state": pgettext_lazy("office", "head of State"),
    "head_of_government": pgettext_lazy("office", "head of government"),
    "vice_president_or_deputy": pgettext_lazy("office", "vice-president or deputy head of government"),
    "foreign_minister": pgettext_lazy("office", "foreign minister"),
    "other_minister": pgettext_lazy("office", "minister"),
    "permanent_representative": pgettext_lazy("office", "permanent representative"),
}
FORMATS: Words = {
    "restricted": pgettext_lazy("format of a sitting", "restricted"),
    "enlarged": pgettext_lazy("format of a sitting", "enlarged"),
    "retreat": pgettext_lazy("format of a sitting", "retreat"),
    "ministerial": pgettext_lazy("format of a sitting", "ministerial"),
    "expert": pgettext_lazy("format of a sitting", "expert"),
    "bilateral": pgettext_lazy("format of a sitting", "bilateral"),
}
DOCUMENT_STATES: Words = {
    "mandated": pgettext_lazy("document", "mandated"),
    "drafted": pgettext_lazy("document", "drafted"),
    "registered": pgettext_lazy("document", "registered"),
    "in consultation": pgettext_lazy("document", "in consultation"),
    "bracketed": pgettext_lazy("document", "bracketed"),
    "agreed ad referendum": pgettext_lazy("document", "agreed ad referendum"),
    "agreed at expert level": pgettext_lazy("document", "agreed at expert level"),
    "referred": pgettext_lazy("document", "referred"),
    "endorsed": pgettext_lazy("document", "endorsed"),
    "tabled": pgettext_lazy("document", "tabled"),
    "adopted": pgettext_lazy("document", "adopted"),
    "approved": pgettext_lazy("document", "approved"),
    "noted": pgettext_lazy("document", "noted"),
    "deferred": pgettext_lazy("document", "deferred"),
    "withdrawn": pgettext_lazy("document", "withdrawn"),
    "rejected": pgettext_lazy("document", "rejected"),
    "numbered": pgettext_lazy("document", "numbered"),
    "opened for signature": pgettext_lazy("document", "opened for signature"),
    "signed": pgettext_lazy("document", "signed"),
    "certified": pgettext_lazy("document", "certified"),
    "in effect": pgettext_lazy("document", "in effect"),
    "in follow-up": pgettext_lazy("document", "in follow-up"),
    "closed": pgettext_lazy("document", "closed"),
    "superseded": pgettext_lazy("document", "superseded"),
    "": pgettext_lazy("document", "not begun"),
}
VERBS: Words = {
    "for information": pgettext_lazy("for what a text is referred", "for information"),
    "for consideration": pgettext_lazy("for what a text is referred", "for consideration"),
    "for endorsement": pgettext_lazy("for what a text is referred", "for endorsement"),
    "for approval": pgettext_lazy("for what a text is referred", "for approval"),
    "for adoption": pgettext_lazy("for what a text is referred", "for adoption"),
    "for signature": pgettext_lazy("for what a text is referred", "for signature"),
}
MOVERS: Words = {
    "secretary of the body": pgettext_lazy("who moves a text on", "secretary of the body"),
    "author": pgettext_lazy("who moves a text on", "author"),
    "documents officer": pgettext_lazy("who moves a text on", "documents officer"),
    "chair of the expert group": pgettext_lazy("who moves a text on", "chair of the expert group"),
    "presiding officer": pgettext_lazy("who moves a text on", "presiding officer"),
    "sponsor": pgettext_lazy("who moves a text on", "sponsor"),
    "system with the announcement": pgettext_lazy("who moves a text on", "system with the announcement"),
    "depositary officer": pgettext_lazy("who moves a text on", "depositary officer"),
    "secretary-general": pgettext_lazy("who moves a text on", "secretary-general"),
    "responsible unit": pgettext_lazy("who moves a text on", "responsible unit"),
    "body": pgettext_lazy("who moves a text on", "body"),
}
GUARDS: Words = {
    "mandate names body, subject and deadline": pgettext_lazy(
        "what a text needs", "mandate names body, subject and deadline"
    ),
    "original language set": pgettext_lazy("what a text needs", "original language set"),
    "symbol given and distribution class set": pgettext_lazy(
        "what a text needs", "symbol given and distribution class set"
    ),
    "round open with deadline and addressees": pgettext_lazy(
        "what a text needs", "round open with deadline and addressees"
    ),
    "each bracket has proponents, alternatives and date": pgettext_lazy(
        "what a text needs", "each bracket has proponents, alternatives and date"
    ),
    "brackets only with capitals' confirmation pending": pgettext_lazy(
        "what a text needs", "brackets only with capitals' confirmation pending"
    ),
    "no open brackets": pgettext_lazy("what a text needs", "no open brackets"),
    "no open brackets, or explicitly forwarded": pgettext_lazy(
        "what a text needs", "no open brackets, or explicitly forwarded"
    ),
    "verb and target body set": pgettext_lazy("what a text needs", "verb and target body set"),
    "decision of the lower body numbered": pgettext_lazy("what a text needs", "decision of the lower body numbered"),
    "item on the target's provisional agenda": pgettext_lazy(
        "what a text needs", "item on the target's provisional agenda"
    ),
    "all language versions issued": pgettext_lazy("what a text needs", "all language versions issued"),
    "verdict of the body": pgettext_lazy("what a text needs", "verdict of the body"),
    "by its sponsor, before voting starts": pgettext_lazy("what a text needs", "by its sponsor, before voting starts"),
    "number given and text hash frozen": pgettext_lazy("what a text needs", "number given and text hash frozen"),
    "office or full powers of each signer checked": pgettext_lazy(
        "what a text needs", "office or full powers of each signer checked"
    ),
    "every block signed": pgettext_lazy("what a text needs", "every block signed"),
    "certified copy issued to each party": pgettext_lazy("what a text needs", "certified copy issued to each party"),
    "date of effect reached": pgettext_lazy("what a text needs", "date of effect reached"),
    "every operative paragraph has an owner or needs none": pgettext_lazy(
        "what a text needs", "every operative paragraph has an owner or needs none"
    ),
    "the last owner has reported": pgettext_lazy("what a text needs", "the last owner has reported"),
    "a later decision supersedes it": pgettext_lazy("what a text needs", "a later decision supersedes it"),
}
PLACES: Words = {
    "by rank": pgettext_lazy("place in an order", "by rank"),
    "first": pgettext_lazy("place in an order", "first"),
    "last": pgettext_lazy("place in an order", "last"),
}
REASONS: Words = {
    "not in good form": pgettext_lazy("why an instrument does not count", "not in good form"),
    "regional organisation": pgettext_lazy("why an instrument does not count", "regional organisation"),
    "not one of those whose consent is needed": pgettext_lazy(
        "why an instrument does not count", "not one of those whose consent is needed"
    ),
    "withdrawn": pgettext_lazy("why an instrument does not count", "withdrawn"),
}
UNITS: Words = {
    "months": pgettext_lazy("parts of a year", "months"),
    "days": pgettext_lazy("parts of a year", "days"),
}

#: From what a text counts the day on which it takes effect.
COUNTED_FROM: Words = {
    "adoption": pgettext_lazy("from what a day is counted", "the day of the decision"),
    "signature": pgettext_lazy("from what a day is counted", "the last signature"),
    "instruments": pgettext_lazy("from what a day is counted", "the instruments that brought the treaty into force"),
    "day": pgettext_lazy("from what a day is counted", "a day that the text names"),
}
QUESTION_STATES: Words = {
    "prepared": pgettext_lazy("question", "prepared, not yet put"),
    "open": pgettext_lazy("question", "open now"),
    "closed": pgettext_lazy("question", "closed, not yet announced"),
    "announced": pgettext_lazy("question", "announced"),
    "void": pgettext_lazy("question", "void"),
}
MANNERS: Words = {
    "recorded": pgettext_lazy("manner of a vote", "recorded: each member’s choice is published"),
    "roll_call": pgettext_lazy("manner of a vote", "roll call: each member is called by name"),
    "show_of_hands": pgettext_lazy("manner of a vote", "show of hands, counted by two"),
    "secret": pgettext_lazy("manner of a vote", "secret, on paper, counted by two"),
}
REFERRAL_STATES: Words = {
    "decided": pgettext_lazy("referral", "decided, not sent"),
    "sent": pgettext_lazy("referral", "sent"),
    "received": pgettext_lazy("referral", "received"),
    "returned": pgettext_lazy("referral", "returned"),
}
#: Distribution classes as they stand on the paper.
CLASSES: Words = {
    "general": gettext_lazy("general"),
    "limited": gettext_lazy("limited"),
    "restricted": gettext_lazy("restricted"),
    "participants": gettext_lazy("participants only"),
}
BRACKET_STATES: Words = {
    "open": pgettext_lazy("bracket", "open"),
    "resolved": pgettext_lazy("bracket", "agreed"),
    "moved": pgettext_lazy("bracket", "moved to another place"),
    "editorial": pgettext_lazy("bracket", "part of the text"),
}
#: What a paragraph is; those that can be chosen by hand stand first.
PARAGRAPH_ROLES: Words = {
    "title": pgettext_lazy("what a paragraph is", "Title"),
    "heading": pgettext_lazy("what a paragraph is", "Heading"),
    "preambular": pgettext_lazy("what a paragraph is", "Preambular paragraph"),
    "operative": pgettext_lazy("what a paragraph is", "Operative paragraph"),
    "item": pgettext_lazy("what a paragraph is", "Line of a list"),
    "plain": pgettext_lazy("what a paragraph is", "Paragraph"),
    "annex": pgettext_lazy("what a paragraph is", "Annex"),
    "table": pgettext_lazy("what a paragraph is", "Table"),
    "row": pgettext_lazy("what a paragraph is", "Row of a table"),
    "head_cell": pgettext_lazy("what a paragraph is", "Head of a column"),
    "cell": pgettext_lazy("what a paragraph is", "Cell"),
    "footnote": pgettext_lazy("what a paragraph is", "Footnote"),
}
#: Languages in which texts are issued; other names are those that Django knows.
LANGUAGES: Words = {
    "ar": gettext_lazy("Arabic"),
    "en": gettext_lazy("English"),
    "es": gettext_lazy("Spanish"),
    "fr": gettext_lazy("French"),
    "ru": gettext_lazy("Russian"),
    "zh": gettext_lazy("Chinese"),
}
#: Scripts, as Unicode names them; another one stands by that name.
SCRIPTS: Words = {
    "arabic": pgettext_lazy("script", "Arabic"),
    "cjk": pgettext_lazy("script", "Chinese"),
    "cyrillic": pgettext_lazy("script", "Cyrillic"),
    "greek": pgettext_lazy("script", "Greek"),
    "latin": pgettext_lazy("script", "Latin"),
}
#: What kind of word a fact is, by its code and its name, by the first part of its code and its name, or by its name.
LISTS: dict[str, Words] = {
    "decisions.already_put.state": QUESTION_STATES,
    "decisions.no_silence_open.state": QUESTION_STATES,
    "decisions.not_announced.state": QUESTION_STATES,
    "decisions.not_open.state": QUESTION_STATES,
    "decisions.not_prepared.state": QUESTION_STATES,
    "decisions.manner": MANNERS,
    "decisions.methods": METHODS,
    "tally.names_needed.value": MANNERS,
    "documents.referral_not_there.state": REFERRAL_STATES,
    "documents.referral_not_there.needed": REFERRAL_STATES,
    "documents.state": DOCUMENT_STATES,
    "documents.status": BRACKET_STATES,
    "documents.distribution": CLASSES,
    "text.role": PARAGRAPH_ROLES,
    "documents.script": SCRIPTS,
    "outcome": OUTCOMES,
    "method": METHODS,
    "choice": CHOICES,
    "choices": CHOICES,
    "happens": HAPPENS,
    "side": SIDES,
    "sides": SIDES,
    "motion": MOTIONS,
    "motions": MOTIONS,
    "asked": {**MOTIONS, **REQUESTS},
    "office": OFFICES,
    "admitted": OFFICES,
    "format": FORMATS,
    "verb": VERBS,
    "unit": UNITS,
    "part": DELEGATION_PARTS,
    "credentials": CREDENTIALS,
    "when": OCCASIONS,
    "motions.order": MOTIONS,
    "elections.kind": BALLOTS,
    "elections.due_kind": BALLOTS,
    "amendments.by": AMENDMENTS_ORDERS,
    "decisions.state": {**DOCUMENT_STATES, **AMENDMENT_STATES},
    "decisions.kind": AMENDMENT_KINDS,
    "floor.kind": REQUESTS,
    "floor.order": FLOOR_ORDERS,
    "floor.before": REQUEST_STATES,
    "floor.after": REQUEST_STATES,
    "floor.allowed": REQUEST_STATES,
    "credentials.before": CREDENTIALS,
    "credentials.after": CREDENTIALS,
    "credentials.allowed": CREDENTIALS,
    "documents.before": DOCUMENT_STATES,
    "documents.after": DOCUMENT_STATES,
    "documents.answer": DOCUMENT_STATES,
    "documents.allowed": DOCUMENT_STATES,
    "documents.missing": GUARDS,
    "documents.mover": MOVERS,
    "instruments.reason": REASONS,
    "instruments.counted_from": COUNTED_FROM,
    "precedence.place": PLACES,
    "consensus.subject": SUBJECTS,
    "preliminary.subject": SUBJECTS,
    "formula.subject": SUBJECTS,
}
#: Facts that are languages, by the first part of the code and the name.
TONGUES = frozenset(
    {
        "decisions.language",
        "documents.language",
        "documents.languages",
        "documents.other",
        "text.language",
        "text.old",
        "text.new",
    }
)
#: Moments and days as the procedure states them.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def facts_in_words(code: str, facts: Mapping[str, object], *, days: bool = False) -> dict[str, object]:
    """The facts of a step or a refusal of that code as its sentence takes them; a whole number stays one.

    days: days and moments as people write them, too; a moment by the clock of the zone that stands beside it, if any.
    """
    told = {name: fact_in_words(code, name, fact) for name, fact in facts.items()}
    if not days:
        return told
    zone = str(facts.get("zone", ""))
    return {name: _written(told[name], fact, zone) for name, fact in facts.items()}


def fact_in_words(code: str, name: str, fact: object) -> object:
    """One fact of a step or a refusal of that code as its sentence takes it; a whole number stays one."""
    if isinstance(fact, int):
        return fact
    if isinstance(fact, list | tuple):
        return listed(fact_in_words(code, name, part) for part in fact) or pgettext("a list of nobody", "none")
    said, place = str(fact), f"{code.partition('.')[0]}.{name}"
    if place in _SHARES:
        return _share_beside_its_base(said)
    if place in TONGUES:
        return language_in_words(said)
    words = LISTS.get(f"{code}.{name}") or LISTS.get(place) or LISTS.get(name)
    if words is not None and said in words:
        return str(words[said])
    return _moment(said) if MOMENT.fullmatch(said) else said


def listed(parts: Iterable[object]) -> str:
    """Names beside each other, with what stands between the parts of a list in the reader's language."""
    return pgettext("between the parts of a list", ", ").join(map(str, parts))


def language_in_words(code: str) -> str:
    """A language by its name in the reader's; its code where no name of it is known here."""
    if code in LANGUAGES:
        return str(LANGUAGES[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _written(told: object, fact: object, zone: str) -> object:
    """A day or a moment as people write it; anything else as it was told."""
    if not isinstance(fact, str):
        return told
    try:
        if DAY.fullmatch(fact):
            return date_format(date.fromisoformat(fact), "j E Y")
        if MOMENT.fullmatch(fact):
            there = _zone(zone)
            at = datetime.fromisoformat(fact).astimezone(there or UTC)
            clock = f"{at:%H:%M:%S}".removesuffix(":00")
            return listed([date_format(at.date(), "j E Y"), clock if there else f"{clock}\u00a0UTC"])
    except (OverflowError, ValueError):  # at an end of the calendar, or a day that none has
        return told
    return told


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):  # a zone that this machine does not know
        return None


def share_words(share: Share) -> str:
    """A share in words; one that has none of its own, in per cent or as it is written."""
    known = SHARES.get((share.num, share.den, share.strict))
    if known is not None:
        return str(known)
    said = f"{100 * share.num // share.den}\u00a0%" if 100 % share.den == 0 else f"{share.num}/{share.den}"
    return gettext("more than %(share)s") % {"share": said} if share.strict else said


def subject_words(subject: str) -> str:
    """What a rule decides, as it stands in the middle of a sentence."""
    return str(SUBJECTS.get(subject, subject))


def occasion_words(occasion: str) -> str:
    """What must be on the record, as it stands in the middle of a sentence."""
    return str(OCCASIONS.get(occasion, occasion))


def trait_words(trait: str) -> str:
    """Who bears a trait, as it stands in the middle of a sentence."""
    return str(TRAITS.get(trait, trait))


def motion_words(motion: str) -> str:
    """What a motion asks for, as it stands in the middle of a sentence."""
    return str(MOTIONS.get(motion, motion))


#: Facts that are a share of the number that stands beside them.
_SHARES = frozenset({"threshold.share", "extra.share", "quorum.share"})


def _share_beside_its_base(said: str) -> str:
    """A share as the procedure prints it, such as "majority, at least 4", in words; as it is where none is read."""
    of_base, least, count = said.partition(", at least ")
    try:
        share = Share.read(of_base)
    except Refused:
        return said
    if not share.num:
        return said
    words = pgettext("share", "a majority") if share == MAJORITY else share_words(share)
    return gettext("%(share)s and at least %(count)s") % {"share": words, "count": count} if least else words


def _moment(said: str) -> str:
    try:
        at = datetime.fromisoformat(said).astimezone(UTC)
    except (OverflowError, ValueError):  # at an end of the calendar, or a moment that none has
        return said
    return f"{at:%Y-%m-%d %H:%M:%S}".removesuffix(":00") + "\u00a0UTC"
