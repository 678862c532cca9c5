"""Two people change the same listing: what each of them alone changed is taken, what both changed somebody chooses. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """`values` is what holds, for a field that both changed what was typed; `theirs` are the fields that the other alone changed,
    `disputed` those that both changed, differently."""

    values: dict[str, Any] = field(default_factory=dict)
    theirs: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


def merge(base: Values, mine: Values, stored: Values) -> Merged:
    """`base` is what stood there when the form was opened, `mine` what was typed, `stored` what stands there now.

    The keys are those of `mine`; a field without a base is taken to have stood as it stands now.
    """
    values, theirs, disputed = {}, [], []
    for name, typed in mine.items():
        now = stored.get(name)
        before = base.get(name, now)
        values[name] = typed
        if now in (before, typed):
            continue
        if typed == before:
            values[name] = now
            theirs.append(name)
        else:
            disputed.append(name)
    return Merged(values, tuple(theirs), tuple(disputed))
