"""Acts of a signing: the package, its papers, the authority of those who sign, the signatures, the certified copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import may, require, require_first_audience, require_two
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.files.storing import store
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions import queries as decisions
from plenary.offices.documents import queries as documents
from plenary.offices.documents.actions.pipeline import move_document
from plenary.offices.documents.models import Document, Version
from plenary.offices.instruments import facts, queries
from plenary.offices.instruments.models import (
    CertifiedCopy,
    FullPowers,
    Signature,
    SignatureBlock,
    SigningPackage,
    SigningPaper,
)
from plenary.offices.instruments.permissions import member_scopes, person_of
from plenary.offices.instruments.printing import CopyToPrint, SignatureToPrint, TextToPrint, printed
from plenary.offices.meetings.models import Item, Session
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member
from plenary.procedure import signing as rules
from plenary.procedure.documents import Guard, State, next_states, require_one_text
from plenary.procedure.refusal import Refused


@act("instruments.plan_signing")
def plan_signing(
    session: Session,
    *,
    by: Actor,
    title: Words,
    members: Sequence[Member] = (),
    item: Item | None = None,
    papers_count_stated: int | None = None,
    order_language: str = "",
    audience: str = "",
    is_demonstration: bool = False,
) -> SigningPackage:
    """Plan papers to be signed together, with one block a party in the agreed order.

    members: the parties; where none is named, every member of the body that meets. order_language: in whose alphabet
    the blocks stand; by the rules in force where left out. papers_count_stated: only where a source states it.
    audience: that of the session where left out; a wider one takes two persons.
    Raises Refused "instruments.no_parties", "signing.…".
    """
    require(by, "record_deposit")
    require_first_audience(by, session.audience, audience or session.audience, row="record_deposit")
    on = session.from_on or organisation.day_at_seat()
    body = session.session_bodies.select_related("body").order_by("order")[0].body
    parties = list(members) or list(organisation.members_of(body, on))
    if not parties:
        raise Refused("instruments.no_parties")
    language, host_place, cite = facts.order_agreed(session, on)
    language = order_language or language
    order = facts.blocks_in_order(parties, language, host=session.host.code if session.host else "", place=host_place)
    package = SigningPackage.objects.create(
        session=session,
        item=item,
        title=Words.of(title),
        order_language=language,
        papers_count_stated=papers_count_stated,
        audience=audience or session.audience,
        is_demonstration=is_demonstration,
    )
    by_code = {one.code: one for one in parties}
    for place, code in enumerate(order, start=1):
        SignatureBlock.objects.create(package=package, member=by_code[code], order=place)
    return _written(
        package, "instruments.signing.planned", by, {"order": order, "language": language}, cite=str(cite or "")
    )


@act("instruments.add_paper")
def add_paper(
    package: SigningPackage,
    *,
    by: Actor,
    document: Document,
    version: Version | None = None,
    is_treaty: bool = False,
) -> SigningPaper:
    """Put a paper into a signing: the sealed version that will be signed, the newest where none is named.

    Where a body adopted the text, that is the adopted version or a corrigendum of it. A paper that is among them gets
    the newer version, where one was sealed meanwhile. is_treaty: whether VCLT art. 7 asks for the office or full powers
    of who signs.
    Raises Refused "instruments.signing_not_planned", "instruments.text_not_sealed", "instruments.not_the_adopted_text",
    "instruments.paper_twice".
    """
    locked = _locked(package)
    require(by, "record_deposit")
    if locked.state != SigningPackage.State.PLANNED:
        raise Refused("instruments.signing_not_planned", state=locked.state)
    put = version or queries.version_to_sign(document)
    if put is not None and (put.document_id != document.pk or not put.digest):
        raise Refused("instruments.text_not_sealed", document=str(document))
    if put is not None:
        _require_adopted(put)
    known = locked.papers.filter(document=document).first()
    if known is not None and (put is None or put == known.text_version):
        raise Refused("instruments.paper_twice", document=str(document))
    paper = known.touch() if known else SigningPaper(package=locked, order=locked.papers.count() + 1, document=document)
    paper.text_version, paper.is_treaty = put, is_treaty
    paper.save()
    _written(locked, "instruments.paper.added", by, {"document": str(document), "sha256": facts.digest_of(paper)})
    return paper


@act("instruments.receive_full_powers")
def receive_full_powers(
    package: SigningPackage,
    *,
    by: Actor,
    member: Member,
    person: Person,
    received_on: date | None = None,
    until_on: date | None = None,
    issued_by: Words | None = None,
) -> FullPowers:
    """Enter the full powers that authorise a person to sign these papers for a member.

    Raises Refused "instruments.not_a_party".
    """
    locked = _locked(package)
    require(by, "record_deposit")
    _block(locked, member)
    made = FullPowers.objects.create(
        member=member,
        person=person,
        package=locked,
        received_on=received_on or organisation.day_at_seat(),
        until_on=until_on,
        issued_by=Words.of(issued_by),
    )
    _written(locked, "instruments.full_powers.received", by, {"member": member.code, "person": str(person)})
    return made


@act("instruments.open_signing")
def open_signing(package: SigningPackage, *, by: Actor, happened_at: datetime | None = None) -> SigningPackage:
    """Lay the papers open for signature. What is signed from here on is the digest of each paper.

    Raises Refused "instruments.signing_not_planned", "instruments.no_papers", "instruments.text_not_sealed",
    "instruments.not_the_adopted_text", "documents.authentic_text_older".
    """
    locked = _locked(package)
    require(by, "record_deposit")
    if locked.state != SigningPackage.State.PLANNED:
        raise Refused("instruments.signing_not_planned", state=locked.state)
    papers = list(locked.papers.select_related("document", "text_version"))
    if not papers:
        raise Refused("instruments.no_papers")
    if unsealed := [str(paper.document) for paper in papers if not facts.digest_of(paper)]:
        raise Refused("instruments.text_not_sealed", document=unsealed[0])
    for paper in papers:
        if paper.text_version is not None:
            put = paper.text_version
            _require_adopted(put)
            require_one_text(
                put.number, documents.renderings(put, all_where_unnamed=True), documents.authentic_missing(put)
            )
    for paper in papers:
        if State.OPEN_FOR_SIGNATURE in next_states(State(paper.document.state)):
            move_document(paper.document, by=by, state=State.OPEN_FOR_SIGNATURE, met=[Guard.SIGNERS_CHECKED])
    locked.state = SigningPackage.State.OPEN
    locked.opened_at = happened_at or now()
    locked.touch().save()
    return _written(locked, "instruments.signing.opened", by, {"papers": len(papers)}, happened_at)


@act("instruments.sign_paper")
def sign_paper(
    paper: SigningPaper,
    *,
    by: Actor,
    member: Member,
    person: Person | None = None,
    happened_at: datetime | None = None,
) -> Signature:
    """Sign a paper for a member, once. person: who signs; the one who acts, where left out.

    A signature given on paper is entered by the depositary officer, who names the signer. For a treaty the signer's
    office is asked, or full powers; the ground is kept with the signature.
    Order: the package is locked; the gate; the block; the authority; the signature; the last one ends the signing.
    Raises Refused "instruments.signing_not_open", "instruments.not_a_party", "instruments.signed_already",
    "instruments.not_of_this_member", "signing.needs_full_powers", "signing.office_not_held",
    "signing.powers_do_not_cover".
    """
    package = _locked(paper.package)
    signer = person or person_of(by)
    _require_signing(by, signer, member)
    if package.state != SigningPackage.State.OPEN:
        raise Refused("instruments.signing_not_open", state=package.state)
    block = _block(package, member)
    former = Signature.objects.filter(block=block, paper=paper).select_related("signed_by").first()
    if former is not None:
        raise Refused("instruments.signed_already", member=member.code, person=str(former.signed_by))
    at = happened_at or now()
    office, title = facts.office_of(signer, member, package.session, at.date())
    ground, cite = Signature.Ground.OFFICE, ""
    if paper.is_treaty:
        step = rules.authority(
            rules.Signer(signer.key, member.code, office),
            rules.Act.SIGN,
            on=at.date(),
            powers=facts.powers_for(package),
        )
        ground = Signature.Ground.OFFICE if step.code == "signing.by_office" else Signature.Ground.FULL_POWERS
        cite = str(step.cite or "")
    elif not title and not any(one.person == signer.key for one in facts.powers_for(package)):
        raise Refused("instruments.not_of_this_member", member=member.code, person=str(signer))
    made = Signature.objects.create(
        block=block,
        paper=paper,
        signed_by=signer,
        ground=ground,
        office_title=title,
        cite=cite,
        text_digest=facts.digest_of(paper),
        signed_at=at,
    )
    _written(
        package,
        "instruments.paper.signed",
        by,
        {
            "document": str(paper.document),
            "member": member.code,
            "person": str(signer),
            "ground": str(ground),
            "sha256": made.text_digest,
        },
        happened_at,
        cite,
    )
    if facts.progress(paper).complete:
        _end(package, paper, by=by, at=at)
    return made


@act("instruments.certify_copy")
def certify_copy(
    paper: SigningPaper, *, by: Actor, language: str = "", happened_at: datetime | None = None
) -> CertifiedCopy:
    """Certify a true copy of a signed paper, as a PDF whose SHA-256 stands in the record.

    One person draws it up, another certifies it, whatever the capacity of the second. language: of the certificate.
    Raises Refused "instruments.not_all_signed", "instruments.text_altered", "instruments.no_font" for a text in a
    script that cannot be printed here; SecondPersonNeeded.
    """
    locked: SigningPaper = SigningPaper.objects.select_for_update().get(pk=paper.pk)
    require_two(by, "certify_copy")
    progress = facts.progress(locked)
    if not progress.complete or locked.text_version is None:
        raise Refused("instruments.not_all_signed", waiting=list(progress.waiting))
    at = happened_at or now()
    certifier = person_of(by)
    content = printed(_to_print(locked, certifier=certifier, at=at, language=language))
    stored = store(
        content,
        name=f"{locked.document.symbol or locked.document.key}.certified.pdf".replace("/", "-"),
        media_type="application/pdf",
        audience=locked.package.audience,
    )
    copy = CertifiedCopy(
        paper=locked,
        file=stored,
        drawn_up_by=Person.objects.filter(key=by.proposed_by).first() or _nobody_yet(certifier),
        certified_by=certifier,
        certified_at=at,
    )
    entry = journal.record(
        "instruments.copy.certified",
        by=by,
        about=copy.about,
        audience=locked.package.audience,
        happened_at=happened_at,
        facts={"document": str(locked.document), "sha256": stored.digest, "text_sha256": facts.digest_of(locked)},
    )
    copy.entry = entry.number
    copy.save()
    _all_signed(locked, by=by)
    document = Document.objects.get(pk=locked.document.pk)
    if State.CERTIFIED in next_states(State(document.state)):
        move_document(document, by=by, state=State.CERTIFIED, met=[Guard.COPIES_ISSUED])
    publish(f"signing:{locked.package.key}", locked.package.audience)
    return copy


def _require_adopted(put: Version) -> None:
    """Let pass the words that were decided on, or these mended by a corrigendum; any where nothing was adopted here.

    Raises Refused "instruments.not_the_adopted_text".
    """
    adopted = decisions.adopted_version(put.document)
    if adopted is not None and not queries.says_the_same(put, adopted):
        raise Refused(
            "instruments.not_the_adopted_text", document=str(put.document), number=put.number, adopted=adopted.number
        )


def _nobody_yet(certifier: Person) -> Person:
    """While a proposal is tried out its proposer is not known as a person; any other stands in and is not kept."""
    other: Person | None = Person.objects.exclude(pk=certifier.pk).first()
    if other is None:
        raise Refused("access.second_person_needed", row="certify_copy")
    return other


def _to_print(paper: SigningPaper, *, certifier: Person, at: datetime, language: str) -> CopyToPrint:
    version = paper.text_version
    assert version is not None
    house = organisation.the_organisation()
    said = language or house.working_languages[0]
    texts = tuple(
        TextToPrint(
            language=one.language,
            title=one.title or paper.document.title.said(one.language),
            paragraphs=tuple((p.role, p.label, p.text) for p in one.paragraphs.order_by("order")),
            digest=one.digest,
        )
        for one in version.languages.order_by("-is_original", "language")
    )
    signatures = tuple(
        SignatureToPrint(
            member=one.block.member.formal_name.said(said) or one.block.member.short_name.said(said),
            person=one.signed_by.name.said(said),
            office=one.office_title.said(said),
            on=organisation.day_at_seat(one.signed_at),
        )
        for one in Signature.objects.filter(paper=paper)
        .select_related("block__member", "signed_by")
        .order_by("block__order")
    )
    decision = paper.document.decisions.order_by("-pk").first()
    return CopyToPrint(
        organisation=house.name.said(said),
        title=paper.document.title.said(said),
        symbol=documents.symbol_of(version),
        number=decision.number if decision else "",
        digest=version.digest,
        texts=texts,
        signatures=signatures,
        certified_by=certifier.name.said(said),
        certified_at=at,
        language=said,
    )


def _require_signing(by: Actor, signer: Person, member: Member) -> None:
    if signer.key == by.person_key:
        require(by, "sign_instrument", *member_scopes(member))
        if by.scopes.isdisjoint(member_scopes(member)):
            raise Refused("access.not_in_scope", row="sign_instrument", capacity=by.capacity)
        return
    require(by, "record_deposit")


def _end(package: SigningPackage, paper: SigningPaper, *, by: Actor, at: datetime) -> None:
    if may(by, "record_deposit"):
        _all_signed(paper, by=by)
    if any(queries.waiting_for(one) for one in package.papers.all()):
        return
    package.state = SigningPackage.State.SIGNED
    package.signed_at = at
    package.touch().save()
    _written(package, "instruments.signing.completed", by, {"papers": package.papers.count()}, at)


def _all_signed(paper: SigningPaper, *, by: Actor) -> None:
    """The depositary officer moves the text on; where a head signed last, this waits for that officer's next act."""
    document = Document.objects.get(pk=paper.document.pk)
    if State.SIGNED in next_states(State(document.state)):
        move_document(document, by=by, state=State.SIGNED, met=[Guard.ALL_SIGNED])


def _block(package: SigningPackage, member: Member) -> SignatureBlock:
    block: SignatureBlock | None = package.blocks.filter(member=member).first()
    if block is None:
        raise Refused("instruments.not_a_party", member=member.code)
    return block


def _locked(package: SigningPackage) -> SigningPackage:
    found: SigningPackage = SigningPackage.objects.select_for_update().get(pk=package.pk)
    return found


def _written(
    package: SigningPackage,
    verb: str,
    by: Actor,
    said: dict[str, object],
    happened_at: datetime | None = None,
    cite: str = "",
) -> SigningPackage:
    journal.record(
        verb,
        by=by,
        about=package.about,
        audience=package.audience,
        happened_at=happened_at,
        facts={"title": dict(package.title), **said},
        cite=cite,
    )
    publish(f"session:{package.session.key}", package.audience)
    publish(f"signing:{package.key}", package.audience, version=package.version)
    return package
