"""Reports in the queue: by meeting, answered, counted, and urgent where they should be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from groups.models import ServiceBody
from history.models import Revision
from meetings.actions import confirm
from meetings.kinds import ConfirmedBy, MeetingStatus
from meetings.models import Meeting
from tests.meetings.world import ROAD
from tests.upkeep.moderating import BELL, QUEUE, do, filed, listed, page_of, suggested
from tests.upkeep.people import at_work
from tests.workplace.roles import make_body
from upkeep.duty_suggestions import reported_meetings, suggestions_to_decide
from upkeep.kinds import SuggestionKind, SuggestionStatus

pytestmark = pytest.mark.django_db


def reports_of(meeting: Meeting) -> str:
    return f"{QUEUE}reports/{meeting.public_id}/"


def test_reports_stand_in_the_queue_by_meeting(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    filed(meeting, "a", "b")

    page = at_work(moderator).get(QUEUE).content.decode()

    assert page.count(reports_of(meeting)) == 1
    assert "2 reports" in page


def test_still_true_confirms_and_answers(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    filed(meeting, "a", "b")

    at_work(moderator).post(reports_of(meeting), {"do": "true"})

    meeting.refresh_from_db()
    assert (meeting.reported_on, meeting.confirmed_on) == (None, timezone.localdate())
    assert not meeting.reports.filter(answered_on=None).exists()


def test_ended_makes_a_tombstone(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    filed(meeting, "a")

    at_work(moderator).post(reports_of(meeting), {"do": "ended"})

    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.ENDED


def test_a_report_that_does_not_count_leaves_the_others(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    filed(meeting, "a", "b", "c")
    first = meeting.reports.earliest("pk")

    at_work(moderator).post(reports_of(meeting), {"do": f"not:{first.pk}"})

    meeting.refresh_from_db()
    first.refresh_from_db()
    assert first.is_dismissed
    assert meeting.reported_on == timezone.localdate()


def test_a_report_of_another_meeting_is_not_touched_from_here(here: ServiceBody, moderator: User) -> None:
    meeting, other = listed(here), listed(make_body("Inde"), "Cudzia")
    filed(meeting, "a")
    filed(other, "a")
    theirs = other.reports.get()

    at_work(moderator).post(reports_of(meeting), {"do": f"not:{theirs.pk}"})

    theirs.refresh_from_db()
    assert not theirs.is_dismissed


def test_the_duties_count_and_say_what_is_urgent(here: ServiceBody, moderator: User) -> None:
    today = timezone.localdate()
    suggested(listed(here, "Prvá"), **BELL)
    reported = listed(here, "Druhá")
    filed(reported, "a")
    before = reported_meetings(moderator, today)
    filed(reported, "b")

    waiting, urgent = suggestions_to_decide(moderator, today), reported_meetings(moderator, today)

    assert waiting
    assert before
    assert urgent
    assert (waiting.sentence, waiting.is_urgent) == ("1 suggestion waits for a decision", False)
    assert (before.is_urgent, urgent.is_urgent, urgent.sentence) == (False, True, "1 meeting was reported")


def test_the_queue_asks_no_more_for_many_than_for_one(here: ServiceBody, moderator: User) -> None:
    client = at_work(moderator)
    client.get(QUEUE)
    asked = []
    for number in range(3):
        meeting = listed(here, f"Nádej {number}")
        suggested(meeting, **BELL)
        filed(meeting, "a", "b")
        with CaptureQueriesContext(connection) as queries:
            client.get(QUEUE)
        asked.append(len(queries))

    assert asked[0] == asked[2]


def test_words_of_a_report_wait_for_an_answer_when_the_listing_was_put_right_elsewhere(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    filed(meeting, "a")
    suggestion = suggested(meeting, {}, kind=SuggestionKind.REPORT, report=meeting.reports.get(), text="Inde")
    with_report = page_of(suggestion) in at_work(moderator).get(QUEUE).content.decode()

    confirm(meeting, on=timezone.localdate(), role=ConfirmedBy.GROUP, by=None, source=ROAD)

    assert not with_report
    assert page_of(suggestion) in at_work(moderator).get(QUEUE).content.decode()
    do(moderator, suggestion, "accept", answer="Thank you.")
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.answer) == (SuggestionStatus.ACCEPTED, "Thank you.")


def test_whoever_wrote_with_a_report_learns_what_came_of_it(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    filed(meeting, "a")
    suggestion = suggested(meeting, {}, kind=SuggestionKind.REPORT, report=meeting.reports.get(), text="Inde")

    at_work(moderator).post(reports_of(meeting), {"do": "true", "answer": "We asked: it is still here."})

    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.answer) == (SuggestionStatus.ACCEPTED, "We asked: it is still here.")
    assert suggestion.revision == Revision.objects.latest("pk")
