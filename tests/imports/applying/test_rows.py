"""Record in, rows out: the table "What real feeds contain, and what a good reader does" of docs/meeting-guide.md."""

from pathlib import Path
from typing import Any

import pytest

from groups.models import Group
from history.actions import save
from imports.models import ImportRun, Source
from interchange.records import Access, Frequency
from meetings.kinds import FormatCategory, MeetingStatus
from meetings.models import Format, Meeting, ScheduleRule
from places.models import Precision, Venue, Visibility
from tests.imports.world import ZONE, codes, figures, make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD, make_fellowship

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def discussion() -> Format:
    """The format of complete objects."""
    return save(Format(slug="discussion", category=FormatCategory.STRUCTURE, name={"en": "Discussion"}), by=None, source=ROAD)


def imported(folder: Path, source: Source | None = None, **changes: Any) -> ImportRun:
    """A run of one complete object with some fields changed."""
    return run(folder, source or make_source(), item(**changes))


def rules() -> list[tuple[int | None, int | None]]:
    """Weekday and minute of every rule."""
    return list(ScheduleRule.objects.values_list("weekday", "start_minute"))


def test_a_list_of_days_is_a_rule_for_each(tmp_path: Path) -> None:
    imported(tmp_path, day=[1, "štvrtok"])

    assert rules() == [(0, 420), (3, 420)]


@pytest.mark.parametrize("day", ["", None, 7, "kedykoľvek"])
def test_an_unreadable_day_is_rejected_and_never_sunday(tmp_path: Path, day: Any) -> None:
    rejected = imported(tmp_path, day=day)

    assert figures(rejected) == (0, 0, 0, 1, 0)
    assert rules() == []


@pytest.mark.parametrize(("time", "minute"), [("7:00 PM", 1140), ("19.30", 1170), ("noon", 720)])
def test_an_unambiguous_time_is_understood(tmp_path: Path, time: str, minute: int) -> None:
    imported(tmp_path, time=time, end_time=...)

    assert rules() == [(0, minute)]


def test_midnight_at_the_end_of_the_day_is_the_next_day(tmp_path: Path) -> None:
    imported(tmp_path, time="24:00", end_time=...)

    assert rules() == [(1, 0)]


@pytest.mark.parametrize("changes", [{"time": "podvečer"}, {"time": ...}, {"day": ...}])
def test_half_a_time_is_rejected(tmp_path: Path, changes: dict[str, Any]) -> None:
    rejected = imported(tmp_path, **changes)

    assert rejected.rejected == 1
    assert rejected.problems.get().rejects


def test_neither_day_nor_time_is_by_appointment(tmp_path: Path) -> None:
    imported(tmp_path, day=..., time=..., end_time=...)

    assert ScheduleRule.objects.get().frequency == Frequency.BY_APPOINTMENT


def test_an_end_before_the_start_crosses_midnight(tmp_path: Path) -> None:
    imported(tmp_path, time="23:30", end_time="01:00")

    assert ScheduleRule.objects.get().duration_minutes == 90


def test_an_end_that_nobody_says_is_not_invented(tmp_path: Path) -> None:
    imported(tmp_path, end_time=...)

    assert ScheduleRule.objects.get().duration_minutes is None


def test_types_in_a_string_are_split_and_unknown_ones_kept_and_counted(tmp_path: Path) -> None:
    noted = run(tmp_path, make_source(), item(types="c,D,QQ"), item(types=["QQ", None], slug="iná"))

    meeting = Meeting.objects.get(source_links__key="ranna-skupina")
    assert [str(one) for one in meeting.formats.all()] == ["Discussion"]
    assert (meeting.other_codes, meeting.rules.get().access) == (("QQ",), Access.CLOSED)
    assert list(noted.problems.values_list("code", "value", "count")) == [("unknown_code", "QQ", 2)]


def test_a_code_that_only_this_site_knows_is_a_format(tmp_path: Path) -> None:
    own = Format(slug="round", category=FormatCategory.STRUCTURE, name={"en": "Round"}, codes={"aa": ["QQ"]})
    save(own, by=None, source=ROAD)

    imported(tmp_path, types=["O", "qq"])

    assert [str(one) for one in only_meeting().formats.all()] == ["Round"]
    assert only_meeting().other_codes == ()


def test_a_format_that_this_site_lacks_is_noted(tmp_path: Path) -> None:
    noted = imported(tmp_path, types=["O", "ST"])

    assert list(noted.problems.values_list("code", "value")) == [("format_unknown", "step-study")]


def test_open_and_closed_is_not_stated_and_said(tmp_path: Path) -> None:
    noted = imported(tmp_path, types=["O", "C"])

    rule = ScheduleRule.objects.get()
    assert (rule.access, rule.ask_first, codes(noted)) == (Access.NOT_STATED, True, ["open_and_closed"])


@pytest.mark.parametrize(("fellowship", "code_set", "expected"), [("aa", "aa", ("es",)), ("aca", "aca", ())])
def test_a_code_means_what_its_fellowship_means(tmp_path: Path, fellowship: str, code_set: str, expected: tuple[str]) -> None:
    imported(tmp_path, make_source(fellowship=make_fellowship(fellowship, code_set=code_set)), types=["S"])

    assert only_meeting().languages == expected


def test_unknown_hosts_and_odd_numbers_are_kept(tmp_path: Path) -> None:
    imported(tmp_path, conference_url="https://meet.example.org/x", conference_phone=3012345, types=["O", "ONL"])

    meeting = only_meeting()
    assert (meeting.online_url, meeting.phone, meeting.attendance) == ("https://meet.example.org/x", "3012345", "hybrid")


def test_html_becomes_plain_text_in_the_sources_language(tmp_path: Path) -> None:
    imported(tmp_path, make_source(language="sk"), notes="Vchod<br>z&nbsp;dvora &amp; hore", location_notes="NULL")

    assert only_meeting().notes == {"sk": "Vchod\nz dvora & hore"}
    assert Venue.objects.get().directions == {}


def test_the_language_of_a_text_may_be_unknown(tmp_path: Path) -> None:
    imported(tmp_path, notes="Vchod z dvora")

    assert only_meeting().notes == {"und": "Vchod z dvora"}


def test_without_a_slug_a_record_is_found_again_by_its_content(tmp_path: Path) -> None:
    source = make_source()
    first = imported(tmp_path, source, slug=...)

    second = imported(tmp_path, source, slug=...)

    assert (codes(first), figures(second)) == (["slug_missing"], (0, 0, 1, 0, 0))


def test_a_repeated_slug_is_a_problem_only_with_other_content(tmp_path: Path) -> None:
    noted = run(tmp_path, make_source(), item(), item(), item(time="09:00", end_time="10:00"))

    assert (figures(noted), Meeting.objects.count()) == ((2, 0, 1, 0, 0), 2)
    assert codes(noted) == ["record_repeated", "slug_repeated"]


def test_a_missing_region_is_not_that_of_the_record_before(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(region="Petržalka"), item(slug="iná", location="Iný dom", region=...))

    assert list(Venue.objects.order_by("pk").values_list("district", flat=True)) == ["Petržalka", ""]


def test_a_failing_record_leaves_all_others_alone(tmp_path: Path) -> None:
    mixed = run(tmp_path, make_source(), "?", item(), item(slug="x", name="", group=..., location=...), item(slug="iná", day=3))

    assert figures(mixed) == (2, 0, 0, 2, 0)
    assert mixed.came_in == 4
    assert list(mixed.problems.filter(rejects=True).values_list("code", "index")) == [("name_missing", 2), ("not_an_object", 0)]


def test_inactive_meetings_are_paused(tmp_path: Path) -> None:
    imported(tmp_path, types=["O", "TC"])

    assert only_meeting().status == MeetingStatus.PAUSED


def test_an_online_meeting_without_a_link_asks_the_group(tmp_path: Path) -> None:
    noted = imported(tmp_path, types=["ONL"], approximate="yes")

    assert (only_meeting().is_link_on_request, only_meeting().venue, codes(noted)) == (True, None, ["link_missing"])


def test_meetings_of_young_people_show_their_area_only(tmp_path: Path) -> None:
    source = make_source(fellowship=make_fellowship("al-anon", code_set="al-anon"))

    run(tmp_path, source, item(types=["Y", "O"], group="Nádej"), item(types=["O"], group="Nádej", slug="iná"))

    young, adult = Meeting.objects.order_by("pk")
    assert (young.visibility, young.group.serves, young.rules.get().access) == (Visibility.AREA_ONLY, "minors", Access.CLOSED)
    assert (adult.visibility, adult.group.serves) == (Visibility.PUBLIC, "")


def test_who_is_asked_for_only_is_not_welcome_besides(tmp_path: Path) -> None:
    source = make_source(fellowship=make_fellowship("saa", code_set="saa"))

    imported(tmp_path, source, types=["W", "LGBTQ"])

    meeting = only_meeting()
    meeting.full_clean()
    assert not set(meeting.audiences_only) & set(meeting.audiences_welcome)


def test_facts_of_any_record_are_those_of_the_building(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(types=["O"]), item(types=["X"], slug="iná", day=3), item(types=["XB"], slug="ďalšia", day=4))

    venue = Venue.objects.get()
    assert (venue.step_free, venue.toilet, venue.lift) == (True, True, None)


def test_groups_and_venues_are_shared(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(group="Nádej"), item(group="Nádej", slug="iná", day=3, name="Večer"))

    assert (Group.objects.count(), Venue.objects.count(), Meeting.objects.count()) == (1, 1, 2)


def test_a_group_without_a_name_is_called_as_its_meeting(tmp_path: Path) -> None:
    imported(tmp_path, group="District 07", group_notes="The district meets in March.")

    group = Group.objects.get()
    assert (group.name, group.about) == ("Ranná skupina", {})


def test_coordinates_are_exact_unless_the_feed_says_otherwise(tmp_path: Path) -> None:
    imported(tmp_path)

    venue = Venue.objects.get()
    assert (venue.latitude, venue.longitude, venue.precision, venue.zone) == (48.14816, 17.10674, Precision.EXACT, ZONE)


def test_the_zone_is_the_records_else_that_of_its_coordinates(tmp_path: Path) -> None:
    source = make_source(zone="UTC")

    run(tmp_path, source, item(timezone="Europe/Warsaw"), item(timezone=..., slug="iná"))

    assert list(ScheduleRule.objects.order_by("pk").values_list("zone", flat=True)) == ["Europe/Warsaw", ZONE]


def test_a_zone_that_nothing_tells_is_the_sources_and_said(tmp_path: Path) -> None:
    noted = imported(
        tmp_path,
        timezone=...,
        types=["ONL"],
        conference_url="https://zoom.us/j/1",
        formatted_address="Online",
        region="",
        city=...,
        country=...,
        approximate="yes",
        latitude=...,
        longitude=...,
    )

    assert (ScheduleRule.objects.get().zone, codes(noted)) == (ZONE, ["zone_assumed"])


def test_what_is_too_long_for_its_column_is_shortened_and_said(tmp_path: Path) -> None:
    noted = imported(tmp_path, website=f"https://example.org/{'x' * 300}", location="Dom " * 100)

    assert Group.objects.get().website == ""
    assert len(Venue.objects.get().name) <= 200
    assert codes(noted) == ["text_shortened", "text_shortened"]


def test_a_new_listing_is_found_by_its_words_at_once(tmp_path: Path) -> None:
    imported(tmp_path)

    meeting = only_meeting()
    assert (meeting.slug, meeting.latitude) == ("ranna-skupina", 48.14816)
    assert meeting.search_text == "ranna skupina ranna skupina dom kultury obchodna 5 bratislava"
