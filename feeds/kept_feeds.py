"""Feeds of everything lie ready as files (kept_files.py), and are sent as long as they are true (docs/adr/0013-kept-feeds.md).

A file is of its day: dates, pauses and what nobody has vouched for lately change with it. While nothing has changed since it was
begun it is what would be made now. Afterwards it may be sent for some minutes more (KEPT_MINUTES), but only if nothing of what
changed can have hidden anything: what somebody withdraws, hides or takes out of a text is gone at once, as on every page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from feeds.asking import Question
from feeds.kept_files import KeptFile, State, kept_file, sent
from feeds.settled import newest_revision, settled
from history.models import Change, ChangeKind
from interchange.records import Recurrence
from meetings.models import Meeting, ScheduleRule

Response = Any  # a whole one or a streamed one
BACK = 1_000  # revisions; one that was begun before so many others has ended
MOST = 1_000  # changes that are looked at; of more some will hide something
# What may be told for some minutes more although it has changed: who vouches for a meeting, and when it is. Of everything else we
# take it that it may hide something, of whatever kind of row. What is only added hides nothing.
HIDES_NOTHING: dict[type[Model], frozenset[str]] = {
    Meeting: frozenset({"confirmed_on", "confirmed_by", "listed_on", "listed_by", "reported_on"}),
    ScheduleRule: frozenset(column.name for column in fields(Recurrence)),
}


def feed_name(address: str, asked: Question) -> str:
    """What the feed of a question at an address is called among the kept files; "" for what is never kept."""
    if asked.ids or asked.wants_loss or asked.names_language:
        return ""
    return f"{address}?{asked.search.query_string()}"


def parameters_name(address: str, given: Mapping[str, Sequence[str]]) -> str:
    """The same for an address whose parameters may stand in any order."""
    return f"{address}?{urlencode(sorted(given.items()), doseq=True)}"


def ready(request: HttpRequest, name: str, *, content_type: str, headers: dict[str, str]) -> Response:
    """The feed of this name as an answer; None where it has to be made. Its facts are headers too."""
    file = kept_file(name) if name else None
    if file is None or not may_be_sent(file, timezone.now()):
        return None
    return sent(request, file, content_type=content_type, headers={**headers, **file.facts})


def is_current(file: KeptFile, now: datetime) -> bool:
    """Whether it would be the same if it were made now."""
    return is_of_today(file, now) and file.revision == newest_revision()


def may_be_sent(file: KeptFile, now: datetime) -> bool:
    """Whether it is what would be made now, or was a moment ago and hides nothing less."""
    newest = newest_revision()
    if not is_of_today(file, now) or file.revision > newest:  # of a database that has been put back
        return False
    is_young = now - file.made_at < timedelta(minutes=settings.KEPT_MINUTES)
    return file.revision == newest or (is_young and not may_hide_since(file.revision))


def is_of_today(file: KeptFile, now: datetime) -> bool:
    return timezone.localdate(file.made_at) == timezone.localdate(now)


def may_hide_since(revision: int) -> bool:
    """Whether a change after this revision may have taken something out of sight."""
    allowed = {one.pk: HIDES_NOTHING[model] for model, one in ContentType.objects.get_for_models(*HIDES_NOTHING).items()}
    changes = Change.objects.filter(revision__gt=revision).exclude(kind=ChangeKind.CREATED).order_by()
    found = list(changes.values_list("content_type", "kind", "fields")[: MOST + 1])
    return len(found) > MOST or not all(
        kind == ChangeKind.CHANGED and changed.keys() <= allowed.get(of, frozenset()) for of, kind, changed in found
    )


def state_now() -> State:
    """What a file that is begun now has in it for certain: a change that another transaction is about to write may be missing."""
    return State(timezone.now(), settled(max(1, newest_revision() - BACK)))
