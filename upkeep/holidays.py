"""Which dates of the meetings in one's care fall on some days, how they stand, and what is not decided yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import Right, care_of, in_care
from accounts.models import User
from groups.kinds import GroupStatus
from interchange.records import Frequency
from languages.dates import day_year_text, time_text
from meetings.holidays import countries_around
from meetings.index import deviation, exceptions_by_rule
from meetings.kinds import TIMELESS, ExceptionKind, MeetingStatus
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.models.rules import WEEKLY_FAMILY
from meetings.schedule import DAY, Deviation, deciding, regular_dates
from places.models import Venue, Visibility
from upkeep.models import HolidayDecision
from upkeep.occasions import Span

MOST_RULES = 2000  # looked at for one page; more than that is in the care of administrators only
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayDate:
    """One date of one rule, how it stands, and whether anybody has decided that. `day` is the local date on which it begins."""

    rule: ScheduleRule
    day: date
    exception: ScheduleException | None
    # What would hold if `exception` were not there.
    behind: Deviation | None
    is_decided: bool

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.rule.pk}-{self.day:%Y%m%d}"

    @property
    def meeting(self) -> Meeting:
        return self.rule.meeting

    @property
    def venue(self) -> Venue | None:
        return self.meeting.venue

    @property
    def start(self) -> str:
        return time_text(self.rule.start or time())

    @property
    def is_own(self) -> bool:
        """Whether the exception says nothing of any other date: then it can be changed."""
        one = self.exception
        return one is not None and one.rule_id == self.rule.pk and one.first_on == one.last_on

    @property
    def is_cancelled(self) -> bool:
        return self.exception is not None and self.exception.kind == ExceptionKind.CANCELLED

    @property
    def special_minute(self) -> int | None:
        """The other time at which it meets that day, where nothing but the time is other."""
        one = self.exception
        is_only_time = one is not None and one.kind == ExceptionKind.MOVED and one.to_on is None and one.to_venue_id is None
        return one.to_minute if one is not None and is_only_time else None

    @property
    def stands(self) -> str:
        """How it stands, in words; empty where nobody has decided."""
        if self.exception is None:
            return _("meets") if self.is_decided else ""
        if self.is_cancelled:
            return _("does not meet")
        if self.special_minute is not None:
            if self.special_minute == self.rule.start_minute:
                return _("meets")
            return _("meets at %(time)s") % {"time": minute_text(self.special_minute)}
        if self.exception.to_on:
            return _("moved to %(date)s") % {"date": day_year_text(self.exception.to_on)}
        return _("moved to another venue")


def minute_text(minute: int) -> str:
    """ "18:00"."""
    return time_text(time(*divmod(minute, 60)))


def hall_name(venue: Venue | None) -> str:
    """How a coordinator knows a building of their own care."""
    if venue is None:
        return _("Online or by telephone")
    return ", ".join(part for part in (venue.name or venue.street, venue.city) if part) or str(venue)


def countries_in_care(user: User) -> list[str]:
    """Where one's meetings are. Of an administrator, who takes care of all, the site's own country and its neighbours."""
    if care_of(user, Right.EDIT).is_everything:
        return countries_around()
    found = in_care(Meeting, user, Right.EDIT).exclude(venue=None).order_by().values_list("venue__country", flat=True).distinct()
    return sorted({country for country in found if country}) or [settings.SITE_COUNTRY]


def dates_in_care(user: User, spans: list[Span]) -> list[HolidayDate]:
    """The dates of the published meetings in one's care that fall on these days: by date, then by hall, then by time."""
    found = [(rule, day) for rule in rules_in_care(user, spans)[:MOST_RULES] for day in days_on(rule, spans)]
    rules = list({rule.pk: rule for rule, _day in found}.values())
    exceptions = exceptions_by_rule(rules, timezone.localdate()) if rules else {}
    decided = set(HolidayDecision.objects.filter(rule__in=rules).values_list("rule", "on")) if rules else set()
    dates = [standing(rule, day, exceptions[rule.pk], is_noted=(rule.pk, day) in decided) for rule, day in found]
    return sorted(dates, key=lambda one: (one.day, hall_name(one.venue), one.rule.start_minute or 0, one.rule.pk))


def rules_in_care(user: User, spans: list[Span]) -> "QuerySet[ScheduleRule]":
    """The rules that may have a date on these days: of weekly ones those of a fitting weekday."""
    weekdays = {day.weekday() for span in spans for day in days_of(span)}
    meetings = in_care(Meeting, user, Right.EDIT).filter(status=MeetingStatus.PUBLISHED, group__status=GroupStatus.ACTIVE)
    rules = ScheduleRule.objects.filter(meeting__in=meetings.values("pk")).exclude(frequency__in=TIMELESS)
    fitting = rules.filter(~Q(frequency__in=WEEKLY_FAMILY) | Q(weekday__in=weekdays))
    return fitting.select_related("meeting__venue", "meeting__group__service_body").order_by("pk")


def are_too_many(user: User, spans: list[Span]) -> bool:
    """Whether there are more rules than are looked at; then nothing may be said of "all"."""
    return rules_in_care(user, spans)[MOST_RULES : MOST_RULES + 1].exists()


def days_of(span: Span) -> Iterator[date]:
    """The days of a span; of a longer one a week of them, which has every weekday."""
    for ahead in range(min((span.last - span.first).days + 1, DAYS_OF_A_WEEK)):
        yield span.first + timedelta(days=ahead)


def days_on(rule: ScheduleRule, spans: list[Span]) -> list[date]:
    """The regular dates of a rule in the spans, each once."""
    return sorted({day for span in spans for day in regular_dates(rule.recurrence, span.first, span.last)})


def standing(rule: ScheduleRule, day: date, exceptions: Iterable[ScheduleException], *, is_noted: bool) -> HolidayDate:
    """A date with the exception that decides about it. An extra date decides nothing about the regular one; one that was entered as
    a single date, as a marathon on Christmas Eve, was decided by that."""
    known = {one.pk: one for one in exceptions}
    deviations = [deviation(one) for one in known.values()]
    decides = deciding(deviations, day)
    behind = deciding([one for one in deviations if one is not decides], day)
    return HolidayDate(
        rule=rule,
        day=day,
        exception=known[decides.entered] if decides else None,
        behind=behind,
        is_decided=is_noted or decides is not None or rule.frequency == Frequency.ONCE,
    )


def others_in_halls(user: User, venues: Iterable[int]) -> dict[int, int]:
    """How many meetings of others each of these halls has: a number, and only of what everybody may see."""
    own = in_care(Meeting, user, Right.EDIT).values("pk")
    others = Meeting.objects.published().filter(
        venue__in=list(venues), venue__visibility=Visibility.PUBLIC, visibility=Visibility.PUBLIC
    )
    counted = others.exclude(pk__in=own).order_by().values("venue").annotate(count=Count("pk"))
    return {row["venue"]: row["count"] for row in counted}


def today_to(days: int) -> Span:
    """From today so many days on."""
    today = timezone.localdate()
    return Span(today, today + days * DAY)
