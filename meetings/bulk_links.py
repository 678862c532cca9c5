"""Actions of the list of meetings: they lead to the pages of the workplace on which many are changed at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting

MOST_TICKED = 300  # their ids stand in an address, which gunicorn takes up to 4 kB
Action = Callable[[Any, HttpRequest, QuerySet[Meeting]], HttpResponse | None]


def leads_to(code: str, label: Promise) -> Action:
    """An action that leads to the page of this name, with the public ids of the ticked meetings."""

    def action(_admin: Any, request: HttpRequest, queryset: QuerySet[Meeting]) -> HttpResponse | None:
        ids = list(queryset.order_by("pk").values_list("public_id", flat=True)[: MOST_TICKED + 1])
        if len(ids) > MOST_TICKED:
            sentence = _("These are more than %(count)d meetings. Choose fewer.") % {"count": MOST_TICKED}
            messages.error(request, sentence)
            return None
        return redirect(f"{reverse('admin:bulk_change', args=[code])}?ids={','.join(ids)}")

    action.__name__ = f"bulk_{code}"
    action.short_description = label  # type: ignore[attr-defined]  # Django reads both from the function
    action.allowed_permissions = ("change",)  # type: ignore[attr-defined]  # Django reads it from there
    return action


BULK_ACTIONS = [
    leads_to("move", gettext_lazy("Another venue")),
    leads_to("start", gettext_lazy("Another start time")),
    leads_to("break", gettext_lazy("Season break")),
    leads_to("publish", gettext_lazy("Publish")),
    leads_to("pause", gettext_lazy("Pause")),
    leads_to("body", gettext_lazy("Another service body")),
]
