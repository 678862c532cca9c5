"""The pages of the workplace that the demo's coordinator sees: a name, and an address."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from accounts.care import Right, in_care
from accounts.models import User
from directory.demo.people import coordinator_email
from groups.models import Group
from history.models import Revision
from meetings.models import Meeting, Report
from upkeep.models import Suggestion

# Made by runs, or kept by administrators: their lists are in the walk, their forms are empty or not theirs.
WITHOUT_FORM = {"importproblem", "change"}


def coordinator() -> User:
    return User.objects.get(email=coordinator_email())


def workplace_pages() -> dict[str, str]:
    """Every list, one form of each kind, and every page that is no form of one row."""
    user = coordinator()
    return {"first screen": reverse("admin:index"), **lists(user), **forms(user), **own_pages(user)}


def lists(user: User) -> dict[str, str]:
    """The lists in which there is something in their care."""
    models = [model for model in admin.site._registry if in_care(model, user).exists()]
    return {f"list of {name(model)}": reverse(f"admin:{model._meta.app_label}_{name(model)}_changelist") for model in models}


def forms(user: User) -> dict[str, str]:
    found = {}
    for model in admin.site._registry:
        row = in_care(model, user).order_by("pk").first()
        if row is None or name(model) in WITHOUT_FORM:
            continue
        prefix = f"admin:{model._meta.app_label}_{name(model)}"
        found[f"form of {name(model)}"] = reverse(f"{prefix}_change", args=[row.pk])
        found[f"history of {name(model)}"] = reverse(f"{prefix}_history", args=[row.pk])
    found["new meeting"] = reverse("admin:meetings_meeting_add")
    return found


def own_pages(user: User) -> dict[str, str]:
    meeting = in_care(Meeting, user, Right.EDIT).filter(status="published").order_by("pk")[0]
    group = in_care(Group, user, Right.EDIT).order_by("pk")[0]
    reported = in_care(Report, user).order_by("pk")[0].meeting
    suggestion, _made = Suggestion.objects.get_or_create(
        kind="change", meeting=meeting, defaults={"proposed": {"name": "Iný názov"}, "basis": {"name": meeting.name}}
    )
    christmas = {"days": f"{timezone.localdate():%Y}-12-24"}
    return {
        "queue": reverse("admin:queue"),
        "suggestion": reverse("admin:suggestion", args=[suggestion.pk]),
        "reported": reverse("admin:reported", args=[reported.public_id]),
        "confirmations": reverse("admin:confirmations"),
        "confirm a meeting": reverse("admin:confirm_meeting", args=[meeting.public_id]),
        "holidays": reverse("admin:holidays"),
        "Christmas": f"{reverse('admin:holidays')}?{urlencode(christmas)}",
        "many at once": reverse("admin:bulk"),
        "team": reverse("admin:team", args=["group", group.public_id]),
        "invite": reverse("admin:invite", args=["group", group.public_id]),
        "handover": reverse("admin:handover"),
        "orphans": reverse("admin:orphans"),
        "entry": reverse("admin:history_revision_change", args=[Revision.objects.latest("pk").pk]),
    }


def name(model: type[Model]) -> str:
    return str(model._meta.model_name)
