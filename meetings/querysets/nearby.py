"""Questions asked of the meetings around one: in its house, of its group, near at the same hour, of another kind.

Where a meeting may not be found exactly, neither may it by these: `latitude` and `longitude` of a meeting are as coarse as its
visibility asks, and only meetings that say their house to everyone are in one.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from meetings.kinds import DEFAULT_KIND, REMOTE, FormatCategory
from meetings.querysets.meetings import MeetingQuerySet, any_of, vouched
from places.distance import Point
from places.models import Visibility

if TYPE_CHECKING:
    from meetings.models import Meeting

NEAR_KM = 25
FAR_KM = 100
HOURS_AROUND = 2
LAST_MINUTE = 24 * 60 - 1


class NearbyQuerySet(MeetingQuerySet):
    def vouched(self, today: date) -> Self:
        """Those that somebody vouched for lately, and nobody has reported: no one is sent to a door that may be shut."""
        return self.filter(vouched(today), reported_on=None)

    def in_house_of(self, meeting: "Meeting") -> Self:
        """Those in the same building; none where either of the two does not say to everyone where it is."""
        if meeting.venue is None or meeting.effective_visibility is not Visibility.PUBLIC:
            return self.none()
        return self.filter(venue=meeting.venue, visibility=Visibility.PUBLIC, venue__visibility=Visibility.PUBLIC)

    def on_any_topic(self, slugs: Iterable[str]) -> Self:
        """Those on one of the topics: by their group's own word, else by its fellowship's. Asked row by row, with what does not
        depend on the row asked once, so that it costs as much as there are meetings near, and not as there are groups."""
        named = apps.get_model("groups", "Topic").objects.filter(slug__in=list(slugs)).values("pk")
        of_groups, of_fellowships = (apps.get_model("groups", owner).topics.through.objects for owner in ("Group", "Fellowship"))
        own = of_groups.filter(group=OuterRef("group_id"))
        usual = Q(group__fellowship__in=of_fellowships.filter(topic__in=named).values("fellowship")) & ~Exists(own)
        return self.of_kinds((DEFAULT_KIND,)).filter(Exists(own.filter(topic__in=named)) | usual)

    def around_the_hour(self, weekday: int, minute: int) -> Self:
        """Those with a rule on the weekday that starts at most two hours before or after a minute of the day."""
        first, last = hours_around(minute)
        rules = apps.get_model("meetings", "ScheduleRule").objects.filter(meeting=OuterRef("pk"))
        return self.filter(Exists(rules.filter(weekday=weekday, start_minute__range=(first, last))))

    def of_another_format(self, formats: Iterable[int]) -> Self:
        """Those with a way of going about it that is none of these."""
        other = Q(category=FormatCategory.STRUCTURE, meetings=OuterRef("pk")) & ~Q(pk__in=list(formats))
        return self.filter(Exists(apps.get_model("meetings", "Format").objects.filter(other)))

    def nearest(self, point: Point, km: int, count: int) -> dict[int, str]:
        """The keys of the nearest ones, the nearest first, each with the method of its fellowship. Looked for in a small circle
        first: in a dense city it holds enough, and the wide one twenty times as many as are needed."""
        found: dict[int, str] = {}
        for reach in (km / 5, km):
            rows = self.within(point, reach).nearest_first(point, "pk").values_list("pk", "group__fellowship__method")
            found = dict(rows[:count])
            if len(found) == count:
                break
        return found

    def from_home(self, languages: Iterable[str], count: int) -> list[int]:
        """The keys of some in which one takes part from home, in one of these languages."""
        found = self.filter(any_of("languages__has", tuple(languages)), attendance__in=REMOTE)
        return list(found.order_by("pk").values_list("pk", flat=True)[:count])


def hours_around(minute: int) -> tuple[int, int]:
    """Two hours before to two hours after a minute of the day, within that day."""
    return max(0, minute - HOURS_AROUND * 60), min(LAST_MINUTE, minute + HOURS_AROUND * 60)
