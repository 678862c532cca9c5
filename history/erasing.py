"""What the history forgets: values that are too old, and those that somebody asks to have erased. That something changed, when,
by whom and by which road stays, and so do the names of the fields."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _

from history.models import Change, ChangeKind, Revision
from history.road import Road
from history.tracking import tracking

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 500  # entries
ROWS = 2000  # of their changes
_kept_for_good: set[type[models.Model]] = set()


def keep_for_good(*kinds: type[models.Model]) -> None:
    """Register models whose history keeps its values, as it tells of nobody and is asked later on."""
    _kept_for_good.update(kinds)


def erase_old(now: datetime) -> int:
    """Erase the values of entries that are older than HISTORY_DAYS (0: none). Safe to run twice or at once. Gives the number of
    entries."""
    if not settings.HISTORY_DAYS:
        return 0
    before = now - timedelta(days=settings.HISTORY_DAYS)
    count = 0
    while old := list(Revision.objects.unerased_before(before).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            erase(Change.objects.filter(revision__in=old).exclude(content_type__in=types_kept_for_good()))
            models.QuerySet(Revision).filter(pk__in=old).update(erased_on=now.date())
        count += len(old)
    return count


def erase_values(row: models.Model, *, by: "User | None", source: Road) -> None:
    """Erase what the history keeps of a row's values, with an entry that says so."""
    with tracking(by=by, source=source, note=_("Erased from the history: %(row)s") % {"row": row}) as tracker:
        erase(Change.objects.of(row))
        tracker.note(row, ChangeKind.ERASED, {})


def types_kept_for_good() -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*_kept_for_good).values())


def erase(changes: "models.QuerySet[Change]") -> None:
    """Take the values out of these changes; the names of their fields stay."""
    found = changes.exclude(fields={}).order_by("pk").only("fields")
    batch = list(found[:ROWS])
    while batch:
        for change in batch:
            change.fields = {name: [None, None] for name in change.fields}
        rows: models.QuerySet[Change] = models.QuerySet(Change)  # the one road around append-only
        rows.bulk_update(batch, ["fields"], batch_size=ROWS // 4)
        batch = list(found.filter(pk__gt=batch[-1].pk)[:ROWS])
