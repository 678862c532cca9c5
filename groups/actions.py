"""How groups and service bodies change. Rows without rules of their own change by `history.actions`."""

from typing import TYPE_CHECKING

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from groups.models import Group, ServiceBody
from history.road import Road
from history.tracking import tracking
from languages.fold import fold, slug_of

if TYPE_CHECKING:
    from accounts.models import User


def prepare_group(group: Group) -> Group:
    """Fill what follows from the name: the slug (once; addresses are promises) and the folded name."""
    group.slug = group.slug or slug_of(group.name, otherwise=group.public_id)
    group.search_text = fold(group.name)[:300]
    return group


def save_group(group: Group, *, by: "User | None", source: Road) -> Group:
    """Check and keep a group."""
    with tracking(group, by=by, source=source):
        prepare_group(group).full_clean()
        group.save()
    return group


def save_service_body(body: ServiceBody, *, by: "User | None", source: Road) -> ServiceBody:
    """Check and keep a service body, and the paths of all under it."""
    with tracking(body, by=by, source=source):
        body.full_clean()
        body.save()
        above = body.parent.path if body.parent else "/"
        move_paths(body, f"{above}{body.pk}/")
    return body


def move_paths(body: ServiceBody, path: str) -> None:
    """Give a body its path, and everything under its old path the new beginning."""
    old = body.path
    if old and old != path:
        below = ServiceBody.objects.filter(path__startswith=old).exclude(pk=body.pk)
        below.update(path=Concat(Value(path), Substr(F("path"), len(old) + 1)))
    if old != path:
        body.path = path
        body.save(update_fields=["path"])
