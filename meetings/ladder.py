"""No dead end: where a search finds little or nothing, the nearest searches that find something, and what its filters hide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from history.keeping import kept_one
from languages.dates import day_text
from languages.names import language_name
from meetings.answers import Counted, count
from meetings.filters import DISTANCES
from meetings.headings import Removable, or_list
from meetings.models import Meeting
from meetings.results import PER_PAGE, ResultPage, is_for_all, shown_of
from meetings.search import DEFAULTS, WIDEST_KM, How, MeetingSearch, Sort
from meetings.starts import Rows
from meetings.where import where
from meetings.windows import When
from places.distance import Point

FEW = 3  # with fewer results the next rungs are offered as well
WAYS, RUNGS, MOST_WAYS = "ways on", "rungs", 2_000  # of some kB that are kept
COUNTED = 100  # what a rung finds is counted up to this
FIRST = Rows(0, FEW)  # of what a rung finds
MOST_ASKED, MOST_SHOWN = 6, 4  # of the filters that may hide something
# Without one of these a search finds the same and more.
FILTERS = frozenset(
    [
        "beyond",
        "topic",
        "fellowship",
        "method",
        "who",
        "earliest",
        "latest",
        "how",
        "language",
        "format",
        "audience",
        "not_only",
        "facility",
        "group",
        "body",
        "venue",
        "country",
        "q",
    ]
)


@dataclass(frozen=True, slots=True)
class Rung:
    """What would be changed, how many there are then, and the search with the change."""

    label: str
    found: str
    search: MeetingSearch


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Where to go from a page of results: other searches, and the same one without a filter."""

    rungs: list[Rung]
    without: list[Rung]
    is_needed: bool


class Others(NamedTuple):
    """How many meetings another search shows, up to one more than are counted, and the first of them."""

    number: int
    first: list[int]


@dataclass(frozen=True, slots=True)
class Asker:
    """Counts what other searches find. Where the search itself shows only what nobody vouches for, more of that is no help."""

    now: datetime
    centre: Point | None
    only_vouched: bool = False
    known: dict[MeetingSearch, Others] = field(default_factory=dict)

    def others(self, search: MeetingSearch) -> Others:
        """What a search finds; asked once."""
        if search not in self.known:
            self.known[search] = self.ask(search)
        return self.known[search]

    def ask(self, search: MeetingSearch) -> Others:
        found = self.count(search, COUNTED + 1)
        if self.only_vouched and not found.vouched:
            return Others(0, [])
        return Others(found.vouched or found.total, [one.meeting for one in shown_of(found.found)])

    def hidden(self, search: MeetingSearch, shown: int) -> int:
        """How many vouched ones a search finds beyond those that are shown."""
        return self.count(search, COUNTED + shown + 1).vouched - shown

    def count(self, search: MeetingSearch, limit: int) -> Counted:
        """Asked once for all visitors, unless it is about something of this one's own: without their words it is not any more."""
        centre = self.centre if search.place or search.at else None

        def asked() -> Counted:
            return count(search, now=self.now, centre=centre, limit=limit, rows=FIRST)

        return kept_one(RUNGS, (search.but(discreet=False), limit), asked, most=MOST_WAYS) if is_for_all(search) else asked()


def ways_on(page: ResultPage, narrowing: Iterable[Removable], *, now: datetime, centre: Point | None) -> WaysOn:
    """Other searches where there are few results; searches without a filter where there is less than a page of them. Kept for
    whoever asks the same, as the rows of a page are."""

    def found() -> WaysOn:
        return ways_from(page, narrowing, now=now, centre=centre)

    if not is_for_all(page.search):
        return found()
    return kept_one(WAYS, (page.search, get_language()), found, most=MOST_WAYS)


def ways_from(page: ResultPage, narrowing: Iterable[Removable], *, now: datetime, centre: Point | None) -> WaysOn:
    """The same, asked anew."""
    asker = Asker(now, centre, only_vouched=page.count > 0)
    shown = 0 if page.is_unvouched else page.count
    rungs = list(climb(page.search, asker, shown)) if shown < FEW else []
    without = hidden_by_filters(page.search, narrowing, asker, shown) if shown < PER_PAGE else []
    return WaysOn(rungs, without, is_needed=shown < FEW or bool(without))


def ladder(search: MeetingSearch, *, now: datetime, centre: Point | None) -> list[Rung]:
    """The rungs for a search that finds nothing."""
    return list(climb(search, Asker(now, centre), shown=0))


def climb(search: MeetingSearch, asker: Asker, shown: int) -> Iterator[Rung]:
    """Later, wider, online: those rungs on which there is something, the smallest change first."""
    yield from later(search, asker, shown)
    yield from wider(search, asker, shown)
    yield from online(search, asker)


def later(search: MeetingSearch, asker: Asker, shown: int) -> Iterator[Rung]:
    """Other times. Unless it is another day, a rung finds more than the search and the rungs below it."""
    most = shown
    for label, changed in other_times(search):
        number = asker.others(changed).number
        is_another_day = changed.when is When.TOMORROW or (changed.date is not None and changed.date != search.date)
        if number > (0 if is_another_day else most):
            yield Rung(label, count_text(number), changed)
        most = max(most, number)


def other_times(search: MeetingSearch) -> Iterator[tuple[str, MeetingSearch]]:
    """The same at other times, the nearest first."""
    any_hour = search.but(earliest=None, latest=None)
    week, always = any_hour.but(date=None, when=When.WEEK), any_hour.but(date=None, when=When.ANY)
    if any_hour != search.but():
        yield _("At any hour of the day"), any_hour
    if search.date:
        day = search.date + timedelta(days=1)
        yield _("A day later: %(day)s") % {"day": day_text(day)}, any_hour.but(date=day)
    elif search.when in {When.NOW, When.SOON}:
        yield _("Later today"), any_hour.but(when=When.TODAY)
    if not search.date and search.when in {When.NOW, When.SOON, When.TODAY}:
        yield _("Tomorrow instead of today"), any_hour.but(when=When.TOMORROW)
    if week != any_hour:
        yield _("Any day in the next 7 days"), week
    if always != any_hour:
        yield _("At any time, also later than in 7 days"), always


def wider(search: MeetingSearch, asker: Asker, shown: int) -> Iterator[Rung]:
    """The smallest of the radiuses that finds more, at the same time; if none does and nothing is ever here, the widest, at any
    time."""
    if asker.centre is None:
        return
    for km in (one for one in DISTANCES if one > search.within):
        changed = search.but(within=km)
        found = asker.others(changed.but(sort=Sort.DISTANCE))
        if found.number > shown:
            yield Rung(how_far(changed, found.first[shown], asker.centre, is_same_time=True), count_text(found.number), changed)
            return
    always = search.but(when=When.ANY, date=None, earliest=None, latest=None)
    changed = always.but(within=WIDEST_KM)
    found = Others(0, []) if asker.others(always).number else asker.others(changed.but(sort=Sort.DISTANCE))
    if found.number:
        yield Rung(how_far(changed, found.first[0], asker.centre, is_same_time=False), count_text(found.number), changed)


def how_far(search: MeetingSearch, key: int, centre: Point, *, is_same_time: bool) -> str:
    """The radius, and the town of a meeting that was not found within the smaller one: "Up to 50 km away: Martin, 32 km"."""
    meeting = Meeting.objects.published().select_related("venue").filter(pk=key).first()
    seen = where(meeting) if meeting else None
    km = centre.km_to(meeting.point) if meeting and meeting.point else None
    known = {"km": search.within, "town": seen.town if seen else "", "far": round(km or 0)}
    if not known["town"] or km is None:
        return (_("Up to %(km)d km away") if is_same_time else _("Up to %(km)d km away, at any time")) % known
    if is_same_time:
        return _("Up to %(km)d km away: %(town)s, %(far)d km") % known
    return _("Up to %(km)d km away, at any time: %(town)s, %(far)d km") % known


def online(search: MeetingSearch, asker: Asker) -> Iterator[Rung]:
    """From home, in the language asked for, else in the reader's; if there is none, in any."""
    spoken = search.language or (str(get_language()).partition("-")[0],)
    for languages in (spoken, ()):
        changed = from_home(search, languages)
        number = asker.others(changed).number if changed != search.but() else 0
        if number:
            yield Rung(online_label(languages), count_text(number), changed)
            return


def from_home(search: MeetingSearch, languages: tuple[str, ...]) -> MeetingSearch:
    """What it is about and for whom stays; where, when and how else it is are given up."""
    return MeetingSearch(
        topic=search.topic,
        fellowship=search.fellowship,
        method=search.method,
        who=search.who,
        how=(How.ONLINE,),
        language=languages,
        audience=search.audience,
        not_only=search.not_only,
        tz=search.tz,
        discreet=search.discreet,
    )


def online_label(languages: tuple[str, ...]) -> str:
    """A colon before the language: its name stands in the nominative."""
    if not languages:
        return _("Online, from anywhere, in any language")
    return _("Online, from anywhere, language: %(language)s") % {"language": or_list([language_name(code) for code in languages])}


def hidden_by_filters(search: MeetingSearch, narrowing: Iterable[Removable], asker: Asker, shown: int) -> list[Rung]:
    """The filters that hide most, each with the search without it; all of them, where no single one hides anything."""
    labels: dict[str, list[str]] = {}
    for one in narrowing:
        if one.name in FILTERS:
            labels.setdefault(one.name, []).append(one.label)
    asked = [(or_list(texts), search.without(name)) for name, texts in list(labels.items())[:MOST_ASKED]]
    counted = [(asker.hidden(changed, shown), text, changed) for text, changed in asked]
    hiding = sorted((one for one in counted if one[0] > 0), key=lambda one: -one[0])
    if labels and not hiding and not shown:
        return without_filters(search, asker)
    return [Rung(without_text(number, text), "", changed) for number, text, changed in hiding[:MOST_SHOWN]]


def without_filters(search: MeetingSearch, asker: Asker) -> list[Rung]:
    """The same place and time, whatever kind of meeting it is."""
    changed = search.but(**{name: DEFAULTS[name] for name in (*FILTERS, "kind")})
    number = asker.hidden(changed, 0)
    return [Rung(_("Without all of these filters"), count_text(number), changed)] if number else []


def without_text(number: int, filter_text: str) -> str:
    """How many more there are without a filter."""
    if number > COUNTED:
        return _("More than %(count)d more without: %(filter)s") % {"count": COUNTED, "filter": filter_text}
    text = ngettext("%(count)d more without: %(filter)s", "%(count)d more without: %(filter)s", number)
    return text % {"count": number, "filter": filter_text}


def count_text(number: int) -> str:
    """How many meetings a rung finds."""
    if number > COUNTED:
        return _("More than %(count)s meetings") % {"count": COUNTED}
    return ngettext("%(counter)s meeting", "%(counter)s meetings", number) % {"counter": number}
