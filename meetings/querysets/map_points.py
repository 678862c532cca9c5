"""Which meetings may be pointed at on a map."""

from typing import Self

from django.apps import apps

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

    def on_map_at(self, starts: dict[int, int]) -> set[int]:
        """The keys of those on the map, of meetings and the minutes since 1970 at which they start: without those that start then
        in another house than usual."""
        occurrences = apps.get_model("meetings", "Occurrence").objects
        elsewhere = occurrences.filter(meeting__in=starts, epoch_minute__in=set(starts.values()), venue__isnull=False)
        moved = {key for key, minute in elsewhere.values_list("meeting_id", "epoch_minute") if starts[key] == minute}
        return set(self.on_map().filter(pk__in=starts).values_list("pk", flat=True)) - moved
