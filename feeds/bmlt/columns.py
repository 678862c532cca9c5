"""The fields of a meeting as the database knows them: what a question asks of a field is what the answer says in it.

What of a hidden house is not told is not asked either: its street is "" here as it is there (feeds/venues.py).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, ExpressionWrapper, F, FloatField, IntegerField, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least, Replace

from feeds.bmlt.parameters import whole
from feeds.bmlt.querysets import rules_beside
from interchange.bmlt.meeting import ASSUMED_MINUTES, DAYS_OF_WEEK, UNSAFE_SIGNS, clock, coordinate
from interchange.records import Attendance
from interchange.times import DAY_MINUTES
from places.models import Visibility

PUBLIC = Q(meeting__visibility=Visibility.PUBLIC, meeting__venue__visibility=Visibility.PUBLIC)
ON_CONTACT = Q(meeting__visibility=Visibility.ON_CONTACT) | Q(meeting__venue__visibility=Visibility.ON_CONTACT)
VENUE_TYPES = {1: [Attendance.IN_PERSON], 2: [Attendance.ONLINE, Attendance.PHONE], 3: [Attendance.HYBRID]}
CLOCK = re.compile(r"\s*(\d{1,2}):(\d{1,2})(:\d{1,2})?\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """`expression` on a day; `said` is what an answer says of a value, `asked` the value that a parameter means (None for none)."""

    expression: Callable[[date], Any]
    said: Callable[[Any], str] = str
    asked: Callable[[str], Any] = str
    is_text: bool = False


def minutes(text: str) -> int | None:
    """ "19:30" and "19:30:00" in minutes."""
    match = CLOCK.fullmatch(text)
    return int(match[1]) * 60 + int(match[2]) if match else None


def number(expression: Any, *, said: Callable[[Any], str] = str, asked: Callable[[str], Any] = whole) -> Column:
    return Column(lambda _today: ExpressionWrapper(expression, IntegerField()), said, asked)


def text(expression: Combinable) -> Column:
    return Column(lambda _today: expression, is_text=True)


def of_house(name: str) -> Combinable:
    """Something of a house that everyone may know."""
    return Case(When(PUBLIC, then=F(f"meeting__venue__{name}")), default=Value(""))


def without_markup(expression: Combinable) -> Combinable:
    """The same signs as the answer has."""
    for sign, other in UNSAFE_SIGNS.items():
        expression = Replace(expression, Value(sign), Value(other))
    return expression


def body() -> Combinable:
    """The number of the service body, as in bodies.py."""
    alone = ExpressionWrapper(2 * F("meeting__group__fellowship") - 1, IntegerField())
    return Case(When(meeting__group__service_body=None, then=alone), default=2 * F("meeting__group__service_body"))


def length(today: date) -> Combinable:
    """How long it is said to last, in minutes."""
    others = rules_beside(today).alias(known=Coalesce("duration_minutes", 0))
    varies = Exists(others.exclude(known=Coalesce(OuterRef("duration_minutes"), 0)))
    known = Least(Coalesce(F("duration_minutes"), ASSUMED_MINUTES), DAY_MINUTES)
    return Case(When(varies, then=ASSUMED_MINUTES), default=known, output_field=IntegerField())


def degrees(name: str) -> Column:
    """A coordinate: of a house that not everyone may know that of its area or town (answers.py)."""
    found = Coalesce(F(f"meeting__{name}"), Value(0.0))
    shown = Case(
        When(PUBLIC, then=Coalesce(F(f"meeting__venue__{name}"), found)),
        When(meeting__venue=None, then=None),
        default=found,
        output_field=FloatField(),
    )
    return Column(lambda _today: shown, coordinate, lambda _text: None)


def street() -> Combinable:
    """The street, or the address in one line."""
    in_one = Case(When(PUBLIC, then=F("meeting__venue__address_text")), default=Value(""))
    return Case(When(PUBLIC & ~Q(meeting__venue__street=""), then=F("meeting__venue__street")), default=in_one)


VENUE_TYPE = Case(*(When(meeting__attendance__in=several, then=number) for number, several in VENUE_TYPES.items()))
DISTRICT = Case(When(ON_CONTACT, then=Value("")), default=Coalesce(F("meeting__venue__district"), Value("")))
COLUMNS = {
    "id_bigint": number(F("number")),
    "service_body_bigint": number(body()),
    "weekday_tinyint": number((F("weekday") + 1) % DAYS_OF_WEEK + 1),
    "venue_type": number(VENUE_TYPE),
    "start_time": number(F("start_minute"), said=clock, asked=minutes),
    "duration_time": Column(length, clock, minutes),
    "time_zone": text(F("zone")),
    "longitude": degrees("longitude"),
    "latitude": degrees("latitude"),
    "meeting_name": text(F("meeting__name")),
    "location_text": text(without_markup(of_house("name"))),
    "location_street": text(street()),
    "location_neighborhood": text(DISTRICT),
    "location_municipality": text(Coalesce(F("meeting__venue__city"), Value(""))),
    "location_province": text(of_house("region")),
    "location_postal_code_1": text(of_house("postal_code")),
    "location_nation": text(Coalesce(F("meeting__venue__country"), Value(""))),
}
