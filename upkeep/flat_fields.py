"""A field of a listing as one flat text: what a form shows of it, what a suggestion keeps, and how it is written back.

A flat text is "" where nothing is known: "yes" and "no" for facts, "18:00" for a minute of the day, "sk,en" for codes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from languages.dates import and_list, weekday_name
from languages.names import language_name
from languages.text import TranslatedText
from meetings.kinds import ACCESSES, ATTENDANCES
from meetings.models import Meeting, ScheduleRule
from places.models import ACCESS_FACTS, Precision, Venue, Visibility

YES, NO = "yes", "no"
NOTHING = "–"
Choices = Sequence[tuple[str, str | Promise]]


class Sort(StrEnum):
    """What kind of text it is."""

    LINE = "line"
    LINES = "lines"
    LINK = "link"
    CHOICE = "choice"
    WEEKDAY = "weekday"
    TIME = "time"
    NUMBER = "number"
    TICK = "tick"
    FACT = "fact"
    DEGREES = "degrees"
    LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class FlatField:
    """One column of a model. A translated one is the text in the language of whoever reads."""

    model: type[models.Model]
    name: str
    sort: Sort = Sort.LINE
    choices: Choices = ()
    is_translated: bool = False

    @property
    def label(self) -> str:
        column: Any = self.model._meta.get_field(self.name)
        return capfirst(str(column.verbose_name))

    @property
    def longest(self) -> int:
        """Characters; texts in several languages have no bound of their own."""
        column: Any = self.model._meta.get_field(self.name)
        return getattr(column, "max_length", None) or 2000

    def read(self, row: models.Model, language: str) -> str:
        """The value of a row as flat text."""
        value = getattr(row, self.name)
        if self.is_translated:
            return str(value.get(language, ""))
        return READERS.get(self.sort, as_text)(value)

    def write(self, row: models.Model, text: str, language: str) -> None:
        """Put a flat text into a row that somebody saves. Raises ValueError for a text that cannot be one of this sort."""
        if self.is_translated:
            value: Any = TranslatedText.of({**getattr(row, self.name), language: text})
        else:
            value = WRITERS.get(self.sort, str)(text)
        setattr(row, self.name, value)

    def shown(self, text: str) -> str:
        """The flat text in the words of whoever reads; a dash for nothing."""
        if not text:
            return NOTHING
        match self.sort:
            case Sort.WEEKDAY:
                return weekday_name(int(text)) if text in WEEKDAYS else text
            case Sort.LANGUAGES:
                return and_list([language_name(code) for code in text.split(",")])
            case Sort.TICK | Sort.FACT:
                return str(dict(FACT_CHOICES).get(text, text))
            case _:
                return str(dict(self.choices).get(text, text))


WEEKDAYS = [str(day) for day in range(7)]
FACT_CHOICES: Choices = [("", _("not known")), (YES, _("yes")), (NO, _("no"))]


def as_text(value: Any) -> str:
    return "" if value is None else str(value)


def minute_text(minute: int | None) -> str:
    return "" if minute is None else f"{time(*divmod(minute, 60)):%H:%M}"


def minute_of(text: str) -> int | None:
    """Minutes after midnight of "18:00"."""
    if not text:
        return None
    at = time.fromisoformat(text)
    return at.hour * 60 + at.minute


def fact_text(fact: bool | None) -> str:  # noqa: FBT001  # it is a value
    return "" if fact is None else (YES if fact else NO)


def fact_of(text: str) -> bool | None:
    return {YES: True, NO: False}.get(text)


def number_of(text: str) -> int | None:
    return int(text) if text else None


READERS: dict[Sort, Callable[[Any], str]] = {
    Sort.TIME: minute_text,
    Sort.FACT: fact_text,
    Sort.TICK: lambda value: YES if value else "",
    Sort.LANGUAGES: ",".join,
}
WRITERS: dict[Sort, Callable[[str], Any]] = {
    Sort.TIME: minute_of,
    Sort.NUMBER: number_of,
    Sort.WEEKDAY: number_of,
    Sort.FACT: fact_of,
    Sort.DEGREES: lambda text: float(text) if text else None,
    Sort.TICK: lambda text: text == YES,
    Sort.LANGUAGES: lambda text: tuple(code for code in text.split(",") if code),
}

ABOUT_MEETING = (
    FlatField(Meeting, "name"),
    FlatField(Meeting, "attendance", Sort.CHOICE, ATTENDANCES),
    FlatField(Meeting, "languages", Sort.LANGUAGES),
    FlatField(Meeting, "notes", Sort.LINES, is_translated=True),
    FlatField(Meeting, "website", Sort.LINK),
)
FROM_HOME = (
    FlatField(Meeting, "online_url", Sort.LINK),
    FlatField(Meeting, "phone"),
    FlatField(Meeting, "access_notes", Sort.LINES),
)
WEEKDAY = FlatField(ScheduleRule, "weekday", Sort.WEEKDAY)
TIMES = (FlatField(ScheduleRule, "start_minute", Sort.TIME), FlatField(ScheduleRule, "duration_minutes", Sort.NUMBER))
WHO_MAY_COME = (
    FlatField(ScheduleRule, "access", Sort.CHOICE, ACCESSES),
    FlatField(ScheduleRule, "ask_first", Sort.TICK),
)
ADDRESS = tuple(FlatField(Venue, name) for name in ("name", "street", "city", "postal_code"))
DOOR_CARD = (
    *(FlatField(Venue, name) for name in ("last_stop", "entrance", "sign", "bell", "floor", "ask_for")),
    FlatField(Venue, "directions", Sort.LINES, is_translated=True),
)
# What only those change who take care of a meeting there.
REST_OF_VENUE = (
    *(FlatField(Venue, name) for name in ("district", "region", "country", "address_text", "zone")),
    *(FlatField(Venue, name, Sort.DEGREES) for name in ("latitude", "longitude")),
    FlatField(Venue, "precision", Sort.CHOICE, Precision.choices),
    FlatField(Venue, "visibility", Sort.CHOICE, Visibility.choices),
    FlatField(Venue, "is_unconnected_host", Sort.TICK),
)
GETTING_IN = tuple(FlatField(Venue, name, Sort.FACT) for name in ACCESS_FACTS)
