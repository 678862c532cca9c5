"""The page of a source in the workplace: wrong input is said, and what must not change does not."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from history.models import Change
from imports.models import Source
from tests.imports.world import entries, make_source, run
from tests.workplace.forms import filled_in

pytestmark = pytest.mark.django_db

MAIL = "jana@example.org"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("zone", "Bratislava", "Not a known time zone"),
        ("zone", "", "This field is required"),
        ("language", "slovenčina", "Two letters, as in sk"),
        ("address", "ftp://example.org/feed.json", "Enter a valid URL"),
        ("address", "not an address", "Enter a valid URL"),
        ("withdraw_share_percent", "101", "less than or equal to 100"),
        ("withdraw_share_percent", "-1", "greater than or equal to 0"),
        ("slug", "dve slová", "Enter a valid “slug”"),
        ("slug", "other", "already exists"),
        ("owner_mail", "nobody", "Enter a valid email address"),
        ("format", "csv", "Select a valid choice"),
    ],
)
def test_wrong_input_about_a_source_is_said_beside_its_field(workplace: Client, field: str, value: str, message: str) -> None:
    source = make_source()
    make_source("other")
    address = reverse("admin:imports_source_change", args=[source.pk])

    response = workplace.post(address, {**filled_in(workplace, address), field: value})

    assert response.status_code == 200
    assert message in str(response.context["adminform"].form.errors[field])


def test_a_changed_source_stands_in_the_history_without_its_keepers_mail(workplace: Client) -> None:
    source = make_source(etag='"a"')
    address = reverse("admin:imports_source_change", args=[source.pk])

    workplace.post(address, filled_in(workplace, address, title="Anonymní alkoholici", owner_mail=MAIL))

    source.refresh_from_db()
    assert (source.title, source.owner_mail, source.etag) == ("Anonymní alkoholici", MAIL, "")
    assert MAIL not in "".join(f"{change.label}{change.fields}" for change in Change.objects.all())


def test_a_source_with_meetings_keeps_its_fellowship(workplace: Client, tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(1))
    address = reverse("admin:imports_source_change", args=[source.pk])

    fields = workplace.get(address).context["adminform"].form.fields

    assert ("fellowship" in fields, "title" in fields) == (False, True)


def test_a_source_is_never_deleted(workplace: Client) -> None:
    source = make_source()

    workplace.post(reverse("admin:imports_source_delete", args=[source.pk]), {"post": "yes"})

    assert Source.objects.get() == source
