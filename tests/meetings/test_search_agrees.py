"""The queryset answers every search as the slow oracle does: the same meetings, the same dates, the same order."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.actions import save_service_body
from groups.kinds import BodyKind, Serves
from groups.models import Group, ServiceBody, Topic
from history.actions import save
from interchange.records import Access, Attendance, Frequency
from meetings import answers
from meetings.access import Who
from meetings.actions import save_exception
from meetings.answers import Found, count, find
from meetings.kinds import ExceptionKind, MeetingKind
from meetings.models import Meeting, ScheduleException
from meetings.querysets import named
from meetings.search import How, MeetingSearch, Sort
from meetings.starts import Rows
from meetings.windows import When
from places.distance import Point
from places.models import Venue
from tests.meetings.search_oracle import SearchOracle
from tests.meetings.world import NOW, ROAD, ZILINA, index_as_of, make_group, make_meeting, make_rule, make_venue

KINDS_OF_RULES: list[dict[str, Any]] = [
    {"frequency": Frequency.WEEKLY},
    {"frequency": Frequency.WEEKLY, "interval": 2, "first_on": date(2026, 11, 3)},
    {"frequency": Frequency.EVEN_WEEKS},
    {"frequency": Frequency.ODD_WEEKS},
    {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (-1,)},
    {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (1, 3)},
    {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None, "month_days": (15, 28)},
    {"frequency": Frequency.ONCE, "weekday": None, "first_on": date(2026, 11, 23), "duration_minutes": 3 * 1440},
    {"frequency": Frequency.WEEKLY, "pause_from": 1120, "pause_until": 1205},
    {"frequency": Frequency.WEEKLY, "valid_from": date(2026, 12, 1)},
    {"frequency": Frequency.ALWAYS_OPEN, "weekday": None, "start_minute": None, "duration_minutes": None},
    {"frequency": Frequency.BY_APPOINTMENT, "weekday": None, "start_minute": None, "duration_minutes": None},
]
ZONES = ["Europe/Bratislava", "Europe/Bratislava", "Europe/London", "America/New_York", "Pacific/Auckland"]


def make_groups(rng: random.Random) -> list[Group]:
    """Of every fellowship that matters to who may come, some in the care of bodies."""
    top = save_service_body(ServiceBody(name="Slovensko", kind=BodyKind.NATIONAL_OFFICE), by=None, source=ROAD)
    under = save_service_body(ServiceBody(name="Žilina", kind=BodyKind.REGION, parent=top), by=None, source=ROAD)
    drinking = save(
        Topic(slug="alcohol", name={"en": "Alcohol", "sk": "Alkohol"}, synonyms={"sk": ["pitie"]}), by=None, source=ROAD
    )
    kinds = [
        ("aa", Serves.PERSON_CONCERNED, {}),
        ("al-anon", Serves.RELATIVES, {}),
        ("alateen", Serves.MINORS, {"minimum_age": 12}),
        ("aca", Serves.ADULT_CHILDREN, {"minimum_age": 18}),
        ("club", Serves.ANYONE, {}),
    ]
    groups = [
        make_group(f"Skupina {slug}", fellowship=slug, serves=serves, service_body=rng.choice([None, top, under]), **fields)
        for slug, serves, fields in kinds
    ]
    groups[0].fellowship.topics.add(drinking)
    groups[4].topics.add(drinking)
    return groups


def make_world(rng: random.Random, size: int = 60) -> None:
    """Meetings of all kinds within an hour of Žilina and online, with every recurrence and every exception."""
    groups = make_groups(rng)
    venues = [make_venue((ZILINA[0] + rng.uniform(-0.4, 0.4), ZILINA[1] + rng.uniform(-0.4, 0.4))) for _number in range(10)]
    for number in range(size):
        attendance = rng.choice([Attendance.IN_PERSON, Attendance.IN_PERSON, Attendance.ONLINE, Attendance.HYBRID])
        meeting = make_meeting(
            f"Stretnutie {number}",
            group=rng.choice(groups),
            attendance=attendance,
            venue=rng.choice(venues) if attendance != Attendance.ONLINE else None,
            kind=rng.choice([MeetingKind.MEETING, MeetingKind.OPEN_HOUSE, MeetingKind.MARATHON, MeetingKind.SOCIAL]),
            languages=rng.choice([("sk",), ("sk", "hu"), ()]),
            audiences_only=rng.choice([(), (), ("women",), ("men", "people_of_colour")]),
            listed_on=NOW.date() - timedelta(days=rng.choice([5, 100, 300])),
        )
        for _rule in range(rng.choice([1, 1, 2])):
            make_any_rule(meeting, rng)
    make_exceptions(rng, venues)


def make_any_rule(meeting: Meeting, rng: random.Random) -> None:
    usual: dict[str, Any] = {
        "weekday": rng.randrange(7),
        "start_minute": rng.choice([0, 30, 600, 1050, 1080, 1085, 1140, 1410, 1439]),
        "duration_minutes": rng.choice([None, 60, 90, 300]),
        "zone": rng.choice(ZONES),
        "access": rng.choice(list(Access)),
    }
    make_rule(meeting, **{**usual, **rng.choice([KINDS_OF_RULES[0], *KINDS_OF_RULES])})


def make_exceptions(rng: random.Random, venues: list[Venue]) -> None:
    rules = [rule for meeting in Meeting.objects.all() for rule in meeting.rules.all() if rule.start_minute is not None]
    for rule in rng.sample(rules, 20):
        day = NOW.date() + timedelta(days=rng.randrange(-1, 12))
        change: dict[str, Any] = rng.choice(
            [
                {"kind": ExceptionKind.CANCELLED, "first_on": day, "last_on": day + timedelta(days=rng.choice([0, 9]))},
                {"kind": ExceptionKind.MOVED, "first_on": day, "last_on": day, "to_on": day + timedelta(days=1), "to_minute": 615},
                {"kind": ExceptionKind.EXTRA, "first_on": day, "last_on": day, "to_minute": 1200},
            ]
        )
        save_exception(ScheduleException(rule=rule, **change), by=None, source=ROAD)
    closed: dict[str, Any] = {"kind": ExceptionKind.CANCELLED, "first_on": NOW.date(), "last_on": NOW.date() + timedelta(days=4)}
    bodies = list(ServiceBody.objects.all())
    save_exception(ScheduleException(venue=venues[0], **closed), by=None, source=ROAD)
    save_exception(ScheduleException(venue=venues[1], in_care_of=bodies[1], **closed), by=None, source=ROAD)
    save_exception(ScheduleException(service_body=bodies[1], **closed), by=None, source=ROAD)


def whatever_dates(one: Found) -> Found:
    """The same, however far ahead dates were looked at."""
    return one._replace(is_dated=True)


TIMES = st.one_of(st.none(), st.sampled_from([time(0, 0), time(9, 0), time(18, 0), time(20, 30), time(23, 59)]))


@st.composite
def searches(draw: st.DrawFn) -> MeetingSearch:
    """Searches of every parameter that changes what is found, alone and together."""
    return MeetingSearch(
        within=draw(st.sampled_from([5, 25, 50])),
        beyond=draw(st.sampled_from([None, None, 4])),
        topic=draw(st.sampled_from([(), (), ("alcohol",)])),
        fellowship=draw(st.sampled_from([(), (), ("aa",), ("al-anon", "alateen")])),
        who=draw(st.sampled_from([None, *Who])),
        when=draw(st.sampled_from(list(When))),
        date=draw(st.sampled_from([None, None, None, date(2026, 11, 25), date(2026, 12, 15)])),
        earliest=draw(TIMES),
        latest=draw(TIMES),
        how=draw(st.sampled_from([(), (), (How.ONLINE,), (How.IN_PERSON,)])),
        language=draw(st.sampled_from([(), (), ("hu",)])),
        not_only=draw(st.sampled_from([(), (), ("women",), ("people-of-colour", "women")])),
        kind=draw(st.sampled_from([("meeting",), ("all",), ("social",), ("open-house",)])),
        q=draw(
            st.sampled_from(
                ["", "", "stretnutie 1", "Námestie", "zilna", "skupnia", "pitie", "mityng al anon", "dospele deti", "pitei"]
            )
        ),
        unconfirmed=draw(st.booleans()),
        sort=draw(st.sampled_from(list(Sort))),
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seed", "now", "is_one_many"),  # then the nearest are asked first, and the soonest also of what has words in its name
    [
        (1, NOW, True),
        (2, datetime(2026, 11, 28, 0, 10, tzinfo=UTC), False),  # ten past one at night, on a Saturday
        (3, datetime(2026, 10, 24, 21, 0, tzinfo=UTC), True),  # the clock goes back in the night
    ],
)
def test_the_queryset_answers_as_the_oracle_does(
    seed: int, now: datetime, is_one_many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_one_many:
        monkeypatch.setattr(answers, "MANY_NEAR", 1)
        monkeypatch.setattr(answers, "FIRST_WITH_WORDS", 2)
        monkeypatch.setattr(answers, "FIRST_MINUTES", 30)
        monkeypatch.setattr(answers, "MANY_TIMES", 1)
        monkeypatch.setattr(named, "MOST_KEYS", 1)
    make_world(random.Random(seed))
    index_as_of(now.date())
    plain = SearchOracle(now)

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(search=searches(), centre=st.sampled_from([None, Point(*ZILINA)]), limit=st.sampled_from([1, 3, 10]))
    def agree(search: MeetingSearch, centre: Point | None, limit: int) -> None:
        found = find(search, now=now, centre=centre)
        first = find(search, now=now, centre=centre, limit=limit)
        counted = count(search, now=now, centre=centre, limit=limit, rows=Rows(1, 2))

        assert [(one.meeting, one.starts) for one in found if one.is_vouched] == plain.answer(search, centre)
        assert [whatever_dates(one) for one in first] == [whatever_dates(one) for one in found[:limit]]
        assert counted == (first[1:3], len(first), sum(one.is_vouched for one in first))

    agree()
