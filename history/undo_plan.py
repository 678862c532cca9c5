"""How something that somebody did would be put back, row by row.

What stands otherwise by now was changed later, and stays unless it is asked for; rows that were made go only where nothing has been
added to them since; values that the history does not keep cannot come back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel

from history.belonging import about
from history.models import Change, ChangeKind, Revision
from history.standing import Values, standing
from history.telling import model_of
from history.tracking import followed
from history.wording import columns_of, is_left_out

MOST = 2000  # changes of an entry that is put back in one go
Key = tuple[type[models.Model], int]


class TooManyChangesError(ValueError):
    """An entry, as that of an import, is too large to be put back."""


class What(StrEnum):
    SET_BACK = "set_back"
    MAKE_AGAIN = "make_again"
    TAKE_AWAY = "take_away"
    NOTHING = "nothing"  # it stands so already, or cannot be


class Why(StrEnum):
    """Why something of an entry is not put back."""

    CHANGED_LATER = "changed_later"
    IN_USE = "in_use"
    GONE = "gone"
    NOT_KEPT = "not_kept"


@dataclass(slots=True)
class Step:
    """What is to be done with one row: `values` are wanted, `now` are those that stand there, `later` those of `values` that
    somebody changed since. `obstacles` are the fields of which, or the reasons for which, something stays."""

    model: type[models.Model]
    pk: int
    label: str
    changes: list[Change]
    what: What = What.NOTHING
    values: Values = field(default_factory=dict)
    now: Values = field(default_factory=dict)
    later: frozenset[str] = frozenset()
    obstacles: dict[Why, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def key(self) -> Key:
        return (self.model, self.pk)

    def as_change(self) -> dict[str, list[Any]]:
        """From what to what, as a change says it."""
        return {name: [self.now.get(name), value] for name, value in self.values.items()}


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What would be put back."""

    steps: tuple[Step, ...]

    def doing(self, *kinds: What) -> list[Step]:
        """The steps of these kinds."""
        return [step for step in self.steps if step.what in kinds]

    @property
    def acts(self) -> list[Step]:
        """Those in which something is done."""
        return [step for step in self.steps if step.what is not What.NOTHING]


def plan_undo(revision: Revision, *, only_clear: bool = True) -> UndoPlan:
    """How an entry would be put back. Raises TooManyChangesError."""
    changes = list(revision.changes.exclude(kind=ChangeKind.ERASED).select_related("content_type").order_by("pk")[: MOST + 1])
    if len(changes) > MOST:
        raise TooManyChangesError
    return plan(changes, only_clear=only_clear)


def plan(changes: Iterable[Change], *, only_field: str = "", only_clear: bool = True) -> UndoPlan:
    """How changes would be put back, in a number of queries that does not depend on how many they are."""
    steps = steps_by_row(change for change in changes if change.content_type.model_class())
    keys: dict[type[models.Model], list[int]] = defaultdict(list)
    for step in steps:
        keys[step.model].append(step.pk)
    now = {model: standing(model, of_model) for model, of_model in keys.items()}
    for step in steps:
        decide(step, now[step.model].get(step.pk), only_field=only_field, only_clear=only_clear)
    spare_what_is_used(steps)
    return UndoPlan(tuple(steps))


def steps_by_row(changes: Iterable[Change]) -> list[Step]:
    """A step for each row, with all that was done to it."""
    steps: dict[Key, Step] = {}
    for change in changes:
        key = (model_of(change), change.object_id)
        step = steps.setdefault(key, Step(*key, label=change.label, changes=[]))
        step.changes.append(change)
    return list(steps.values())


def decide(step: Step, now: Values | None, *, only_field: str, only_clear: bool) -> None:
    """What is to be done with a row that stands so now, or is gone."""
    was_made = step.changes[0].kind == ChangeKind.CREATED
    if was_made:
        step.what = What.TAKE_AWAY if now is not None else What.NOTHING
    elif now is not None:
        step.now = now
        set_back(step, only_field=only_field, only_clear=only_clear)
    elif step.changes[-1].kind == ChangeKind.DELETED:
        make_again(step)
    else:
        step.obstacles[Why.GONE] = []


def before_and_after(changes: Iterable[Change]) -> tuple[Values, Values, set[str]]:
    """What several changes of one row did together: the values before, those after, and the fields whose values are not kept."""
    before: Values = {}
    after: Values = {}
    lost: set[str] = set()
    for change in changes:
        for name, (old, new) in change.fields.items():
            before.setdefault(name, old)
            after[name] = new
            if old is None and new is None and change.kind == ChangeKind.CHANGED:
                lost.add(name)
    return before, after, lost


def set_back(step: Step, *, only_field: str, only_clear: bool) -> None:
    """Those fields that do not stand as before. Fields that follow from others do so again when the row is saved."""
    columns = columns_of(step.model)
    before, after, lost = before_and_after(step.changes)
    for name in before:
        if name not in columns or name != (only_field or name) or is_left_out(step.model, name):
            continue
        is_later = step.now[name] != after[name]
        if name in lost:
            step.obstacles[Why.NOT_KEPT].append(name)
        elif is_later and only_clear and step.now[name] != before[name]:
            # What only actions write, as who vouched last, is nobody's to decide.
            step.obstacles.update({Why.CHANGED_LATER: [*step.obstacles[Why.CHANGED_LATER], name]} if columns[name].editable else {})
        elif step.now[name] != before[name]:
            step.values[name] = before[name]
            step.later |= {name} if is_later else set()
    step.what = What.SET_BACK if step.values else What.NOTHING


def make_again(step: Step) -> None:
    """The row with the values it had, and with its key; not where one is missing that it cannot be without."""
    columns = columns_of(step.model)
    before, _after, _lost = before_and_after(step.changes)
    personal = [name for name in getattr(step.model, "personal_fields", ()) if name in columns]
    missing = [name for name in personal if not columns[name].blank]
    if missing or before.get(step.model._meta.pk.attname) is None:  # the whole was erased
        step.obstacles[Why.NOT_KEPT] = missing
        return
    step.what = What.MAKE_AGAIN
    step.values = {name: value for name, value in before.items() if name in columns and name not in personal}
    if personal:
        step.obstacles[Why.NOT_KEPT] = personal


def spare_what_is_used(steps: list[Step]) -> None:
    """What was made stays where it was changed later, or where something hangs on it that does not go as well."""
    made = {step.key: step for step in steps if step.what is What.TAKE_AWAY}
    if not made:
        return
    moving = {(step.key, name) for step in steps if step.what is What.SET_BACK for name in step.values}
    links = [link for link in hanging_on(made) if link[:2] not in moving]
    spared = dict.fromkeys(changed_later(made), Why.CHANGED_LATER)
    staying = {child for child, _column, _row in links if child not in made} | spared.keys()
    while used := {row for child, _column, row in links if child in staying} - spared.keys():
        spared.update(dict.fromkeys(used, Why.IN_USE))
        staying |= used
    for key, why in spared.items():
        made[key].what = What.NOTHING
        made[key].obstacles[why] = []


def changed_later(made: dict[Key, Step]) -> Iterator[Key]:
    """Rows that somebody changed after they were made."""
    last = {key: step.changes[-1].pk for key, step in made.items()}
    later = Change.objects.filter(about(by_model(made)), pk__gt=min(last.values())).exclude(kind=ChangeKind.ERASED)
    for pk, content_type, object_id in later.order_by().values_list("pk", "content_type", "object_id"):
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model and last.get((model, object_id), pk) < pk:
            yield (model, object_id)


def by_model(keys: Iterable[Key]) -> dict[type[models.Model], set[int]]:
    """Keys of rows, by their models."""
    found: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, pk in keys:
        found[model].add(pk)
    return found


def hanging_on(made: Iterable[Key]) -> Iterator[tuple[Key, str, Key]]:
    """Rows that point to these, by which column: a query for each relation."""
    for model, keys in by_model(made).items():
        for kind, column in pointing_to(model):
            for pk, target in kind._base_manager.filter(**{f"{column}__in": keys}).values_list("pk", column):
                yield (kind, pk), column, (model, target)


def pointing_to(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The followed models, with the names that changes give their columns, that point to rows of this one."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model in followed:
            field: Any = relation.field
            yield field.model, field.name if field.many_to_many else field.attname
