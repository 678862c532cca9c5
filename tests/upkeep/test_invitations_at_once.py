"""One link, pressed twice at the same moment: one role, one account, one friendly refusal."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from groups.models import Group, Membership
from tests.meetings.world import make_group
from tests.upkeep.people import at_work, make_invitation, make_person, make_term
from upkeep.inviting import link

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
NEW = {"display_name": "Eva", "password": "dlhe-a-tajne-heslo"}


@pytest.fixture
def group() -> Group:
    return make_group("Nádej")


@pytest.fixture
def editor(group: Group) -> User:
    editor = make_person("Jana")
    make_term(editor, group)
    return editor


def press(browsers: tuple[Client, Client], address: str) -> list[int]:
    """What both are answered, the lower status first."""
    together = Barrier(2)

    def pressed(browser: Client) -> int:
        try:
            together.wait(timeout=20)
            return browser.post(address, NEW).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as thumbs:
        return sorted(thumbs.map(pressed, browsers))


def test_two_newcomers_with_one_link(group: Group, editor: User) -> None:
    address = link(make_invitation(editor, group)).removeprefix("http://localhost:8000")

    answers = press((Client(), Client()), address)

    assert answers.count(302) == 1  # the other is told that the link was taken, or to sign in to the account that there is now
    assert User.objects.filter(email="eva@example.org").count() == 1
    assert Membership.objects.filter(user__email="eva@example.org").count() == 1


def test_one_account_in_two_browsers(group: Group, editor: User) -> None:
    eva = make_person("Eva")
    address = link(make_invitation(editor, group)).removeprefix("http://localhost:8000")

    answers = press((at_work(eva), at_work(eva)), address)

    assert (answers, eva.memberships.count()) == ([302, 410], 1)
