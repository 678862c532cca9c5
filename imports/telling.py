"""A run in plain words, for the terminal."""

from collections.abc import Iterator

from django.utils.text import capfirst

from imports.kinds import Outcome
from imports.models import ImportProblem, ImportRun
from imports.problems import sentence

EXAMPLES = 3


def refusal(run: ImportRun) -> str:
    """Why a run did not do everything, in one line."""
    detail = f" ({run.reason_detail})" if run.reason_detail else ""
    return f"{capfirst(run.get_outcome_display())}. {sentence(run.reason)}{detail}"


def plan_lines(run: ImportRun) -> Iterator[str]:
    """What came in and what became of it, then what was wrong."""
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
    problems = list(run.problems.all())
    yield from problem_lines("Rejected, because:", [one for one in problems if one.rejects])
    yield from problem_lines("Noted:", [one for one in problems if not one.rejects])
    yield f"{capfirst(run.get_outcome_display())}."


def problem_lines(heading: str, problems: list[ImportProblem]) -> Iterator[str]:
    """Each kind of problem with its number, and a few examples."""
    if problems:
        yield heading
    for code in dict.fromkeys(one.code for one in problems):
        of_kind = [one for one in problems if one.code == code]
        yield f"  {sum(one.count for one in of_kind):>7} × {sentence(code)}"
        for one in of_kind[:EXAMPLES]:
            if shown := example(one):
                yield f"            {shown}"


def example(problem: ImportProblem) -> str:
    """One problem: which record, which field, which value."""
    where = problem.key or ("" if problem.index is None else f"no. {problem.index + 1} of the list")
    field = f"{problem.field_name}: {problem.value or '–'}" if problem.field_name else problem.value
    return ", ".join(part for part in (where, field) if part)
