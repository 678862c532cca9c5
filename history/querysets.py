"""Questions asked of the history."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Never, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from history.models import Change, Revision  # noqa: F401  # named in strings below

Row = TypeVar("Row", bound=models.Model)


class AppendOnlyError(TypeError):
    """Somebody wanted to rewrite the history."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows that are added and never rewritten; only `erasing.py` takes their values away."""

    def update(self, **_columns: Any) -> Never:
        raise AppendOnlyError

    def delete(self) -> Never:
        raise AppendOnlyError

    def bulk_update(self, *_rows: Any, **_columns: Any) -> Never:
        raise AppendOnlyError


class RevisionQuerySet(AppendOnlyQuerySet["Revision"]):
    def with_who(self) -> Self:
        """Load along who it was."""
        return self.select_related("by")

    def unerased_before(self, moment: datetime) -> Self:
        """Those of before then that still have their values, oldest first."""
        return self.filter(erased_on=None, at__lt=moment).order_by("at", "pk")


class ChangeQuerySet(AppendOnlyQuerySet["Change"]):
    def of(self, row: models.Model) -> Self:
        """What happened to this row, newest first."""
        return self.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)

    def with_revision(self) -> Self:
        """Load who, when and by which road along."""
        return self.select_related("revision__by", "content_type")
