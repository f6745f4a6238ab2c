"""The newsroom's public pages: the list, a release with its claims, the feed."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from plenary.interfaces.exports.feeds import ATOM
from plenary.offices.newsroom.models import Release
from tests.interfaces.web.public import bishkek

RELEASE = "/en/news/2019/six-delegations-gather-in-bishkek/"


class TestRelease:
    def test_carries_headline_deck_dateline_and_body(self, house, page):
        text = page(RELEASE)
        assert "<h1>Six delegations gather in Bishkek for the Collective Security Council</h1>" in text
        assert '<p class="deck">Twenty-one items;' in text
        assert re.search(r'<span class="dateline">Bishkek, .*28 November 2019.*\.</span>', text)
        assert "A restricted sitting comes first." in text

    def test_a_paragraph_runs_as_its_own_language_does(self, house, page):
        """Else the number of a claim would stand at the wrong end of an English line on an Arabic page."""
        text = page(RELEASE.replace("/en/", "/ar/"))
        assert '<div class="claimed"><div><p dir="ltr">' in text
        assert 'dir="rtl"' in text

    def test_each_claim_has_its_kind_its_source_and_its_record(self, house, page):
        claims = re.findall(r'<li id="claim-\d+".*?</li>', page(RELEASE), re.S)
        assert len(claims) == 8
        assert all("TASS" in claim for claim in claims)
        assert all("<a href=" in claim for claim in claims)
        assert sum("s-planned" in claim for claim in claims) == 6
        assert sum("s-occurred" in claim for claim in claims) == 1
        quoted = [claim for claim in claims if "s-quoted" in claim]
        assert len(quoted) == 1
        assert "Daniyar Sydykov" in quoted[0]

    def test_a_claim_without_a_source_names_none_and_never_the_record(self, house, page):
        claim = house.release.claims.get(fact="11")
        assert claim.thing_key
        claim.attribution = None
        claim.save()
        assert "The record of this house." in page(RELEASE)
        claim.thing_kind = claim.thing_key = ""
        claim.save()
        text = page(RELEASE)
        assert "No source named." in text
        assert "The record of this house." not in text

    def test_a_correction_adds_and_keeps_the_old_words(self, house, page):
        part = re.search(r'id="corrections".*?</section>', page(RELEASE), re.S).group()
        assert "The residence is named in full." in part
        assert "<del>the residence</del>" in part
        assert "<ins>the Ala-Archa presidential residence</ins>" in part

    def test_a_public_fact_bears_its_mark(self, house, page):
        claim = house.release.claims.get(fact="11")
        claim.attribution.is_public_fact = True
        claim.attribution.save()
        assert "[P]" in page(RELEASE)

    def test_data_for_machines_parses_and_says_the_same(self, house, page):
        text = page(RELEASE)
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S).group(1))
        assert data["@type"] == "NewsArticle"
        assert data["headline"] == "Six delegations gather in Bishkek for the Collective Security Council"
        assert data["inLanguage"] == "en"
        assert data["datePublished"] == "2019-11-28T06:00:00+00:00"
        assert data["url"] == "http://testserver" + RELEASE
        assert data["correction"][0]["text"] == "The residence is named in full."
        assert "A restricted sitting comes first." in data["articleBody"]

    def test_no_headline_ends_the_script(self, house, page):
        house.release.headline = bishkek.words("</script><b>&amp;</b><!--")
        house.release.save()
        text = page(RELEASE)
        inside = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S).group(1)
        assert "<" not in inside
        assert json.loads(inside)["headline"] == "</script><b>&amp;</b><!--"

    def test_a_withdrawn_release_keeps_its_address_and_says_why(self, house, page):
        text = page("/en/news/2019/withdrawn-notice/")
        assert "Withdrawn 28 November 2019" in re.sub(r"<[^>]+>", "", text)
        assert "It named the wrong hall." in text

    def test_links_every_record_once(self, house, page):
        part = re.search(r"<h2>Linked</h2>.*?</section>", page(RELEASE), re.S).group()
        addresses = re.findall(r'href="([^"#]+)', part)
        assert len(addresses) == len(set(addresses))
        assert "/en/m/CSC-2019-1/" in addresses


class TestBeforeTheHour:
    @pytest.mark.parametrize("state", ["draft", "cleared", "armed"])
    def test_nothing_stands_at_a_guessed_address(self, house, outsider, state):
        Release.objects.filter(pk=house.release.pk).update(
            state=state, audience="newsroom", published_at=None, embargo_until=bishkek.NOON + timedelta(days=9999)
        )
        absent = outsider.get("/en/news/2019/no-such-thing/")
        hidden = outsider.get(RELEASE)
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content.replace(b"six-delegations-gather-in-bishkek", b"no-such-thing") == absent.content

    def test_a_validator_from_outside_is_no_key(self, house, outsider):
        Release.objects.filter(pk=house.release.pk).update(audience="embargoed")
        assert outsider.get(RELEASE, headers={"If-None-Match": "*"}).status_code == 404


class TestList:
    def test_the_newest_first_with_headline_and_deck(self, house, page):
        text = page("/en/news/")
        assert "Six delegations gather in Bishkek" in text
        assert "Twenty-one items;" in text
        assert "28 November 2019" in text

    def test_is_paged(self, house, page):
        Release.objects.bulk_create(
            Release(
                slug=f"notice-{number}",
                year=2019,
                kind_of_release="advisory",
                state="published",
                headline=bishkek.words(f"Notice {number}"),
                published_at=bishkek.NOON + timedelta(minutes=number),
                audience="public",
            )
            for number in range(1, 25)
        )
        first, third = page("/en/news/"), page("/en/news/?page=3")
        assert first.count("<h3>") == 10
        assert "Notice 24<" in first
        assert "1 to 10 of 26" in first
        assert third.count("<h3>") == 6

    def test_can_be_narrowed_to_one_meeting(self, house, page):
        assert "An advisory" not in page("/en/news/?meeting=CSC-2019-1")

    @pytest.mark.django_db
    def test_says_what_will_be_here(self, page):
        assert "Nothing published yet." in page("/en/news/")


class TestFeed:
    def test_is_atom_and_names_each_release_for_ever(self, house, outsider):
        answer = outsider.get("/en/news/feed/")
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ElementTree.fromstring(answer.content)
        assert feed.tag == f"{{{ATOM}}}feed"
        entries = feed.findall(f"{{{ATOM}}}entry")
        assert len(entries) == 2
        assert f"urn:plenary:release:{house.release.key}" in [entry.find(f"{{{ATOM}}}id").text for entry in entries]
        assert feed.find(f"{{{ATOM}}}updated").text == "2019-11-28T06:00:00Z"
        assert all(
            entry.find(f"{{{ATOM}}}link").get("href").startswith("http://testserver/en/news/") for entry in entries
        )

    @pytest.mark.django_db
    def test_an_empty_feed_is_a_feed(self, outsider):
        feed = ElementTree.fromstring(outsider.get("/en/news/feed/").content)
        assert feed.findall(f"{{{ATOM}}}entry") == []
