"""Who touched the fields of rows last, as the history knows: a source, or a person by role and never by name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from history.belonging import Keys, about
from history.models import Change, ChangeKind, Revision
from history.road import RoadKind
from imports.models import Source
from languages.dates import date_text

MOST = 2_000  # entries that are looked at; what is older is no longer told
WHOLE = ""  # stands for all columns of a row that was made


@dataclass(frozen=True, slots=True, order=True)
class Hand:
    """Who it was, and when. `number` is that of the change, by which they are in order."""

    number: int
    on: date
    who: str


class Hands:
    """Who touched which column of these rows last."""

    def __init__(self, rows: Iterable[models.Model]) -> None:
        keys: Keys = defaultdict(set)
        for row in rows:
            keys[type(row)].add(row.pk)
        changes = Change.objects.filter(about(keys)).exclude(kind=ChangeKind.ERASED).select_related("revision__by", "content_type")
        found = list(changes.order_by("-pk")[:MOST])
        titles = source_titles(change.revision for change in found)
        self.last: dict[tuple[Any, int, str], Hand] = {}
        for change in reversed(found):
            hand = Hand(change.pk, timezone.localdate(change.revision.at), who_in_words(change.revision, titles))
            for column in change.fields or {WHOLE: None}:
                self.last[change.content_type.model_class(), change.object_id, column] = hand

    def of(self, rows: Iterable[models.Model], columns: Iterable[str]) -> Hand | None:
        """The last one that touched any of these columns of any of these rows."""
        names = (*columns, WHOLE)
        known = (self.last.get((type(row), row.pk, column)) for row in rows for column in names)
        return max((hand for hand in known if hand), default=None)


def source_titles(revisions: Iterable[Revision]) -> dict[str, str]:
    """The titles of the sources that these came from."""
    slugs = {revision.road_name for revision in revisions if revision.road == RoadKind.IMPORT}
    return dict(Source.objects.filter(slug__in=slugs).values_list("slug", "title")) if slugs else {}


def who_in_words(revision: Revision, titles: dict[str, str]) -> str:
    """A source by its title, a person by role, else the road."""
    if revision.road == RoadKind.IMPORT:
        return titles.get(revision.road_name, revision.get_road_display())
    if revision.by is None:
        return str(revision.get_road_display())
    return _("an administrator") if revision.by.is_superuser else _("a coordinator")


def said_by(who: str, on: date) -> str:
    """Who, and when."""
    return _("%(who)s, %(day)s") % {"who": who, "day": date_text(on)}
