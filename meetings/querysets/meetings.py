"""Questions asked of meetings. What a search asks is in entries.py."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db.models import Prefetch, Q

from groups.kinds import GroupStatus
from meetings.kinds import MeetingStatus, kinds_named
from meetings.windows import GRACE
from places.models import Visibility
from places.querysets import PlacedQuerySet

if TYPE_CHECKING:
    from history.questions import Given
    from meetings.models import Meeting

# Of whose house one learns only by asking the group.
HIDDEN = Q(visibility=Visibility.ON_CONTACT) | Q(venue__visibility=Visibility.ON_CONTACT)


class MeetingQuerySet(PlacedQuerySet["Meeting"]):
    def published(self) -> Self:
        """Those that everyone may find."""
        return self.filter(status=MeetingStatus.PUBLISHED, group__status=GroupStatus.ACTIVE)

    def unvouched_since(self, day: date) -> Self:
        """Those for which nobody has vouched after this day, or ever."""
        return self.filter(unvouched(day))

    def of_kinds(self, kinds: tuple[str, ...]) -> Self:
        """Of the kinds that a search names."""
        return self.filter(kind__in=kinds_named(kinds))

    def spelled(self, words: Iterable[tuple[str, ...]]) -> Self:
        """With one of the spellings of each word in a name or in the public part of the address."""
        found = self
        for spellings in words:
            found = found.filter(any_of("search_text__contains", spellings))
        return found

    def led_on(self, public_ids: Iterable[str]) -> dict[str, str]:
        """Those of these ids whose meetings were merged into others, with the ids of the meetings that they are now."""
        merged = self.filter(public_id__in=list(public_ids), merged_into__isnull=False)
        return dict(merged.values_list("public_id", "merged_into__public_id"))

    def for_listing(self, now: datetime) -> Self:
        """Load all that a result card shows, in a fixed number of queries."""
        rules = apps.get_model("meetings", "ScheduleRule").objects.prefetch_related("formats")
        dates = apps.get_model("meetings", "Occurrence").objects.from_moment(now - GRACE).select_related("exception", "venue")
        return self.select_related("group__fellowship", "venue").prefetch_related(
            Prefetch("rules", rules), Prefetch("occurrences", dates, to_attr="near_dates"), "formats"
        )


def unvouched(day: date) -> Q:
    """Nobody has vouched after this day, or ever."""
    return (Q(confirmed_on=None) | Q(confirmed_on__lte=day)) & (Q(listed_on=None) | Q(listed_on__lte=day))


def vouched(today: date) -> Q:
    """Confirmed or listed so lately that it is at most due."""
    return vouched_since(today - timedelta(days=settings.DUE_DAYS))


def vouched_since(since: "date | Given") -> Q:
    """Confirmed or listed on this day or after it."""
    return Q(confirmed_on__gte=since) | Q(listed_on__gte=since)


def any_of(lookup: str, values: "tuple[str, ...] | list[str]") -> Q:
    """Any of the values fits the lookup."""
    condition = Q(pk=None)
    for value in values:
        condition |= Q(**{lookup: value})
    return condition
