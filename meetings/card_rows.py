"""The rows that the cards of a page are made of, in three small questions for all of them: prefetching costs four times more."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import get_language

from history.keeping import kept
from meetings.answers import Found
from meetings.models import Format, Meeting, Occurrence, ScheduleRule, SearchEntry
from meetings.querysets.schedules import OccurrenceQuerySet
from meetings.windows import GRACE


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
    rules: dict[int, list[ScheduleRule]] = defaultdict(list)
    for rule in ScheduleRule.objects.of_published(keys).for_cards():
        rules[rule.meeting_id].append(rule)
    formats = formats_of(rules)
    for key, own in rules.items():
        meeting = own[0].meeting
        meeting.loaded_rules, meeting.near_dates = own, dates[key]
        for rule in own:
            rule.meeting, rule.format_names = meeting, formats[rule.pk]
    return {key: rules[key][0].meeting for key in keys if key in rules}


def dates_of(starts: dict[int, int]) -> dict[int, list[Occurrence]]:
    """Of these meetings the dates in the index that start at these minutes."""
    if not starts:
        return defaultdict(list)
    return by_meeting(Occurrence.objects.starting_at(starts.values()).filter(meeting__in=starts))


def dates_from(meetings: Collection[int], now: datetime) -> dict[int, list[Occurrence]]:
    """Of these meetings the dates in the index from now on, cancelled ones too."""
    return by_meeting(Occurrence.objects.from_moment(now - GRACE).filter(meeting__in=meetings))


def by_meeting(dates: OccurrenceQuerySet) -> dict[int, list[Occurrence]]:
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for row in dates.select_related("exception", "venue"):
        found[row.meeting_id].append(row)
    return found


def formats_of(meetings: Collection[int]) -> dict[int, list[str]]:
    """The names of the formats of each of their rules and of the meeting itself, as the index has them."""
    found, names = defaultdict(list), names_by_mark(get_language() or "")
    for rule, marks in SearchEntry.objects.filter(meeting__in=meetings).values_list("rule", "marks"):
        found[rule] = [name for mark, name in names.items() if mark in marks]
    return found


@kept
def names_by_mark(language: str) -> dict[str, str]:
    """The names of all formats, in their order."""
    return {f"f:{key}": name.shown_to(language) for key, name in Format.objects.values_list("pk", "name")}
