"""Which listings wait for a confirmation, and whom to ask about each: read from the database for the rules in asking.py."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.db.models import Q

from accounts.care import Right, in_care
from accounts.models import User
from groups.models import ServiceBody
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from meetings.truth import latest
from upkeep.asking import Asked, Due, Holders, Listing, days_of, due_now, round_of
from upkeep.kinds import Stage
from upkeep.models import Ask

COLUMNS = ("pk", "group", "group__service_body__path", "confirmed_on", "listed_on")
BATCH = 2000


def last_day(stage: Stage, today: date) -> date:
    """For what was vouched for on this day or before, the stage has come."""
    return today - timedelta(days=days_of(stage, confirmed_days=settings.CONFIRMED_DAYS))


def waiting(today: date) -> MeetingQuerySet:
    """Published listings about which somebody is to be asked: nobody has vouched for them for so long, or ever."""
    return Meeting.objects.published().unvouched_since(last_day(Stage.SOON, today))


def waiting_for(user: User, today: date) -> MeetingQuerySet:
    """Those that this person may confirm."""
    mine = cast("MeetingQuerySet", in_care(Meeting, user, Right.CONFIRM))
    return mine.published().unvouched_since(last_day(Stage.SOON, today))


def due_by_person(holders: Holders, today: date) -> dict[int, list[Due]]:
    """What each holder is to be asked today, the longest overdue first."""
    found: dict[int, list[Due]] = defaultdict(list)
    for batch in batches(held_listings(holders, today)):
        known = asked_before([one.meeting for one in batch])
        for listing in batch:
            for due in due_now(listing, holders, known[listing.meeting], today, confirmed_days=settings.CONFIRMED_DAYS):
                found[due.user].append(due)
    for dues in found.values():
        dues.sort(key=lambda due: (-due.overdue_days, due.listing.meeting))
    return found


def held_listings(holders: Holders, today: date) -> Iterator[Listing]:
    """The listings that wait and that somebody holds."""
    bodies = [key for key, path in ServiceBody.objects.values_list("pk", "path") if is_held(path, holders)]
    held = Q(group__in=list(holders.groups)) | Q(group__service_body__in=bodies)
    rows = waiting(today).filter(held).order_by("pk").values_list(*COLUMNS)
    for meeting, group, path, confirmed_on, listed_on in rows.iterator(BATCH):
        yield Listing(meeting, group, path or "", latest(confirmed_on, listed_on))


def is_held(path: str, holders: Holders) -> bool:
    """Whether somebody holds what is under the body with this path."""
    return any(int(key) in holders.bodies for key in path.split("/") if key)


def batches(listings: Iterator[Listing]) -> Iterator[list[Listing]]:
    batch: list[Listing] = []
    for listing in listings:
        batch.append(listing)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def asked_before(meetings: list[int]) -> dict[int, list[Asked]]:
    """The questions that went out about these listings. One whose mail may never have left counts as not asked."""
    found: dict[int, list[Asked]] = defaultdict(list)
    rows = Ask.objects.filter(meeting__in=meetings, digest__sent_at__isnull=False)
    for meeting, user, stage, since in rows.values_list("meeting", "user", "stage", "since"):
        found[meeting].append(Asked(user, Stage(stage), since))
    return found


def next_question(meeting: Meeting, today: date) -> date:
    """When its holder is asked again, if nobody vouches for it before."""
    listing = Listing(meeting.pk, meeting.group_id, "", latest(meeting.confirmed_on, meeting.listed_on))
    since = round_of(listing, (), today, confirmed_days=settings.CONFIRMED_DAYS)
    return since + timedelta(days=days_of(Stage.SOON, confirmed_days=settings.CONFIRMED_DAYS))
