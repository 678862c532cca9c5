"""The date on which a source lists a meeting: what the truth of an imported listing is computed from (docs/importing.md)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from imports.applying.work import Work
from imports.models import Source, SourceMeeting
from imports.planning.fingerprints import Part
from meetings.bulk import vouch


def listing_date(updated_on: date | None, work: Work, *, is_changed: bool, current: date | None) -> date:
    """A source that vouches lists everything today. Else the feed's own date of the last change counts, and where it has none,
    the day on which the record came in or last changed."""
    if work.source.vouches:
        return work.today
    return updated_on or (work.today if is_changed or current is None else current)


def date_listings(work: Work) -> None:
    """Give every meeting that was in the feed its date."""
    due: dict[date, list[int]] = defaultdict(list)
    for on, meeting in overdue(work):
        due[on].append(meeting)
    for on, meetings in due.items():
        vouch(meetings, on=on, listed_by=work.source.title)


def overdue(work: Work) -> Iterator[tuple[date, int]]:
    """The meetings in the feed whose date is another one now."""
    updated = {one.key: one.updated_on for one in reversed(work.reading.incoming)}
    shared, only_dates = listed_by_others(work.source), with_other_dates_only(work)
    for key, meeting, listed_on, listed_by in live_listings(work.source):
        if key in updated:
            is_changed = key in work.plan.restores or (key in work.plan.updates and meeting not in only_dates)
            on = listing_date(updated[key], work, is_changed=is_changed, current=listed_on)
            is_told_later = meeting in shared and listed_on is not None and listed_on >= on
            if (on, work.source.title) != (listed_on, listed_by) and not is_told_later:
                yield on, meeting


def with_other_dates_only(work: Work) -> set[int]:
    """The meetings of which nothing changed but single dates. These pass, and by that nobody has said that a listing is true."""
    others = (work.changing.get(part, set()) for part in Part if part is not Part.DATES)
    return work.changing.get(Part.DATES, set()).difference(*others)


def listed_by_others(source: Source) -> set[int]:
    """The meetings of a source that another one lists as well, since they were merged: of both dates the later holds."""
    own = SourceMeeting.objects.filter(source=source, withdrawn_on=None, meeting__isnull=False)
    others = SourceMeeting.objects.exclude(source=source).filter(withdrawn_on=None, meeting__in=own.values("meeting"))
    return set(others.values_list("meeting", flat=True))


def live_listings(source: Source) -> Iterator[tuple[str, int, date | None, str]]:
    """Key, meeting, and when and by whom it was listed, of all that a source lists."""
    links = SourceMeeting.objects.filter(source=source, withdrawn_on=None, meeting__isnull=False)
    return links.values_list("key", "meeting", "meeting__listed_on", "meeting__listed_by").iterator()


def vouch_for_all(source: Source, *, today: date) -> None:
    """The feed has not changed since it was last read, so it still lists what it listed."""
    if source.vouches:
        vouch([meeting for _key, meeting, _on, _by in live_listings(source)], on=today, listed_by=source.title)
