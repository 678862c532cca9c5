"""How the history tells of this room's rows, and of houses."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import Q

from history.belonging import gone_from, history_also
from history.erasing import keep_for_good
from history.telling import guarded
from history.undoing import put_back_actions
from history.wording import leave_out, say
from languages.dates import month_day_text, weekday_name
from languages.names import language_name
from meetings.actions import keep_meeting
from meetings.models import Format, Meeting, ScheduleException, ScheduleRule
from places.models import Venue

leave_out(Meeting, "public_id", "slug", "latitude", "longitude", "search_text")
leave_out(Venue, "public_id")
leave_out(ScheduleRule, "uid")
say(Meeting, languages=language_name)
say(ScheduleRule, weekday=weekday_name, pause_from=month_day_text, pause_until=month_day_text)
guarded.add(Venue)
put_back_actions[Meeting] = keep_meeting
# The project's own list asks the history under which names they were known, and it tells of nobody.
keep_for_good(Format)


@history_also(Meeting)
def what_makes_it_up(row: models.Model) -> Iterator[tuple[type[models.Model], Iterable[int]]]:
    """The rules of a meeting, what differs from them, and the house."""
    there = ScheduleRule.objects.filter(meeting=row.pk).values_list("pk", flat=True)
    rules = [*there, *gone_from(row, ScheduleRule, "meeting_id")]
    yield ScheduleRule, rules
    exceptions = ScheduleException.objects.filter(Q(meeting=row.pk) | Q(rule__in=rules)).values_list("pk", flat=True)
    yield ScheduleException, [*exceptions, *gone_from(row, ScheduleException, "meeting_id")]
    yield ScheduleException, gone_from(row, ScheduleException, "rule_id", rules)
    if isinstance(row, Meeting) and row.venue_id:
        yield Venue, [row.venue_id]


@history_also(ScheduleRule)
def what_differs(row: models.Model) -> Iterator[tuple[type[models.Model], Iterable[int]]]:
    """The dates of a rule that differ."""
    there = ScheduleException.objects.filter(rule=row.pk).values_list("pk", flat=True)
    yield ScheduleException, [*there, *gone_from(row, ScheduleException, "rule_id")]
