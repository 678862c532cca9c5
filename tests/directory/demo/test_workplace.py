"""The workplace on the demo world: every page opens, and a form that is saved untouched changes nothing that anybody wrote."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import User
from history.models import Change
from tests.workplace.forms import filled_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world", "demo_site")]

# tests/imports and tests/upkeep look at the pages of imports and of invitations, of which the demo world has none.
MODELS = [model for model in admin.site._registry if model._meta.app_label not in {"imports", "upkeep"}]
# Saving a meeting confirms it, and what visitors reported is answered by that.
BY_THEMSELVES = {"confirmed_on", "confirmed_by", "reported_on"}
A_FEW = 6


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("administrator@example.org", "not-a-real-password")


@pytest.fixture
def workplace(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def address(model: type[models.Model], page: str, *key: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=key)


def some_rows(model: type[models.Model]) -> list[models.Model]:
    """A few rows from all over the table, the same each time."""
    rows = model._default_manager.order_by("pk")
    count = rows.count()
    return [rows[count * part // A_FEW] for part in range(min(A_FEW, count))]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_page_of_the_workplace_opens(
    workplace: Client, administrator: User, model: type[models.Model], language: str
) -> None:
    User.objects.filter(pk=administrator.pk).update(language=language)
    row = model._default_manager.latest("pk")
    may_add = admin.site._registry[model].has_add_permission(workplace.get("/admin/").wsgi_request)
    pages = [address(model, "changelist"), *(address(model, page, row.pk) for page in ("change", "history"))]

    answers = [workplace.get(page, headers={"accept-language": language}) for page in pages]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert all(f'<html lang="{language}"' in answer.content.decode() for answer in answers)
    assert workplace.get(address(model, "add")).status_code == (200 if may_add else 403)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_form_saved_untouched_changes_nothing(workplace: Client, model: type[models.Model]) -> None:
    page = admin.site._registry[model]
    if not page.has_change_permission(workplace.get("/admin/").wsgi_request):
        assert workplace.post(address(model, "change", some_rows(model)[0].pk), {}).status_code == 403
        return

    for row in some_rows(model):
        there = address(model, "change", row.pk)
        before = Change.objects.count()

        answer = workplace.post(there, filled_in(workplace, there))

        assert answer.status_code == 302, (row, answer.context["errors"])
        changed = [change for change in Change.objects.order_by("pk")[before:] if set(change.fields) - BY_THEMSELVES]
        assert [(change.label, change.fields) for change in changed] == []
