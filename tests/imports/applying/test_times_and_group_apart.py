"""Times, formats and group field by field: what a person has set right stays, and the rest follows the source."""

from pathlib import Path
from typing import Any

import pytest

from accounts.care import MembershipRole
from accounts.models import User
from groups.actions import save_group
from groups.models import Group
from imports.disagreeing import take_theirs
from meetings.actions import save_meeting, save_rule
from meetings.models import Format, ScheduleRule
from tests.imports.applying.disputes import disputed, imported, in_words, only_one
from tests.imports.world import make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD, make_group
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db


def edit_rule(**fields: Any) -> None:
    """A coordinator sets the times right."""
    rule = ScheduleRule.objects.get()
    for name, value in fields.items():
        setattr(rule, name, value)
    save_rule(rule, by=None, source=ROAD)


def rules(*names: str) -> list[tuple[Any, ...]]:
    return list(ScheduleRule.objects.order_by("weekday", "start_minute").values_list(*names))


def test_who_may_come_as_a_person_says_stays_when_the_hour_changes(tmp_path: Path) -> None:
    source = imported(tmp_path, types=["O"])
    edit_rule(access="closed")

    run(tmp_path, source, item(types=["O"], time="07:30"))

    assert (rules("start_minute", "access"), disputed()) == ([(450, "closed")], [])


def test_the_hour_as_a_person_says_stays_when_who_may_come_changes(tmp_path: Path) -> None:
    source = imported(tmp_path, types=["O"])
    edit_rule(start_minute=435)

    run(tmp_path, source, item(types=["C"]))

    assert (rules("start_minute", "access"), disputed()) == ([(435, "closed")], [])


def test_times_that_both_changed_are_shown_and_taken_with_their_ids(tmp_path: Path) -> None:
    source = imported(tmp_path)
    edit_rule(start_minute=435)
    kept = ScheduleRule.objects.get()

    run(tmp_path, source, item(day=[1, 3], time="07:30", end_time="08:30"))

    assert (rules("weekday", "start_minute"), disputed()) == ([(0, 435)], ["times"])
    assert in_words()[1] == "Every Monday, 07:30 to 08:30\nEvery Wednesday, 07:30 to 08:30"
    take_theirs(only_one(), by=None, source=ROAD)
    assert (rules("weekday", "start_minute"), disputed()) == ([(0, 450), (2, 450)], [])
    assert ScheduleRule.objects.get(weekday=0).pk == kept.pk


def test_a_day_that_a_person_added_stays_and_who_may_come_is_asked(tmp_path: Path) -> None:
    source = imported(tmp_path)
    extra = ScheduleRule.objects.get()
    save_rule(ScheduleRule(meeting=extra.meeting, weekday=4, start_minute=600, zone=extra.zone), by=None, source=ROAD)

    run(tmp_path, source, item(types=["C"], name="Iný názov"))
    assert (rules("weekday", "access"), disputed()) == ([(0, "open"), (4, "not_stated")], ["access"])
    take_theirs(only_one(), by=None, source=ROAD)

    assert rules("weekday", "access") == [(0, "closed"), (4, "not_stated")]


def test_formats_that_a_person_chose_stay_when_the_name_changes(tmp_path: Path) -> None:
    step = Format.objects.create(slug="s", name={"en": "s"}, codes={"aa": ["QS"]})
    book = Format.objects.create(slug="b", name={"en": "b"}, codes={"aa": ["QB"]})
    source = imported(tmp_path, types=["O", "QS"])
    only_meeting().formats.set([book])

    run(tmp_path, source, item(types=["O", "QS"], name="Iný názov"))
    assert (list(only_meeting().formats.all()), disputed()) == ([book], [])
    run(tmp_path, source, item(types=["O", "QS", "QB"], name="Iný názov"))

    assert (list(only_meeting().formats.all()), disputed()) == ([book], ["formats"])
    assert in_words() == ("b", "b, s")
    take_theirs(only_one(), by=None, source=ROAD)
    assert set(only_meeting().formats.all()) == {step, book}


def test_a_name_of_the_group_that_a_person_set_right_stays_when_its_website_changes(tmp_path: Path) -> None:
    source = imported(tmp_path, group="Nádej")
    group = Group.objects.get()
    group.name = "Nádej Bratislava"
    save_group(group, by=None, source=ROAD)

    run(tmp_path, source, item(group="Nádej", website="https://nadej.example"))
    assert list(Group.objects.values_list("name", "website")) == [("Nádej Bratislava", "https://nadej.example")]
    run(tmp_path, source, item(group="Nová nádej", website="https://nadej.example"))

    assert (Group.objects.get().name, disputed()) == ("Nádej Bratislava", ["name"])
    take_theirs(only_one(), by=None, source=ROAD)
    assert Group.objects.get().name == "Nová nádej"


def test_a_meeting_that_a_person_gave_to_another_group_is_not_given_to_one_of_others(tmp_path: Path) -> None:
    mine = make_body("Naša")
    source = make_source()
    run(tmp_path, source, item(group="Nádej"))
    meeting = only_meeting()
    meeting.group = make_group("Vlastná", service_body=mine)
    save_meeting(meeting, by=None, source=ROAD)
    run(tmp_path, source, item(group="Nová"))
    editor = User.objects.create_user("editor@example.org", "not-a-real-password")
    give_role(editor, MembershipRole.EDITOR, mine)
    assert disputed() == ["group"]

    with pytest.raises(Exception, match="somebody else’s care"):
        take_theirs(only_one(), by=editor, source=ROAD)

    assert only_meeting().group.name == "Vlastná"
