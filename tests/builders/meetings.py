"""A summit of six members in Bishkek, and a joint meeting of three bodies before it: made by the acts themselves."""

from dataclasses import dataclass, field
from datetime import date

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.models import Person
from plenary.offices.meetings.actions import agenda, delegations, presence, sessions, sittings
from plenary.offices.meetings.models import Delegate, Delegation, Item, Meeting, Session, Sitting
from plenary.offices.organisation.models import Body, Member
from tests.builders.organisation import SIX, csto, words
from tests.builders.people import actor, agreed, holding, person, secretary_general

SUMMIT_DAY = date(2019, 11, 28)
#: Who joins the heads, in the words of the convening text: nobody else does.
JOINING = ("foreign_minister", "defence_minister", "security_secretary")
GROUND = "Convening notice paragraph 3"


@dataclass
class Summit:
    """A session with what was made for it, by code of member where there are several."""

    session: Session
    bodies: dict[str, Body]
    secretariat: Actor
    meeting: Meeting | None = None
    restricted: Sitting | None = None
    plenary: Sitting | None = None
    delegations: dict[str, Delegation] = field(default_factory=dict)
    heads: dict[str, Delegate] = field(default_factory=dict)

    @property
    def host(self) -> Member:
        return self.session.host

    def chair(self) -> Actor:
        """Who presides over the session, as the scopes stand now."""
        return _again("Chair of the session", "PO", f"session:{self.session.key}")

    def secretary(self, body: str = "CSC") -> Actor:
        """The secretary of a body, as the scopes stand now."""
        return _again(f"Secretary of {body}", "SB", f"body:{body}")

    def head(self, code: str) -> Actor:
        """The head of a delegation, as the scopes stand now."""
        return delegate_actor(self.heads[code], "HD")


def _again(name: str, capacity: str, scope: str) -> Actor:
    """The same person each time, with the scopes that follow from the lists as they are by now."""
    who = next((one for one in Person.objects.all() if one.name.get("en") == name), None) or person(name)
    if not who.holdings.filter(capacity=capacity, scope=scope).exists():
        holding(who, capacity, scope)
    return actor_for(who, capacity)


def delegate_actor(line: Delegate, capacity: str) -> Actor:
    """The person of a line, acting for the member."""
    scope = f"member:{line.delegation.member.code}"
    if not line.person.holdings.filter(capacity=capacity, scope=scope).exists():
        holding(line.person, capacity, scope)
    return actor_for(line.person, capacity)


def session(bodies: dict[str, Body] | None = None, *codes: str, ref: str = "CSC-2019-1", **more) -> Summit:
    """A planned session of the council, or of the bodies named, in Bishkek."""
    made = bodies or csto()
    desk = secretary_general()
    venue = sessions.enter_venue(by=desk, name=words("Ala-Archa residence"), zone="Asia/Bishkek")
    planned = sessions.plan_session(
        by=agreed(desk),
        ref=ref,
        title=words("Council in Bishkek", "Совет в Бишкеке"),
        bodies=[made[code] for code in codes or ("CSC",)],
        host=Member.objects.get(code="KGZ"),
        venue=venue,
        from_on=more.pop("from_on", SUMMIT_DAY),
        audience=more.pop("audience", "public"),
        **more,
    )
    return Summit(planned, made, desk)


def clerk(member: Member) -> Actor:
    """The focal point of a member, who enters its lists."""
    return actor("FP", f"member:{member.code}")


def delegation(summit: Summit, code: str) -> Delegation:
    """The delegation of one member, still without persons."""
    sender = Member.objects.get(code=code)
    listed = delegations.list_delegation(summit.session, by=clerk(sender), member=sender)
    summit.delegations[code] = listed
    return listed


def delegate(
    summit: Summit,
    code: str,
    name: str = "",
    role: str = "member",
    office_class: str = "other",
    body: str = "",
    title: str = "",
) -> Delegate:
    """A person on the list of a delegation, which is made where it is not there yet."""
    sender = Member.objects.get(code=code)
    sends = summit.delegations.get(code) or delegation(summit, code)
    return delegations.list_delegate(
        sends,
        by=clerk(sender),
        person=person(name or f"{code} {office_class} {body} {role}"),
        title=words(title or office_class.replace("_", " ")),
        role=role,
        office_class=office_class,
        for_body=summit.bodies[body] if body else None,
    )


def accredited(summit: Summit, line: Delegate) -> Delegate:
    """Credentials handed in and accepted by the presiding officer."""
    delegations.submit_credentials(line, by=clerk(line.delegation.member))
    delegations.accept_credentials(line, by=summit.chair())
    return line


def six_heads(summit: Summit, *codes: str) -> dict[str, Delegate]:
    """A head for each member (or for those named), with credentials accepted; Armenia sends its prime minister."""
    for code in codes or SIX:
        office = "head_of_government" if code == "ARM" else "head_of_state"
        summit.heads[code] = accredited(summit, delegate(summit, code, f"Head of {code}", "head", office))
    return summit.heads


def in_session_alone(summit: Summit) -> Actor:
    """The heads sit alone, and nothing but the list lets anybody else in; who serves them is returned."""
    serves = summit.secretary()
    sittings.name_for_sitting(summit.restricted, by=summit.chair(), person=Person.objects.get(key=serves.person_key))
    summit.restricted.state = Sitting.State.OPEN
    summit.restricted.save()
    return summit.secretary()


def with_sittings(summit: Summit) -> Summit:
    """A meeting with a sitting of heads alone and a plenary that three offices join."""
    summit.meeting = sessions.plan_meeting(summit.session, by=summit.secretariat)
    summit.restricted = sittings.plan_sitting(
        summit.meeting, by=summit.secretariat, title=words("Heads alone"), format="restricted", ground=GROUND
    )
    summit.plenary = sittings.plan_sitting(
        summit.meeting,
        by=summit.secretariat,
        title=words("Plenary"),
        format="enlarged",
        admitted_classes=JOINING,
        ground=GROUND,
    )
    return summit


def bishkek() -> Summit:
    """A session with six heads and two sittings, nothing opened yet."""
    made = with_sittings(session())
    six_heads(made)
    return made


def item(summit: Summit, title: str = "Budget", kind: str = "decision", **more) -> Item:
    """A named item of the open agenda."""
    return agenda.add_item(
        summit.session, by=agreed(summit.secretariat), title=words(title) if title else None, kind=kind, **more
    )


def opened(summit: Summit, sitting: Sitting | None = None, *, items: int = 1) -> Summit:
    """The heads in the room, the session and the sitting open, the agenda adopted with some items."""
    room = sitting or summit.plenary
    chair = summit.chair()
    for number in range(items):
        item(summit, f"Item {number + 1}")
    for line in summit.heads.values():
        presence.enter_room(room, by=delegate_actor(line, "HD"), delegate=line)
    sessions.open_session(summit.session, by=chair)
    sittings.open_sitting(room, by=chair)
    agenda.adopt_agenda(summit.session, by=chair)
    for thing in (summit.session, summit.meeting, summit.restricted, summit.plenary):
        if thing is not None:
            thing.refresh_from_db()
    return summit
