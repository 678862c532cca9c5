"""The rows that the cards of a page are made of, in small questions for all of them, and with the columns that a card shows.

Django takes longer to make these rows than the database to find them: for 25 cards it sets up 125 models one column after another,
and decodes the texts of a fellowship again for each of its meetings.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.base import ModelState
from django.utils.translation import get_language

from groups.models import Fellowship, Group
from history.keeping import kept_each, kept_long
from history.questions import Among, Given, Question, RowQuestion, listed
from meetings.answers import Found
from meetings.marks import mark
from meetings.models import Meeting, Occurrence, ScheduleRule
from meetings.vocabulary import formats_named
from meetings.windows import GRACE, epoch_minute
from places.models import Venue

Row = TypeVar("Row", bound=models.Model)

# What a card reads of each row; any other column would be a query of its own.
RULE = (
    *("id", "meeting_id", "access", "ask_first", "frequency", "weekday", "start_minute", "duration_minutes", "zone", "interval"),
    *("first_on", "ordinals", "month_days", "months", "valid_from", "valid_until", "pause_from", "pause_until"),
)
MEETING = (
    *("id", "group_id", "venue_id", "public_id", "slug", "name", "attendance", "kind", "visibility", "audiences_only"),
    *("latitude", "longitude", "confirmed_on", "confirmed_by", "listed_on", "listed_by", "reported_on"),
)
GROUP = ("id", "fellowship_id", "serves", "minimum_age", "maximum_age", "is_invitation_only", "cost")
VENUE = ("id", "city", "district", "visibility")
FELLOWSHIP = ("id", "name", "serves", "minimum_age", "maximum_age", "open_sentence", "closed_sentence")

# The columns of a rule, its meeting, group and venue stand side by side in an answer; where each of them begins and ends.
BESIDE = {"": RULE, "meeting__": MEETING, "meeting__group__": GROUP, "meeting__venue__": VENUE}
OF_RULE, OF_MEETING, OF_GROUP, OF_VENUE = (slice(*ends) for ends in pairwise(accumulate(map(len, BESIDE.values()), initial=0)))

RULES = Question(
    lambda: (
        ScheduleRule.objects.published()
        .filter(Among("meeting", "meetings"))
        .with_marks()
        .values_list(*(f"{path}{name}" for path, names in BESIDE.items() for name in names), "marks")
    )
)
FELLOWSHIPS = Question(lambda: Fellowship.objects.filter(Among("pk", "keys")).values_list(*FELLOWSHIP))
DATES = RowQuestion(
    lambda: (
        Occurrence.objects.taking_place()
        .filter(Among("meeting", "meetings"), Among("epoch_minute", "minutes"))
        .select_related("exception", "venue")
    )
)
DATES_AHEAD = RowQuestion(
    lambda: (
        Occurrence.objects.from_minute(Given("minute", models.BigIntegerField()), Given("moment", models.DateTimeField()))
        .filter(Among("meeting", "meetings"))
        .select_related("exception", "venue")
    )
)


def rows_of_cards(found: Iterable[Found]) -> dict[int, Meeting]:
    """The meetings by their keys, with all that a card of the date that was found shows. Those that are gone since are left out."""
    wanted = {one.meeting: one for one in found}
    loaded = rows(wanted, dates_of({key: one.starts for key, one in wanted.items() if one.is_dated}))
    for key, meeting in loaded.items():
        meeting.starts, meeting.distance_km = wanted[key].starts, wanted[key].distance_km
    return loaded


def rows_ahead(keys: Collection[int], now: datetime) -> dict[int, Meeting]:
    """The published ones of these meetings by their keys, with all that a card of one of their next dates shows."""
    return rows(keys, dates_from(keys, now))


def rows(keys: Collection[int], dates: dict[int, list[Occurrence]]) -> dict[int, Meeting]:
    """The published ones of these meetings in the order of their keys, with these dates."""
    if not keys:
        return {}
    loaded: dict[int, Meeting] = {}
    names = names_by_mark(get_language() or "")
    for *values, marks in RULES.answer(meetings=listed(keys)):
        key = values[OF_MEETING.start]
        meeting = loaded[key] = loaded.get(key) or meeting_of(values, dates)
        rule = row(ScheduleRule, RULE, values[OF_RULE], meeting=meeting)
        rule.format_names = [name for _place, name in sorted(names[word] for word in marks if word in names)]
        meeting.loaded_rules.append(rule)
    add_fellowships([meeting.group for meeting in loaded.values()])
    return {key: loaded[key] for key in keys if key in loaded}


def row(model: type[Row], columns: tuple[str, ...], values: Collection[Any], **related: models.Model | None) -> Row:
    """A row that has these columns, and what it is related to: what Django makes of `only()`, in a tenth of the time. `Model()`
    asks each of forty columns whether it is there, and tells listeners, of whom there are none."""
    made = model.__new__(model)
    made._state = ModelState()  # as `Model.__init__` and `Model.from_db` do
    made._state.adding, made._state.db, made._state.fields_cache = False, DEFAULT_DB_ALIAS, related
    made.__dict__.update(zip(columns, values, strict=True))
    return made


def meeting_of(values: list[Any], dates: dict[int, list[Occurrence]]) -> Meeting:
    """The meeting in a row of the answer, with its group and its venue."""
    group = row(Group, GROUP, values[OF_GROUP])
    own = values[OF_VENUE]
    meeting = row(Meeting, MEETING, values[OF_MEETING], group=group, venue=row(Venue, VENUE, own) if own[0] else None)
    meeting.loaded_rules, meeting.near_dates = [], dates[meeting.pk]
    return meeting


def add_fellowships(groups: Collection[Group]) -> None:
    """Give each group its fellowship. The meetings of a page have few among them, and each is read once."""
    fellowships = kept_each("fellowships of cards", list({group.fellowship_id for group in groups}), fellowships_of, is_long=True)
    for group in groups:
        group.fellowship = fellowships[group.fellowship_id]


def fellowships_of(keys: list[int]) -> dict[int, Fellowship]:
    """These fellowships by their keys."""
    return {values[0]: row(Fellowship, FELLOWSHIP, values) for values in FELLOWSHIPS.answer(keys=listed(keys))}


def dates_of(starts: dict[int, int]) -> dict[int, list[Occurrence]]:
    """Of these meetings the dates in the index that start at these minutes."""
    if not starts:
        return defaultdict(list)
    return by_meeting(DATES.rows(meetings=listed(starts), minutes=listed(starts.values())))


def dates_from(meetings: Collection[int], now: datetime) -> dict[int, list[Occurrence]]:
    """Of these meetings the dates in the index from now on, cancelled ones too."""
    if not meetings:
        return defaultdict(list)
    begin = now - GRACE
    return by_meeting(DATES_AHEAD.rows(meetings=listed(meetings), minute=epoch_minute(begin), moment=begin))


def by_meeting(dates: Iterable[Occurrence]) -> dict[int, list[Occurrence]]:
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for one in dates:
        found[one.meeting_id].append(one)
    return found


@kept_long
def names_by_mark(language: str) -> dict[str, tuple[int, str]]:
    """The place in their order, and the name, of each format."""
    return {mark("f", one.pk): (place, one.name) for place, one in enumerate(formats_named(language))}
