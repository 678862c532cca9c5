"""What would be put back, and what not, in words; and which of it somebody may put back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from accounts.models import User
from history.telling import row_names
from history.undo_plan import Step, UndoPlan, What, Why
from history.wording import Line, change_lines, field_names, pointers

HAPPENS = {
    What.SET_BACK: gettext_lazy("is set back"),
    What.MAKE_AGAIN: gettext_lazy("is made again"),
    What.TAKE_AWAY: gettext_lazy("is deleted"),
}
OF_FIELDS = {
    Why.CHANGED_LATER: gettext_lazy("%(row)s – %(fields)s: was changed later, and stays as it is."),
    Why.NOT_KEPT: gettext_lazy("%(row)s – %(fields)s: the history does not keep what this said, so it cannot come back."),
}
OF_ROWS = {
    Why.CHANGED_LATER: gettext_lazy("%(row)s: was changed after it was made, and stays."),
    Why.IN_USE: gettext_lazy("%(row)s: something else needs it by now, so it stays."),
    Why.GONE: gettext_lazy("%(row)s: is no longer there."),
    Why.NOT_KEPT: gettext_lazy("%(row)s: what it said was erased, so it cannot come back."),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be done with one row."""

    kind: str
    name: str
    happens: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlanInWords:
    """What would be done, and what stays although it was asked for."""

    rows: tuple[Planned, ...]
    stays: tuple[str, ...]


def plan_in_words(undoing: UndoPlan, *, to: User) -> PlanInWords:
    """A plan for the page that asks whether it is meant; the number of queries does not depend on how many rows it has."""
    names = row_names((pointer for step in undoing.acts for pointer in pointers(step.model, step.as_change())), to)
    rows = []
    for step in undoing.acts:
        lines = change_lines(step.model, step.as_change(), names, is_gone=False) if step.what is What.SET_BACK else []
        kind = str(capfirst(step.model._meta.verbose_name))
        rows.append(Planned(kind, step.label, str(HAPPENS[step.what]), tuple(lines)))
    return PlanInWords(tuple(rows), tuple(obstacles(undoing.steps)))


def obstacles(steps: Iterable[Step]) -> Iterator[str]:
    """Sentences about what stays."""
    for step in steps:
        names = field_names(step.model)
        for why, fields in step.obstacles.items():
            told = {"row": step.label, "fields": ", ".join(names.get(name, name) for name in fields)}
            yield str((OF_FIELDS[why] if fields else OF_ROWS[why]) % told)
