"""The questions that a search asks of its index. Time is asked in starts.py."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, Case, Q, Value, When
from django.db.models.expressions import Expression, RawSQL

from groups.kinds import Serves
from groups.vocabulary import Vocabulary, vocabulary
from interchange.records import Access, Attendance
from languages.fold import fold
from meetings.access import NOBODY, YOUNG_UNTIL, Admission, Who, admission
from meetings.kinds import ALL_KINDS, kinds_named
from meetings.marks import mark
from meetings.querysets.hours import TABLE, starting
from meetings.querysets.named import Asked, in_keys, is_among, is_one_of, named
from meetings.reference_minutes import Minutes
from meetings.search import How, MeetingSearch
from meetings.starts import COLUMNS, Sql
from places.distance import Distance, IsNear, KeptChord, Point
from places.models import Visibility
from places.querysets import PlacedQuerySet

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from meetings.models import Meeting, SearchEntry

ATTENDANCES_OF = {
    How.IN_PERSON: (Attendance.IN_PERSON, Attendance.HYBRID),
    How.ONLINE: (Attendance.ONLINE, Attendance.HYBRID),
    How.PHONE: (Attendance.PHONE,),
}
LONG = Q(is_long=True) | Q(comes_and_goes=True)
YOUNG = frozenset({Serves.MINORS})


class SearchEntryQuerySet(PlacedQuerySet["SearchEntry"]):
    lookup = "any_of"
    is_found_in_cells = False

    def found_otherwise(self) -> Self:
        """What follows is asked of few rows, which a place or an hour has found: no index of marks is needed."""
        found = self.all()
        found.lookup = "any_of_these"
        return found

    def found_in_cells(self) -> Self:
        """The same of rows that cells and an hour together have found: nor is the index of points."""
        found = self.found_otherwise()
        found.is_found_in_cells = True
        return found

    def _clone(self) -> Self:
        copy: Self = super()._clone()  # type: ignore[misc]  # not in the stubs
        copy.lookup, copy.is_found_in_cells = self.lookup, self.is_found_in_cells
        return copy

    def answering(self, search: MeetingSearch, *, centre: Point | None) -> Self:
        """All that a search asks, but for the time, and for whether somebody vouches."""
        found = self.around(search, centre).chosen(search).saying(search.q)
        if search.topic or search.fellowship or search.method or search.who:
            terms = vocabulary()
            found = found.about(search, terms).admitting(search, terms)
        return found.held(search)

    def around(self, search: MeetingSearch, centre: Point | None) -> Self:
        """Within the radius, and not nearer than asked."""
        if centre is None:
            return self
        near = IsNear(self.chord(centre), search.within)
        found = self.filter(near) if self.is_found_in_cells else self.within(centre, search.within)
        return found.beyond(centre, search.beyond) if search.beyond else found

    def about(self, search: MeetingSearch, terms: Vocabulary) -> Self:
        """On the topics, of the fellowships, by the methods."""
        found = self
        if search.topic:
            own = [mark("t", key) for key in terms.topic_keys(search.topic)]
            found = found.marked([*own, *[mark("n", key) for key in terms.on_topics(search.topic)]])
        if search.fellowship:
            found = found.marked(mark("w", key) for key in terms.called(search.fellowship))
        if search.method:
            found = found.marked(mark("w", key) for key in terms.working_by(underscored(search.method)))
        return found

    def marked(self, marks: Iterable[str]) -> Self:
        """With one of these marks."""
        return self.filter(**{f"marks__{self.lookup}": list(marks)})

    def held(self, search: MeetingSearch) -> Self:
        """In the language and form asked for, for whom, with the facilities, in the way, of the kind. PostgreSQL asks each row in
        this order what costs it the same: what is true of most stands last."""
        found = self
        if search.language:
            found = found.marked(mark("l", code.lower()) for code in search.language)
        if search.format:
            keys = apps.get_model("meetings", "Format").objects.filter(slug__in=search.format).values_list("pk", flat=True)
            found = found.marked(mark("f", key) for key in keys)
        for letter, values in (("a", search.audience), ("v", search.facility)):
            if values:
                found = found.marked(mark(letter, value) for value in underscored(values))
        if search.not_only:
            found = found.exclude(marks__any_of_these=[mark("o", value) for value in underscored(search.not_only)])
        if search.how == (How.ONLINE,):
            found = found.filter(is_online=True)  # asked often, from anywhere: an index of its own
        elif search.how:
            found = found.marked(mark("h", attendance) for how in search.how for attendance in ATTENDANCES_OF[how])
        return found.of_kinds(search.kind)

    def of_kinds(self, kinds: tuple[str, ...]) -> Self:
        """Of the kinds that a search names."""
        return self if ALL_KINDS in kinds else self.marked(mark("k", kind) for kind in kinds_named(kinds))

    def chosen(self, search: MeetingSearch) -> Self:
        """Of the groups, bodies, venues and the country that were named."""
        meetings = apps.get_model("meetings", "Meeting").objects.all()
        found = meetings
        if search.group:
            found = found.filter(group__public_id__in=search.group)
        if search.body:
            bodies = apps.get_model("groups", "ServiceBody").objects.under_any(search.body)
            found = found.filter(group__service_body__in=bodies.values("pk"))
        if search.venue:
            # A venue that is not public is not told apart from any other.
            public = {"venue__visibility": Visibility.PUBLIC, "visibility": Visibility.PUBLIC}
            found = found.filter(venue__public_id__in=search.venue, **public)
        if search.country:
            found = found.filter(venue__country=search.country.upper())
        return self if found is meetings else self.filter(meeting__in=found.values("pk"))

    def saying(self, words: str) -> Self:
        """With each of the words in the name of the meeting, of its group or in the public part of its address, or on the topic or
        of the fellowship that it means."""
        if not words:
            return self
        found, everyone, said = self, apps.get_model("meetings", "Meeting").objects.all(), named(fold(words))
        for wanted in said.terms:
            known = Q(**{f"marks__{self.lookup}": wanted.marks})
            spelled = [Q(self.is_of(everyone.spelled([wanted.spellings])))] if wanted.spellings else []
            found = found.filter(reduce(or_, spelled, known))
        if said.meetings is not None:
            return found.filter(in_keys(said.meetings)) if said.meetings else found.none()
        return found.filter(self.is_of(everyone.spelled(said.spellings))) if said.spellings else found

    def is_of(self, meetings: "QuerySet[Meeting]") -> Asked:
        """Whether an entry is of one of these meetings. Asked of each entry where something else has found these; else they are
        found by their meetings, whatever PostgreSQL believes of how many those are."""
        return is_among(meetings) if self.lookup == "any_of" else is_one_of(meetings)

    def admitting(self, search: MeetingSearch, terms: Vocabulary) -> Self:
        """Of dates on which the visitor may come."""
        if search.who is None:
            return self
        is_mine = search.who in {Who.ME, Who.UNSURE}
        chosen = terms.whom_the_choice_serves(fellowships=search.fellowship, topics=search.topic) if is_mine else NOBODY
        rules = admission(search.who, chosen)
        return self.filter(Q(access=Access.OPEN) & serving(rules.to_open, terms) | closed_to(rules, terms))

    def for_the_young(self) -> Self:
        """Of groups that are for them: those come first in what they are shown."""
        return self.filter(serving(YOUNG, vocabulary()))

    def vouched(self, today: date) -> Self:
        """Confirmed or listed so lately that it is at most due."""
        return self.filter(vouched_on__gte=oldest_vouched(today))

    def starting_in(self, asked: Minutes, *, and_timeless: bool, by_index: bool, cells: Iterable[int] = ()) -> Self:
        """Coarsely those that may start in these minutes or are still in progress then; with `cells` only those in them. `by_index`
        where that is what finds them; where a point does, PostgreSQL is kept from looking at all that start then in the world."""
        condition = " OR ".join(starting(asked, tuple(cells), and_timeless=and_timeless, by_index=by_index))
        return self.filter(RawSQL(f"({condition})", (), output_field=BooleanField()))  # noqa: S611  # numbers of ours

    def chord(self, point: Point, prefix: str = "") -> KeptChord:
        """Entries keep where they are on the sphere."""
        return KeptChord(point)

    def as_columns(self, extra: Iterable[str], *, clock: str, today: date, centre: Point | None) -> Sql:
        """The SQL of `starts.COLUMNS` and of some that are asked for beside them: how far it is from the centre, whether it comes
        first for young people. The columns are always the same, so the ORM writes only the conditions."""
        compiler = self.query.get_compiler(self.db)

        def written(expression: Expression) -> Sql:
            sql, parameters = compiler.compile(expression.resolve_expression(self.query))
            return sql, tuple(parameters)

        is_vouched = ("CASE WHEN vouched_on >= %s THEN 1 ELSE 0 END", (oldest_vouched(today),))
        known: dict[str, Sql] = {"clock": (clock, ()), "is_vouched": is_vouched}
        if centre is not None:
            known["distance_km"] = written(Distance(self.chord(centre)))
        if "rank" in extra:
            known["rank"] = written(Case(When(serving(YOUNG, vocabulary()), then=Value(0)), default=Value(1)))
        columns = [known.get(name, (name, ())) for name in (*COLUMNS, *extra)]
        try:
            conditions, asked = compiler.compile(self.query.where)
        except EmptyResultSet:
            conditions, asked = "0 = 1", ()
        parameters = (*chain.from_iterable(some for _sql, some in columns), *asked)
        return f"SELECT {', '.join(sql for sql, _some in columns)} FROM {TABLE} WHERE {conditions}", parameters  # noqa: S608  # written here


def oldest_vouched(today: date) -> date:
    """The earliest day on which somebody may have vouched for what is shown without being asked for."""
    return today - timedelta(days=settings.DUE_DAYS)


def underscored(values: tuple[str, ...]) -> list[str]:
    """Values as code spells them: hyphens are for addresses."""
    return [value.replace("-", "_") for value in values]


def serving(whom: frozenset[Serves], terms: Vocabulary) -> Q:
    """Of groups that serve these: by the group's own word, else by the fellowship's."""
    if whom == frozenset(Serves):
        return Q()
    return Q(serves__in=whom) | Q(serves="", fellowship__in=terms.serving(whom))


def closed_to(rules: Admission, terms: Vocabulary) -> Q:
    """Entries to whose closed dates the visitor may come."""
    if not rules.to_closed:
        return Q(pk=None)
    condition = serving(rules.to_closed, terms)
    if rules.age_limit_counts:
        by_fellowship = Q(minimum_age=None, fellowship__in=terms.from_age(YOUNG_UNTIL))
        condition &= ~(Q(minimum_age__isnull=False, minimum_age__gt=YOUNG_UNTIL) | by_fellowship)
    return condition
