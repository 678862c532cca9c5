"""Questions asked of the history."""

from typing import TYPE_CHECKING, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from history.models import Change


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, row: models.Model) -> Self:
        """What happened to this row, newest first."""
        return self.filter(content_type=ContentType.objects.get_for_model(row), object_id=row.pk)

    def with_revision(self) -> Self:
        """Load who, when and by which road along."""
        return self.select_related("revision__by", "content_type")
