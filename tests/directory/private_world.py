"""A world full of secrets, for the tests of what must never be told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind, ContactKind, ResourceKind
from groups.models import Contact, Group, Membership, Resource, ServiceBody, Topic
from history.actions import save
from history.road import Road, RoadKind
from imports.kinds import HELD_REASONS
from imports.models import HeldText, Source, SourceMeeting
from interchange.records import Attendance
from meetings.actions import confirm, end_meeting, report, save_exception
from meetings.kinds import ConfirmedBy, ExceptionKind, MeetingStatus, ReportKind
from meetings.models import Meeting, ScheduleException
from places.models import Venue, Visibility
from referrals.actions import add_meetings, save_list
from referrals.models import ReferralList
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting, make_venue
from upkeep.kinds import Stage, SuggestionKind
from upkeep.models import Ask, Digest, Suggestion

# Every secret word begins with this, which is in no language.
MARK = "qzxw"
# Of a house that says only its area, and of one that says only its town.
AREA_AT, CONTACT_AT = (49.21377, 18.75621), (49.20177, 18.72621)
NUMBERS = ("49.2137", "18.7562", "49.2017", "18.7262", "777 888", "777888", "555 666", "555666", "99988")


@dataclass(frozen=True, kw_only=True)
class World:
    """What the tests ask for by name."""

    group: Group
    body: ServiceBody
    area: Venue
    contact: Venue
    lent: Venue
    draft: Meeting
    shown: list[Meeting] = field(default_factory=list)


def secret(**fields: object) -> dict[str, Any]:
    """The fields of a house that only those who come may know."""
    parts = ("name", "entrance", "floor", "bell", "sign", "ask_for", "region")
    words = {part: f"{MARK.title()}{part.replace('_', '')}" for part in parts}
    return {
        **words,
        "street": "Qzxwstreet 7",
        "address_text": "Qzxwline",
        "postal_code": "99988",
        "directions": {"en": "Qzxwway", "sk": "Qzxwcesta"},
        **fields,
    }


def make_world() -> World:
    """Houses of every visibility, contacts of every kind, and all that is kept beside the listings. The gazetteer is loaded."""
    topic = Topic.objects.create(slug="alcohol", name={"en": "Alcohol"})
    make_fellowship().topics.add(topic)
    body = save_service_body(ServiceBody(name="Stred", kind=BodyKind.REGION), by=None, source=ROAD)
    group = make_group("Nádej", service_body=body)
    area = make_venue(AREA_AT, **secret(district="Vlčince", last_stop="Fontána", visibility=Visibility.AREA_ONLY))
    hidden = {"district": "Qzxwdistrict", "last_stop": "Qzxwstop", "hearing_loop": True, "visibility": Visibility.ON_CONTACT}
    contact = make_venue(CONTACT_AT, **secret(**hidden))
    # Public by itself, but its meeting is not.
    lent = make_venue(AREA_AT, **secret(district="Vlčince", last_stop="Fontána"))
    draft = make_meeting("Qzxwdraft", group=group, venue=area, status=MeetingStatus.DRAFT, notes={"en": "Qzxwdraftnote"})
    world = World(group=group, body=body, area=area, contact=contact, lent=lent, draft=draft)
    world.shown.extend([*at_hidden_houses(world), *moving(world), from_home(), *over(world)])
    make_contacts(world)
    make_help(world)
    make_people(world)
    make_lists(world)
    return world


def at_hidden_houses(world: World) -> Iterator[Meeting]:
    """Meetings that take place where not everyone may know."""
    yield today_meeting("Prvá", group=world.group, venue=world.area)
    yield today_meeting("Druhá", group=world.group, venue=world.contact)
    yield today_meeting("Tretia", group=make_group("Iná"), venue=world.lent, visibility=Visibility.AREA_ONLY)
    mixed = {"attendance": Attendance.HYBRID, "online_url": "https://example.org/hybrid"}
    yield today_meeting("Štvrtá", group=make_group("Ďalšia"), venue=world.contact, **mixed)
    yield today_meeting("Otvorená", group=make_group("Verejná"))


def moving(world: World) -> Iterator[Meeting]:
    """Public meetings of which a date moves into a hidden house."""
    for venue in (world.area, world.contact):
        meeting = today_meeting(f"Sťahuje {venue.pk}", group=make_group(f"Sťahovavá {venue.pk}"))
        day = timezone.localdate() + timedelta(days=7)
        moved = {"kind": ExceptionKind.MOVED, "first_on": day, "last_on": day, "to_venue": venue}
        save_exception(ScheduleException(rule=meeting.rules.get(), **moved), by=None, source=ROAD)
        yield meeting


def from_home() -> Meeting:
    """One whose link is given on request."""
    link = {"online_url": "https://qzxwlink.example.org/", "phone": "+421 900 555 666", "access_notes": "Qzxwpasscode"}
    return today_meeting("Z domu", group=make_group("Domáca"), attendance=Attendance.ONLINE, is_link_on_request=True, **link)


def over(world: World) -> Iterator[Meeting]:
    """One that has ended, and one that pauses."""
    ended = today_meeting("Bývalá", group=make_group("Stará"), venue=world.contact)
    yield end_meeting(ended, on=timezone.localdate(), by=None, source=ROAD)
    yield today_meeting("Prestávka", group=make_group("Letná"), venue=world.area, status=MeetingStatus.PAUSED)


def make_contacts(world: World) -> None:
    """Contacts that may not be shown, and beside them one that may."""
    today = timezone.localdate()
    lapsed = {"is_public": True, "consent_on": today - timedelta(days=9), "consent_until": today - timedelta(days=1)}
    for owner in ({"group": world.group}, {"service_body": world.body}):
        for consent in ({"is_public": False}, lapsed):
            save(Contact(kind=ContactKind.PHONE, value="+421 900 777 888", **owner, **consent), by=None, source=ROAD)
            save(Contact(kind=ContactKind.MAIL, value="qzxwmail@example.org", **owner, **consent), by=None, source=ROAD)
    known = {"is_public": True, "consent_on": today, "consent_for": "Qzxwconsent"}
    save(Contact(group=world.group, kind=ContactKind.PHONE, value="+421 900 111 222", **known), by=None, source=ROAD)


def make_help(world: World) -> None:
    """Other help: in a hidden house, and not yet published."""
    known = {"kind": ResourceKind.COUNSELLING, "country": "SK", "website": "https://example.org/"}
    checked = {"checked_on": timezone.localdate(), "is_published": True}
    shown = save(Resource(name={"en": "Poradňa"}, venue=world.area, **known, **checked), by=None, source=ROAD)
    save(Resource(name={"en": "Qzxwhelp"}, **known), by=None, source=ROAD)
    save(Contact(resource=shown, kind=ContactKind.MAIL, value="qzxwhelper@example.org"), by=None, source=ROAD)


def make_people(world: World) -> None:
    """Who keeps the listings, what imports held back, and who reported what."""
    today, first = timezone.localdate(), world.shown[0]
    user = User.objects.create_user("qzxwuser@example.org", "qzxw-not-a-password", display_name="Qzxwname", is_staff=True)
    role = {"role": MembershipRole.choices[0][0], "starts_on": today, "ends_on": today}
    Membership.objects.create(user=user, group=world.group, **role)
    confirm(first, on=today, role=ConfirmedBy.COORDINATOR, by=user, source=Road(RoadKind.WORKPLACE, "Qzxwroad"))
    told = {"kind": ReportKind.NOBODY_THERE, "on": today, "about_date": None, "network_hash": "qzxwhash"}
    report(first, **told, by=None, source=ROAD)  # type: ignore[arg-type]
    words = {"text": "Qzxwwords", "reply_to": "qzxwsender@example.org", "proposed": {"meeting-name": "Qzxwnew"}, "by": user}
    Suggestion.objects.create(kind=SuggestionKind.CHANGE, meeting=first, **words)
    source = {"address": "https://example.org/qzxwfeed", "owner_mail": "qzxwowner@example.org"}
    make_questions(world, user)
    feed = Source.objects.create(slug="aa-sk", title="AA", fellowship=make_fellowship(), **source)
    row = SourceMeeting.objects.create(source=feed, key="qzxwkey", meeting=first)
    HeldText.objects.create(source_meeting=row, field_name="notes", text="Qzxwheld", reason=HELD_REASONS[0][0])


def make_questions(world: World, user: User) -> None:
    """Mailed links to the listings of one holder, and the mailbox of the group, which nobody who writes is shown."""
    today = timezone.localdate()
    digest = Digest.objects.create(user=user, week=today, sent_at=timezone.now())
    Ask.objects.bulk_create(Ask(meeting=one, user=user, stage=Stage.DUE, since=today, digest=digest) for one in world.shown)
    box = {"kind": ContactKind.MAIL, "value": "qzxwbox@example.org", "takes_messages": True, "consent_on": today}
    save(Contact(group=world.group, **box), by=None, source=ROAD)


def make_lists(world: World) -> None:
    """A clinic hands out all of them: a draft, an ended one and one in a hidden house among them; and a plain search."""
    clinic = save_service_body(ServiceBody(name="Klinika", kind=BodyKind.CLINIC), by=None, source=ROAD)
    made = save_list(ReferralList(service_body=clinic, name="Po liečbe"), by=None, source=ROAD)
    add_meetings(made, [*world.shown, world.draft], at=timezone.now(), by=None, source=ROAD)
    everything = ReferralList(service_body=clinic, name="Všetko", search="when=any&unconfirmed=1", is_discreet=True)
    save_list(everything, by=None, source=ROAD)
    ReferralList.objects.create(search="place=zilina&when=any")


def houses(world: World) -> tuple[Venue, ...]:
    return world.area, world.contact, world.lent
