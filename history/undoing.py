"""Putting back what somebody did: a whole entry, or what it did to some rows or to one field.

What is put back is saved by the actions of its room, and is an entry of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.care import Right, in_care
from history.actions import delete, save_by_action, with_references
from history.models import Change, Revision
from history.refusals import with_fields
from history.road import Road
from history.telling import model_of
from history.tracking import Tracker, tracking
from history.undo_plan import Key, Step, UndoPlan, What, by_model, plan, plan_undo
from history.wording import columns_of

if TYPE_CHECKING:
    from accounts.models import User

# How rows are put back where saving says more than that, as that a listing is true. Filled by the modules `past.py` of the rooms.
put_back_actions: dict[type[models.Model], Callable[..., Any]] = {}
# What only administrators change, such as roles, only they put back. Filled by the pages of the workplace.
kept_by_administrators: set[type[models.Model]] = set()


def undo_address(revision: Revision) -> str:
    """The page of the workplace on which an entry is put back."""
    return reverse("admin:history_revision_undo", args=[revision.pk])


def undo(revision: Revision, *, by: "User | None", source: Road, only_clear: bool = True) -> Revision:
    """Put an entry back, all or nothing; gives the new entry. Raises TooManyChangesError, ValidationError and IntegrityError."""
    with tracking(by=by, source=source, note=_("Put back: %(entry)s") % {"entry": revision}) as tracker:
        carry_out(plan_undo(revision, only_clear=only_clear), tracker, by=by, source=source)
    return tracker.revision


def put_back(changes: Sequence[Change], *, only_field: str = "", by: "User | None", source: Road) -> Revision:
    """Put back what changes of one entry did, or what they did to one field, whatever became of it since. Gives the new entry.
    Raises ValidationError and IntegrityError."""
    names = ", ".join(dict.fromkeys(change.label for change in changes))
    with tracking(by=by, source=source, note=_("Put back: %(entry)s") % {"entry": names}) as tracker:
        carry_out(plan(changes, only_field=only_field, only_clear=False), tracker, by=by, source=source)
    return tracker.revision


def carry_out(undoing: UndoPlan, tracker: Tracker, *, by: "User | None", source: Road) -> None:
    """Do what is planned. Whoever does it has to have all of it in their care afterwards. Raises ValidationError."""
    leaving = sorted(undoing.doing(What.TAKE_AWAY), key=lambda step: (-depth(step.model), -step.pk))
    still_used = set(pointed_to(undoing.doing(What.SET_BACK)))
    for step in leaving:
        if step.key not in still_used:  # first, for another row may take its place
            take_away(step, by=by, source=source)
    for step in sorted(undoing.doing(What.MAKE_AGAIN), key=lambda step: (depth(step.model), step.pk)):
        put(step, step.model(pk=step.pk), tracker, by=by, source=source)
    for step in undoing.doing(What.SET_BACK):
        put(step, step.model._base_manager.get(pk=step.pk), tracker, by=by, source=source)
    for step in leaving:
        if step.key in still_used:
            take_away(step, by=by, source=source)
    if by and not are_in_care((step.key for step in undoing.doing(What.SET_BACK, What.MAKE_AGAIN)), by):
        raise ValidationError(_("Not put back: it would be in somebody else's care."))


def put(step: Step, row: models.Model, tracker: Tracker, *, by: "User | None", source: Road) -> None:
    """Give a row its values and save it by its action. Raises ValidationError that says of which row."""
    tracker.watch(row)
    columns = columns_of(step.model)
    for name, value in step.values.items():
        if not columns[name].many_to_many:
            setattr(row, name, columns[name].to_python(value))
    try:
        put_back_actions.get(step.model, save_by_action)(row, by=by, source=source)
    except ValidationError as error:
        raise ValidationError([f"{step.label} – {message}" for message in with_fields(error, step.model)]) from error
    for name, value in step.values.items():
        if columns[name].many_to_many:
            getattr(row, name).set(columns[name].related_model._base_manager.filter(pk__in=value or []))


def take_away(step: Step, *, by: "User | None", source: Road) -> None:
    """Delete a row, if it did not go along with another. Raises ProtectedError where others need it."""
    row = with_references(step.model).filter(pk=step.pk).first()
    if row is not None:
        delete(row, by=by, source=source)


def pointed_to(steps: Iterable[Step]) -> Iterator[Key]:
    """The rows to which fields point that are about to be set back."""
    for step in steps:
        columns = columns_of(step.model)
        for name in step.values:
            keys = step.now[name] if columns[name].many_to_many else [step.now[name]]
            yield from ((columns[name].related_model, pk) for pk in keys if columns[name].is_relation)


@cache
def depth(model: type[models.Model]) -> int:
    """How many rows have to be there before one of this model can be: a rule needs a meeting, that a group."""
    above = {column.related_model for column in model._meta.concrete_fields if column.is_relation} - {model}
    return 1 + max((depth(other) for other in above), default=0)


def may_undo(undoing: UndoPlan, user: "User") -> bool:
    """Whether everything that an entry touched is in somebody's care, and was when it was touched: a listing that was moved to
    another body in between is not theirs, and no more is one that came to them later."""
    if not are_in_care((step.key for step in undoing.steps), user):
        return False
    changes = [change for step in undoing.steps for change in step.changes]
    placed = {change.pk for change in changes if change.about_group or change.about_body}
    theirs = in_care(Change, user, Right.EDIT).filter(pk__in=placed).values_list("pk", flat=True)
    of_nobody = [step for step in undoing.doing(What.MAKE_AGAIN) if not placed & {change.pk for change in step.changes}]
    return user.is_superuser or (placed <= set(theirs) and not of_nobody)


def own_changes(changes: Iterable[Change], user: "User") -> list[Change]:
    """Those of rows that somebody may edit, and that were in their care when it was done: what a listing said while it was others',
    as in which hidden house it met, does not come back. Of rows that are gone those that were in their care."""
    told = [change for change in changes if may_change(model_of(change), user)]
    there: set[Key] = set()
    own: set[Key] = set()
    for model, keys in by_model((model_of(change), change.object_id) for change in told).items():
        there |= {(model, pk) for pk in model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)}
        own |= {(model, pk) for pk in in_care(model, user, Right.EDIT).filter(pk__in=keys).values_list("pk", flat=True)}
    theirs = set(in_care(Change, user, Right.EDIT).filter(pk__in=[one.pk for one in told]).values_list("pk", flat=True))

    def is_own(change: Change) -> bool:
        key, is_placed = (model_of(change), change.object_id), bool(change.about_group or change.about_body)
        return (key in own or key not in there) and (change.pk in theirs or (key in there and not is_placed))

    return [change for change in told if is_own(change)]


def may_change(model: type[models.Model], user: "User") -> bool:
    """Whether rows of this model are changed by coordinators at all."""
    return user.is_superuser or model not in kept_by_administrators


def are_in_care(keys: Iterable[Key], user: "User") -> bool:
    """Whether somebody may edit all of these rows that there are."""
    for model, of_model in by_model(keys).items():
        if not may_change(model, user):
            return False
        there = set(model._base_manager.filter(pk__in=of_model).values_list("pk", flat=True))
        if there - set(in_care(model, user, Right.EDIT).filter(pk__in=there).values_list("pk", flat=True)):
            return False
    return True
