"""What stands on a handout, and what never does."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from groups.kinds import ContactKind, ContactRole, Cost
from groups.models import Contact
from history.actions import save
from interchange.records import Access, Attendance, Frequency
from meetings.actions import end_meeting, save_exception
from meetings.kinds import ExceptionKind, MeetingStatus
from meetings.models import ScheduleException
from places.models import Visibility
from referrals.handout.paper import MOST_PAGES, fitted, pages
from referrals.handout.sheet import sheet
from referrals.handout.source import of_list
from referrals.kinds import Note
from referrals.models import ListedMeeting
from tests.meetings.world import NOW, ROAD, TODAY, WEDNESDAY, make_group, make_meeting, make_rule, make_venue
from tests.referrals.handouts import lines, sheet_of
from tests.referrals.world import make_list, make_weekly

pytestmark = pytest.mark.django_db


def test_a_meeting_says_when_who_where_and_how_to_get_in() -> None:
    venue = make_venue(entrance="Zo dvora", bell="Klub", step_free=True, toilet=None)
    shown = sheet_of(make_weekly("Nádej", venue=venue))

    assert lines(shown.blocks[0]) == {
        "When": ["Every Tuesday, 18:00 to 19:30", "Next dates: 24 November, 1 December, 8 December and 15 December"],
        "Who may come": ["Anyone may come, also family, friends and professionals."],
        "Where": ["Dom, Hlavná 1, Žilina, Slovensko"],
        "Entrance": ["Zo dvora"],
        "Bell": ["Klub"],
        "Accessibility": ["Step-free access; Accessible toilet: not known"],
    }


def test_the_address_is_as_on_a_sign_and_the_rest_as_the_reader_speaks() -> None:
    shown = sheet_of(make_weekly("Nádej", languages=("sk",)), language="uk")

    where = next(one for one in shown.blocks[0].lines if one.label == "Де")
    assert [(one.text, one.language) for one in where.paragraphs[0]] == [("Nádej, Hlavná 1, Žilina, Slovensko", "sk")]
    assert lines(shown.blocks[0])["Коли"] == [
        "Щовівторка, з 18:00 до 19:30",
        "Найближчі дати: 24 листопада, 1 грудня, 8 грудня і 15 грудня",
    ]
    assert lines(shown.blocks[0])["Мова"] == ["словацька"]


def test_dates_on_which_something_differs_are_told_together() -> None:
    meeting = make_weekly("Nádej")
    rule, elsewhere = meeting.rules.get(), make_venue(name="Fara", street="Farská 2")
    for day, fields in (
        (date(2026, 12, 1), {"kind": ExceptionKind.CANCELLED, "reason": {"en": "The house is closed."}}),
        (date(2026, 12, 8), {"kind": ExceptionKind.CANCELLED, "reason": {"en": "The house is closed."}}),
        (date(2026, 12, 15), {"kind": ExceptionKind.MOVED, "to_venue": elsewhere}),
    ):
        save_exception(ScheduleException(rule=rule, first_on=day, last_on=day, **fields), by=None, source=ROAD)

    told = lines(sheet_of(meeting).blocks[0])

    assert told["When"][1] == "Next dates: 24 November, 22 December and 29 December"
    assert told["It does not meet on"] == ["Tuesday 1 December and Tuesday 8 December", "The house is closed."]
    assert told["At another place on"] == ["Tuesday 15 December, 18:00 to 19:30", "Fara, Farská 2, Žilina, Slovakia"]


def test_a_rule_that_names_no_weekday_has_dates_with_theirs() -> None:
    meeting = make_meeting()
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_DATE, weekday=None, month_days=(15,))

    told = lines(sheet_of(meeting, now=timezone.now()).blocks[0])["When"]

    assert re.fullmatch(r"Next dates: \w+day 15 \w+, \w+day 15 \w+, \w+day 15 \w+ and \w+day 15 \w+", told[1])


def test_a_date_that_is_far_has_its_year() -> None:
    last = timezone.localdate() - timedelta(days=12)
    meeting, day = make_meeting(), min(last.day, 28)
    yearly = {"months": (last.month,), "month_days": (day,), "weekday": None}
    make_rule(meeting, frequency=Frequency.MONTHLY_BY_DATE, **yearly)

    told = lines(sheet_of(meeting, now=timezone.now()).blocks[0])["When"]

    assert told[1] == "Next dates: " + last.replace(year=last.year + 1, day=day).strftime("%A %-d %B %Y")


def test_a_rule_that_is_over_is_not_told() -> None:
    meeting = make_weekly("Nádej")
    make_rule(meeting, weekday=WEDNESDAY, valid_until=date(2026, 10, 1))

    told = lines(sheet_of(meeting).blocks[0])["When"]

    assert told[0] == "Every Tuesday, 18:00 to 19:30"
    assert len(told) == 2


def test_what_is_true_of_all_is_said_once_and_free_only_where_it_is() -> None:
    free = make_weekly("Prvá", group=make_group("A", cost=Cost.FREE))
    paid = make_weekly("Druhá", group=make_group("B", cost=Cost.FEE))

    shown = sheet_of(free, paid)

    assert [one.text for one in shown.remarks] == [
        "No booking.",
        "You do not have to speak.",
        "Listed by tests on 24 November 2026.",
        "The next check is due on 22 February 2027.",
    ]
    assert [[one.text for one in block.remarks] for block in shown.blocks] == [["Free."], ["There is a fee."]]


def test_no_booking_is_not_said_of_a_group_that_wants_to_be_asked() -> None:
    meeting = make_meeting()
    make_rule(meeting, access=Access.CLOSED, ask_first=True)

    said = [one.text for one in sheet_of(meeting).remarks]

    assert "No booking." not in said
    assert "You do not have to speak." in said


def test_a_hidden_house_is_told_as_far_as_its_page_does() -> None:
    secret: dict[str, Any] = {
        "name": "Tajná",
        "street": "Tajná 7",
        "entrance": "Tajný vchod",
        "bell": "Tajný",
        "directions": {"en": "Tajne"},
    }
    area = make_weekly("Prvá", venue=make_venue(visibility=Visibility.AREA_ONLY, district="Vlčince", last_stop="Fontána", **secret))
    contact = make_weekly("Druhá", venue=make_venue(visibility=Visibility.ON_CONTACT, district="Tajný", **secret))

    shown = sheet_of(area, contact)

    assert lines(shown.blocks[0])["Where"] == ["Vlčince, Žilina, Slovensko", "The exact address is not public. Contact the group."]
    assert lines(shown.blocks[0])["Nearest stop"] == ["Fontána"]
    assert lines(shown.blocks[1])["Where"] == ["Žilina, Slovensko", "Contact the group for the address."]
    assert "Tajn" not in str(shown)


def test_only_public_contacts_are_told_telephones_first() -> None:
    meeting = make_weekly("Nádej")
    agreed = {"group": meeting.group, "is_public": True, "consent_on": TODAY}
    save(Contact(kind=ContactKind.MAIL, value="nadej@example.org", **agreed), by=None, source=ROAD)
    phone = {"kind": ContactKind.PHONE, "role": ContactRole.HELPLINE, "hours": {"sk": "večer"}}
    save(Contact(value="+421 900 111 222", **phone, **agreed), by=None, source=ROAD)
    save(Contact(group=meeting.group, kind=ContactKind.PHONE, value="+421 900 777 888"), by=None, source=ROAD)

    shown = sheet_of(meeting)

    told = [(label, said) for label, said in lines(shown.blocks[0]).items() if label in {"The helpline", "The group"}]
    assert told == [("The helpline", ["+421 900 111 222 večer"]), ("The group", ["nadej@example.org"])]
    assert "777" not in str(shown)


def test_a_link_that_is_given_on_request_is_not_printed() -> None:
    meeting = make_meeting(
        attendance=Attendance.ONLINE, is_link_on_request=True, online_url="https://secret.example.org/", access_notes="Passcode 5"
    )
    make_rule(meeting)

    shown = sheet_of(meeting)

    assert lines(shown.blocks[0])["How to join from home"] == ["The group gives the link on request."]
    assert "secret" not in str(shown)
    assert "Passcode" not in str(shown)


def test_nobody_is_sent_to_a_meeting_that_ended_but_to_the_nearest_other() -> None:
    ended, other = make_weekly("Bývalá"), make_weekly("Nádej", group=make_group("Iná"))
    end_meeting(ended, on=TODAY, by=None, source=ROAD)

    shown = sheet_of(ended)

    assert [(block.name, block.notice) for block in shown.blocks] == [(other.name, "Instead of “Bývalá”, which has ended.")]


def test_a_meeting_that_ended_and_has_no_other_is_only_named() -> None:
    ended = make_weekly("Bývalá")
    end_meeting(ended, on=TODAY, by=None, source=ROAD)

    (block,) = sheet_of(ended).blocks

    assert (block.name, block.notice, block.lines) == ("Bývalá", "This meeting has ended. Please do not go there.", ())


def test_a_draft_is_no_meeting() -> None:
    assert sheet_of(make_meeting("Návrh", status=MeetingStatus.DRAFT)).blocks == ()


def test_a_list_says_what_its_staff_note() -> None:
    meeting = make_weekly("Nádej")
    listed = make_list(meeting, language="sk")
    ListedMeeting.objects.update(notes=(Note.CALL_FIRST, Note.CHECKED), text="Autobus 4 stojí pred dverami.")

    shown = sheet(of_list(listed, NOW), language="cs", size=14, now=NOW)

    with translation.override("cs"):
        told = f"{Note.CALL_FIRST.label} {Note.CHECKED.label}"
    assert next(iter(lines(shown.blocks[0]).values())) == [told, "Autobus 4 stojí pred dverami."]
    assert (shown.title, shown.address) == ("Po liečbe", f"http://localhost:8000/r/{listed.code}")


def test_the_title_of_a_discreet_list_tells_nothing() -> None:
    listed = make_list(make_weekly("Nádej"), is_discreet=True)

    assert sheet(of_list(listed, NOW), language="en", size=14, now=NOW).title == "Where you can go"


def test_as_many_as_fit_stand_on_two_pages_and_the_rest_is_counted() -> None:
    meetings = [make_weekly(f"Skupina {number}", group=make_group(f"S{number}")) for number in range(9)]

    shown = fitted(sheet_of(*meetings, size=18))

    assert pages(shown) == MOST_PAGES
    assert 1 < len(shown.blocks) < 8
    assert shown.rest == 9 - len(shown.blocks)
    assert shown.more == f"{shown.rest} more meetings stand at the address below."


def test_where_room_is_short_door_lines_share_a_row_before_meetings_are_left_out() -> None:
    doors: dict[str, Any] = {
        "entrance": "Zo dvora",
        "bell": "Klub",
        "floor": "2",
        "sign": "Nádej",
        "ask_for": "Službu",
        "last_stop": "Pošta",
    }
    meetings = [make_weekly(f"Skupina {number}", venue=make_venue(**doors), group=make_group(f"S{number}")) for number in range(6)]

    shown = fitted(sheet_of(*meetings))

    assert (len(shown.blocks), pages(shown)) == (6, MOST_PAGES)
    assert [[line.label for line in row] for row in shown.blocks[0].rows] == [
        ["When"],
        ["Who may come"],
        ["Where", "Nearest stop", "Entrance", "Sign on the door", "Bell", "Floor and room", "Ask for"],
    ]


def test_the_emergency_number_is_that_of_the_country() -> None:
    polish = make_weekly("Nadzieja", venue=make_venue(country="PL", city="Kraków"))
    british = make_weekly("Hope", venue=make_venue(country="GB", city="Leeds", zone="Europe/London"))

    one, two = sheet_of(polish), sheet_of(polish, british)

    assert one.emergency[0][0].text == "In danger right now? Call 112, day and night. It is free."
    assert [sentence.text for sentence in two.emergency[0]] == [
        "In danger right now? Poland: call 112, day and night. It is free.",
        "In danger right now? United Kingdom: call 999, day and night. It is free.",
    ]


def test_a_sheet_of_many_asks_no_more_than_a_sheet_of_one() -> None:
    listed = make_list(*(make_weekly(f"Skupina {number}", group=make_group(f"S{number}")) for number in range(6)))
    ListedMeeting.objects.filter(position__gt=1).delete()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            sheet(of_list(listed, NOW), language="uk", size=14, now=NOW)
        return len(queries)

    one = asked()
    for number in range(6):
        save(ListedMeeting(referral_list=listed, meeting=make_weekly(f"N{number}"), position=number + 2), by=None, source=ROAD)

    assert asked() == one
