"""A world full of secrets, and every public address of it, for the tests of what must never be told."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation

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
from meetings.filters import FIELDS, choices_of
from meetings.kinds import ConfirmedBy, ExceptionKind, MeetingStatus, ReportKind
from meetings.models import Meeting, ScheduleException
from meetings.views.explainers import EXPLAINERS
from places.models import Venue, Visibility
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting, make_venue
from upkeep.confirm_links import confirm_token, stop_token
from upkeep.kinds import Stage, SuggestionKind
from upkeep.models import Ask, Digest, Suggestion

Words = list[dict[str, str]]
# Every secret word begins with this, which is in no language.
MARK = "qzxw"
SIGNED = re.compile(r"[\w.-]*:[\w-]{6,}:[\w-]{43}")
# Of a house that says only its area, and of one that says only its town.
AREA_AT, CONTACT_AT = (49.21377, 18.75621), (49.20177, 18.72621)
NUMBERS = ("49.2137", "18.7562", "49.2017", "18.7262", "777 888", "777888", "555 666", "555666", "99988")
LANGUAGES = [code for code, _name in settings.LANGUAGES]
WHOLE = "when=any&unconfirmed=1&kind=all"


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


def mailed_links(_world: World) -> Words:
    """The tokens of all links that were mailed."""
    return [{"token": confirm_token(ask)} for ask in Ask.objects.select_related("user")]


def route_names(patterns: "list[URLPattern | URLResolver] | None" = None) -> Iterator[str]:
    """The names of all public addresses: those of the workplace and of signing in are not public."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if str(one.pattern).removeprefix("^").startswith(("admin/", "accounts/")):
            continue
        if isinstance(one, URLPattern):
            yield str(one.name)
        else:
            yield from route_names(one.url_patterns)


# The words in each address that has any.
WORDS: dict[str, Callable[[World], Words]] = {
    "explainer": lambda _world: [{"slug": one.slug} for one in EXPLAINERS],
    "fellowship": lambda _world: [{"slug": "aa"}],
    "topic": lambda _world: [{"slug": "alcohol"}],
    "country": lambda _world: [{"code": "sk"}],
    "place": lambda world: [{"slug": slug} for slug in ("zilina", *{one.place.slug for one in houses(world) if one.place})],
    "meeting": lambda world: [
        *({"public_id": one.public_id, "slug": one.slug} for one in world.shown),
        {"public_id": world.draft.public_id, "slug": "x"},
    ],
    "meeting_by_id": lambda world: [{"public_id": world.shown[0].public_id}],
    "group": lambda world: [{"public_id": one.group.public_id, "slug": one.group.slug} for one in world.shown],
    "group_by_id": lambda world: [{"public_id": world.group.public_id}],
    "report": lambda world: [{"public_id": one.public_id} for one in (*world.shown, world.draft)],
    "suggest": lambda world: [{"public_id": one.public_id} for one in (*world.shown, world.draft)],
    "suggestion": lambda _world: [{"key": one.key} for one in Suggestion.objects.all()],
    "message": lambda world: [{"public_id": one.group.public_id} for one in world.shown],
    "confirm": mailed_links,
    "confirm_changed": mailed_links,
    "confirm_ended": mailed_links,
    "stop_reminders": lambda _world: [{"token": stop_token(one)} for one in User.objects.all()],
    "holiday": lambda _world: [{"day": str(timezone.localdate() + timedelta(days=days))} for days in (0, 7)],
    "sitemap_file": lambda _world: [
        {"kind": kind, "part": part} for kind, part in (("pages", "all"), ("places", "sk"), ("meeting", "0"), ("group", "0"))
    ],
}
# Which answer searches.
SEARCHED = ("search", "map", "map_points", "map_towns", "meetings_json", "meetings_ics")


def houses(world: World) -> tuple[Venue, ...]:
    return world.area, world.contact, world.lent


def words_of(name: str, world: World) -> Words:
    """The words with which an address is walked; an address of a new kind has to be named in `WORDS`."""
    return WORDS[name](world) if name in WORDS else [{}]


def pages(world: World, *languages: str) -> Iterator[str]:
    """Every public address in each of these languages, without a query."""
    for language in languages:
        with translation.override(language):
            found = [(name, words) for name in route_names() for words in words_of(name, world)]
            yield from [reverse(name, kwargs=words) for name, words in found]


def values(world: World) -> dict[str, list[str]]:
    """Values of every parameter of a search, but for those that are themselves a secret."""
    given = {
        "near": ["Lipnica"],
        "place": ["zilina"],
        "at": ["49.21,18.76"],
        "within": ["1"],
        "beyond": ["1"],
        "topic": ["alcohol"],
        "fellowship": ["aa"],
        "date": [str(timezone.localdate()), str(timezone.localdate() + timedelta(days=7))],
        "from": ["18:00"],
        "until": ["06:00"],
        "language": ["sk"],
        "format": ["newcomers"],
        "group": [world.group.public_id],
        "body": [world.body.public_id],
        "venue": [one.public_id for one in houses(world)],
        "q": ["Prvá", "Vlčince"],
        "unconfirmed": ["1"],
        "tz": ["Europe/London"],
        "discreet": ["1"],
        "page": ["1", "2"],
    }
    chosen = {name: [str(value) for value, _label in choices_of(name) if value] for name in FIELDS}
    return {name: given.get(name) or list(dict.fromkeys([chosen[name][0], chosen[name][-1]])) for name in FIELDS}


def searching(queries: Iterable[str]) -> Iterator[str]:
    """Each query on page, map and feed; among all meetings, unless it says otherwise."""
    with translation.override("en"):
        addresses = [reverse(name) for name in SEARCHED]
    yield from (f"{address}?{WHOLE}&{query}" for query in queries for address in addresses)


def parameters(world: World) -> Iterator[str]:
    """Every parameter of the grammar."""
    yield from searching(urlencode({name: value}) for name, several in values(world).items() for value in several)


def orders(world: World) -> Iterator[str]:
    """Every order, near and far, and meetings picked by hand."""
    yield from searching(f"place=zilina&sort={sort}&within={km}" for sort in ("time", "distance", "name") for km in (1, 50))
    yield from searching(("at=49.21,18.76&within=1&sort=distance", "place=zilina&beyond=3", "q=Vl%C4%8Dince"))
    picked = ",".join(one.public_id for one in [*world.shown, world.draft])
    yield from (
        f"/meetings.{suffix}?ids={picked}&{more}" for suffix in ("json", "ics") for more in ("lang=sk", "loss=1", "discreet=1")
    )
    yield from (f"/{language}/selection/?ids={picked}" for language in LANGUAGES)


def told(client: Client, address: str) -> str:
    """All that an address answers: its headers and its body, in one text. No ETag: in a hash any number may turn up."""
    response: Any = client.get(address)
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items() if name != "ETag")
    return f"{response.status_code}\n{headers}\n\n{whole.decode()}".replace("\r\n ", "")


def secrets_in(text: str) -> list[str]:
    """The secrets that a text tells. What is signed is random letters, among which any word may turn up."""
    folded = SIGNED.sub("", text).casefold()
    return [secret for secret in (MARK, *NUMBERS) if secret in folded]
