"""Our own reader reads what our own BMLT server says of the whole demo world: nothing is lost but what the loss report says."""

import io
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict

from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.parameters import Parameters
from feeds.bmlt.searching import search_results
from interchange.bmlt.meeting import Written, meetings
from interchange.bmlt.reader import read
from interchange.meeting_guide import ReadOptions
from interchange.reasons import LossCode
from interchange.records import Access, Loss, MeetingRecord, Problem, Recurrence
from interchange.weekly import Entry
from tests.directory.demo.ground import DEMO_DAY
from tests.feeds.demo.whole import NOON, SITE, all_records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]

ADDRESS = ("name", "street", "district", "city", "region", "postal_code", "country")
# Which loss explains that a field came back otherwise.
EXPLAINED = {
    "duration": {LossCode.LENGTH},
    "formats": {LossCode.FORMAT},
    "welcome": {LossCode.AUDIENCE},
    "only": {LossCode.AUDIENCE},
    "languages": {LossCode.LANGUAGE},
    "facilities": {LossCode.FACILITY},
    "facts": {LossCode.ACCESS_FACT},
    "url": {LossCode.LINK_HIDDEN},
    "phone": {LossCode.LINK_HIDDEN},
}


@pytest.fixture
def inquiry() -> Inquiry:
    return Inquiry(asked=Parameters(QueryDict("get_used_formats=1")), now=NOON, server=SITE, site=SITE)


def written(inquiry: Inquiry) -> Iterator[tuple[MeetingRecord, Written, set[LossCode]]]:
    """Each entry that can be said, of which record it is, and what it lost."""
    losses = defaultdict[str, set[LossCode]](set)

    def lose(loss: Loss) -> None:
        losses[loss.key].add(loss.code)

    for record in all_records():
        for one in list(meetings(record, inquiry.options, lose)):
            yield record, one, losses[record.key]


def read_back(inquiry: Inquiry) -> list[MeetingRecord | Problem]:
    document = b"".join(search_results(inquiry))
    return list(read(io.BytesIO(document), options=ReadOptions(today=DEMO_DAY, code_set="na")))


def said(record: MeetingRecord) -> dict[str, Any]:
    """What of a record should come back, whatever its dates are."""
    venue = record.venue
    facts = venue.access_facts if venue else {}
    return {
        "attendance": record.attendance,
        "name": record.name,
        "where": tuple(getattr(venue, part) for part in ADDRESS) if venue else None,
        "formats": set(record.formats),
        "welcome": set(record.audiences_welcome),
        "only": set(record.audiences_only),
        "languages": set(record.languages),
        "facilities": set(record.facilities),
        "facts": {name for name, is_there in facts.items() if is_there},
        "url": record.online_url,
        "phone": record.phone,
    }


def said_of(recurrence: Recurrence, access: Access | None, *, is_paused: bool) -> dict[str, Any]:
    """What of its dates should."""
    return {
        "when": (recurrence.weekday, recurrence.start_minute, recurrence.zone),
        "duration": recurrence.duration_minutes,
        "access": access or Access.NOT_STATED,  # it varies
        "is_paused": is_paused,
    }


def said_by_us(record: MeetingRecord, entry: Entry) -> dict[str, Any]:
    return {**said(record), **said_of(entry.recurrence, entry.access, is_paused=record.is_paused or entry.is_off)}


def said_by_them(record: MeetingRecord) -> dict[str, Any]:
    (rule,) = record.rules
    return {**said(record), **said_of(rule.recurrence, rule.access, is_paused=record.is_paused)}


def test_what_comes_back_is_what_left_but_for_what_the_loss_report_says(inquiry: Inquiry) -> None:
    back = {found.key: said_by_them(found) for found in read_back(inquiry) if isinstance(found, MeetingRecord)}

    differing = defaultdict[str, list[tuple[Any, Any]]](list)
    for record, one, losses in written(inquiry):
        for name, ours in said_by_us(record, one.entry).items():
            theirs = back[str(one.number)][name]
            if ours != theirs and not EXPLAINED.get(name, set()) & losses:
                differing[name].append((ours, theirs))

    assert len(back) > 600
    assert {name: (len(pairs), pairs[0]) for name, pairs in differing.items()} == {}


def test_our_own_answer_is_read_without_a_rejection(inquiry: Inquiry) -> None:
    assert [found for found in read_back(inquiry) if isinstance(found, Problem) and found.rejects] == []
