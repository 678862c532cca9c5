"""The page on which an administrator says what the columns of a table are."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.care import MembershipRole
from accounts.models import User
from history.models import Change
from imports.mapping_forms import HOW_TO_PUBLISH
from imports.models import Source
from interchange.tables.columns import LEFT_OUT
from tests.imports.world import make_source
from tests.interchange.spreadsheets.sheets import ROW, template
from tests.workplace.forms import Controls
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db

TABLE = """Kde sa stretávame,Ktorý deň,O koľkej,Ešte niečo,Vedie
"Obchodná 5, Bratislava",pondelok,18:00,Vchod zo dvora,Jana Nováková
"Hlavná 12, Žilina",utorok,19:30,,Peter Malý
"""


def page(source: Source) -> str:
    return reverse("admin:imports_source_columns", args=[source.pk])


def uploaded(client: Client, source: Source, content: str | bytes, name: str = "list.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(page(source), {"file": SimpleUploadedFile(name, data)})


def controls(response: Any) -> dict[str, str]:
    """What a browser would send of the page."""
    found = Controls()
    found.feed(response.content.decode())
    return {name: values[-1] for name, values in found.sent.items()}


def test_columns_are_guessed_and_shown_with_examples(workplace: Client) -> None:
    response = uploaded(workplace, make_source(), TABLE)

    form = response.context["form"]
    assert form.mapping == {
        "Kde sa stretávame": "formatted_address",
        "Ktorý deň": "day",
        "O koľkej": "time",
        "Ešte niečo": LEFT_OUT,
        "Vedie": LEFT_OUT,
    }
    assert [field.help_text for field in form.visible_fields()][1] == "pondelok · utorok"


def test_first_rows_are_shown_as_they_would_be_read(workplace: Client) -> None:
    response = uploaded(workplace, make_source(language="sk"), TABLE)
    sent = controls(response) | {"column-0": "formatted_address", "column-4": "name", "look": "1"}

    again = workplace.post(page(Source.objects.get()), sent)

    first = again.context["lines"][0]
    assert (first.name, first.is_rejected) == ("Jana Nováková", False)
    assert first.sentences[0] == "Every Monday, from 18:00"
    assert Source.objects.get().column_mapping == {}


def test_what_was_corrected_is_remembered_and_stands_in_the_history(workplace: Client) -> None:
    source = make_source(etag='"a"')
    sent = controls(uploaded(workplace, source, TABLE)) | {"column-3": "notes", "column-4": "contact_1_name", "save": "1"}

    response = workplace.post(page(source), sent)

    source.refresh_from_db()
    assert response["Location"] == reverse("admin:imports_source_change", args=[source.pk])
    assert (source.column_mapping["Ešte niečo"], source.column_mapping["Vedie"], source.etag) == ("notes", "contact_1_name", "")
    assert Change.objects.filter(object_id=source.pk, content_type__model="source").count() == 1


def test_what_is_remembered_counts_before_a_guess(workplace: Client) -> None:
    source = make_source(column_mapping={"Ktorý deň": "notes"})

    response = uploaded(workplace, source, TABLE)

    assert response.context["form"].mapping["Ktorý deň"] == "notes"


def test_table_without_a_place_is_not_remembered(workplace: Client) -> None:
    source = make_source()
    sent = controls(uploaded(workplace, source, TABLE)) | {"column-0": LEFT_OUT, "save": "1"}

    response = workplace.post(page(source), sent)

    source.refresh_from_db()
    assert response.context["form"].non_field_errors() == ["Say which column is the town, the street or the whole address."]
    assert source.column_mapping == {}


def test_our_own_spreadsheet_needs_no_mapping(workplace: Client) -> None:
    response = uploaded(workplace, make_source(), template(ROW))

    assert response.context["is_ours"] is True
    assert [line.name for line in response.context["lines"]] == ["Ranná skupina"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<!doctype html><title>Sign in</title>", str(HOW_TO_PUBLISH)),
        (b"", "The submitted file is empty."),
        (b"just words", "This is no table: no row of it has cells with commas, semicolons or tabs between them."),
        (b"PK\x03\x04 no archive", "The spreadsheet cannot be opened: it is damaged, or locked with a password."),
        (b"a,b\r\n", "There is nothing in the feed, not even an empty list."),
    ],
)
def test_what_is_no_table_is_said(workplace: Client, content: bytes, sentence: str) -> None:
    response = uploaded(workplace, make_source(), content)

    form = response.context["form"]
    assert [*form.non_field_errors(), *form.errors.get("file", [])] == [sentence]


def test_without_a_table_one_is_asked_for(workplace: Client) -> None:
    response = workplace.post(page(make_source()), {})

    assert response.context["form"].non_field_errors() == ["Choose a file, or have the address of the source fetched."]


def test_page_says_from_where_an_edited_sheet_is_fetched(workplace: Client) -> None:
    sheet = "https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ"
    source = make_source(address=f"{sheet}/edit#gid=7")

    response = workplace.get(page(source))

    assert response.context["fetched_from"] == f"{sheet}/export?format=csv&gid=7"


def test_rows_that_somebody_made_up_are_not_taken(workplace: Client) -> None:
    source = make_source()

    response = workplace.post(page(source), {"carried": "x:y:z", "save": "1"})

    assert response["Location"] == page(source)


def test_headings_of_strangers_are_shown_as_text(workplace: Client) -> None:
    response = uploaded(workplace, make_source(), "Mesto,<script>alert(1)</script>\nŽilina,<b>x</b>\n")

    html = response.content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


def test_only_who_may_edit_sources_may_say(client: Client) -> None:
    body = make_body()
    source = make_source(service_body=body)
    user = User.objects.create_user("somebody@example.org", "not-a-real-password")
    give_role(user, MembershipRole.EDITOR, body)
    client.force_login(user)

    assert client.get(page(source)).status_code == 403
    assert client.post(page(source), {"carried": "x"}).status_code == 403


def test_page_leads_there_from_the_source(workplace: Client) -> None:
    source = make_source()

    html = workplace.get(reverse("admin:imports_source_change", args=[source.pk])).content.decode()

    assert f'href="{page(source)}"' in html
