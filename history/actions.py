"""The road of rows that need nothing but a check and an entry in the history."""

from typing import TYPE_CHECKING, TypeVar

from django.db import models

from history.road import Road
from history.tracking import tracking

if TYPE_CHECKING:
    from accounts.models import User

Row = TypeVar("Row", bound=models.Model)


def save(row: Row, *, by: "User | None", source: Road) -> Row:
    """Check and keep a row. Raises ValidationError with messages for a coordinator."""
    with tracking(row, by=by, source=source):
        row.full_clean()
        row.save()
    return row


def delete(row: models.Model, *, by: "User | None", source: Road) -> None:
    """Delete a row; its last values stay in the history, but for personal ones."""
    with tracking(row, by=by, source=source):
        row.delete()
