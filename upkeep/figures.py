"""How true the directory is, in numbers that everybody may see: by service body, without a name of anybody."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from groups.models import ServiceBody
from meetings.models import Meeting, Report
from meetings.truth import Days, State, state

FEWEST = 3  # meetings; a body with fewer is counted in the one above it and not told apart
ANSWERED_WITHIN = timedelta(days=7)
REPORTS_OF = timedelta(days=90)
KEPT = timedelta(minutes=10)
NOT_CONFIRMED = (State.UNCONFIRMED, State.ARCHIVED)


@dataclass(slots=True)
class Tally:
    """Listings by their state."""

    confirmed: int = 0
    due: int = 0
    unconfirmed: int = 0
    reported: int = 0

    def add(self, other: "Tally") -> None:
        self.confirmed += other.confirmed
        self.due += other.due
        self.unconfirmed += other.unconfirmed
        self.reported += other.reported

    def count(self, found: State, number: int) -> None:
        match found:
            case State.CONFIRMED:
                self.confirmed += number
            case State.DUE:
                self.due += number
            case State.REPORTED:
                self.reported += number
            case _:
                self.unconfirmed += number

    @property
    def total(self) -> int:
        return self.confirmed + self.due + self.unconfirmed + self.reported


@dataclass(slots=True)
class BodyFigures:
    """A service body with all under it."""

    name: str
    tally: Tally = field(default_factory=Tally)
    below: "list[BodyFigures]" = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`median_days` is the age of the last vouching of those that anybody vouched for; `answered` of `reports` were answered within
    a week."""

    at: datetime
    all: Tally
    bodies: list[BodyFigures]
    without_body: Tally
    median_days: int | None
    reports: int
    answered: int

    @property
    def answered_percent(self) -> int:
        return round(100 * self.answered / self.reports) if self.reports else 0


_latest: dict[str, Figures] = {}


def latest_figures(now: datetime) -> Figures:
    """Counting a million listings takes two seconds, so it is done every ten minutes at most, whatever changes meanwhile."""
    known = _latest.get("figures")
    if known is None or not timedelta() <= now - known.at < KEPT:
        known = _latest["figures"] = figures(now)
    return known


def forget() -> None:
    _latest.clear()


def figures(now: datetime) -> Figures:
    """Counted now."""
    today = timezone.localdate(now)
    by_body, ages = tallies(today)
    everything = Tally()
    for tally in by_body.values():
        everything.add(tally)
    reports, answered = answered_reports(today)
    return Figures(
        at=now,
        all=everything,
        bodies=tree(by_body),
        without_body=by_body.get(None, Tally()),
        median_days=median(ages),
        reports=reports,
        answered=answered,
    )


def tallies(today: date) -> tuple[dict[int | None, Tally], Counter[int]]:
    """The listings of each body itself, and how many are how old."""
    vouched = Greatest(Coalesce("confirmed_on", "listed_on"), Coalesce("listed_on", "confirmed_on"))
    is_reported = ExpressionWrapper(Q(reported_on__isnull=False), BooleanField())
    counted = Meeting.objects.published().values_list("group__service_body", vouched, is_reported).annotate(Count("pk"))
    days = Days(settings.CONFIRMED_DAYS, settings.DUE_DAYS, settings.ARCHIVED_DAYS)
    by_body: dict[int | None, Tally] = defaultdict(Tally)
    ages: Counter[int] = Counter()
    for body, vouched_on, reported, number in counted.order_by():
        found = state(vouched_on=vouched_on, reported_on=today if reported else None, today=today, days=days)
        by_body[body].count(found, number)
        if vouched_on is not None:
            ages[(today - vouched_on).days] += number
    return by_body, ages


def median(ages: Counter[int]) -> int | None:
    """The age of which as many listings are younger as are older; None of none."""
    passed = 0
    for age in sorted(ages):
        passed += ages[age]
        if 2 * passed >= ages.total():
            return age
    return None


def tree(by_body: dict[int | None, Tally]) -> list[BodyFigures]:
    """The bodies as they stand one under the other, each with the numbers of all under it."""
    found: dict[str, BodyFigures] = {}
    tops: list[BodyFigures] = []
    for key, path, name in ServiceBody.objects.order_by("path").values_list("pk", "path", "name"):
        for above in paths_above(path):
            if above in found:
                found[above].tally.add(by_body.get(key, Tally()))
        own = found[path] = BodyFigures(name)
        own.tally.add(by_body.get(key, Tally()))
        parent = found.get(path.rstrip("/").rpartition("/")[0] + "/")
        (parent.below if parent else tops).append(own)
    return told_apart(tops)


def paths_above(path: str) -> list[str]:
    """ "/1/", "/1/5/" for "/1/5/9/"."""
    keys = path.strip("/").split("/")
    return ["/" + "/".join(keys[:length]) + "/" for length in range(1, len(keys))]


def told_apart(bodies: Iterable[BodyFigures]) -> list[BodyFigures]:
    """Those with enough listings that no single group is pointed at, by name."""
    kept = sorted((body for body in bodies if body.tally.total >= FEWEST), key=lambda body: body.name)
    for body in kept:
        body.below = told_apart(body.below)
    return kept


def answered_reports(today: date) -> tuple[int, int]:
    """The visitors' reports of the last 90 days that are a week old, and how many of them were answered within that week."""
    reports = Report.objects.filter(on__gte=today - REPORTS_OF, on__lte=today - ANSWERED_WITHIN)
    counted = list(reports.values_list("on", "answered_on").annotate(Count("pk")).order_by())
    answered = sum(number for on, answered_on, number in counted if answered_on and answered_on - on <= ANSWERED_WITHIN)
    return sum(number for _on, _answered_on, number in counted), answered
