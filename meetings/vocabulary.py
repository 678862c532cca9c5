"""The formats as pages name them. They are a hundred rows, and every page of results names them twice: the form offers all of them,
and each card says its own."""

from typing import NamedTuple

from history.keeping import kept_long
from history.questions import Question
from meetings.models import Format

FORMATS = Question(lambda: Format.objects.values_list("pk", "slug", "category", "name"))


class NamedFormat(NamedTuple):
    """A format, and its name in a reader's language."""

    pk: int
    slug: str
    category: str
    name: str


@kept_long
def formats_named(language: str) -> list[NamedFormat]:
    """All formats, in their order."""
    return [NamedFormat(pk, slug, category, name.shown_to(language)) for pk, slug, category, name in FORMATS.answer()]
