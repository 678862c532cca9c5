"""A run in plain words, for the terminal and for the workplace."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from imports.kinds import Outcome
from imports.models import ImportProblem, ImportRun
from imports.problems import sentence
from imports.reasons import ImportCode

EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """All problems of one code, with some of them in words."""

    code: str
    rejects: bool
    count: int
    examples: tuple[str, ...]


def verdict(run: ImportRun) -> str:
    """What became of a run, and why, in one line."""
    outcome = f"{capfirst(run.get_outcome_display())}."
    return f"{outcome} {why(run)}" if run.reason else outcome


def why(run: ImportRun) -> str:
    """Why a run did not do everything; "" if it did."""
    return reason_text(run.reason, run.reason_detail)


def reason_text(reason: str, detail: str) -> str:
    """The sentence for a reason, with what belongs to it; "" where there is none."""
    return sentence(reason) + (f" ({detail})" if detail else "") if reason else ""


def run_line(run: ImportRun) -> str:
    """A run in one line: what became of it, and its figures."""
    if not run.came_in:
        return f"{run.source.slug}: {verdict(run)}"
    said = f"{run.source.slug}: {verdict(run)} {run.came_in} came in: {run.created} created, {run.updated} updated"
    return f"{said}, {run.unchanged} unchanged, {run.rejected} rejected, {run.withdrawn} withdrawn."


def plan_lines(run: ImportRun) -> Iterator[str]:
    """What came in and what became of it, then what was wrong."""
    if run.reason == ImportCode.NOT_MODIFIED:
        return
    is_done = run.outcome in (Outcome.APPLIED, Outcome.UNCHANGED)
    yield f"{run.source.slug}: {run.came_in} came in."
    for count, name in (
        (run.created, "created"),
        (run.updated, f"updated, {run.restored} of them had been withdrawn" if run.restored else "updated"),
        (run.unchanged, "unchanged"),
        (run.rejected, "rejected"),
    ):
        yield f"  {count:>7} {name}"
    yield f"Withdrawn{'' if is_done else ' (not yet)'}, as no longer in the feed: {run.withdrawn}"
    kinds = kinds_of_problems(run, examples=EXAMPLES)
    yield from problem_lines("Rejected, because:", [kind for kind in kinds if kind.rejects])
    yield from problem_lines("Noted:", [kind for kind in kinds if not kind.rejects])


def problem_lines(heading: str, kinds: list[ProblemKind]) -> Iterator[str]:
    """Each kind of problem with its number, and a few examples."""
    if kinds:
        yield heading
    for kind in kinds:
        yield f"  {kind.count:>7} × {sentence(kind.code)}"
        yield from (f"            {shown}" for shown in kind.examples)


def kinds_of_problems(run: ImportRun, *, examples: int) -> list[ProblemKind]:
    """What was wrong, kind by kind, those that reject first, with so many examples of each; in two queries."""
    shown: dict[tuple[str, bool], list[str]] = {}
    for problem in run.problems.first_of_each_kind(examples):
        shown.setdefault((problem.code, problem.rejects), []).append(example(problem))
    counts = run.problems.values_list("code", "rejects").annotate(Sum("count")).order_by("-rejects", "code")
    return [
        ProblemKind(code=code, rejects=rejects, count=count, examples=tuple(filter(None, shown.get((code, rejects), ()))))
        for code, rejects, count in counts
    ]


def example(problem: ImportProblem) -> str:
    """One problem: which record, which field, which value."""
    where = problem.key or ("" if problem.index is None else _("no. %(number)d of the list") % {"number": problem.index + 1})
    field = f"{problem.field_name}: {problem.value or '–'}" if problem.field_name else problem.value
    return ", ".join(part for part in (where, field) if part)
