"""Those who keep lists are told what has become of their meetings: on the first screen, and by one mail a week at most."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from accounts.care import MembershipRole
from groups.models import ServiceBody
from meetings.actions import save_meeting
from meetings.kinds import MeetingStatus
from places.models import Visibility
from referrals.duties import meetings_on_lists
from referrals.kinds import Concern
from referrals.models import ListedMeeting, OwnerMail, ReferralList
from referrals.owner_mails import forget_old_mails, tell_owners
from tests.mail import Mailbox, text_of
from tests.meetings.world import ROAD
from tests.referrals.world import end, make_clinic, make_list, make_weekly, move
from tests.upkeep.holding_world import make_holder
from upkeep.duties import duties_of

pytestmark = pytest.mark.django_db
EDITOR = MembershipRole.EDITOR


def now() -> datetime:
    return timezone.now()


def fresh(name: str, **fields: Any) -> Any:
    """A weekly meeting that was listed today."""
    return make_weekly(name, **{"listed_on": timezone.localdate(), **fields})


@pytest.fixture
def clinic() -> ServiceBody:
    return make_clinic()


def test_keeper_is_told_once_what_has_ended(mailbox: Mailbox, clinic: ServiceBody) -> None:
    make_holder(on=clinic, role=EDITOR)
    gone, stays = fresh("Preč"), fresh("Ostáva")
    made = make_list(gone, stays, service_body=clinic)
    before = tell_owners(now())
    end(gone)

    first, again = tell_owners(now()), tell_owners(now() + timedelta(days=8))

    mail = mailbox.wait_for()
    text = text_of(mail).replace("\r\n", "\n")
    assert (before.mails, first.mails, again.mails) == (0, 1, 0)
    assert mail["Subject"] == "Your lists in the calendar need a look"
    assert "Po liečbe\n- Preč: It has ended." in text
    assert (f"/admin/referrals/referrallist/{made.pk}/change/" in text, "Ostáva" in text) == (True, False)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_comes_within_the_week_waits_for_the_next_mail(mailbox: Mailbox, clinic: ServiceBody) -> None:
    make_holder(on=clinic, role=EDITOR)
    first, second = fresh("Prvá"), fresh("Druhá")
    make_list(first, second, service_body=clinic)
    end(first)
    tell_owners(now())
    end(second)

    sent = [tell_owners(now() + timedelta(days=days)).mails for days in (1, 5)]

    assert sent == [0, 0]
    assert "2 meetings on your lists have ended" in duties_text(clinic)


def duties_text(clinic: ServiceBody) -> str:
    user = make_holder(f"duty-{clinic.pk}", on=clinic, role=EDITOR)
    return "\n".join(one.sentence for one in duties_of(user, timezone.localdate()))


def test_mail_names_neither_hidden_houses_nor_drafts(mailbox: Mailbox, clinic: ServiceBody) -> None:
    make_holder(on=clinic, role=EDITOR)
    hidden, draft = fresh("Skrytá", visibility=Visibility.ON_CONTACT), fresh("Návrh")
    make_list(hidden, draft, service_body=clinic)
    end(hidden)
    draft.status = MeetingStatus.DRAFT
    save_meeting(draft, by=None, source=ROAD)

    tell_owners(now())

    text = text_of(mailbox.wait_for())
    assert not [one for one in ("Hlavná", "Dom", "Návrh", draft.public_id) if one in text]
    assert "- A meeting: It is not listed any more." in text


@pytest.mark.parametrize("fields", [{"role": MembershipRole.READER}, {"wants_reminders": False}, {"is_active": False}])
def test_who_does_not_keep_lists_or_wants_no_mail_gets_none(mailbox: Mailbox, clinic: ServiceBody, fields: dict[str, Any]) -> None:
    make_holder(on=clinic, **{"role": EDITOR, **fields})
    gone = fresh("Preč")
    make_list(gone, service_body=clinic)
    end(gone)

    assert tell_owners(now()).mails == 0


def test_only_the_keepers_of_the_clinic_are_told(mailbox: Mailbox, clinic: ServiceBody) -> None:
    make_holder("nasa", on=clinic, role=EDITOR, language="sk")
    make_holder("cudzia", on=make_clinic("Iná klinika"), role=EDITOR)
    gone = fresh("Preč")
    make_list(gone, service_body=clinic)
    end(gone)

    tell_owners(now())

    mailbox.wait_for()
    assert mailbox.recipients == [["nasa@example.org"]]


def test_refusing_server_loses_nothing(mailbox: Mailbox, clinic: ServiceBody) -> None:
    make_holder("prva", on=clinic, role=EDITOR)
    make_holder("druha", on=clinic, role=EDITOR)
    gone = fresh("Preč")
    make_list(gone, service_body=clinic)
    end(gone)
    mailbox.refuse()

    failed = tell_owners(now())
    mailbox.refusal = ""
    sent = tell_owners(now())

    assert (failed.mails, failed.failed, sent.mails, OwnerMail.objects.count()) == (0, 2, 2, 2)


def test_server_that_does_not_answer_stops_the_run(clinic: ServiceBody, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    make_holder("prva", on=clinic, role=EDITOR)
    make_holder("druha", on=clinic, role=EDITOR)
    gone = fresh("Preč")
    make_list(gone, service_body=clinic)
    end(gone)

    told = tell_owners(now())

    assert (told.failed, told.is_stopped, OwnerMail.objects.count()) == (1, True, 0)
    assert ListedMeeting.objects.get().told == ""
    with pytest.raises(CommandError, match="1 mails to keepers of lists could not be sent"):
        call_command("upkeep", "--mail", verbosity=0)


def test_search_that_finds_nothing_any_more_is_told_once_and_again_after_it_was_well(mailbox: Mailbox, clinic: ServiceBody) -> None:
    make_holder(on=clinic, role=EDITOR)
    made = make_list(search="q=Neskorá", service_body=clinic)

    first, again = tell_owners(now()), tell_owners(now() + timedelta(days=8))
    fresh("Neskorá")
    tell_owners(now())

    assert (first.mails, again.mails) == (1, 0)
    assert "Its search finds nothing any more." in text_of(mailbox.wait_for())
    assert ReferralList.objects.get(pk=made.pk).told == ""


def test_closed_list_tells_nobody(mailbox: Mailbox, clinic: ServiceBody) -> None:
    make_holder(on=clinic, role=EDITOR)
    gone = fresh("Preč")
    make_list(gone, service_body=clinic, closed_on=timezone.localdate())
    end(gone)

    assert (tell_owners(now()).mails, duties_text(clinic)) == (0, "")


def test_first_screen_tells_at_once_and_is_urgent_where_a_meeting_ended(clinic: ServiceBody) -> None:
    user = make_holder(on=clinic, role=EDITOR)
    moved, gone = fresh("Presťahovaná"), fresh("Preč")
    make_list(moved, gone, service_body=clinic)
    move(moved, "Iná 2")
    one = duties_of(user, timezone.localdate())
    end(gone)
    two = duties_of(user, timezone.localdate())

    assert [(duty.count, duty.is_urgent) for duty in (*one, *two)] == [(1, False), (2, True)]
    assert [text for text, _address in two[0].examples] == ["Po liečbe: Presťahovaná", "Po liečbe: Preč"]


def test_search_without_results_is_on_the_first_screen_once_the_daily_run_has_found_it(clinic: ServiceBody) -> None:
    make_list(search="q=Nikde", service_body=clinic)
    tell_owners(now())

    assert duties_text(clinic) == "The search of 1 list finds nothing"


@pytest.mark.parametrize("lists", [1, 3])
def test_first_screen_costs_the_same_for_any_number_of_lists(
    clinic: ServiceBody, lists: int, django_assert_max_num_queries: Any
) -> None:
    user, gone = make_holder(on=clinic, role=EDITOR), fresh("Preč")
    for _number in range(lists):
        make_list(gone, service_body=clinic)
    end(gone)

    with django_assert_max_num_queries(10):
        found = meetings_on_lists(user, timezone.localdate())

    assert found is not None
    assert found.count == lists


def test_world_without_concern_is_quiet(clinic: ServiceBody) -> None:
    make_list(fresh("Nádej"), service_body=clinic)
    tell_owners(now())

    assert (duties_text(clinic), ListedMeeting.objects.get().told) == ("", "")
    assert Concern.ENDED not in ListedMeeting.objects.values_list("told", flat=True)


def test_old_mails_are_forgotten(clinic: ServiceBody) -> None:
    user = make_holder(on=clinic, role=EDITOR)
    for days in (10, 500):
        at = now() - timedelta(days=days)
        OwnerMail.objects.create(user=user, week=at.date(), claimed_at=at)

    assert (forget_old_mails(now()), OwnerMail.objects.count()) == (1, 1)


def test_link_in_the_mail_needs_an_account(client: Client, clinic: ServiceBody) -> None:
    made = make_list(fresh("Nádej"), service_body=clinic)

    response = client.get(f"/admin/referrals/referrallist/{made.pk}/change/")

    assert (response.status_code, response.headers["Location"].startswith("/admin/login/")) == (302, True)
