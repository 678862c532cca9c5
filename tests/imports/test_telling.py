"""A run in plain words, in the reader's language."""

from django.utils.translation import override

from imports.models import ImportProblem
from imports.telling import example


def test_a_problem_without_a_key_says_where_it_is() -> None:
    problem = ImportProblem(code="day_unreadable", index=2, field_name="day", value="9")

    with override("en"):
        assert example(problem) == "no. 3 of the list, day: 9"
