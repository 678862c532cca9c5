"""The workplace: what is changed there appears at once, goes through the actions, and stands in the history."""

from datetime import date

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from history.models import Change, ChangeKind, Revision
from history.road import RoadKind
from meetings.actions import save_exception
from meetings.models import Meeting, ScheduleException, ScheduleRule
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue
from tests.workplace.forms import address, filled_in

pytestmark = pytest.mark.django_db


def public_page(meeting: Meeting) -> str:
    return reverse("meeting", args=[meeting.public_id, meeting.slug])


def test_a_changed_time_appears_at_once(workplace: Client, client: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    data = filled_in(workplace, address(meeting), **{"rules-0-start_minute": "17:15", "rules-0-ends": "18:45"})

    response = workplace.post(address(meeting), data)

    assert response.status_code == 302
    assert "17:15 to 18:45" in client.get(public_page(meeting)).content.decode()


def test_a_change_is_one_entry_with_who_when_and_by_which_road(workplace: Client, coordinator: User) -> None:
    meeting = make_meeting()
    rule = make_rule(meeting)
    before = Revision.objects.count()

    times = {"rules-0-start_minute": "17:15", "rules-0-ends": "18:45"}
    workplace.post(address(meeting), filled_in(workplace, address(meeting), name="Nový názov", **times))

    assert Revision.objects.count() == before + 1
    entry = Revision.objects.latest("pk")
    assert (entry.by, entry.road) == (coordinator, RoadKind.WORKPLACE)
    changed = {change.label: change.fields for change in entry.changes.all()}
    assert changed["Nový názov"]["name"] == ["Nádej", "Nový názov"]
    assert next(fields for label, fields in changed.items() if label != "Nový názov") == {"start_minute": [1080, 1035]}
    assert ScheduleRule.objects.get().pk == rule.pk


def test_saving_confirms_a_published_meeting(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)

    workplace.post(address(meeting), filled_in(workplace, address(meeting)))

    meeting.refresh_from_db()
    assert (meeting.confirmed_on, meeting.confirmed_by) == (timezone.localdate(), "coordinator")


def test_a_meeting_is_added_with_its_rule(workplace: Client, client: Client) -> None:
    group, venue = make_group(), make_venue()
    rule = {
        "rules-TOTAL_FORMS": "1",
        "rules-0-how": "weekly",
        "rules-0-weekday": "2",
        "rules-0-start_minute": "18:00",
        "rules-0-zone": "Europe/Bratislava",
        "rules-0-access": "open",
        "rules-0-interval": "1",
    }
    given = {"name": "Streda", "group": group.pk, "venue": venue.pk, "attendance": "in_person", "status": "published", **rule}

    response = workplace.post(address(Meeting(), "add"), filled_in(workplace, address(Meeting(), "add"), **given))

    assert response.status_code == 302, response.context["errors"]
    meeting = Meeting.objects.get()
    assert "Every Wednesday, from 18:00" in client.get(public_page(meeting)).content.decode()


def test_a_meeting_without_a_venue_is_refused_in_plain_words(workplace: Client) -> None:
    given = {"name": "Streda", "group": make_group().pk, "attendance": "in_person", "status": "published"}

    response = workplace.post(address(Meeting(), "add"), filled_in(workplace, address(Meeting(), "add"), **given))

    assert "A meeting in person needs a venue." in response.content.decode()
    assert not Meeting.objects.exists()


def test_a_wrong_rule_is_refused_and_what_was_typed_stays(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    data = filled_in(workplace, address(meeting), name="Zmenené", **{"rules-0-zone": "Europe/Zilina"})

    response = workplace.post(address(meeting), data)

    page = response.content.decode()
    assert "Not a known time zone" in page
    assert "Zmenené" in page


def test_a_cancelled_date_is_shown_at_once(workplace: Client, client: Client) -> None:
    meeting = make_meeting()
    rule = make_rule(meeting, weekday=timezone.localdate().weekday(), start_minute=1439)
    today = timezone.localdate().isoformat()
    given = {"rule": rule.pk, "kind": "cancelled", "first_on": today, "last_on": today}

    response = workplace.post(
        address(ScheduleException(), "add"), filled_in(workplace, address(ScheduleException(), "add"), **given)
    )

    assert response.status_code == 302, response.context["errors"]
    assert "does not meet" in client.get(public_page(meeting)).content.decode()


def test_a_rule_shows_its_sentence_and_the_next_six_dates(workplace: Client) -> None:
    rule = make_rule(make_meeting())

    page = workplace.get(address(rule)).content.decode()

    assert "Every Tuesday, 18:00 to 19:30" in page
    assert page.count("<div>Tuesday ") == 6


def test_a_moved_date_is_shown_at_its_new_time(workplace: Client) -> None:
    rule = make_rule(make_meeting(), weekday=timezone.localdate().weekday(), start_minute=1439)
    today = timezone.localdate()
    moved = ScheduleException(kind="moved", rule=rule, first_on=today, last_on=today, to_on=today, to_minute=1435)
    save_exception(moved, by=None, source=ROAD)

    page = workplace.get(address(rule)).content.decode()

    assert "23:55 to 01:25 – moved" in page


def test_the_history_of_a_row_says_what_changed(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    workplace.post(address(meeting), filled_in(workplace, address(meeting), name="Nový názov"))

    page = workplace.get(address(meeting, "history")).content.decode()

    assert "from “Nádej” to “Nový názov”" in page
    assert "Koordinátorka" in page


def test_deleting_is_an_entry_with_the_last_values(workplace: Client) -> None:
    rule = make_rule(make_meeting())
    key = rule.pk

    workplace.post(reverse("admin:meetings_schedulerule_delete", args=[key]), {"post": "yes"})

    change = Change.objects.get(kind=ChangeKind.DELETED, object_id=key)
    assert change.fields["start_minute"] == [1080, None]


def test_meetings_are_found_by_folded_words(workplace: Client) -> None:
    make_meeting("Žilinská nádej")
    make_meeting("Iné", group=make_group("Iná"))

    page = workplace.get(address(Meeting(), "changelist"), {"q": "zilinska NADEJ"}).content.decode()

    assert "Žilinská nádej" in page
    assert "Iné</a>" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_meetings_takes_the_same_queries_for_any_number(
    workplace: Client, rows: int, django_assert_num_queries: object
) -> None:
    for number in range(rows):
        make_rule(make_meeting(f"Stretnutie {number}"))
    workplace.get(address(Meeting(), "changelist"))

    with django_assert_num_queries(7):  # type: ignore[operator]
        workplace.get(address(Meeting(), "changelist"))


def test_no_select_lists_rows_without_bound(workplace: Client) -> None:
    """A select of groups, venues or meetings would be a million options long: such fields complete what is typed."""
    unbounded = [
        f"{model._meta.label}.{field.name}"
        for model, page in admin.site._registry.items()
        for field in [*model._meta.fields, *model._meta.local_many_to_many]
        if field.related_model
        and field.editable
        and field.name not in (*page.autocomplete_fields, *page.raw_id_fields)
        and page.has_add_permission(workplace.get("/admin/").wsgi_request)
        and any(field.name == bound.name for bound in form_fields(page, workplace))
    ]

    assert unbounded == []


def form_fields(page: admin.ModelAdmin, workplace: Client):  # type: ignore[no-untyped-def,type-arg]
    form = page.get_form(workplace.get("/admin/").wsgi_request)()
    return list(form)


def test_visitors_are_sent_to_the_sign_in(client: Client) -> None:
    response = client.get("/admin/meetings/meeting/")

    assert response.headers["Location"].startswith("/admin/login/")


def test_forms_of_the_workplace_send_an_origin(workplace: Client) -> None:
    assert workplace.get("/admin/").headers["Referrer-Policy"] == "same-origin"


def test_dates_are_typed_as_they_are_written(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    data = filled_in(workplace, address(meeting), **{"rules-0-pause_from": "1.7.", "rules-0-pause_until": "31 8"})

    workplace.post(address(meeting), data)

    assert ScheduleRule.objects.values_list("pause_from", "pause_until").get() == (701, 831)
    assert date(2026, 7, 7) not in {row.local_date for row in meeting.occurrences.all()}
