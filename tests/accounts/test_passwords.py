"""A password anew, by mail through a real SMTP server, and changed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD, sign_in
from tests.mail import Mailbox, text_of

pytestmark = pytest.mark.django_db

NEW = "quite-another-one-8"
RESET = "/accounts/password/reset/"


def link_of(text: str) -> str:
    return str(re.findall(r"http://localhost:8000(/accounts/password/reset/key/\S+)", text)[0])


def choose(client: Client, link: str, password: str = NEW) -> int:
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password}).status_code


def test_a_forgotten_password_is_chosen_anew_by_mail(client: Client, person: User, mailbox: Mailbox) -> None:
    client.post(RESET, {"email": "Eva@Example.org"})
    asked = mailbox.wait_for()
    choose(client, link_of(text_of(asked)))
    told = mailbox.wait_for(2)
    sign_in(client, password=NEW)

    assert (asked["To"], asked["Subject"], told["Subject"]) == ("eva@example.org", "A new password", "Your password was changed")
    assert get_user(client) == person


def test_a_link_works_once(client: Client, person: User, mailbox: Mailbox) -> None:
    client.post(RESET, {"email": person.email})
    link = link_of(text_of(mailbox.wait_for()))
    choose(client, link)

    again = client.get(link)

    assert "<h1>This link does not work any more</h1>" in again.content.decode()


def test_a_mail_speaks_the_language_of_the_one_who_gets_it(client: Client, person: User, mailbox: Mailbox) -> None:
    User.objects.update(language="sk")

    client.post(RESET, {"email": person.email}, headers={"accept-language": "pl"})

    asked = mailbox.wait_for()
    assert (asked["Subject"], asked["From"], asked.get_content_type()) == ("Nové heslo", "directory@localhost", "text/plain")


def test_nobody_learns_who_has_an_account(client: Client, person: User, mailbox: Mailbox) -> None:
    known = client.post(RESET, {"email": person.email}, follow=True)
    unknown = client.post(RESET, {"email": "nobody@example.org"}, follow=True)

    told = mailbox.wait_for(2)
    assert known.content == unknown.content
    assert known.redirect_chain == unknown.redirect_chain == [("/accounts/password/reset/done/", 302)]
    assert told["To"] == "nobody@example.org"
    assert "http://localhost:8000/accounts/password/reset/key/" not in text_of(told)


def test_no_second_list_of_addresses_is_kept(client: Client, person: User, mailbox: Mailbox) -> None:
    client.post(RESET, {"email": person.email})
    choose(client, link_of(text_of(mailbox.wait_for())))
    sign_in(client, password=NEW)

    assert not EmailAddress.objects.exists()


def test_mail_in_great_numbers_is_not_sent(client: Client, person: User, mailbox: Mailbox) -> None:
    answers = [client.post(RESET, {"email": person.email}).status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]
    assert len(mailbox.messages) == 5


def test_where_no_mail_can_be_sent_a_page_says_so(client: Client, person: User, mailbox: Mailbox) -> None:
    mailbox.refuse()

    answer = client.post(RESET, {"email": person.email})

    assert answer.status_code == 503
    assert "<h1>The mail could not be sent</h1>" in answer.content.decode()


def test_a_password_anew_forgives_what_was_tried_before(client: Client, person: User, mailbox: Mailbox) -> None:
    for _ in range(6):
        sign_in(client, password="wrong")
    client.post(RESET, {"email": person.email})
    choose(client, link_of(text_of(mailbox.wait_for())))

    sign_in(client, password=NEW)

    assert get_user(client) == person


def test_a_password_is_changed_and_the_person_stays_signed_in(signed_in: Client, person: User) -> None:
    signed_in.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW})

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert get_user(signed_in) == person
    assert [message.subject for message in mail.outbox] == ["Your password was changed"]


def test_a_change_of_password_needs_the_old_one(signed_in: Client, person: User) -> None:
    answer = signed_in.post("/accounts/password/change/", {"oldpassword": "wrong", "password1": NEW})

    assert answer.context["form"].errors == {"oldpassword": ["This is not your password."]}


def test_a_notice_that_cannot_be_sent_undoes_nothing(signed_in: Client, person: User, mailbox: Mailbox) -> None:
    mailbox.refuse()

    answer = signed_in.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW})

    person.refresh_from_db()
    assert answer.status_code == 302
    assert person.check_password(NEW)


def test_mails_say_neither_from_where_nor_with_what_something_was_done(signed_in: Client, person: User) -> None:
    data = {"oldpassword": PASSWORD, "password1": NEW}
    signed_in.post("/accounts/password/change/", data, headers={"user-agent": "Qzxbrowser"}, REMOTE_ADDR="198.51.100.7")

    assert "Qzxbrowser" not in mail.outbox[0].body
    assert "198.51.100.7" not in mail.outbox[0].body
