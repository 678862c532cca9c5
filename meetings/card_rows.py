"""The rows that the cards of a page are made of, in four small questions for all of them: prefetching costs three times more."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.utils.translation import get_language

from history.keeping import kept
from meetings.answers import Found
from meetings.models import Format, Meeting, Occurrence, ScheduleRule, SearchEntry


def rows_of_cards(found: Iterable[Found]) -> dict[int, Meeting]:
    """The meetings by their keys, with all that a card of the date that was found shows. Those that are gone since are left out."""
    wanted = {one.meeting: one for one in found}
    meetings = {row.pk: row for row in Meeting.objects.filter(pk__in=wanted).for_cards()}
    rules, formats = rules_of(meetings), formats_of(meetings)
    dates = dates_of({key: one.starts for key, one in wanted.items() if one.is_dated})
    for key, meeting in meetings.items():
        meeting.starts, meeting.distance_km = wanted[key].starts, wanted[key].distance_km
        meeting.loaded_rules, meeting.near_dates = rules[key], dates[key]
        for rule in meeting.loaded_rules:
            rule.meeting, rule.format_names = meeting, formats[rule.pk]
    return {key: meetings[key] for key in wanted if rules[key]}


def rules_of(meetings: Collection[int]) -> dict[int, list[ScheduleRule]]:
    """Their rules, in the order in which they are shown."""
    found: dict[int, list[ScheduleRule]] = defaultdict(list)
    for rule in ScheduleRule.objects.filter(meeting__in=meetings):
        found[rule.meeting_id].append(rule)
    return found


def dates_of(starts: dict[int, int]) -> dict[int, list[Occurrence]]:
    """Of these meetings the dates in the index that start at these minutes."""
    found: dict[int, list[Occurrence]] = defaultdict(list)
    if starts:
        dates = Occurrence.objects.starting_at(starts.values()).filter(meeting__in=starts)
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
