"""How a meeting on a list stands today. Computed when it is asked, so that it is true at once; what a patient relies on is
compared with what staff last looked at, by a digest that holds no words."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.utils import timezone

from meetings.freshness import freshness
from meetings.kinds import TIMELESS, MeetingStatus
from meetings.models import Meeting, ScheduleRule
from meetings.shown_dates import dates_ahead
from meetings.truth import State
from places.models import Visibility
from referrals.kinds import Concern
from referrals.models import ListedMeeting

BY_STATUS = {
    MeetingStatus.ENDED: Concern.ENDED,
    MeetingStatus.DRAFT: Concern.UNLISTED,
    MeetingStatus.PAUSED: Concern.PAUSED,
}
BY_STATE = {State.REPORTED: Concern.REPORTED, State.UNCONFIRMED: Concern.STALE, State.ARCHIVED: Concern.STALE}
GONE = (Concern.ENDED, Concern.UNLISTED, Concern.PAUSED)  # one had better go to another
TOLD_OF_RULES = (
    *("frequency", "weekday", "start_minute", "duration_minutes", "zone", "interval", "first_on", "ordinals", "month_days"),
    *("months", "valid_from", "valid_until", "pause_from", "pause_until", "access", "ask_first"),
)
TOLD_OF_VENUES = ("name", "street", "district", "city", "postal_code", "country", "address_text", "entrance", "floor", "bell")
TOLD_OF_AREAS = ("district", "city", "country")
DIGEST_BYTES = 16
KNOWN = "+"  # between the digest and the concern that staff know of


def meetings_of(listed: Iterable[ListedMeeting], now: datetime) -> dict[int, Meeting]:
    """The meetings of rows on lists, by the key of the row, as they stand today: one that was merged into another is that other."""
    leads = dict(Meeting.objects.filter(listed_in__in=[row.pk for row in listed]).values_list("pk", "merged_into"))
    found = loaded({leads.get(row.meeting_id) or row.meeting_id for row in listed}, now)
    return {row.pk: found[leads.get(row.meeting_id) or row.meeting_id] for row in listed}


def loaded(keys: Iterable[int], now: datetime) -> dict[int, Meeting]:
    """Meetings by their keys, in this order, with all that a page or a sheet of paper says of them."""
    rows = Meeting.objects.for_listing(now).prefetch_related("group__topics", "group__fellowship__topics")
    found = rows.in_bulk(list(keys))
    return {key: found[key] for key in keys if key in found}


def concern_of(meeting: Meeting, seen: str, now: datetime) -> Concern | None:
    """What is the matter with a meeting that `for_listing` loaded, the gravest first; None for one that is as it was `seen`. One
    without any date in the weeks ahead counts as paused: whoever went there would find nobody."""
    by_status = BY_STATUS.get(meeting.effective_status)
    if by_status:
        return by_status
    if not meets_again(meeting, now):
        return Concern.PAUSED
    if seen and seen.partition(KNOWN)[0] != fingerprint(meeting):
        return Concern.CHANGED
    return BY_STATE.get(freshness(meeting, timezone.localdate(now)).state)


def seen_now(meeting: Meeting, now: datetime) -> str:
    """What is kept when staff have looked at it: how it is, and what they know to be the matter with it."""
    digest = fingerprint(meeting)
    return f"{digest}{KNOWN}{concern_of(meeting, digest, now) or ''}".removesuffix(KNOWN)


def is_known(seen: str, concern: Concern | None) -> bool:
    """Whether there is nothing that staff have not looked at yet."""
    return concern is None or seen.partition(KNOWN)[2] == concern


def meets_again(meeting: Meeting, now: datetime) -> bool:
    """Whether there is a date ahead that is not cancelled, or one can come without a date."""
    if any(rule.frequency in TIMELESS for rule in meeting.loaded_rules):
        return True
    return any(not shown.is_cancelled for shown in dates_ahead(meeting, now=now, reader_zone=settings.TIME_ZONE))


def fingerprint(meeting: Meeting) -> str:
    """A digest of where it is, when, how one takes part and who may come; not of its name or notes. Of a house that is hidden only
    what everybody may see counts, so that no digest can be compared with a secret address."""
    told = [meeting.attendance, *told_of_house(meeting), *sorted(told_of_rule(rule) for rule in meeting.loaded_rules)]
    told += ["on request"] if meeting.is_link_on_request else [meeting.online_url, meeting.phone]
    told += sorted(meeting.audiences_only)
    return blake2b("\x1f".join(told).encode(), digest_size=DIGEST_BYTES).hexdigest()


def told_of_house(meeting: Meeting) -> list[str]:
    """The columns of the house that everybody may see, and how much that is."""
    if meeting.venue is None:
        return []
    visibility = meeting.effective_visibility
    columns = {Visibility.PUBLIC: TOLD_OF_VENUES, Visibility.AREA_ONLY: TOLD_OF_AREAS}.get(visibility, ("city", "country"))
    return [visibility, *written(meeting.venue, columns)]


def told_of_rule(rule: ScheduleRule) -> str:
    """When and for whom, as one text; which row says so does not matter."""
    return "\x1e".join(written(rule, TOLD_OF_RULES))


def written(row: Any, columns: tuple[str, ...]) -> list[str]:
    """The values of these columns, an empty one as nothing."""
    return [str(getattr(row, column) or "") for column in columns]
