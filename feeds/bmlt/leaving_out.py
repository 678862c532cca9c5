"""What BMLT cannot say of the meetings asked for."""

from array import array
from collections.abc import Iterable, Iterator

from django.db.models import Count
from django.http import QueryDict
from django.utils import translation

from feeds.answers import BATCH
from feeds.asking import question
from feeds.bmlt.filtering import matching
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.querysets import TimetableQuerySet, is_said, timetable
from feeds.bmlt.reach import reach_asked, within_reach
from feeds.formats import Asked, FeedFormat, OnLoss
from feeds.loading import load
from feeds.losses import loss_report
from feeds.records import meeting_record
from interchange.bmlt.writer import as_json, write
from interchange.records import MeetingRecord


def asked_about(inquiry: Inquiry) -> TimetableQuerySet:
    """All rules of the meetings of which some rule was asked for, also those that are left out."""
    everything = timetable()
    found = within_reach(matching(everything, inquiry), reach_asked(inquiry.asked, inquiry.language))
    if found.query.where == everything.query.where:  # nothing narrows it, and the database need not look whether a meeting is in it
        return everything
    return everything.filter(meeting__in=found.order_by().values("meeting"))


def loss_header(inquiry: Inquiry) -> str:
    """How many rules these are, and how many of them are left out (RFC 8941)."""
    said = Count("pk", filter=is_said(inquiry.covering, inquiry.today))
    counts = asked_about(inquiry).order_by().aggregate(rules=Count("pk"), said=said)
    return f"rules={counts['rules']}, left-out={counts['rules'] - counts['said']}"


def loss_list(inquiry: Inquiry) -> Iterator[bytes]:
    """What is left out of which meeting, and why."""
    options = inquiry.options

    def written(records: Iterable[MeetingRecord], _asked: Asked, on_loss: OnLoss) -> Iterator[bytes]:
        return write(records, options=options, on_loss=on_loss)

    asked = Asked(question(QueryDict(f"lang={inquiry.language}")), inquiry.today, inquiry.server)
    form = FeedFormat("BMLT", "application/json", "bmlt.json", written)
    yield as_json(loss_report(records(inquiry), asked, form))


def records(inquiry: Inquiry) -> Iterator[MeetingRecord]:
    """The records of the meetings asked about, some hundred at a time."""
    keys = array("q", asked_about(inquiry).order_by("meeting").values_list("meeting", flat=True).distinct())
    for start in range(0, len(keys), BATCH):
        with translation.override(inquiry.language):
            batch = load(keys[start : start + BATCH], now=inquiry.now, site=inquiry.site)
            made = [meeting_record(meeting, batch) for meeting in batch.meetings]
        yield from made
