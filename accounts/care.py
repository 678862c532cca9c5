"""What is in whose care: the one place that decides who may see and do what.

A role stands on a service body, with all under it, or on a group. The module `care.py` of each room says on which groups and bodies
the rows of its models hang (`hangs_on`), or gives a scope where that is not all; lists, forms, choices, addresses, history and bulk
actions ask `in_care` and nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User


class MembershipRole(models.TextChoices):
    EDITOR = "editor", _("editor")
    CONFIRMER = "confirmer", _("confirmer")
    MODERATOR = "moderator", _("moderator")
    READER = "reader", _("reader")


class Right(StrEnum):
    """What somebody may do with what is in their care."""

    VIEW = "view"
    CONFIRM = "confirm"
    MODERATE = "moderate"
    EDIT = "edit"


ROLES_WITH = {
    Right.VIEW: tuple(MembershipRole),
    Right.CONFIRM: (MembershipRole.EDITOR, MembershipRole.MODERATOR, MembershipRole.CONFIRMER),
    Right.MODERATE: (MembershipRole.EDITOR, MembershipRole.MODERATOR),
    Right.EDIT: (MembershipRole.EDITOR,),
}


EVERYTHING, NOTHING = Q(pk__isnull=False), Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Care:
    """The groups and service bodies on which somebody has a right today. `paths` are of bodies, each with all under it."""

    is_everything: bool = False
    paths: tuple[str, ...] = ()
    groups: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self.is_everything or bool(self.paths or self.groups)

    def of_groups(self, group: str = "") -> Q:
        """The condition on the group to which a lookup leads; "" for groups themselves."""
        if self.is_everything:
            return EVERYTHING
        prefix = f"{group}__" if group else ""
        return Q(**{f"{prefix}pk__in": self.groups}) | self.of_bodies(f"{prefix}service_body")

    def of_bodies(self, body: str = "") -> Q:
        """The condition on the service body to which a lookup leads; "" for bodies themselves."""
        if self.is_everything:
            return EVERYTHING
        prefix = f"{body}__" if body else ""
        condition = NOTHING
        for path in self.paths:
            condition |= Q(**{f"{prefix}path__startswith": path})
        return condition


# What was found in the present request of the workplace, which asks the same dozens of times; None outside of one.
_known: ContextVar["dict[tuple[int, Right, date], Care] | None"] = ContextVar("known_care", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside, roles are read once for each right; `forget` after they have changed."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def forget() -> None:
    """Roles have changed."""
    if _known.get() is not None:
        _known.set({})


def care_of(user: "User", right: Right, *, today: date | None = None) -> Care:
    """What is in somebody's care by this right. A term that is over and an account that is closed give none; nobody has to act."""
    if not user.is_active:
        return Care()
    if user.is_superuser:
        return Care(is_everything=True)
    known, key = _known.get(), (user.pk, right, today or timezone.localdate())
    if known is None:
        return by_roles(user, right, key[2])
    if key not in known:
        known[key] = by_roles(user, right, key[2])
    return known[key]


def by_roles(user: "User", right: Right, today: date) -> Care:
    """What the roles of this day give."""
    terms = user.memberships.current(today).filter(role__in=ROLES_WITH[right])
    pairs = list(terms.values_list("service_body__path", "group"))
    return Care(paths=tuple(path for path, _group in pairs if path), groups=tuple(group for _path, group in pairs if group))


Scope = Callable[["User", Right], "models.QuerySet[Any]"]
Choices = Callable[["User"], "models.QuerySet[Any]"]
_scopes: dict[type[models.Model], Scope] = {}
_choices: dict[type[models.Model], Choices] = {}


def scope(kind: type[models.Model]) -> Callable[[Scope], Scope]:
    """Register which rows of a model are in somebody's care, where that is not told by what they hang on."""

    def register(rows: Scope) -> Scope:
        _scopes[kind] = rows
        return rows

    return register


def choices(kind: type[models.Model]) -> Callable[[Choices], Choices]:
    """Register which rows of a model may be chosen in forms, where these are more than those in care."""

    def register(rows: Choices) -> Choices:
        _choices[kind] = rows
        return rows

    return register


@dataclass(frozen=True, slots=True)
class Leads:
    """Lookups from a row to the groups and to the service bodies on which it hangs; "" is the row itself."""

    groups: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()

    def condition(self, care: Care) -> Q:
        """What is in this care by any of them."""
        condition = NOTHING
        for lookup in self.groups:
            condition |= care.of_groups(lookup)
        for lookup in self.bodies:
            condition |= care.of_bodies(lookup)
        return condition


_leads: dict[type[models.Model], Leads] = {}


def hangs_on(kind: type[models.Model], *, groups: Iterable[str] = (), bodies: Iterable[str] = ()) -> None:
    """Register on which groups and service bodies a model's rows hang: that is their scope, unless another is registered, and what
    the history remembers of them."""
    _leads[kind] = Leads(tuple(groups), tuple(bodies))
    _scopes.setdefault(kind, partial(hanging_on, kind))


def leads_of(kind: type[models.Model]) -> Leads | None:
    """On what a model's rows hang; None for what is in nobody's care."""
    return _leads.get(kind)


def hanging_on(kind: type[models.Model], user: "User", right: Right) -> "models.QuerySet[Any]":
    """The rows of a model that hang on what is in somebody's care."""
    return kind._default_manager.filter(_leads[kind].condition(care_of(user, right)))


def for_everybody(*kinds: type[models.Model]) -> None:
    """Register models whose rows whoever works here may look at and choose; they are kept by administrators."""
    for kind in kinds:
        _scopes[kind] = partial(looked_at, kind)
        _choices[kind] = partial(looked_at, kind)


def looked_at(kind: type[models.Model], user: "User", right: Right = Right.VIEW) -> "models.QuerySet[Any]":
    """All rows, for whoever works here and only looks."""
    rows = kind._default_manager.all()
    return rows if right is Right.VIEW and care_of(user, right) else rows.none()


def in_care(kind: type[models.Model], user: "User", right: Right = Right.VIEW) -> "models.QuerySet[Any]":
    """The rows of a model on which somebody has a right today: all for an administrator, none of a model without a scope."""
    rows = kind._default_manager.all()
    if user.is_active and user.is_superuser:
        return rows
    found = _scopes.get(kind)
    return found(user, right) if found and user.is_active else rows.none()


def choosable(kind: type[models.Model], user: "User") -> "models.QuerySet[Any]":
    """The rows of a model that somebody may put into a form: those in which they may edit, and what is registered as for all."""
    rows = _choices.get(kind)
    if rows is None or user.is_superuser:
        return in_care(kind, user, Right.EDIT)
    return rows(user)


def is_scoped(kind: type[models.Model]) -> bool:
    """Whether anybody but administrators may have rows of this model in their care."""
    return kind in _scopes


def may(user: "User", right: Right, row: models.Model) -> bool:
    """Whether somebody has a right on this row."""
    return in_care(type(row), user, right).filter(pk=row.pk).exists()
