"""Groups as services, meetings as services at a location, and where they are."""

from collections.abc import Iterator, Sequence

from feeds.hsds import finding
from feeds.hsds.asking import Asked
from feeds.hsds.here import Here
from feeds.hsds.loading import service_records
from feeds.hsds.pages import Document, Listing
from feeds.loading import load
from feeds.records import meeting_record
from feeds.views import not_counted
from groups.models import Group
from interchange.hsds.ids import Kind, made, read
from interchange.hsds.listings import ServiceRecord
from interchange.hsds.organizations import organization
from interchange.hsds.places import location, location_id
from interchange.hsds.services import at_location, basics, place, service
from interchange.hsds.shape import simple
from interchange.records import MeetingRecord
from meetings.models import Meeting

FROM_HOME = (Kind.AT_HOME, Kind.VIRTUAL)


def services(asked: Asked, here: Here) -> Listing:
    """Groups."""

    def told(keys: Sequence[int]) -> Iterator[Document]:
        options = here.options
        for record in service_records(keys, now=here.now, site=here.site, is_brief=not asked.is_full):
            yield service(record, options, not_counted) if asked.is_full else in_list(record, is_minimal=asked.is_minimal)

    return Listing(finding.services(asked, now=here.now).values_list("pk", flat=True), int, told)


def in_list(record: ServiceRecord, *, is_minimal: bool) -> Document:
    """What there is once of a service, or only when it changed."""
    found = basics(record) | {"organization": simple(organization(record.organization))}
    return {name: found[name] for name in ("id", "last_modified") if name in found} if is_minimal else found


def one_service(known: str, here: Here) -> Document | None:
    """A group, also one that has ended or pauses."""
    named = read(known, Kind.SERVICE)
    if named is None:
        return None
    keys = Group.objects.filter(public_id=named[1], pk__in=finding.once_listed().values("group")).values_list("pk", flat=True)
    records = service_records(list(keys), now=here.now, site=here.site)
    return service(records[0], here.options, not_counted) if records else None


def at_locations(asked: Asked, here: Here) -> Listing:
    """Meetings, at their place and from home. Its number says of which meeting and whether from home."""

    def told(numbers: Sequence[int]) -> Iterator[Document]:
        found = told_at([(number // 2, bool(number % 2)) for number in numbers], here, is_brief=not asked.is_full)
        return found if asked.is_full else map(simple, found)

    return Listing(finding.at_locations(asked, now=here.now), lambda row: row[0] * 2 + row[1], told)


def told_at(pairs: list[tuple[int, bool]], here: Here, *, is_brief: bool = False) -> Iterator[Document]:
    """Meetings by key and whether from home, each with its service; in a list that `is_brief` without their dates."""
    rows = Meeting.objects.filter(pk__in={key for key, _is_from_home in pairs}).values_list("pk", "public_id", "group")
    ids = {key: public_id for key, public_id, _group in rows}
    found = service_records(list(dict.fromkeys(group for _key, _id, group in rows)), now=here.now, site=here.site)
    known = {meeting.key: (meeting, record) for record in found for meeting in record.meetings}
    options = here.options
    for key, is_from_home in pairs:
        if ids.get(key) in known:  # it may have been withdrawn meanwhile
            meeting, record = known[ids[key]]
            if is_brief:
                written = place(meeting, options, is_virtual=is_from_home)
            else:
                written = at_location(meeting, options, not_counted, is_virtual=is_from_home)
            yield written | {"service": in_list(record, is_minimal=False)}


def one_at_location(known: str, here: Here) -> Document | None:
    """A meeting in one of its ways."""
    named = read(known, Kind.AT_PLACE, Kind.AT_HOME)
    if named is None:
        return None
    kind, public_id = named
    keys = finding.in_way(Meeting.objects.published().filter(public_id=public_id), is_from_home=kind in FROM_HOME)
    pairs = [(key, kind in FROM_HOME) for key in keys.values_list("pk", flat=True)]
    return next(told_at(pairs, here), None)


def locations(asked: Asked, here: Here) -> Listing:
    """The houses that everyone may know."""

    def told(keys: Sequence[int]) -> Iterator[Document]:
        options = here.options
        for meeting in meetings(keys, here):
            yield location(meeting, options, is_virtual=False)

    return Listing(finding.houses(asked, now=here.now), int, told)


def meetings(keys: Sequence[int], here: Here) -> Iterator[MeetingRecord]:
    """The records of these meetings."""
    batch = load(keys, now=here.now, site=here.site)
    return (meeting_record(meeting, batch) for meeting in batch.meetings)


def one_location(known: str, here: Here) -> Document | None:
    """A house, or the area or the room of one meeting. What a meeting has by now under another id is not told under its old one."""
    named = read(known, Kind.HOUSE, Kind.AREA, Kind.VIRTUAL)
    if named is None:
        return None
    kind, public_id = named
    is_virtual = kind in FROM_HOME
    published = Meeting.objects.published().order_by("pk")
    if kind is Kind.HOUSE:
        found = finding.in_known_houses(published.filter(venue__public_id=public_id))
    else:
        found = finding.in_way(published.filter(public_id=public_id), is_from_home=is_virtual)
    for meeting in meetings(list(found.values_list("pk", flat=True)[:1]), here):
        if str(location_id(meeting, is_virtual=is_virtual)) == known.lower():
            return location(meeting, here.options, is_virtual=is_virtual)
    return None


def stays_as(known: str) -> str | None:
    """The id that a meeting, or where it is, has since it was merged into another; None where it was not."""
    named = read(known, Kind.AREA, Kind.VIRTUAL, Kind.AT_PLACE, Kind.AT_HOME)
    if named is None:
        return None
    kind, public_id = named
    stays = Meeting.objects.led_on([public_id]).get(public_id)
    return str(made(kind, stays)) if stays else None
