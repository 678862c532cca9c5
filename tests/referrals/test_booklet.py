"""What stands in a booklet, in which order and in which words."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.kinds import Cost
from history.actions import save
from history.tracking import tracking
from interchange.records import Access, Attendance, Frequency
from meetings.actions import save_exception
from meetings.kinds import Audience, ExceptionKind
from meetings.models import Format, Meeting, ScheduleException
from places.models import Visibility
from referrals.booklet import choosing
from referrals.booklet.choosing import TooManyMeetings
from tests.meetings.world import ROAD, TODAY, make_group, make_rule, make_venue
from tests.referrals.booklets import asked, details, make_printed, names, printed

pytestmark = pytest.mark.django_db


def test_by_day_meetings_stand_under_weekday_and_town_in_order_of_time() -> None:
    make_printed("Neskorá", weekday=0, at=1200)
    make_printed("Skorá", weekday=0, at=420)
    make_printed("Bytčianska", weekday=0, town="Bytča")
    make_printed("Piatková", weekday=4)

    assert names(printed()) == [
        ("Monday", "Bytča", ["Bytčianska"]),
        ("Monday", "Žilina", ["Skorá", "Neskorá"]),
        ("Friday", "Žilina", ["Piatková"]),
    ]


def test_by_place_the_towns_come_first() -> None:
    make_printed("Neskorá", weekday=4)
    make_printed("Skorá", weekday=0)
    make_printed("Bytčianska", weekday=4, town="Bytča")

    assert names(printed("by=place")) == [
        ("Bytča", "Friday", ["Bytčianska"]),
        ("Žilina", "Monday", ["Skorá"]),
        ("Žilina", "Friday", ["Neskorá"]),
    ]


def test_one_town_is_not_said_under_every_day() -> None:
    make_printed("Prvá", weekday=0)
    make_printed("Druhá", weekday=1)

    assert names(printed()) == [("Monday", "", ["Prvá"]), ("Tuesday", "", ["Druhá"])]


def test_meetings_from_home_have_a_section_of_their_own_on_the_readers_clock() -> None:
    make_printed("V meste")
    make_printed("Z New Yorku", attendance=Attendance.ONLINE, weekday=0, at=1200, rule={"zone": "America/New_York"})

    found = printed()

    assert names(found)[-1] == ("Online and by telephone", "Tuesday", ["Z New Yorku"])
    assert found.sections[-1].parts[0].rows[0].time == "02:00 to 03:30"
    assert "https://example.org/room, +421 2 123" in details(found)


def test_a_link_that_is_given_on_request_is_not_printed_but_counted() -> None:
    make_printed("Z domu", attendance=Attendance.ONLINE, is_link_on_request=True)

    found = printed()

    assert details(found)[0] == "The group gives the link on request."
    assert "Of 1 meeting the group gives the link on request only." in found.left_out


@pytest.mark.parametrize(
    ("visibility", "line"),
    [
        (Visibility.AREA_ONLY, "Vlčince; The exact address is not public. Contact the group."),
        (Visibility.ON_CONTACT, "Contact the group for the address."),
    ],
)
def test_a_hidden_house_is_printed_as_everyone_sees_it_and_counted(visibility: Visibility, line: str) -> None:
    make_printed("Skrytá", venue=make_venue(visibility=visibility, district="Vlčince", street="Tajná 7", name="Tajný dom"))

    found = printed()

    assert details(found)[0] == line
    assert "Of 1 meeting the address is not public: ask the group." in found.left_out
    assert "Tajn" not in repr(found)


def test_unconfirmed_meetings_are_left_out_and_counted() -> None:
    make_printed("Istá")
    make_printed("Neistá", listed_on=TODAY - timedelta(days=400))

    found = printed()

    assert names(found) == [("Tuesday", "", ["Istá"])]
    assert found.left_out[0] == "1 meeting that fits is left out, as nobody has confirmed it for long."


def test_where_nobody_has_confirmed_any_all_are_printed_with_a_warning() -> None:
    make_printed("Neistá", listed_on=TODAY - timedelta(days=400))

    found = printed()

    assert names(found) == [("Tuesday", "", ["Neistá"])]
    assert found.lead[-1] == "Nobody has confirmed these meetings for long. Please make sure before you go."


def test_monthly_meetings_are_in_it_without_asking_for_any_time() -> None:
    make_printed("Mesačná", weekday=0, rule={"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": [-2]})

    assert names(printed()) == [("Monday", "", ["Mesačná"])]
    assert details(printed())[1] == "On the last but one Monday of the month"
    assert names(printed("when=week")) == []


def test_rules_that_do_not_answer_the_search_are_not_printed() -> None:
    meeting = make_printed("Nádej", access=Access.CLOSED)
    make_rule(meeting, weekday=4, access=Access.OPEN)

    assert names(printed("who=professional")) == [("Friday", "", ["Nádej"])]
    assert names(printed("when=tue")) == [("Tuesday", "", ["Nádej"])]
    assert names(printed("from=20:00")) == []


def test_words_of_the_rows_are_explained_once() -> None:
    wording = save(
        Format(slug="steps", category="structure", name={"en": "Step study"}, sentence={"en": "Steps are read."}),
        by=None,
        source=ROAD,
    )
    closed = make_printed("Zatvorená", access=Access.CLOSED)
    with tracking(closed, by=None, source=ROAD):
        closed.formats.add(wording)
    make_printed("Otvorená", at=1200)

    found = printed()

    assert details(found)[1:3] == ["Step study", "Closed."]
    assert [(term.word, term.text) for group in found.legend for term in group.terms] == [
        ("Closed", "Only for people who have this problem themselves, or think they might."),
        ("Open", "Anyone may come, also family, friends and professionals."),
        ("Step study", "Steps are read."),
    ]


def test_what_only_some_may_attend_is_said_in_the_row() -> None:
    make_printed("Ženská", audiences_only=[Audience.WOMEN], access=Access.CLOSED, group=make_group("Ž", cost=Cost.FEE))

    assert details(printed())[1] == "Closed. Women only. There is a fee."


def test_dates_that_are_cancelled_soon_are_named() -> None:
    meeting = make_printed("Nádej")
    day = TODAY + timedelta(days=7)
    off = ScheduleException(rule=meeting.rules.get(), kind=ExceptionKind.CANCELLED, first_on=day, last_on=day)
    save_exception(off, by=None, source=ROAD)

    assert details(printed())[1] == "Open. Not on Tuesday 1 December."


def test_every_meeting_of_the_search_is_in_it_in_a_number_of_queries_that_does_not_grow() -> None:
    def asks() -> int:
        with CaptureQueriesContext(connection) as counted:
            printed()
        return len(counted)

    make_printed("Prvá")
    first = asks()
    for number in range(6):
        make_printed(f"Ďalšia {number}", weekday=number)

    assert asks() == first
    found = [name for _section, _part, own in names(printed()) for name in own]
    assert sorted(found) == sorted(Meeting.objects.values_list("name", flat=True))


def test_a_discreet_booklet_says_nothing_in_its_title() -> None:
    make_printed("Nádej")

    found = printed("discreet=1&fellowship=aa")

    assert found.title == "Appointments"
    assert found.lead == ["1 meeting, as of 24 November 2026."]


def test_more_than_a_booklet_holds_is_refused(monkeypatch: Any) -> None:
    make_printed("Prvá")
    make_printed("Druhá")
    monkeypatch.setattr(choosing, "MOST", 1)

    with pytest.raises(TooManyMeetings):
        printed()


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", "when=any"),
        ("when=week", "when=week"),
        ("date=2026-12-24", "date=2026-12-24"),
        ("fold=1&paper=a6&pages=4", "when=any&paper=a6&fold=1"),
        ("by=place&columns=3&size=12&pages=4&paper=a4", "when=any&by=place&columns=3&size=12&pages=4"),
        ("ids=7k2m9pqr,x4b8wd2h", "ids=7k2m9pqr,x4b8wd2h"),
    ],
)
def test_the_canonical_address_asks_for_the_same(query: str, canonical: str) -> None:
    found = asked(query)

    assert (found.query, found.refused) == (canonical, ())
    assert asked(found.query) == found


@pytest.mark.parametrize(
    "query", ["paper=a3", "fold=1", "fold=1&paper=a4", "size=99", "columns=7", "by=name", "pages=3", "foo=1", "lang=sk", "when=x"]
)
def test_what_means_nothing_is_refused(query: str) -> None:
    assert asked(query).refused != ()
