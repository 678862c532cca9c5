"""Questions that the map asks: which meetings may be shown at a point, and which towns lie in a box."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.apps import apps
from django.db.models import Prefetch

from interchange.records import Attendance
from meetings.querysets.meetings import MeetingQuerySet
from places.models import Precision, Visibility

PLACED = (Attendance.IN_PERSON, Attendance.HYBRID)
POINTED_AT = (Precision.EXACT, Precision.STREET)


class MapQuerySet(MeetingQuerySet):
    def on_map(self) -> Self:
        """Those at a house that both the meeting and the house say to everyone, and of which it is known where it stands."""
        return self.published().filter(
            attendance__in=PLACED,
            visibility=Visibility.PUBLIC,
            venue__visibility=Visibility.PUBLIC,
            venue__precision__in=POINTED_AT,
            venue__latitude__isnull=False,
        )

    def for_map(self, minutes: Iterable[int]) -> Self:
        """Load what a card shows, with no other dates than those that start at these minutes since 1970."""
        rules = apps.get_model("meetings", "ScheduleRule").objects.prefetch_related("formats")
        occurrences = apps.get_model("meetings", "Occurrence").objects.filter(epoch_minute__in=set(minutes))
        dates = occurrences.select_related("exception", "venue")
        return self.select_related("group__fellowship", "venue").prefetch_related(
            Prefetch("rules", rules), Prefetch("occurrences", dates, to_attr="near_dates"), "formats"
        )


def moved(starts: dict[int, int]) -> set[int]:
    """Of meetings and the minutes at which they start, those that start then in another house than usual."""
    occurrences = apps.get_model("meetings", "Occurrence").objects
    elsewhere = occurrences.filter(meeting__in=starts, epoch_minute__in=set(starts.values()), venue__isnull=False)
    return {key for key, minute in elsewhere.values_list("meeting_id", "epoch_minute") if starts[key] == minute}
