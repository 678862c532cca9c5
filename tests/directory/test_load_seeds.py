"""The command that loads the seed data of all rooms."""

from io import StringIO

import pytest
from django.core.management import call_command

from groups.models import Fellowship, Topic
from history.models import Revision
from meetings.models import Format


def load_seeds() -> list[str]:
    """What the command prints."""
    output = StringIO()
    call_command("load_seeds", stdout=output)
    return output.getvalue().splitlines()


@pytest.mark.django_db
def test_load_seeds_counts_what_it_made_in_one_revision() -> None:
    printed = load_seeds()

    assert printed == [
        f"topics: {Topic.objects.count()} created, 0 completed, 0 unchanged",
        f"fellowships: {Fellowship.objects.count()} created, 0 completed, 0 unchanged",
        f"formats: {Format.objects.count()} created, 0 completed, 0 unchanged",
    ]
    assert Revision.objects.count() == 1


@pytest.mark.django_db
def test_load_seeds_says_when_there_is_nothing_to_change() -> None:
    load_seeds()

    printed = load_seeds()

    assert printed[-1] == "Nothing to change."
    assert Revision.objects.count() == 1
