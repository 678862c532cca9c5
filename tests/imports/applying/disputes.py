"""A meeting that was brought in, and the fields of which a person is asked, for the tests."""

from pathlib import Path
from typing import Any

from accounts.models import User
from imports.disagreeing import sides_of
from imports.models import Disagreement, Source
from tests.imports.world import make_source, run
from tests.interchange.feeds import item


def imported(folder: Path, **changes: Any) -> Source:
    """A source of which one meeting was brought in."""
    source = make_source()
    run(folder, source, item(**changes))
    return source


def disputed() -> list[str]:
    """Of which fields a person is asked."""
    return sorted(Disagreement.objects.values_list("field_name", flat=True))


def only_one() -> Disagreement:
    """The only disagreement there is."""
    return Disagreement.objects.for_deciding().get()


def in_words() -> tuple[str, str]:
    """What both say."""
    (sides,) = sides_of([only_one()], User.objects.create_superuser("all@example.org", "not-a-real-password"))
    return sides.ours, sides.theirs
