"""The questions that a search asks of its index. Time is asked in starts.py."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, Case, Q, Value, When
from django.db.models.expressions import Expression, RawSQL

from groups.kinds import Serves
from groups.vocabulary import Vocabulary, known_words, vocabulary
from interchange.records import Access, Attendance
from languages.fold import fold
from meetings.access import NOBODY, YOUNG_UNTIL, Admission, Who, admission
from meetings.kinds import ALL_KINDS, kinds_named
from meetings.marks import mark
from meetings.querysets.meetings import any_of
from meetings.reference_minutes import Minutes
from meetings.search import How, MeetingSearch
from meetings.starts import ALWAYS_OPEN, COLUMNS, Sql
from meetings.words import MOST_WORDS, understood
from places.distance import Distance, IsNear, KeptChord, Point
from places.gazetteer.slips import SHORTEST
from places.models import Visibility
from places.querysets import PlacedQuerySet

if TYPE_CHECKING:
    from meetings.models import SearchEntry

ATTENDANCES_OF = {
    How.IN_PERSON: (Attendance.IN_PERSON, Attendance.HYBRID),
    How.ONLINE: (Attendance.ONLINE, Attendance.HYBRID),
    How.PHONE: (Attendance.PHONE,),
}
TABLE = "meetings_searchentry"
LONG = Q(is_long=True) | Q(comes_and_goes=True)
LONG_SQL = f"({TABLE}.is_long OR {TABLE}.comes_and_goes)"
YOUNG = frozenset({Serves.MINORS})
LONGEST_MINUTES = 31 * 24 * 60  # of a rule; a camp


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
        found = self.around(search, centre).held(search).chosen(search).saying(search.q)
        if not (search.topic or search.fellowship or search.method or search.who):
            return found
        terms = vocabulary()
        return found.about(search, terms).admitting(search, terms)

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
        """In the way, language and form asked for, for whom, with the facilities."""
        found = self.of_kinds(search.kind)
        if search.how == (How.ONLINE,):
            found = found.filter(is_online=True)  # asked often, from anywhere: an index of its own
        elif search.how:
            found = found.marked(mark("h", attendance) for how in search.how for attendance in ATTENDANCES_OF[how])
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
        return found

    def of_kinds(self, kinds: tuple[str, ...]) -> Self:
        """Of the kinds that a search names."""
        return self if ALL_KINDS in kinds else self.marked(mark("k", kind) for kind in kinds_named(kinds))

    def chosen(self, search: MeetingSearch) -> Self:
        """Of the groups, bodies and venues that were named, and with the words."""
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
        return self if found is meetings else self.filter(meeting__in=found.values("pk"))

    def saying(self, words: str) -> Self:
        """With each of the words in the name of the meeting, of its group or in the public part of its address, or on the topic or
        of the fellowship that it means."""
        asked = fold(words).split()[:MOST_WORDS]
        found, everyone = self, apps.get_model("meetings", "Meeting").objects.all()
        named = everyone
        for wanted in understood(asked, known_words(), words_in_names) if asked else ():
            spelled = any_of("search_text__contains", wanted.spellings)
            if wanted.marks:
                known = Q(**{f"marks__{self.lookup}": wanted.marks})
                found = found.filter(known | Q(meeting__in=everyone.filter(spelled).values("pk")) if wanted.spellings else known)
            else:
                named = named.filter(spelled)
        return found if named is everyone else found.filter(meeting__in=named.values("pk"))

    def admitting(self, search: MeetingSearch, terms: Vocabulary) -> Self:
        """Of dates on which the visitor may come."""
        if search.who is None:
            return self
        is_mine = search.who in {Who.ME, Who.UNSURE}
        chosen = terms.whom_the_choice_serves(fellowships=search.fellowship, topics=search.topic) if is_mine else NOBODY
        rules = admission(search.who, chosen)
        return self.filter(Q(access=Access.OPEN) & serving(rules.to_open, terms) | closed_to(rules, terms))

    def vouched(self, today: date) -> Self:
        """Confirmed or listed so lately that it is at most due."""
        return self.filter(vouched_on__gte=oldest_vouched(today))

    def starting_in(self, asked: Minutes, *, and_timeless: bool, by_index: bool, cells: Iterable[int] = ()) -> Self:
        """Coarsely those that may start in these minutes or are still in progress then; with `cells` only those in them. `by_index`
        where that is what finds them; where a point does, PostgreSQL is kept from looking at all that start then in the world."""
        here = f"{TABLE}.cell IN ({', '.join(map(str, cells))}) AND " if cells else ""
        condition = " OR ".join(f"({here}{when})" for when in moments(asked, and_timeless=and_timeless, by_index=by_index))
        return self.filter(RawSQL(f"({condition})", (), output_field=BooleanField()))  # noqa: S611  # numbers of ours

    def chord(self, point: Point, prefix: str = "") -> KeptChord:
        """Entries keep where they are on the sphere."""
        return KeptChord(point)

    def as_columns(self, extra: Iterable[str], *, today: date, centre: Point | None) -> Sql:
        """The SQL of `starts.COLUMNS` and of some that are asked for beside them: how far it is from the centre, whether it comes
        first for young people. The columns are always the same, so the ORM writes only the conditions."""
        compiler = self.query.get_compiler(self.db)

        def written(expression: Expression) -> Sql:
            sql, parameters = compiler.compile(expression.resolve_expression(self.query))
            return sql, tuple(parameters)

        known: dict[str, Sql] = {"is_vouched": ("CASE WHEN vouched_on >= %s THEN 1 ELSE 0 END", (oldest_vouched(today),))}
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


def moments(asked: Minutes, *, and_timeless: bool, by_index: bool) -> Iterator[str]:
    """When an entry starts, one way or another, as SQL: each is a range of one index."""
    minute, day = (
        f"{TABLE}.{column}" if by_index else f"({TABLE}.{column} + 0)" for column in ("reference_minute", "epoch_minute")
    )
    first, last = asked.dates
    yield f"{day} BETWEEN {first - asked.reach} AND {last}"
    yield f"{LONG_SQL} AND {day} BETWEEN {first - LONGEST_MINUTES} AND {last}"
    if and_timeless:
        yield f"{day} >= {ALWAYS_OPEN}"
    if asked.is_whole_week:
        yield f"{day} IS NULL"
        return
    for begin, end in asked.week:
        yield f"{minute} BETWEEN {begin} AND {end}"
    for begin, end in asked.running:
        yield f"{LONG_SQL} AND {minute} BETWEEN {begin} AND {end}"
        if asked.reach:
            yield f"{minute} BETWEEN {max(begin, end - asked.reach)} AND {end}"


def words_in_names(words: Iterable[str]) -> set[str]:
    """Those of the words that stand in a name; of a single one also whether a name has a word that begins with it."""
    asked = list(words)
    known = apps.get_model("meetings", "NameWord").objects
    found = set(known.filter(word__in=asked).values_list("word", flat=True))
    if found or len(asked) > 1:
        return found
    return {word for word in asked if len(word) < SHORTEST or known.filter(word__startswith=word).exists()}


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
