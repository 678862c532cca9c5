"""The filters of GetSearchResults as conditions of the database. All hold together; what means nothing filters nothing."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Upper

from feeds.bmlt.answers import not_taking_place
from feeds.bmlt.bodies import in_care_of, in_care_or_below
from feeds.bmlt.columns import COLUMNS, ON_CONTACT, PUBLIC, VENUE_TYPES, length
from feeds.bmlt.formats import FIRST_OF_SITE
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.parameters import Parameters, Signed, whole
from feeds.bmlt.querysets import TimetableQuerySet, formats_of_dates, keys_named, rules_beside
from interchange.bmlt.known import ATTENDANCE, Said
from interchange.bmlt.meeting import DAYS_OF_WEEK
from interchange.bmlt.saying import IN_A_ROOM
from interchange.codes import Kind
from languages.fold import fold
from meetings.models import Meeting

NOTHING = Q(pk__in=[])
MONDAY = 2  # as BMLT counts weekdays
SHORTEST_TEXT = 2  # a SearchString not longer than this is as if it were not there
SHORTEST_WORD, MOST_WORDS = 3, 12
PUBLISHED_AMONG_THEM = {"", "0", "1"}
LISTS = {Kind.WELCOME: "audiences_welcome", Kind.ONLY: "audiences_only", Kind.LANGUAGE: "languages", Kind.FACILITY: "facilities"}


def matching(rules: TimetableQuerySet, inquiry: Inquiry) -> TimetableQuerySet:
    """The rules for which all filters hold, but for how far away they are."""
    found = rules.alias(length=length(inquiry.today))
    for condition in (*of_lists(inquiry), *of_times(inquiry.asked), *of_formats(inquiry), *of_words(inquiry.asked)):
        found = found.filter(condition)
    return with_value(found, inquiry) if inquiry.asked.text("meeting_key") else found


def of_lists(inquiry: Inquiry) -> Iterator[Q]:
    """By number, weekday, service body, and how one takes part."""
    asked = inquiry.asked
    yield chosen(asked.signed("meeting_ids"), named)
    yield chosen(asked.signed("weekdays"), on_weekdays)
    yield chosen(asked.signed("venue_types"), of_types)
    is_recursive = asked.text("recursive") == "1"
    yield chosen(asked.signed("services"), partial(in_care_or_below, inquiry.bodies) if is_recursive else in_care_of)
    if asked.text("advanced_published") not in PUBLISHED_AMONG_THEM:
        yield NOTHING


def chosen(numbers: Signed, condition: Any) -> Q:
    """Those of the wanted numbers, and none of the unwanted."""
    wanted = condition(numbers.wanted) if numbers.wanted else Q()
    return wanted & ~condition(numbers.unwanted) if numbers.unwanted else wanted


def named(numbers: Collection[int]) -> Q:
    """Those that these numbers name, also as they once were."""
    return Q(pk__in=keys_named(numbers))


def on_weekdays(numbers: Iterable[int]) -> Q:
    """On weekdays counted from 1 for Sunday."""
    return Q(weekday__in=[(number - MONDAY) % DAYS_OF_WEEK for number in numbers if number <= DAYS_OF_WEEK])


def of_types(numbers: Iterable[int]) -> Q:
    """In a room (1), from home (2), in both ways (3)."""
    return Q(meeting__attendance__in=[attendance for number in numbers for attendance in VENUE_TYPES.get(number, ())])


def of_times(asked: Parameters) -> Iterator[Q]:
    """By when they begin and end, and how long they last."""
    for name, lookup in (("StartsAfter", "start_minute__gt"), ("StartsBefore", "start_minute__lt")):
        yield bound(asked, name, lookup)
    for name, lookup in (("MinDuration", "length__gte"), ("MaxDuration", "length__lte")):
        yield bound(asked, name, lookup)
    ends = asked.minutes("EndsBeforeH", "EndsBeforeM")
    if ends is not None:
        yield Q(start_minute__lte=ends - F("length"))


def bound(asked: Parameters, name: str, lookup: str) -> Q:
    minutes = asked.minutes(f"{name}H", f"{name}M")
    return Q() if minutes is None else Q(**{lookup: minutes})


def of_formats(inquiry: Inquiry) -> Iterator[Q]:
    """With all of the wanted formats, or with one of them; and with none of the unwanted."""
    numbers = inquiry.asked.signed("formats")
    has_all = (inquiry.asked.text("formats_comparison_operator") or "AND").upper() == "AND"
    wanted = [with_format(number, inquiry) for number in sorted(numbers.wanted)]
    if has_all:
        yield from wanted
    elif wanted:
        condition = NOTHING
        for one in wanted:
            condition |= one
        yield condition
    yield from (~with_format(number, inquiry) for number in sorted(numbers.unwanted))


def with_format(number: int, inquiry: Inquiry) -> Q:
    """With the format of this number; nothing has one that there is not."""
    said = inquiry.formats.said.get(number)
    return saying(said, inquiry) if said else NOTHING


def saying(said: Said, inquiry: Inquiry) -> Q:
    """Rules of which a format says this (interchange/bmlt/saying.py)."""
    kind, value = said
    match kind:
        case Kind.ACCESS:
            return Q(~Exists(rules_beside(inquiry.today).exclude(access=OuterRef("access"))), access=value)
        case Kind.PLACE_CLOSED:
            return Q(pk__in=not_taking_place(inquiry.now))
        case Kind.FORMAT:
            key = inquiry.formats.by_said[said].number - FIRST_OF_SITE
            having, of_dates = (
                Meeting.formats.through.objects.filter(format=key),
                formats_of_dates(inquiry.today).filter(format=key),
            )
            return Q(meeting__in=having.values("meeting")) | Q(pk__in=of_dates.values("schedulerule"))
        case Kind.FACT:
            return Q(**{f"meeting__venue__{value}": True, "meeting__attendance__in": IN_A_ROOM}) & ~ON_CONTACT
    if kind == ATTENDANCE:
        return Q(meeting__attendance=value)
    return Q(**{f"meeting__{LISTS[Kind(kind)]}__has": value})


def of_words(asked: Parameters) -> Iterator[Q]:
    """By SearchString: numbers are those of meetings and postal codes; of words one is enough."""
    text = asked.text("SearchString").strip()
    parts = [part.strip() for part in text.split(",")]
    if asked.text("StringSearchIsAnAddress") == "1" or not text:
        return
    if all(part.isdecimal() for part in parts):
        yield named([whole(part) or 0 for part in parts]) | (PUBLIC & Q(meeting__venue__postal_code__in=parts))
    elif len(text) > SHORTEST_TEXT:
        condition = NOTHING
        for word in [word for word in fold(text).split() if len(word) >= SHORTEST_WORD][:MOST_WORDS]:
            condition |= Q(meeting__search_text__contains=word)
        yield condition


def with_value(rules: TimetableQuerySet, inquiry: Inquiry) -> TimetableQuerySet:
    """Those that have one of the values in a field; without a value, or in a field that cannot be asked, none."""
    name, values = inquiry.asked.text("meeting_key"), inquiry.asked.texts("meeting_key_value")
    if name == "lang_enum" and inquiry.language in values:
        return rules
    column = COLUMNS.get(name)
    wanted = [value for value in map(column.asked, values) if value is not None] if column else []
    if column is None or not wanted:
        return rules.none()
    asked_for = column.expression(inquiry.today)
    if column.is_text:  # in capitals or not; compared with all of them at once, however many they are
        return rules.alias(asked_for=Upper(asked_for)).filter(asked_for__in=[Upper(Value(value)) for value in wanted])
    return rules.alias(asked_for=asked_for).filter(asked_for__in=wanted)
