"""What of the history is in somebody's care: what was done to rows that are in their care, or were when it was done."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from accounts.care import Right, in_care, scope
from accounts.models import User
from history.models import Change, Revision

FEW = 1000


def concerns(user: User, right: Right) -> Q:
    """The condition on changes."""
    groups = in_care(apps.get_model("groups", "Group"), user, right)
    bodies = in_care(apps.get_model("groups", "ServiceBody"), user, right)
    return Q(about_group__in=keys_of(groups)) | Q(about_body__in=keys_of(bodies))


def keys_of(rows: QuerySet[Any]) -> list[int] | QuerySet[Any]:
    """A few keys as a list, by which an index finds their changes among millions; of many most changes are, and the database asks
    of each whether it is one of theirs."""
    keys = rows.order_by().values_list("pk", flat=True)
    found = list(keys[: FEW + 1])
    return found if len(found) <= FEW else keys


@scope(Change)
def changes(user: User, right: Right) -> QuerySet[Change]:
    """Those of rows in one's care."""
    return Change.objects.filter(concerns(user, right))


@scope(Revision)
def revisions(user: User, right: Right) -> QuerySet[Revision]:
    """Those with such a change."""
    return Revision.objects.filter(pk__in=Change.objects.filter(concerns(user, right)).values("revision"))
