"""What a sheet of paper is made of: the meetings of a referral list, or those whose ids stand in an address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from meetings.plan import SEPARATOR, Picked, led_on
from referrals.links import short_address
from referrals.list_page import Entry, entries, told
from referrals.models import ReferralList
from referrals.picking import MOST
from referrals.standing import loaded

DISCREET = "discreet=1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`address` is where the same stands and is kept true, as it is printed; `rest` is how many meetings more stand there. An
    empty `title` tells nothing."""

    entries: Sequence[Entry]
    address: str
    title: str = ""
    rest: int = 0
    is_sensitive: bool = False
    is_discreet: bool = False


def of_list(referral_list: ReferralList, now: datetime) -> Source:
    """A list as it stands today. The name of a discreet one may tell what it is about."""
    found = entries(referral_list, now)
    title = "" if referral_list.is_discreet else referral_list.name
    return Source(
        entries=found,
        address=short_address(referral_list.code),
        title=title,
        is_sensitive=any(one.meeting.group.is_sensitive for one in found),
        is_discreet=referral_list.is_discreet,
    )


def of_ids(chosen: Picked, now: datetime, *, language: str, is_discreet: bool) -> Source:
    """The first eight of some meetings; the address is that of the page of the one meeting, else of the selection, in a language of
    the site."""
    ids = led_on(chosen).ids
    known = Meeting.objects.exclude(status=MeetingStatus.DRAFT).filter(public_id__in=ids)
    keys = dict(known.values_list("public_id", "pk"))
    found = [one for one in ids if one in keys]
    meetings = loaded([keys[one] for one in found[:MOST]], now)
    shown = told(dict.fromkeys(meetings), meetings, now, is_kept=False)  # no staff notes anything of these
    return Source(
        entries=shown,
        address=address_of(found, language, is_discreet=is_discreet),
        rest=max(0, len(found) - MOST),
        is_sensitive=any(one.meeting.group.is_sensitive for one in shown),
        is_discreet=is_discreet,
    )


def address_of(ids: list[str], language: str, *, is_discreet: bool) -> str:
    """The page on which these meetings are kept true."""
    with override(language):
        page = reverse("meeting_by_id", args=ids) if len(ids) == 1 else reverse("selection")
    query = [*([f"ids={SEPARATOR.join(ids)}"] if len(ids) != 1 else []), *([DISCREET] if is_discreet else [])]
    return f"{settings.SITE_ADDRESS}{page}{'?' if query else ''}{'&'.join(query)}"
