"""How groups and service bodies change. Rows without rules of their own change by `history.actions`."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from accounts.care import Right, in_care
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
    """Check and keep a group. Raises ValidationError, also where it goes to another body without a right on both."""
    if by and not group._state.adding:
        check_bodies(group, by)
    with tracking(group, by=by, source=source):
        prepare_group(group).full_clean()
        group.save()
    return group


def check_bodies(group: Group, by: "User") -> None:
    """A group goes from one service body to another where both are in the care of whoever moves it: who keeps the group alone
    neither takes it away from its body nor gives it to one. Raises ValidationError."""
    before = Group.objects.filter(pk=group.pk).values_list("service_body", flat=True).first()
    if before != group.service_body_id and not may_move_between(by, {before, group.service_body_id}):
        raise ValidationError({"service_body": _("Both service bodies have to be in your care: the one before and the new one.")})


def check_parents(body: ServiceBody, by: "User") -> None:
    """A service body goes from under one to another where both are in the care of whoever moves it. Raises ValidationError."""
    before = ServiceBody.objects.filter(pk=body.pk).values_list("parent", flat=True).first()
    if before != body.parent_id and not may_move_between(by, {before, body.parent_id}):
        raise ValidationError({"parent": _("Both service bodies have to be in your care: the one before and the new one.")})


def may_move_between(by: "User", bodies: set[int | None]) -> bool:
    """Whether somebody may edit all of these service bodies; None stands for no body."""
    there = bodies - {None}
    return in_care(ServiceBody, by, Right.EDIT).filter(pk__in=there).count() == len(there)


def save_service_body(body: ServiceBody, *, by: "User | None", source: Road) -> ServiceBody:
    """Check and keep a service body, and the paths of all under it."""
    if by and not body._state.adding:
        check_parents(body, by)
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
