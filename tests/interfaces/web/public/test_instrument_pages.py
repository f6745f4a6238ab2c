"""Instruments as anyone may read them: blocks in their order, who signed on what ground, what is in force."""

from __future__ import annotations

import re
from datetime import date

import pytest

from plenary.foundation.files.storing import store
from plenary.offices.instruments.models import (
    CertifiedCopy,
    Deposit,
    Signature,
    SignatureBlock,
    SigningPackage,
    SigningPaper,
    Treaty,
)
from tests.interfaces.web.public import bishkek


@pytest.fixture
def signing(house):
    """The papers of the last item: two blocks in the agreed order, the first of them signed."""
    package = SigningPackage.objects.create(
        session=house.session, title={"en": "Papers to be signed"}, state="open", audience="public"
    )
    paper = SigningPaper.objects.create(
        package=package,
        order=1,
        document=house.documents["statement"],
        text_version=house.documents["statement"].versions.get(),
    )
    blocks = [
        SignatureBlock.objects.create(package=package, member=house.members[code], order=order)
        for order, code in enumerate(("KGZ", "ARM"), start=1)
    ]
    Signature.objects.create(
        block=blocks[0],
        paper=paper,
        signed_by=house.heads["KGZ"],
        ground="office",
        office_title={"en": "President"},
        cite="VCLT art. 7(2)",
        text_digest="a" * 64,
        signed_at=bishkek.NOON,
    )
    return package


@pytest.fixture
def treaty(house):
    made = Treaty.objects.create(
        title={"en": "Charter"}, signed_on=date(2002, 10, 7), in_force_on=date(2003, 9, 18), parties_count=6
    )
    Deposit.objects.create(
        treaty=made, member=house.members["ARM"], kind_of_deposit="ratification", received_on=date(2003, 6, 1)
    )
    return made


class TestSigning:
    def test_blocks_stand_in_the_agreed_order_with_who_signed_and_on_what_ground(self, signing, page):
        text = page(f"/en/instruments/{signing.key}/")
        rows = re.findall(r'<tr><th scope="row".*?</tr>', text, re.S)
        assert [re.search(r"/en/members/(\w+)/", row).group(1) for row in rows] == ["KGZ", "ARM"]
        assert "Jeenbekov" in rows[0]
        assert "by office, VCLT art. 7(2)" in rows[0]
        assert "28 November 2019, 12:00" in rows[0]
        assert "not signed yet" in rows[1]
        assert "Alphabet: Russian." in text

    def test_leads_to_document_decision_and_certified_copy(self, house, signing, page):
        bishkek.decided(house)
        content = store(b"%PDF-1.7", name="copy.pdf", media_type="application/pdf", audience="public")
        CertifiedCopy.objects.create(
            paper=signing.papers.get(),
            file=content,
            drawn_up_by=house.heads["ARM"],
            certified_by=house.heads["KGZ"],
            certified_at=bishkek.NOON,
        )
        text = page(f"/en/instruments/{signing.key}/")
        for address in ("/en/d/CSC/2019/1/", "/en/decisions/CSC-2019-1/", f"/f/{content.key}/copy.pdf"):
            assert f'href="{address}"' in text
        assert "a" * 64 in text

    def test_a_text_that_is_not_public_keeps_its_title_its_digest_and_its_copy(self, house, signing, page):
        house.documents["statement"].audience = "members"
        house.documents["statement"].save()
        text = page(f"/en/instruments/{signing.key}/")
        assert "A paper whose text is not public" in text
        assert "Statement of the Council" not in text
        assert "a" * 64 not in text

    def test_decision_and_meeting_lead_to_it(self, house, signing, page):
        bishkek.decided(house)
        link = f'href="/en/instruments/{signing.key}/"'
        assert link in page("/en/decisions/CSC-2019-1/")
        assert link in page("/en/m/CSC-2019-1/documents/")
        assert link in page("/en/instruments/")

    def test_one_for_members_is_nowhere(self, house, signing, page, outsider):
        bishkek.decided(house)
        signing.audience = "members"
        signing.save()
        assert outsider.get(f"/en/instruments/{signing.key}/").status_code == 404
        for address in ("/en/decisions/CSC-2019-1/", "/en/m/CSC-2019-1/documents/", "/en/instruments/"):
            assert "Papers to be signed" not in page(address)


class TestTreaty:
    def test_says_when_it_was_signed_and_entered_into_force_and_who_ratified(self, treaty, page):
        text = page(f"/en/instruments/{treaty.key}/")
        for words in ("7 October 2002", "18 September 2003", "ratification", "1 June 2003", "Armenia"):
            assert words in text

    def test_what_is_not_stated_says_so(self, house, page):
        bare = Treaty.objects.create(title={"en": "Another"})
        text = page(f"/en/instruments/{bare.key}/")
        assert text.count("not stated") == 3
        assert "No ratification or accession is recorded here." in text

    def test_is_on_the_page_of_the_organisation(self, treaty, page):
        assert f'href="/en/instruments/{treaty.key}/"' in page("/en/about/")


def test_an_invented_key_is_not_found(house, outsider):
    assert outsider.get("/en/instruments/aW52ZW50ZWQga2V5IGhlcm/").status_code == 404
