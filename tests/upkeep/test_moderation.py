"""The queue: what waits, what is taken, and what is asked of others."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import Membership, ServiceBody
from history.models import Change, Revision
from history.road import RoadKind
from interchange.records import Attendance, Frequency
from meetings.actions import confirm, report, save_meeting
from meetings.kinds import ConfirmedBy, MeetingStatus, ReportKind
from meetings.models import Meeting
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting, make_rule, make_venue
from tests.workplace.forms import filled_in
from upkeep.actions import Acceptance, Outcome, accept_change, decide, suggest_venue_change
from upkeep.duty_suggestions import reported_meetings, suggestions_to_decide
from upkeep.kinds import SuggestionKind, SuggestionStatus
from upkeep.models import Suggestion

pytestmark = pytest.mark.django_db
QUEUE = "/admin/suggestions/"


def body(name: str) -> ServiceBody:
    return save_service_body(ServiceBody(name=name, kind=BodyKind.INTERGROUP), by=None, source=ROAD)


def person(name: str, of: ServiceBody, role: MembershipRole = MembershipRole.MODERATOR) -> User:
    user = User.objects.create_user(f"{name}@example.org", "x", display_name=name)
    until = timezone.localdate() + timedelta(days=300)
    Membership.objects.create(user=user, service_body=of, role=role, ends_on=until, starts_on=timezone.localdate())
    return user


def at_work(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def here() -> ServiceBody:
    return body("Intergrupa Sever")


@pytest.fixture
def moderator(here: ServiceBody) -> User:
    return person("Moderátorka", here)


def listed(of: ServiceBody, name: str = "Nádej", **fields: Any) -> Meeting:
    group = make_group(name, service_body=of)
    meeting = make_meeting(name, group=group, **{"venue": make_venue(bell="Klub"), **fields})
    make_rule(meeting)
    return meeting


def suggested(meeting: Meeting | None, proposed: dict[str, str], **fields: Any) -> Suggestion:
    known = {"kind": SuggestionKind.CHANGE, "meeting": meeting, "proposed": proposed, "language": "en"}
    return Suggestion.objects.create(**{**known, **fields})


def page_of(suggestion: Suggestion) -> str:
    return f"{QUEUE}{suggestion.pk}/"


def do(user: User, suggestion: Suggestion, what: str, **changes: Any) -> Any:
    client = at_work(user)
    form = filled_in(client, page_of(suggestion), do=what, **changes)
    return client.post(page_of(suggestion), {name: value for name, value in form.items() if value is not None})


BELL = {
    "proposed": {"venue-bell": "Klub 2", "meeting-name": "Nová nádej"},
    "basis": {"venue-bell": "Klub", "meeting-name": "Nádej"},
}


def test_what_is_ticked_is_taken_in_one_entry(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    suggestion = suggested(meeting, **BELL)

    do(moderator, suggestion, "accept", **{"take-meeting-name": None})

    meeting.refresh_from_db()
    suggestion.refresh_from_db()
    assert (meeting.name, meeting.venue and meeting.venue.bell) == ("Nádej", "Klub 2")
    assert (suggestion.status, suggestion.taken, suggestion.decided_by) == (SuggestionStatus.IN_PART, ["venue-bell"], moderator)
    revision = Revision.objects.get(road=RoadKind.SUGGESTION)
    assert (suggestion.revision, revision.by, revision.road_name) == (revision, moderator, str(suggestion.pk))
    assert meeting.confirmed_on is None


def test_a_value_is_edited_before_it_is_taken(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    suggestion = suggested(meeting, **BELL)

    do(moderator, suggestion, "accept", **{"venue-bell": "Klub 3", "is_known": "on"})

    meeting.refresh_from_db()
    suggestion.refresh_from_db()
    assert (meeting.name, meeting.venue and meeting.venue.bell) == ("Nová nádej", "Klub 3")
    assert suggestion.status == SuggestionStatus.ACCEPTED
    assert meeting.confirmed_on == timezone.localdate()


def test_a_rule_is_changed_by_its_own_road(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    key = f"rule-{meeting.rules.get().uid.hex}"
    proposed = {f"{key}-weekday": "4", f"{key}-start_minute": "17:15"}
    suggestion = suggested(meeting, proposed, basis={f"{key}-weekday": "1", f"{key}-start_minute": "18:00"})

    do(moderator, suggestion, "accept")

    rule = meeting.rules.get()
    assert (rule.weekday, rule.start_minute, rule.frequency) == (4, 17 * 60 + 15, Frequency.WEEKLY)


def test_what_changed_since_is_shown_and_not_ticked(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here, name="Nádej")
    suggestion = suggested(meeting, **BELL)
    meeting.name = "Nádej z feedu"
    save_meeting(meeting, by=None, source=ROAD)

    page = at_work(moderator).get(page_of(suggestion)).content.decode()
    do(moderator, suggestion, "accept")

    meeting.refresh_from_db()
    assert "Changed since; it reads now" in page
    assert meeting.name == "Nádej z feedu"


def test_an_import_between_looking_and_deciding_stops_the_decision(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    suggestion = suggested(meeting, **BELL)
    client = at_work(moderator)
    form = filled_in(client, page_of(suggestion), do="accept")
    meeting.name = "Nádej z feedu"
    save_meeting(meeting, by=None, source=ROAD)

    answer = client.post(page_of(suggestion), form, follow=True).content.decode()

    meeting.refresh_from_db()
    suggestion.refresh_from_db()
    assert "The listing has changed in the meantime." in answer
    assert (meeting.name, suggestion.status) == ("Nádej z feedu", SuggestionStatus.WAITING)


def test_the_second_of_two_moderators_is_told(here: ServiceBody, moderator: User) -> None:
    suggestion = suggested(listed(here), **BELL)
    other = at_work(person("Druhý", here))
    form = filled_in(other, page_of(suggestion), do="accept")
    decide(suggestion, SuggestionStatus.DECLINED, answer="No", by=moderator)

    outcome = accept_change(suggestion, Acceptance(taken=suggestion.proposed), by=moderator)
    answer = other.post(page_of(suggestion), form, follow=True).content.decode()

    suggestion.refresh_from_db()
    assert outcome is Outcome.DECIDED_ALREADY
    assert "Decided on" in answer
    assert suggestion.status == SuggestionStatus.DECLINED


def test_a_change_that_contradicts_the_listing_is_refused_with_its_reason(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    suggestion = suggested(meeting, {"meeting-attendance": "online"}, basis={"meeting-attendance": "in_person"})

    answer = do(moderator, suggestion, "accept").content.decode()

    meeting.refresh_from_db()
    assert "Give the online link" in answer
    assert meeting.attendance == Attendance.IN_PERSON


def test_the_meeting_ends_when_that_is_taken(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)

    do(moderator, suggested(meeting, {"meeting-has_ended": "yes"}, basis={"meeting-has_ended": ""}), "accept")

    meeting.refresh_from_db()
    assert (meeting.status, meeting.ended_on) == (MeetingStatus.ENDED, timezone.localdate())


def test_another_building_is_a_new_one(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    neighbour = listed(here, "Sused", venue=meeting.venue)

    do(moderator, suggested(meeting, {"venue-street": "Nová 3"}, basis={"venue-street": "Hlavná 1"}), "accept", house="elsewhere")

    meeting.refresh_from_db()
    neighbour.refresh_from_db()
    assert meeting.venue
    assert neighbour.venue
    assert (meeting.venue.street, meeting.venue.city, meeting.venue.bell) == ("Nová 3", "Žilina", "")
    assert neighbour.venue.street == "Hlavná 1"


def test_a_shared_house_waits_for_the_others(here: ServiceBody, moderator: User) -> None:
    there = body("Intergrupa Juh")
    others = person("Južan", there)
    meeting = listed(here)
    listed(there, "Sused", venue=meeting.venue)
    suggestion = suggested(meeting, **BELL)

    do(moderator, suggestion, "accept")

    assert meeting.venue
    meeting.venue.refresh_from_db()
    suggestion.refresh_from_db()
    passed_on = Suggestion.objects.get(kind=SuggestionKind.VENUE)
    assert (meeting.venue.bell, suggestion.status, suggestion.taken) == ("Klub", SuggestionStatus.IN_PART, ["meeting-name"])
    assert f'href="{page_of(passed_on)}"' in at_work(others).get(QUEUE).content.decode()
    assert f'href="{page_of(passed_on)}"' not in at_work(moderator).get(QUEUE).content.decode()
    do(others, passed_on, "accept")
    meeting.venue.refresh_from_db()
    passed_on.refresh_from_db()
    assert (meeting.venue.bell, passed_on.status) == ("Klub 2", SuggestionStatus.ACCEPTED)


def test_a_house_of_three_bodies_needs_both_others(here: ServiceBody, moderator: User) -> None:
    bodies = [body("Juh"), body("Východ")]
    first, second = person("Južan", bodies[0]), person("Východniar", bodies[1])
    meeting = listed(here)
    for one in bodies:
        listed(one, one.name, venue=meeting.venue)
    assert meeting.venue
    suggestion = suggest_venue_change(meeting.venue, {"bell": "Klub 2", "step_free": True}, by=moderator)
    assert suggestion

    do(first, suggestion, "accept")
    meeting.venue.refresh_from_db()
    after_one = meeting.venue.bell
    do(second, suggestion, "accept")

    meeting.venue.refresh_from_db()
    assert (after_one, meeting.venue.bell, meeting.venue.step_free) == ("Klub", "Klub 2", True)


def test_what_is_personal_is_masked_until_somebody_opens_it(here: ServiceBody, moderator: User) -> None:
    told = "Zavolajte Jane Kováčovej 0903 123 456"
    suggestion = suggested(
        listed(here), {"meeting-notes": told}, basis={"meeting-notes": ""}, text=told, reply_to="eva@example.org"
    )
    client = at_work(moderator)

    before = client.get(page_of(suggestion)).content.decode() + client.get(QUEUE).content.decode()
    client.post(page_of(suggestion), {"do": "show"})
    after = client.get(page_of(suggestion)).content.decode()

    assert not any(word in before for word in ("0903", "eva@example.org", "Kováčovej"))
    assert all(word in after for word in ("0903", "eva@example.org", "Kováčovej"))
    opened = Change.objects.get(content_type__model="suggestion")
    assert (opened.revision.by, list(opened.fields)) == (moderator, ["opened_at"])


def test_nobody_else_sees_or_decides(here: ServiceBody) -> None:
    stranger = person("Cudzí", body("Inde"))
    reader = person("Čitateľ", here, MembershipRole.READER)
    meeting = listed(here)
    suggestion = suggested(meeting, **BELL)
    filed(meeting, "a", "b")

    for user in (stranger, reader):
        client = at_work(user)
        assert meeting.name not in client.get(QUEUE).content.decode()
        assert client.get(page_of(suggestion)).status_code == 404
        assert client.post(page_of(suggestion), {"do": "accept"}).status_code == 404
        assert client.post(f"{QUEUE}reports/{meeting.public_id}/", {"do": "ended"}).status_code == 404
    suggestion.refresh_from_db()
    assert suggestion.status == SuggestionStatus.WAITING


@pytest.mark.parametrize(("button", "status"), [("decline", SuggestionStatus.DECLINED), ("spam", SuggestionStatus.SPAM)])
def test_what_is_not_taken_leaves_the_listing(here: ServiceBody, moderator: User, button: str, status: SuggestionStatus) -> None:
    meeting = listed(here)
    suggestion = suggested(meeting, **BELL)

    do(moderator, suggestion, button, answer="No, thank you.")

    suggestion.refresh_from_db()
    meeting.refresh_from_db()
    assert (suggestion.status, suggestion.answer, meeting.name) == (status, "No, thank you.", "Nádej")


def test_known_already_says_of_which(here: ServiceBody, moderator: User) -> None:
    meeting = listed(here)
    first, second = suggested(meeting, **BELL), suggested(meeting, **BELL)

    without = do(moderator, second, "known").content.decode()
    do(moderator, second, "known", duplicate_of=str(first.pk))

    second.refresh_from_db()
    assert "Choose of which." in without
    assert (second.status, second.duplicate_of) == (SuggestionStatus.DUPLICATE, first)


def test_a_text_to_decline_with_is_in_the_language_of_the_sender(here: ServiceBody, moderator: User) -> None:
    suggestion = suggested(listed(here), **BELL, language="en")

    page = at_work(moderator).get(f"{page_of(suggestion)}?reply=unsure").content.decode()

    assert "We asked the group, and the listing is right as it stands.</textarea>" in page


def test_a_new_meeting_is_completed_and_listed(here: ServiceBody, moderator: User, gazetteer: None) -> None:
    make_fellowship()
    told = {"name": "Nový začiatok", "attendance": "in_person", "city": "Žilina", "street": "Hlavná 5", "access": "open"}
    told |= {"how_often": "second", "weekday": "2", "start_minute": "18:00"}
    suggestion = suggested(None, told, kind=SuggestionKind.NEW, service_body=here)

    incomplete = do(moderator, suggestion, "accept").content.decode()
    do(moderator, suggestion, "accept", fellowship="aa")

    meeting = Meeting.objects.get()
    rule = meeting.rules.get()
    suggestion.refresh_from_db()
    assert "Choose the fellowship" in incomplete
    assert (meeting.name, meeting.group.service_body, meeting.status) == ("Nový začiatok", here, MeetingStatus.PUBLISHED)
    assert meeting.venue
    assert meeting.venue.place
    assert (meeting.venue.place.slug, rule.zone) == ("zilina", "Europe/Bratislava")
    assert (rule.interval, rule.weekday, rule.first_on and rule.first_on.weekday()) == (2, 2, 2)
    assert (suggestion.meeting, suggestion.status, meeting.confirmed_on) == (meeting, SuggestionStatus.ACCEPTED, None)


def filed(meeting: Meeting, *networks: str) -> None:
    for network in networks:
        report(meeting, kind=ReportKind.MOVED, on=timezone.localdate(), about_date=None, network_hash=network, by=None, source=ROAD)


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
    meeting, other = listed(here), listed(body("Inde"), "Cudzia")
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
