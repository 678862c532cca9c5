"""What a deletion leaves in the history: every row that went along, with its last values, and nobody's mail address."""

from datetime import date

import pytest

from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import Contact, Group, Membership, ServiceBody
from history.actions import delete, save
from history.models import Change, ChangeKind
from meetings.actions import save_exception
from meetings.models import Confirmation, Occurrence, Report, ScheduleException
from tests.meetings.world import ROAD, TODAY, make_group, make_meeting, make_rule

pytestmark = pytest.mark.django_db

MAIL = "jana.novakova@example.org"


def deletions() -> dict[str, Change]:
    """What was deleted, by the name of its model."""
    return {change.content_type.model: change for change in Change.objects.filter(kind=ChangeKind.DELETED)}


def make_exception(**fields: object) -> ScheduleException:
    return save_exception(ScheduleException(first_on=TODAY, last_on=TODAY, **fields), by=None, source=ROAD)


def make_membership(user: User, **care: Group | ServiceBody) -> Membership:
    term = {"starts_on": date(2026, 1, 1), "ends_on": date(2028, 1, 1)}
    return save(Membership(user=user, role="editor", **care, **term), by=None, source=ROAD)


def make_body() -> ServiceBody:
    return save_service_body(ServiceBody(name="Intergrupa Žilina", kind=BodyKind.INTERGROUP), by=None, source=ROAD)


def test_a_meeting_takes_its_rules_and_exceptions_into_the_history() -> None:
    meeting = make_meeting()
    rule = make_rule(meeting)
    exception = make_exception(rule=rule, kind="cancelled")

    delete(meeting, by=None, source=ROAD)

    left = deletions()
    assert {model: change.object_id for model, change in left.items() if model != "meeting"} == {
        "schedulerule": rule.pk,
        "scheduleexception": exception.pk,
    }
    assert left["schedulerule"].fields["start_minute"] == [1080, None]
    assert left["scheduleexception"].fields["first_on"] == [TODAY.isoformat(), None]
    assert len({change.revision_id for change in left.values()}) == 1


def test_a_group_takes_its_contacts_and_roles_but_nothing_personal() -> None:
    group = make_group()
    contact = Contact(group=group, kind="mail", value=MAIL)
    save(contact, by=None, source=ROAD)
    make_membership(User.objects.create_user(MAIL), group=group)

    delete(group, by=None, source=ROAD)

    left = deletions()
    assert set(left) == {"group", "contact", "membership"}
    assert left["contact"].fields["value"] == [None, None]
    assert left["membership"].fields["ends_on"] == ["2028-01-01", None]
    assert MAIL not in str([(change.label, change.fields) for change in Change.objects.all()])


def test_a_role_is_named_by_what_is_gone_with_it() -> None:
    body = make_body()
    make_membership(User.objects.create_user(MAIL, display_name="Jana"), service_body=body)

    delete(body, by=None, source=ROAD)

    assert deletions()["membership"].label == "Jana: editor, Intergrupa Žilina"


def test_the_role_of_somebody_without_a_name_is_named_by_number() -> None:
    user = User.objects.create_user(MAIL)

    make_membership(user, service_body=make_body())

    assert Change.objects.get(content_type__model="membership").label == f"#{user.pk}: editor, Intergrupa Žilina"


def test_indexes_and_reports_leave_nothing() -> None:
    meeting = make_meeting()
    make_exception(rule=make_rule(meeting), kind="cancelled")
    Report.objects.create(meeting=meeting, kind="other", on=TODAY, network_hash="b1946ac9")
    Confirmation.objects.create(meeting=meeting, on=TODAY, role="coordinator", road="workplace")

    delete(meeting, by=None, source=ROAD)

    assert not Occurrence.objects.exists()
    assert {"occurrence", "report", "confirmation"}.isdisjoint(deletions())
    assert "b1946ac9" not in str([change.fields for change in Change.objects.all()])


def test_a_row_that_loses_its_relation_is_a_change() -> None:
    successor = make_group("Nová")
    ended = make_group("Stará", status="ended", successor=successor)
    key = successor.pk

    delete(successor, by=None, source=ROAD)

    change = Change.objects.get(kind=ChangeKind.CHANGED)
    assert (change.object_id, change.fields) == (ended.pk, {"successor_id": [key, None]})
