"""The words in which listings come in and go out: frozen values that every reader makes and every writer takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from interchange.reasons import HeldReason, LossCode, ProblemCode


class Frequency(StrEnum):
    """How a rule repeats (docs/glossary.md)."""

    WEEKLY = "weekly"
    EVEN_WEEKS = "even_weeks"
    ODD_WEEKS = "odd_weeks"
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"
    MONTHLY_BY_DATE = "monthly_by_date"
    ONCE = "once"
    ALWAYS_OPEN = "always_open"
    BY_APPOINTMENT = "by_appointment"


MOST_INTERVAL = 52  # weeks, or months, from one date of a rule to the next


class Access(StrEnum):
    """Who may come on the dates of a rule."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_STATED = "not_stated"


class Attendance(StrEnum):
    """In which way one can be there."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """On which dates, and when on them, in local wall-clock time.

    `weekday` counts from Monday = 0. `ordinals` are weeks of the month: 1 … 5, and −1 (last) … −5. `month_days` are days of
    the month; with a weekday they are a window ("first Wednesday after the first Monday" is Wednesday on days 3 to 9).
    `months` are 1 … 12, empty for all. `first_on` is the date of a ONCE rule, and sets which weeks or months count where
    `interval` is above 1. `pause_from` and `pause_until` are month and day as one number (1 July is 701), both inside the
    pause, every year again.
    """

    frequency: Frequency
    weekday: int | None = None
    start_minute: int | None = None
    duration_minutes: int | None = None
    zone: str = "UTC"
    interval: int = 1
    first_on: date | None = None
    ordinals: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    pause_from: int | None = None
    pause_until: int | None = None

    @property
    def is_plainly_weekly(self) -> bool:
        """Every week of every year: its weekday, minute and zone tell all of its dates."""
        bounds = (self.first_on, self.valid_from, self.valid_until, self.pause_from)
        return self.frequency is Frequency.WEEKLY and self.interval == 1 and not self.months and not any(bounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueRecord:
    """A place to meet; empty strings where nothing is known. `key` is its permanent id, where everyone may know which house it is.
    `is_area` marks coordinates that show only the area. `lines` are the address, and `fact_sentences` the facts, in the language of
    the record's texts."""

    key: str = ""
    name: str = ""
    street: str = ""
    district: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    address_text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_area: bool = False
    directions: str = ""
    access_facts: Mapping[str, bool] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    fact_sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDate:
    """A date that differs from its rule. `regular_on` is the date that the rule gives, None for an extra one; `starts_at` when it
    takes place instead, None for a cancelled one; `venue` where, if that is not the meeting's own place."""

    regular_on: date | None
    starts_at: datetime | None
    venue: VenueRecord | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRecord:
    """A rule, and who may come on its dates.

    `number` is its own, for formats that know only numbers. `sentence` says it in words, in the language of the record's texts, for
    formats that cannot say it otherwise; `who` are the sentences of who may come, `labels` words for the dates. `dates` are its
    regular dates of a season that whoever made the record chose, in order, and `changes` what becomes of some of them, also later.
    `formats` are slugs of those that only its dates have.
    """

    recurrence: Recurrence
    access: Access = Access.NOT_STATED
    ask_first: bool = False
    formats: tuple[str, ...] = ()
    uid: str = ""
    number: int = 0
    sentence: str = ""
    who: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    changes: tuple[ChangedDate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRecord:
    """The people who meet."""

    key: str = ""
    name: str = ""
    about: str = ""
    website: str = ""
    contribution_links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldText:
    """Something personal that was taken out of a record, for a person to look at: in which field, what, and why."""

    field_name: str
    text: str
    reason: HeldReason


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """One listing. Slugs of formats, audiences and facilities are ours; `other_codes` are the feed's own that nobody could
    read, and mean something only in its `code_set` (interchange/codes.py). `text_language` is that of notes and names (BCP 47).
    `programme` and `labels` say in words what it is, `freshness` how sure it is. `updated_at` is when somebody vouched for it,
    `changed_at` when it was last written, `sequence` a number that grows whenever it is. `fellowship` and `topics` are slugs of
    this site, `body_key` the permanent id of the service body.
    """

    key: str
    index: int
    name: str
    rules: tuple[RuleRecord, ...]
    attendance: Attendance
    group: GroupRecord = field(default_factory=GroupRecord)
    venue: VenueRecord | None = None
    is_paused: bool = False
    online_url: str = ""
    phone: str = ""
    access_notes: str = ""
    notes: str = ""
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    audiences_welcome: tuple[str, ...] = ()
    audiences_only: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()
    code_set: str = ""
    text_language: str = "und"
    serves_minors: bool = False
    url: str = ""
    feedback_url: str = ""
    updated_on: date | None = None
    updated_at: datetime | None = None
    changed_at: datetime | None = None
    sequence: int = 0
    programme: str = ""
    labels: tuple[str, ...] = ()
    freshness: str = ""
    fellowship: str = ""
    topics: tuple[str, ...] = ()
    body_key: str = ""
    body_name: str = ""
    body_url: str = ""
    held: tuple[HeldText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a record, or with the whole feed (`index` None). `rejects` says whether it is left out.

    `code` names the sentence that is said to a person; `details` are its figures. `value` holds nothing personal.
    """

    code: ProblemCode
    index: int | None = None
    key: str = ""
    field_name: str = ""
    value: str = ""
    rejects: bool = True
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a writer left out of a record because its format cannot say it."""

    code: LossCode
    key: str = ""
    value: str = ""
