"""Staff of a clinic make a list, keep it, and see what has become of its meetings."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import ServiceBody
from history.models import Revision
from referrals.kinds import Note
from referrals.models import ListedMeeting, ReferralList
from tests.referrals.world import end, make_clinic, make_list, make_weekly, move
from tests.workplace.forms import address, filled_in
from tests.workplace.roles import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> ServiceBody:
    return make_clinic()


@pytest.fixture
def staff(clinic: ServiceBody) -> Client:
    return signed_in(clinic)


def signed_in(clinic: ServiceBody, role: MembershipRole = MembershipRole.EDITOR) -> Client:
    user = User.objects.create_user(f"staff-{User.objects.count()}@clinic.example", "not-a-real-password")
    give_role(user, role, clinic)
    client = Client()
    client.force_login(user)
    return client


def fresh(name: str, **fields: Any) -> Any:
    """A weekly meeting that was listed today."""
    return make_weekly(name, **{"listed_on": timezone.localdate(), **fields})


def page(name: str, row: ReferralList) -> str:
    return reverse(f"admin:referrals_referrallist_{name}", args=[row.pk])


def names(row: ReferralList) -> list[str]:
    return [one.meeting.name for one in ListedMeeting.objects.in_order().filter(referral_list=row)]


def make_new(staff: Client, **fields: str) -> Any:
    added = reverse("admin:referrals_referrallist_add")
    return staff.post(added, filled_in(staff, added, name="Po liečbe", **fields))


def test_new_list_belongs_to_ones_own_clinic_and_goes_on_with_its_meetings(staff: Client, clinic: ServiceBody) -> None:
    response = make_new(staff, search="https://directory.example/sk/meetings/?how=online&when=mon&page=2&discreet=1")

    made = ReferralList.objects.get()
    assert (made.name, made.service_body, made.language, made.search) == ("Po liečbe", clinic, "en", "when=mon&how=online")
    assert response.headers["Location"] == address(made)


def test_who_keeps_several_clinics_chooses_one_without_scripts(staff: Client, clinic: ServiceBody) -> None:
    other = make_clinic("Centrum Breh")
    make_clinic("Cudzia nemocnica")
    give_role(User.objects.get(), MembershipRole.EDITOR, other)

    form = staff.get(reverse("admin:referrals_referrallist_add")).context["adminform"].form

    assert [label for _value, label in form.fields["service_body"].widget.choices] == ["---------", "Centrum Breh", "Klinika"]
    assert form.fields["service_body"].widget.template_name == "django/forms/widgets/select.html"


@pytest.mark.parametrize(
    "pasted",
    [
        "https://directory.example/sk/",
        "?topic=unknown",
        "?near=Levice",
        "?at=49.22,18.74",
        "?",
        "?q=850101/1239",
        "javascript:alert(1)",
    ],
)
def test_address_that_is_no_search_is_refused(staff: Client, pasted: str) -> None:
    response = make_new(staff, search=pasted)

    assert (response.status_code, ReferralList.objects.count()) == (200, 0)
    assert "errorlist" in response.content.decode()


def test_list_of_another_clinic_is_neither_seen_nor_changed(staff: Client) -> None:
    foreign = make_list(fresh("Cudzia"), service_body=make_clinic("Iná klinika"))
    row = foreign.listed_meetings.get()
    sent = {f"m{row.pk}-position": "5", f"m{row.pk}-goes": "on", "ids": fresh("Druhá").public_id}

    answers = [
        staff.get(address(foreign)),
        staff.get(page("settings", foreign)),
        staff.post(address(foreign), sent),
        staff.post(page("add_meetings", foreign), sent),
        staff.post(
            page("settings", foreign), {"name": "Prepísané", "language": "sk", "service_body": str(foreign.service_body_id)}
        ),
    ]

    assert [one.status_code for one in answers] == [404, 302, 404, 404, 302]
    assert (ReferralList.objects.get(pk=foreign.pk).name, names(foreign)) == ("Po liečbe", ["Cudzia"])
    assert foreign.code not in staff.get(reverse("admin:referrals_referrallist_changelist")).content.decode()


def test_list_is_not_given_to_another_clinic(staff: Client, clinic: ServiceBody) -> None:
    made, other = make_list(service_body=clinic), make_clinic("Iná klinika")

    staff.post(page("settings", made), filled_in(staff, page("settings", made), service_body=str(other.pk)))

    assert ReferralList.objects.get(pk=made.pk).service_body == clinic


def test_reader_looks_and_changes_nothing(clinic: ServiceBody) -> None:
    made = make_list(fresh("Nádej"), service_body=clinic)
    reader, row = signed_in(clinic, MembershipRole.READER), made.listed_meetings.get()

    looked, changed = reader.get(address(made)), reader.post(address(made), {f"m{row.pk}-position": "1", f"m{row.pk}-goes": "on"})

    assert (looked.status_code, changed.status_code, names(made)) == (200, 403, ["Nádej"])
    assert reader.post(page("add_meetings", made), {"ids": fresh("Druhá").public_id}).status_code == 403


def test_meetings_are_found_by_words_and_by_the_address_of_their_page(staff: Client, clinic: ServiceBody) -> None:
    made, wanted = make_list(service_body=clinic), fresh("Ranná")
    fresh("Sloboda")
    pasted = f"https://directory.example/sk/meetings/{wanted.public_id}/nadej/?discreet=1"

    for sought in ("ranna zilina", pasted, wanted.public_id.upper()):
        offered = staff.get(address(made), {"q": sought}).content.decode()
        assert (f'value="{wanted.public_id}"' in offered, "Sloboda" in offered) == (True, False), sought

    assert 'name="ids"' not in staff.get(address(made), {"q": "nikde"}).content.decode()


def test_ticked_meetings_go_to_the_end_once(staff: Client, clinic: ServiceBody) -> None:
    first, second = fresh("Prvá"), fresh("Druhá")
    made = make_list(first, service_body=clinic)

    staff.post(page("add_meetings", made), {"ids": [second.public_id, first.public_id]})

    assert names(made) == ["Prvá", "Druhá"]


def test_a_list_does_not_grow_beyond_what_is_shown(staff: Client, clinic: ServiceBody) -> None:
    made, more = make_list(service_body=clinic), [fresh(f"Skupina {number}") for number in range(41)]

    staff.post(page("add_meetings", made), {"ids": [one.public_id for one in more]})

    assert names(made) == []


def test_order_notes_and_text_are_kept_as_one_entry(staff: Client, clinic: ServiceBody) -> None:
    made = make_list(fresh("Prvá"), fresh("Druhá"), fresh("Tretia"), service_body=clinic)
    first, second, third = made.listed_meetings.all()
    before = Revision.objects.count()
    changes = {
        f"m{third.pk}-position": "1",
        f"m{second.pk}-goes": "on",
        f"m{first.pk}-notes": [Note.CALL_FIRST],
        f"m{first.pk}-text": "Vchod z dvora",
    }

    staff.post(address(made), filled_in(staff, address(made), **changes))

    first.refresh_from_db()
    assert names(made) == ["Tretia", "Prvá"]
    assert (first.notes, first.text) == ((Note.CALL_FIRST,), "Vchod z dvora")
    assert Revision.objects.count() == before + 1


def test_note_about_a_patient_is_refused_and_not_lost(staff: Client, clinic: ServiceBody) -> None:
    made = make_list(fresh("Nádej"), service_body=clinic)
    row = made.listed_meetings.get()

    response = staff.post(address(made), filled_in(staff, address(made), **{f"m{row.pk}-text": "pán Novák, 0903 123 456"}))
    html = response.content.decode()

    assert response.status_code == 200
    assert 'value="pán Novák, 0903 123 456"' in html
    assert 'class="errorlist"' in html
    assert ListedMeeting.objects.get(pk=row.pk).text == ""


def test_staff_see_at_once_what_has_become_of_a_meeting(staff: Client, clinic: ServiceBody) -> None:
    gone, moved = fresh("Preč"), fresh("Presťahovaná")
    fresh("Nablízku")
    made = make_list(gone, moved, service_body=clinic)
    end(gone)
    move(moved, "Iná 2")

    html = staff.get(address(made)).content.decode()

    assert "2 meetings need a look." in html
    assert "Readers are sent to these instead: Nablízku." in html
    assert "Its place or its times have changed since you looked at it." in html


def test_whoever_has_looked_is_not_told_again(staff: Client, clinic: ServiceBody) -> None:
    moved, gone = fresh("Presťahovaná"), fresh("Preč")
    made = make_list(moved, gone, service_body=clinic)
    move(moved, "Iná 2")
    end(gone)
    row = made.listed_meetings.get(meeting=moved)

    staff.post(address(made), filled_in(staff, address(made), seen=str(row.pk)))
    one = staff.get(address(made)).content.decode()
    staff.post(address(made), filled_in(staff, address(made), seen="all"))
    none = staff.get(address(made)).content.decode()

    assert ("1 meeting needs a look." in one, "have changed since" in one) == (True, False)
    assert ("needs a look" in none, "It has ended." in none) == (False, True)


def test_lists_are_never_deleted(staff: Client, clinic: ServiceBody) -> None:
    made = make_list(service_body=clinic)

    response = staff.post(address(made, "delete"), {"post": "yes"})

    assert (response.status_code, ReferralList.objects.count()) == (403, 1)


def test_page_of_a_list_costs_the_same_however_many_meetings(
    staff: Client, clinic: ServiceBody, django_assert_max_num_queries: Any
) -> None:
    meetings = [fresh(f"Skupina {number}") for number in range(6)]
    small, large = make_list(meetings[0], service_body=clinic), make_list(*meetings, service_body=clinic)
    staff.get(address(small))

    with django_assert_max_num_queries(100) as few:
        staff.get(address(small))
    with django_assert_max_num_queries(len(few)):
        staff.get(address(large))


@pytest.mark.parametrize("sent", [{"seen": "x"}, {"m0-position": "x"}, {}])
def test_nonsense_changes_nothing(staff: Client, clinic: ServiceBody, sent: dict[str, str]) -> None:
    made = make_list(fresh("Nádej"), service_body=clinic)

    assert staff.post(address(made), sent).status_code == 302
    assert staff.get(address(made), {"q": "\x00'%"}).status_code == 200
    assert names(made) == ["Nádej"]
