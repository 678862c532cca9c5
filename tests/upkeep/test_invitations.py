"""Invitations: given by editors, taken by one person, once."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from accounts.care import MembershipRole, Right, may
from accounts.models import User
from groups.models import Group, Membership
from history.models import Change, Revision
from history.road import WORKPLACE, RoadKind
from languages.dates import date_text
from tests.mail import Mailbox, text_of
from tests.meetings.world import make_group
from tests.upkeep.people import at_work, in_days, make_invitation, make_person, make_term
from tests.workplace.roles import make_body
from upkeep.inviting import link, withdraw
from upkeep.models import Invitation
from upkeep.terms import end_now

pytestmark = pytest.mark.django_db
NEW = {"display_name": "Eva", "password": "dlhe-a-tajne-heslo"}


def address(invitation: Invitation) -> str:
    return link(invitation).removeprefix("http://localhost:8000")


def invite_address(group: Group) -> str:
    return reverse("admin:invite", args=["group", group.public_id])


def form(**given: Any) -> dict[str, Any]:
    return {"email": "Eva@Example.org", "role": "confirmer", "language": "en", "ends_on": in_days(365).isoformat(), **given}


@pytest.fixture
def group() -> Group:
    return make_group("Nádej", service_body=make_body())


@pytest.fixture
def editor(group: Group) -> User:
    editor = make_person("Jana")
    make_term(editor, group)
    return editor


def test_an_invitation_is_mailed_and_taken(client: Client, group: Group, editor: User, mailbox: Mailbox) -> None:
    answer = at_work(editor).post(invite_address(group), form())
    mail = mailbox.wait_for()
    (mailed,) = re.findall(r"http://localhost:8000(\S+)", text_of(mail))[:1]

    response = client.post(mailed, NEW)

    assert (mail["To"], mail["Subject"]) == ("eva@example.org", "An invitation for you")
    assert mailed not in answer.content.decode()  # the mail proves whose address it is
    assert response.headers["Location"] == reverse("admin:welcome")
    assert "Nádej" in client.get(reverse("admin:welcome")).content.decode()
    term = Membership.objects.get(user__email="eva@example.org")
    assert (term.role, term.group, term.starts_on, term.ends_on) == ("confirmer", group, timezone.localdate(), in_days(365))
    assert (term.user.display_name, term.user.language, term.user.is_staff) == ("Eva", "en", False)
    assert client.login(email="eva@example.org", password=NEW["password"])


def test_the_mail_is_in_the_language_that_was_chosen(group: Group, editor: User, mailbox: Mailbox) -> None:
    at_work(editor).post(invite_address(group), form(language="sk"))

    with translation.override("sk"):
        assert date_text(in_days(14)) in text_of(mailbox.wait_for())


def test_where_no_mail_can_be_sent_the_link_is_there_to_pass_on(group: Group, editor: User, mailbox: Mailbox) -> None:
    mailbox.refuse()

    page = at_work(editor).post(invite_address(group), form()).content.decode()

    assert "could not be sent" in page
    assert link(Invitation.objects.get()) in page


def test_opening_the_link_changes_nothing(client: Client, group: Group, editor: User) -> None:
    invitation = make_invitation(editor, group)
    before = Revision.objects.count()

    for _scanner in range(2):
        assert client.get(address(invitation)).status_code == 200
        assert client.head(address(invitation)).status_code == 200

    assert (User.objects.count(), Membership.objects.count(), Revision.objects.count()) == (1, 1, before)


def test_an_invitation_is_taken_once(client: Client, group: Group, editor: User) -> None:
    invitation = make_invitation(editor, group)
    client.post(address(invitation), NEW)

    response = Client().post(address(invitation), {**NEW, "display_name": "Iná"})

    assert response.status_code == 410
    assert "taken already" in response.content.decode()
    assert [user.display_name for user in User.objects.order_by("pk")] == ["Jana", "Eva"]


def close_too_old(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(open_until=in_days(-1))


def close_withdrawn(invitation: Invitation) -> None:
    assert invitation.invited_by
    withdraw(invitation, by=invitation.invited_by, source=WORKPLACE)


def close_right_ended(invitation: Invitation) -> None:
    end_now(Membership.objects.get(), today=timezone.localdate(), by=None, source=WORKPLACE)


def close_moderator_only(invitation: Invitation) -> None:
    Membership.objects.update(role=MembershipRole.MODERATOR)


def close_inactive(invitation: Invitation) -> None:
    User.objects.update(is_active=False)


def close_inviter_gone(invitation: Invitation) -> None:
    User.objects.all().delete()


def close_term_over(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(ends_on=in_days(-1))


@pytest.mark.parametrize(
    "close",
    [
        close_too_old,
        close_withdrawn,
        close_right_ended,
        close_moderator_only,
        close_inactive,
        close_inviter_gone,
        close_term_over,
    ],
)
def test_a_closed_invitation_gives_nothing(client: Client, group: Group, editor: User, close: Any) -> None:
    invitation = make_invitation(editor, group)
    close(invitation)

    answers = [client.get(address(invitation)).status_code, client.post(address(invitation), NEW).status_code]

    assert answers == [410, 410]
    assert not User.objects.filter(email="eva@example.org").exists()


@pytest.mark.parametrize("token", ["1.abc", "x", "1", "1.", "ź", "9" * 40 + ".a"])
def test_a_link_that_is_not_ours_is_a_friendly_page(client: Client, token: str) -> None:
    assert client.get(reverse("invitation", args=[token])).status_code == 410


def test_the_link_of_one_invitation_opens_no_other(client: Client, group: Group, editor: User) -> None:
    one, other = make_invitation(editor, group), make_invitation(editor, group, "ina@example.org")
    forged = address(one).replace(f"/{one.pk}.", f"/{other.pk}.")

    assert client.get(forged).status_code == 410


def test_an_account_that_exists_is_not_opened_by_a_link(client: Client, group: Group, editor: User) -> None:
    owner = make_person("Eva")
    known = owner.password
    invitation = make_invitation(editor, group)

    response = client.post(address(invitation), NEW)

    owner.refresh_from_db()
    assert (owner.password, owner.memberships.count()) == (known, 0)
    assert "_auth_user_id" not in client.session
    assert response.context["sign_in"] == f"{reverse('account_login')}?{urlencode({'next': address(invitation)})}"


def test_the_owner_of_the_account_takes_it_signed_in(group: Group, editor: User) -> None:
    owner = make_person("Eva")
    browser = at_work(owner)
    invitation = make_invitation(editor, group)

    response = browser.post(address(invitation))

    assert response.headers["Location"] == reverse("admin:welcome")
    assert may(owner, Right.EDIT, group)


def test_whoever_else_is_signed_in_cannot_take_it(group: Group, editor: User) -> None:
    other = make_person("Iná")
    browser = at_work(other)
    invitation = make_invitation(editor, group)

    response = browser.post(address(invitation))

    assert response.status_code == 200
    assert not other.memberships.exists()
    assert "eva@example.org" not in response.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_a_closed_account_gets_no_role(group: Group, editor: User) -> None:
    owner = make_person("Eva", is_active=False)
    invitation = make_invitation(editor, group)

    response = at_work(owner).post(address(invitation))

    assert response.status_code == 200
    assert not owner.memberships.exists()


def test_a_posted_address_is_not_the_account_that_is_made(client: Client, group: Group, editor: User) -> None:
    invitation = make_invitation(editor, group)

    client.post(address(invitation), {**NEW, "email": "attacker@example.org", "is_superuser": "on", "role": "editor"})

    made = User.objects.latest("pk")
    assert (made.email, made.is_superuser, made.is_staff) == ("eva@example.org", False, False)


@pytest.mark.parametrize("password", ["short", "1234567890123", "password1234", "eva@example.org", ""])
def test_a_weak_password_is_refused_in_words(client: Client, group: Group, editor: User, password: str) -> None:
    invitation = make_invitation(editor, group)

    response = client.post(address(invitation), {**NEW, "password": password})

    assert response.context["form"].errors["password"]
    assert not User.objects.filter(email="eva@example.org").exists()


def test_the_owner_of_the_mailbox_hears_of_the_account(client: Client, group: Group, editor: User, mailbox: Mailbox) -> None:
    invitation = make_invitation(editor, group)

    client.post(address(invitation), NEW)

    assert mailbox.wait_for()["To"] == "eva@example.org"


def test_the_history_knows_who_invited_and_no_mail_address(client: Client, group: Group, editor: User) -> None:
    invitation = make_invitation(editor, group)
    client.post(address(invitation), NEW)
    withdraw(make_invitation(editor, group, "ina@example.org"), by=editor, source=WORKPLACE)

    entries = list(Revision.objects.exclude(road=RoadKind.COMMAND).order_by("pk").values_list("by__display_name", "road"))
    written = [f"{label} {fields}" for label, fields in Change.objects.values_list("label", "fields")]

    assert entries == [("Jana", "workplace"), ("Eva", "mail"), ("Jana", "workplace"), ("Jana", "workplace")]
    assert not [one for one in written if "@" in one]


def test_the_page_of_a_link_is_kept_by_nobody_and_tells_nobody_its_address(client: Client, group: Group, editor: User) -> None:
    response = client.get(address(make_invitation(editor, group)))

    told = [response.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")]
    assert told == ["no-store", "same-origin", "noindex"]
