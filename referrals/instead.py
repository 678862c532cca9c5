"""Where to go instead of meetings on a list that do not take place: for each the three nearest that are about the same and for the
same people. Three questions for a whole list, however many have ended."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import partial
from operator import itemgetter

from django.db import connection
from django.db.models import Func, Q, Value
from django.db.models.expressions import Expression

from groups.kinds import Serves
from groups.vocabulary import Vocabulary, vocabulary
from meetings.kinds import DEFAULT_KIND, Audience
from meetings.marks import mark
from meetings.models import Meeting, SearchEntry
from meetings.nearby import FAR_KM, NEAR_KM
from meetings.querysets.entries import SearchEntryQuerySet, serving
from meetings.starts import Sql

SHOWN = 3


def instead_of(gone: Iterable[Meeting], today: date, *, besides: Iterable[int]) -> dict[int, list[int]]:
    """For each of these meetings, by its key, the keys of up to three others: the nearest, else those that one joins from home in
    its language. Their groups' topics are prefetched. `besides` stand on the list already."""
    terms, left = vocabulary(), {meeting.pk: meeting for meeting in gone}
    others = ~Q(meeting__in=[*besides, *left])
    found: dict[int, list[int]] = {key: [] for key in left}
    for question in (partial(nearest, km=NEAR_KM), partial(nearest, km=FAR_KM), from_home):
        asked = {key: question(alike(meeting, terms, today).filter(others), meeting) for key, meeting in left.items()}
        for key, keys in answered_at_once(asked).items():
            found[key] = list(dict.fromkeys([*found[key], *keys]))[:SHOWN]
        left = {key: meeting for key, meeting in left.items() if len(found[key]) < SHOWN}
    return found


def alike(meeting: Meeting, terms: Vocabulary, today: date) -> SearchEntryQuerySet:
    """Meetings on the same topics or of the same fellowship, for the same people, that somebody vouches for and nobody has
    reported. One that is only for women, say, stands in for no other than one that was so as well."""
    group = meeting.group
    topics = [topic.slug for topic in group.topics.all() or group.fellowship.topics.all()]
    about = [mark("t", key) for key in terms.topic_keys(topics)] + [mark("n", key) for key in terms.on_topics(topics)]
    shut = [mark("o", audience) for audience in Audience.values if audience not in meeting.audiences_only]
    open_doors = SearchEntry.objects.found_otherwise().vouched(today).of_kinds((DEFAULT_KIND,)).filter(meeting__reported_on=None)
    of_its_kind = open_doors.marked([*about, mark("w", group.fellowship_id)]).exclude(marks__any_of_these=shut)
    return of_its_kind.filter(serving(frozenset({group.whom_it_serves, Serves.ANYONE}), terms))


def nearest(entries: SearchEntryQuerySet, meeting: Meeting, *, km: int) -> Sql | None:
    """The nearest within so many km of where the meeting may be found; None for one that is nowhere."""
    if meeting.point is None:
        return None
    return first_of(entries.within(meeting.point, km), entries.chord(meeting.point))


def from_home(entries: SearchEntryQuerySet, meeting: Meeting) -> Sql:
    """Those in which one takes part from home, in one of its languages."""
    spoken = [mark("l", code.lower()) for code in meeting.languages]
    remote = entries.filter(is_remote=True)
    return first_of(remote.marked(spoken) if spoken else remote, Value(0.0))


def first_of(entries: SearchEntryQuerySet, far: Expression | Func) -> Sql:
    """The SQL of the first few meetings by how far they are, each once."""
    first = entries.annotate(far=far).order_by("far", "meeting").values_list("meeting", "far").distinct()[:SHOWN]
    sql, parameters = first.query.sql_with_params()
    return sql, tuple(parameters)


def answered_at_once(asked: dict[int, Sql | None]) -> dict[int, list[int]]:
    """The first answers to each question, all from one to the database."""
    questions = [(key, *question) for key, question in asked.items() if question]
    parts = [f"SELECT {key} AS gone, near.* FROM ({sql}) AS near" for key, sql, _own in questions]  # noqa: S608  # a key, and SQL of the ORM
    found = defaultdict(list)
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [one for _key, _sql, own in questions for one in own])
            for gone, meeting, _far in sorted(cursor.fetchall(), key=itemgetter(2)):
                found[gone].append(meeting)
    return found
