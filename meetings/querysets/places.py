"""Questions asked of meetings by town and country.

Where a meeting may not be found exactly, neither may it by these: `latitude` and `longitude` of a meeting are as coarse as its
visibility asks, and one that says only its town is never counted by the part of the town in which its house stands.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db.models import Case, Count, F, Prefetch, QuerySet, Value, When

from interchange.records import Attendance
from meetings.kinds import OccurrenceStatus
from meetings.querysets.meetings import HIDDEN, MeetingQuerySet, vouched
from meetings.windows import epoch_minute
from places.distance import Chord, Point

if TYPE_CHECKING:
    from places.models import Place

LONG_TEXTS = (
    "about",
    "attendance_conditions",
    "closing",
    "contribution_links",
    "cost_note",
    "open_service_roles",
    "rules",
    "way_of_working",
    "what_happens",
)
AT_A_PLACE = (Attendance.IN_PERSON, Attendance.HYBRID)


class TownQuerySet(MeetingQuerySet):
    def at_a_place(self) -> Self:
        """Those to which one can go."""
        return self.published().filter(attendance__in=AT_A_PLACE)

    def in_town(self, place: "Place", km: int) -> Self:
        """Those found within the radius, and those whose house is known to belong to the town though it stands farther out."""
        within = self.at_a_place().within(place.point, km).order_by().values("pk")
        belonging = self.at_a_place().exclude(HIDDEN).filter(venue__place=place.pk).order_by().values("pk")
        return self.filter(pk__in=within.union(belonging))

    def nearest_vouched(self, point: Point, today: date, count: int) -> dict[int, bool]:
        """The keys of so many and whether somebody vouched for them lately: those first, nearest first."""
        found = self.annotate(is_vouched=Case(When(vouched(today), then=Value(True)), default=Value(False)))
        return dict(found.order_by("-is_vouched", Chord(point).asc(nulls_last=True), "pk").values_list("pk", "is_vouched")[:count])

    def for_town_page(self, begin: datetime, end: datetime) -> Self:
        """Load what a line of the town page says; of the index only the dates between that are not as the rule says."""
        rules = apps.get_model("meetings", "ScheduleRule").objects.all()
        span = (epoch_minute(begin), epoch_minute(end))
        dates = apps.get_model("meetings", "Occurrence").objects.filter(epoch_minute__range=span).order_by("epoch_minute")
        changes = dates.exclude(status=OccurrenceStatus.SCHEDULED).select_related("exception", "venue")
        # The few fellowships once, not with each of hundreds of meetings; and none of the long texts, which are slow to read.
        return (
            self.select_related("group", "venue")
            .defer("notes", *(f"group__{name}" for name in LONG_TEXTS))
            .prefetch_related("group__fellowship", Prefetch("rules", rules), Prefetch("occurrences", changes, to_attr="near_dates"))
        )

    def countries(self) -> "list[tuple[str, int]]":
        """Each country in which one can go to a meeting, with the number of its meetings, the most first."""
        found = self.at_a_place().exclude(venue__country="").values("venue__country").order_by()
        return list(found.annotate(meetings=Count("pk")).order_by("-meetings").values_list("venue__country", "meetings"))

    def by_town_and_fellowship(self, country: str) -> "list[dict[str, Any]]":
        """How many meetings of a country each fellowship has in each town, as their addresses call the town: rows of
        `town`, `place` (None where only the town is told), `group__fellowship` and `meetings`."""
        place = Case(When(HIDDEN, then=Value(None)), default="venue__place")
        found = self.at_a_place().filter(venue__country=country).order_by()
        rows = found.annotate(town=F("venue__city"), place=place).values("town", "place", "group__fellowship")
        return list(rows.annotate(meetings=Count("pk")))

    def places_told(self, country: str) -> "QuerySet[Any, Any]":
        """The keys of the places of a country in which there are meetings that tell where they are."""
        told = self.at_a_place().exclude(HIDDEN).filter(venue__place__country=country)
        return told.order_by().values("venue__place").distinct()

    def places_around(self, point: Point, km: int, count: int) -> list[int]:
        """The keys of the places in which so many nearest meetings are, nearest first."""
        near = self.at_a_place().exclude(HIDDEN).exclude(venue__place=None).within(point, km).nearest_first(point, "pk")
        return list(dict.fromkeys(near.values_list("venue__place", flat=True)[:count]))
