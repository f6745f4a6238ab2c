"""The public pages of the organisation: home, members, bodies, presidency, partners, about."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.interfaces.exports.schema_org import in_script
from plenary.interfaces.web.organisation import reading, rules_reading
from plenary.interfaces.web.organisation import what_if as trial
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.web.shell.corrections import corrections_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the organisation is doing."""
    return render(request, "organisation/public/home.html", {"page": reading.home_page(reader_of(request))})


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Members, alphabetical; then bodies and presidency at a glance."""
    context = {
        "standings": reading.standings(),
        "bodies": reading.bodies_listed(),
        "terms": reading.terms(),
        "current": "members",
    }
    return render(request, "organisation/public/members.html", context)


@require_safe
def member(request: HttpRequest, code: str) -> HttpResponse:
    """One member: since when, in which bodies, who holds which office, how it voted."""
    page = reading.member_page(reader_of(request), code)
    corrections = corrections_of(reader_of(request), page.standing.member)
    context = {"page": page, "corrections": corrections, "current": "members"}
    return render(request, "organisation/public/member.html", context)


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies, the supreme one first."""
    context = {"bodies": reading.bodies_listed(), "compositions": reading.COMPOSITIONS, "current": "members"}
    return render(request, "organisation/public/bodies.html", context)


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body: composition, seats, rules in force, meetings, decisions."""
    page = reading.body_page(reader_of(request), code)
    corrections = corrections_of(reader_of(request), page.body, *page.officers)
    context = {"page": page, "corrections": corrections, "current": "members"}
    return render(request, "organisation/public/body.html", context)


@require_safe
def rules(request: HttpRequest, code: str) -> HttpResponse:
    """The rules of procedure of a body on a day, in sentences with their provisions; then what held before."""
    page = rules_reading.rules_page(code, request.GET.get("on", ""))
    return render(request, "organisation/public/rules.html", {"page": page, "current": "members"})


@require_safe
def what_if(request: HttpRequest, code: str) -> HttpResponse:
    """What a rule would say of votes that somebody tries out; the part with the verdict alone where htmx asks."""
    page = trial.what_if(code, request.GET)
    part = request.headers.get("HX-Request") == "true"
    template = "organisation/public/_what_if.html" if part else "organisation/public/what_if.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.answer.fault else HTTPStatus.OK
    context = {"page": page, "address": request.get_full_path(), "current": "members"}
    return render(request, template, context, status=status)


@require_safe
def presidency(request: HttpRequest) -> HttpResponse:
    """The rotation, and the priorities of each presidency: planned until they are delivered."""
    terms = reading.terms()
    context = {"terms": terms, "rotation": reading.rotation(terms), "current": "members"}
    return render(request, "organisation/public/presidency.html", context)


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Observers, partners and those with whom the organisation works."""
    context = {"partners": reading.partners_listed(), "current": "members"}
    return render(request, "organisation/public/partners.html", context)


@require_safe
def partner(request: HttpRequest, code: str) -> HttpResponse:
    """One partner: its standing, the items and documents it is named with."""
    page = reading.partner_page(reader_of(request), code)
    corrections = corrections_of(reader_of(request), page.partner)
    context = {"page": page, "corrections": corrections, "current": "members"}
    return render(request, "organisation/public/partner.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The organisation itself, the treaties it rests on, and how this house is kept."""
    house = reading.the_organisation()
    base = f"{request.scheme}://{request.get_host()}"
    context = {
        "house_row": house,
        "organization": in_script(reading.in_schema_org(house, base=base)) if house else "",
        "officers": reading.officers_of_the_house(),
        "treaties": reading.treaties(),
        "current": "about",
    }
    return render(request, "organisation/public/about.html", context)
