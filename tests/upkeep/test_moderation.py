"""The queue of suggestions: what waits, what is taken, and what is asked of others."""

import pytest
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import ServiceBody
from history.models import Change, Revision
from history.road import RoadKind
from interchange.records import Attendance, Frequency
from meetings.actions import save_meeting
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from tests.meetings.world import ROAD, make_fellowship
from tests.upkeep.moderating import BELL, QUEUE, do, filed, listed, page_of, person, suggested
from tests.upkeep.people import at_work
from tests.workplace.forms import filled_in
from tests.workplace.roles import make_body
from upkeep.actions import Acceptance, Outcome, accept_change, decide, suggest_venue_change
from upkeep.kinds import SuggestionKind, SuggestionStatus
from upkeep.models import Suggestion

pytestmark = pytest.mark.django_db


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
    there = make_body("Intergrupa Juh")
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
    bodies = [make_body("Juh"), make_body("Východ")]
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
    stranger = person("Cudzí", make_body("Inde"))
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
