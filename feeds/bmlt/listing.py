"""GetFormats and GetServiceBodies."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from feeds.bmlt.answers import not_taking_place
from feeds.bmlt.formats import all_formats, language_asked
from feeds.bmlt.inquiry import Inquiry, covering
from feeds.bmlt.parameters import Signed, whole
from feeds.bmlt.querysets import formats_of_dates, rules_beside, timetable
from history.keeping import kept
from interchange.bmlt.known import ATTENDANCE, TEMPORARILY_CLOSED, Said
from interchange.bmlt.saying import IN_A_ROOM
from interchange.bmlt.writer import as_list, format_fields
from interchange.codes import Kind
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from places.models import ACCESS_FACTS, Visibility

LISTS = {
    ATTENDANCE: "attendance",
    Kind.LANGUAGE: "languages",
    Kind.WELCOME: "audiences_welcome",
    Kind.ONLY: "audiences_only",
    Kind.FACILITY: "facilities",
}


def formats(inquiry: Inquiry) -> Iterator[bytes]:
    """The formats asked for; without `show_all` only those that some meeting has."""
    asked = inquiry.asked
    languages = dict.fromkeys(language_asked(text) for text in asked.texts("lang_enum")) or [inquiry.language]
    numbers, keys = asked.signed("format_ids"), set(asked.texts("key_strings"))
    used = None if asked.text("show_all") == "1" else formats_used(inquiry.now)
    found = (
        one
        for language in languages
        for said, one in all_formats(language).by_said.items()
        if (used is None or said in used) and (not keys or one.key in keys) and is_chosen(one.number, numbers)
    )
    return as_list(format_fields(one, inquiry.server) for one in sorted(found, key=lambda one: one.number))


def is_chosen(number: int, numbers: Signed) -> bool:
    """Whether a number is among the wanted, where some are, and not among the unwanted."""
    return number not in numbers.unwanted and (not numbers.wanted or number in numbers.wanted)


@kept
def formats_used(now: datetime) -> frozenset[Said]:
    """What the formats say that some meeting has."""
    today = timezone.localdate(now)
    rules = timetable().every_week(covering(today), today)
    meetings = Meeting.objects.filter(pk__in=rules.values("meeting")).order_by()
    said: set[Said] = {TEMPORARILY_CLOSED} if not_taking_place(now) else set()
    alike = rules.filter(~Exists(rules_beside(today).exclude(access=OuterRef("access")))).order_by()
    said.update((Kind.ACCESS, access) for access in alike.values_list("access", flat=True).distinct())
    for values in meetings.values_list(*LISTS.values()).distinct():
        for kind, value in zip(LISTS, values, strict=True):
            said.update((kind, one) for one in ([value] if isinstance(value, str) else value))
    having = Meeting.formats.through.objects.filter(meeting__in=meetings.values("pk"))
    of_dates = formats_of_dates(today).filter(schedulerule__in=rules.order_by().values("pk"))
    for links in (having, of_dates):
        said.update((Kind.FORMAT, slug) for slug in links.values_list("format__slug", flat=True).distinct())
    return frozenset(said | set(facts_known(meetings)))


def facts_known(meetings: MeetingQuerySet) -> Iterator[Said]:
    """What of the houses is told of some: of a house on contact nothing is."""
    hidden = Q(visibility=Visibility.ON_CONTACT) | Q(venue__visibility=Visibility.ON_CONTACT)
    told = meetings.filter(~hidden, attendance__in=IN_A_ROOM)
    counts = {fact: Count("pk", filter=Q(**{f"venue__{fact}": True})) for fact in ACCESS_FACTS}
    return ((Kind.FACT, fact) for fact, count in told.aggregate(**counts).items() if count)


def service_bodies(inquiry: Inquiry) -> Iterator[bytes]:
    """The service bodies asked for, with what is below and above them. Here what is no number is 0, which no body has."""
    asked, bodies = inquiry.asked, inquiry.bodies
    numbers = [whole(item) or 0 for item in asked.items("services")]
    wanted, unwanted = ({number for number in numbers if number >= 0}, {-number for number in numbers if number < 0})
    for name, spread in (("recursive", bodies.with_descendants), ("parents", bodies.with_ancestors)):
        if asked.text(name) == "1":
            wanted, unwanted = wanted | spread(wanted), unwanted | spread(unwanted)
    found = (node for node in bodies.nodes.values() if not wanted or node.number in wanted)
    return as_list(node.fields for node in found if node.number not in unwanted)
