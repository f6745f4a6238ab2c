"""What sign-ins, ways in and second persons keep of persons."""

from __future__ import annotations

import json
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.models import Account, Person
from plenary.foundation.clock import real_now
from plenary.foundation.people.models import OneTimeCode, Opening, Pending, ScriptKey, SignIn
from plenary.foundation.personal import Personal, Rows, keeps


def _emptied(rows: Rows) -> None:
    """What was proposed goes; that it was, and who agreed, stays."""
    rows.update(arguments={}, asked=[], readings=[], widened=[])


def waiting_about(person: Person) -> Rows:
    """Proposals that still wait and name a person."""
    return _naming(person).filter(outcome=Pending.Outcome.WAITING)


def _decided_about(person: Person) -> Rows:
    """Decided proposals that name a person."""
    return _naming(person).exclude(outcome=Pending.Outcome.WAITING)


def _naming(person: Person) -> Rows:
    """Proposals in which a person, or its way in, stands by its key or name, however the database writes letters."""
    account = Account.objects.filter(person=person).first()
    names = [*person.name.values(), *person.form_of_address.values(), *([account.sign_in_name] if account else [])]
    named = Q(told__contains=person.key)
    if account is not None:
        named |= Q(told__contains=account.key)
    for name in names:
        named |= Q(told__contains=json.dumps(name)) | Q(told__contains=json.dumps(name, ensure_ascii=False))
    return Pending.objects.exclude(arguments={}).annotate(told=Cast("arguments", TextField())).filter(named)


keeps(
    Personal(
        name="sign_ins",
        said=_("Sign-ins: when, with which browser, from which network"),
        counted_from=_("when the person was last seen"),
        days=365,
        due=lambda days: SignIn.objects.filter(last_seen_at__lt=real_now() - timedelta(days=days)),
        of=lambda person: SignIn.objects.filter(account__person=person),
        verbs=("people.sign_in.begun", "people.sign_in.ended"),
        with_name=True,
    )
)
keeps(
    Personal(
        name="tickets",
        said=_("Browser sessions that have run out"),
        counted_from=_("when they ran out"),
        days=1,
        due=lambda days: Session.objects.filter(expire_date__lt=real_now() - timedelta(days=days)),
        of=lambda person: Session.objects.filter(
            session_key__in=SignIn.objects.filter(account__person=person).values("session_key")
        ),
    )
)
keeps(
    Personal(
        name="codes",
        said=_("Set-up links and codes, used or run out"),
        counted_from=_("when they ran out"),
        days=30,
        due=lambda days: OneTimeCode.objects.filter(expires_at__lt=real_now() - timedelta(days=days)),
        of=lambda person: OneTimeCode.objects.filter(account__person=person),
    )
)
keeps(
    Personal(
        name="script_keys",
        said=_("Keys for scripts, withdrawn or run out"),
        counted_from=_("when they ran out"),
        days=365,
        due=lambda days: ScriptKey.objects.filter(expires_at__lt=real_now() - timedelta(days=days)),
        of=lambda person: ScriptKey.objects.filter(account__person=person),
    )
)
keeps(
    Personal(
        name="openings",
        said=_("Notices that an administrator opened a restricted text"),
        counted_from=_("when it closed again"),
        days=365,
        due=lambda days: Opening.objects.filter(until_at__lt=real_now() - timedelta(days=days)),
        of=lambda person: Opening.objects.filter(person=person),
    )
)
keeps(
    Personal(
        name="proposals",
        said=_("What was put before a second person and decided"),
        counted_from=_("when it was decided"),
        days=365,
        due=lambda days: Pending.objects.exclude(arguments={}).filter(decided_at__lt=real_now() - timedelta(days=days)),
        of=_decided_about,
        erase=_emptied,
    )
)
