"""Questions asked of meetings; above all, a search."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.db.models import Case, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from groups.kinds import GroupStatus, Serves
from interchange.records import Attendance
from languages.fold import fold
from meetings.access import NOBODY, YOUNG_UNTIL, Admission, Who, admission
from meetings.kinds import MeetingKind, MeetingStatus
from meetings.search import DEFAULT_KIND, How, MeetingSearch, Sort
from meetings.starts import TimesByZone
from meetings.windows import GRACE, times_by_zone
from places.distance import Point
from places.models import Visibility
from places.querysets import PlacedQuerySet

if TYPE_CHECKING:
    from meetings.models import Meeting

REMOTE = (Attendance.ONLINE, Attendance.PHONE)
ATTENDANCES_OF = {
    How.IN_PERSON: (Attendance.IN_PERSON, Attendance.HYBRID),
    How.ONLINE: (Attendance.ONLINE, Attendance.HYBRID),
    How.PHONE: (Attendance.PHONE,),
}
GATHERINGS = (MeetingKind.MEETING, MeetingKind.OPEN_HOUSE, MeetingKind.MARATHON)  # where somebody who needs company can go
ALL_KINDS = "all"
HIDDEN = Q(visibility=Visibility.ON_CONTACT) | Q(venue__visibility=Visibility.ON_CONTACT)
VENUE_FACTS = {"step-free", "toilet", "hearing-loop", "lift", "parking", "induction", "assistance-dog"}
# In the place of a start; what has none is no answer.
NEVER = 10**12


class MeetingQuerySet(PlacedQuerySet["Meeting"]):
    def published(self) -> Self:
        """Those that everyone may find."""
        return self.filter(status=MeetingStatus.PUBLISHED, group__status=GroupStatus.ACTIVE)

    def vouched(self, today: date) -> Self:
        """Confirmed or due, so that they are shown without being asked for; reported ones too, with their warning."""
        return self.filter(vouched(today))

    def vouched_first(self, today: date, *, matters: bool) -> Self:
        """In the order they are in, but with `is_vouched` ones first; where it does not matter, all count as such."""
        if not matters:
            return self.annotate(is_vouched=Value(True))
        return self.annotate(is_vouched=Case(When(vouched(today), then=Value(True)), default=Value(False))).order_by(
            "-is_vouched", *self.query.order_by
        )

    def for_listing(self, now: datetime) -> Self:
        """Load all that a result card shows, in a fixed number of queries."""
        rules = apps.get_model("meetings", "ScheduleRule").objects.prefetch_related("formats")
        dates = apps.get_model("meetings", "Occurrence").objects.from_moment(now - GRACE).select_related("exception", "venue")
        return self.select_related("group__fellowship", "venue").prefetch_related(
            Prefetch("rules", rules), Prefetch("occurrences", dates, to_attr="near_dates"), "formats"
        )

    def matching(self, search: MeetingSearch, *, now: datetime, centre: Point | None = None, reader_zone: str = "") -> Self:
        """The answer to a search, in its order, each meeting once with `starts`: the minute since 1970 of its next date asked for,
        `ALWAYS_OPEN` or `BY_APPOINTMENT`. `centre` is where its place is. Online meetings are asked in the reader's days,
        others in the venue's."""
        found = self.around(search, centre).about(search).held(search).admitting(search)
        if not search.unconfirmed:
            found = found.vouched(timezone.localdate(now))
        zone = reader_zone or search.tz or settings.TIME_ZONE
        return found.starting(search, now=now, reader_zone=zone).in_order(search, centre)

    def around(self, search: MeetingSearch, centre: Point | None) -> Self:
        """Within the radius, and not nearer than asked."""
        if centre is None:
            return self
        found = self.within(centre, search.within)
        return found.beyond(centre, search.beyond) if search.beyond else found

    def about(self, search: MeetingSearch) -> Self:
        """On the topics, of the fellowships, groups and bodies, by the methods, with the words."""
        found = self
        if search.topic:
            found = found.filter(group__in=apps.get_model("groups", "Group").objects.on_topics(search.topic).values("pk"))
        if search.fellowship:
            found = found.filter(group__fellowship__slug__in=search.fellowship)
        if search.method:
            found = found.filter(group__fellowship__method__in=underscored(search.method))
        if search.group:
            found = found.filter(group__public_id__in=search.group)
        if search.body:
            bodies = apps.get_model("groups", "ServiceBody").objects.under_any(search.body)
            found = found.filter(group__service_body__in=bodies.values("pk"))
        return found.saying(search.q)

    def saying(self, words: str) -> Self:
        """With each of the words in the name of the meeting, of its group, or in the public part of its address."""
        found = self
        for word in fold(words).split()[:8]:
            found = found.filter(search_text__contains=word)
        return found

    def held(self, search: MeetingSearch) -> Self:
        """In the way, language and form asked for."""
        found = self.of_kinds(search.kind).with_facilities(search.facility)
        if search.how:
            found = found.filter(attendance__in=[attendance for how in search.how for attendance in ATTENDANCES_OF[how]])
        if search.language:
            found = found.filter(any_of("languages__has", search.language))
        if search.format:
            held_so = self.model._base_manager.filter(
                Q(formats__slug__in=search.format) | Q(rules__formats__slug__in=search.format)
            )
            found = found.filter(pk__in=held_so.values("pk"))
        if search.audience:
            codes = underscored(search.audience)
            found = found.filter(any_of("audiences_welcome__has", codes) | any_of("audiences_only__has", codes))
        if search.venue:
            # A venue that is not public is not told apart from any other.
            found = found.filter(
                venue__public_id__in=search.venue, venue__visibility=Visibility.PUBLIC, visibility=Visibility.PUBLIC
            )
        return found

    def of_kinds(self, kinds: tuple[str, ...]) -> Self:
        """`meeting` stands for all that somebody who needs company can go to."""
        if ALL_KINDS in kinds:
            return self
        wanted = [kind for name in underscored(kinds) for kind in (GATHERINGS if name == DEFAULT_KIND else (name,))]
        return self.filter(kind__in=wanted)

    def with_facilities(self, facilities: tuple[str, ...]) -> Self:
        """Only a known yes counts. Facts of a building of which only the town may be known are not asked."""
        condition = Q()
        for name in facilities:
            column = name.replace("-", "_")
            if name in VENUE_FACTS:
                condition |= Q(**{f"venue__{column}": True}) & ~HIDDEN
            else:
                condition |= Q(facilities__has=column)
        return self.filter(condition)

    def admitting(self, search: MeetingSearch) -> Self:
        """Those with dates on which the visitor may come; `admits_to_closed` says whether that is all of them or the open ones."""
        if search.who is None:
            return self
        rules = admission(search.who, self.whom_the_choice_serves(search) if search.who in {Who.ME, Who.UNSURE} else NOBODY)
        found = self.filter(serving(rules.to_open | rules.to_closed))
        return found.annotate(admits_to_closed=Case(When(closed_to(rules), then=Value(True)), default=Value(False)))

    def whom_the_choice_serves(self, search: MeetingSearch) -> frozenset[Serves]:
        """Whom the fellowships, else the topics, that the visitor picked are for."""
        for model, slugs in (("Fellowship", search.fellowship), ("Topic", search.topic)):
            if slugs:
                chosen = apps.get_model("groups", model).objects.filter(slug__in=slugs)
                return frozenset(Serves(serves) for serves in chosen.values_list("serves", flat=True))
        return NOBODY

    def starting(self, search: MeetingSearch, *, now: datetime, reader_zone: str) -> Self:
        """Those with a date in the times asked for, with the first one's `starts`."""
        zones = list(apps.get_model("meetings", "ZoneInUse").objects.values_list("zone", flat=True))
        here = times_by_zone(search.asked, now=now, zones=zones)
        there = times_by_zone(search.asked, now=now, zones=zones, reader_zone=reader_zone)
        weekly, dated = (self.first_start(model, search, here, there) for model in ("ScheduleRule", "Occurrence"))
        starts = Least(Coalesce(weekly, Value(NEVER)), Coalesce(dated, Value(NEVER)))
        return self.annotate(starts=starts).filter(starts__lt=NEVER)

    def first_start(self, model: str, search: MeetingSearch, here: TimesByZone, there: TimesByZone) -> Any:
        """The first start among a meeting's rules or index rows: `here` at a venue, `there` for remote ones."""
        rows = apps.get_model("meetings", model).objects.of_outer_meeting(everyone_may_come=search.who is None)
        first = Subquery(rows.first_start(search.asked, here))
        if here == there:
            return first
        return Case(When(attendance__in=REMOTE, then=Subquery(rows.first_start(search.asked, there))), default=first)

    def in_order(self, search: MeetingSearch, centre: Point | None) -> Self:
        """Soonest first, unless asked otherwise; for young people the groups that are for them come first."""
        found, order = self, []
        if search.who is Who.YOUNG:
            found = found.annotate(rank=Case(When(serving(frozenset({Serves.MINORS})), then=Value(0)), default=Value(1)))
            order = ["rank"]
        if centre:
            found = found.with_distance(centre)
        if search.sort is Sort.NAME:
            return found.order_by(*order, "search_text", "starts", "pk")
        if search.sort is Sort.DISTANCE and centre:
            return found.order_by(*order, "distance_km", "starts", "pk")
        return found.order_by(*order, "starts", *(["distance_km"] if centre else []), "pk")


def vouched(today: date) -> Q:
    """Confirmed or listed so lately that it is at most due."""
    since = today - timedelta(days=settings.DUE_DAYS)
    return Q(confirmed_on__gte=since) | Q(listed_on__gte=since)


def underscored(values: tuple[str, ...]) -> list[str]:
    """Values as code spells them: hyphens are for addresses."""
    return [value.replace("-", "_") for value in values]


def any_of(lookup: str, values: "tuple[str, ...] | list[str]") -> Q:
    """Any of the values fits the lookup."""
    condition = Q(pk=None)
    for value in values:
        condition |= Q(**{lookup: value})
    return condition


def serving(whom: frozenset[Serves]) -> Q:
    """Meetings of groups that serve these: by the group's own word, else by the fellowship's."""
    return Q(group__serves__in=whom) | Q(group__serves="", group__fellowship__serves__in=whom)


def closed_to(rules: Admission) -> Q:
    """Meetings to whose closed dates the visitor may come."""
    condition = serving(rules.to_closed) if rules.to_closed else Q(pk=None)
    if rules.age_limit_counts:
        own, theirs = (
            Q(group__minimum_age__gt=YOUNG_UNTIL),
            Q(group__minimum_age=None, group__fellowship__minimum_age__gt=YOUNG_UNTIL),
        )
        condition &= ~(own | theirs)
    return condition
