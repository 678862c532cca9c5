"""What has become of the meetings on lists since their keepers last looked: for the first screen and for the weekly mail."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from referrals.kinds import Concern
from referrals.list_page import concern_of_search, wanted
from referrals.models import ListedMeeting, ReferralList
from referrals.standing import concern_of, is_known, meetings_of

SEARCH_CONCERNS = {
    Concern.EMPTY: gettext_lazy("Its search finds nothing any more. Readers are offered other searches."),
    Concern.STALE: gettext_lazy("Its search finds only meetings that nobody has confirmed for long."),
}


@dataclass(frozen=True, slots=True)
class MeetingNews:
    """A meeting on a list that asks to be looked at. `name` is empty for one that is not listed any more: by now it may be a draft,
    whose name nobody is told."""

    row: ListedMeeting
    name: str
    concern: Concern


@dataclass(frozen=True, slots=True)
class ListNews:
    """A list with those of its meetings that ask to be looked at, and with what is the matter with its search."""

    referral_list: ReferralList
    meetings: tuple[MeetingNews, ...]
    search_concern: Concern | None


def asking(rows: Iterable[ListedMeeting], now: datetime) -> list[MeetingNews]:
    """Those of these rows that ask to be looked at, in their order; a fixed number of queries."""
    in_order = list(rows)
    meetings, found = meetings_of(in_order, now), []
    for row in in_order:
        concern = concern_of(meetings[row.pk], row.seen, now)
        if concern is not None and not is_known(row.seen, concern):
            found.append(MeetingNews(row, "" if concern is Concern.UNLISTED else meetings[row.pk].name, concern))
    return found


def news_of(lists: Iterable[ReferralList], now: datetime) -> list[ListNews]:
    """How these lists stand: each, also where there is nothing to tell."""
    known = {one.pk: one for one in lists}
    by_list: dict[int, list[MeetingNews]] = defaultdict(list)
    for found in asking(ListedMeeting.objects.filter(referral_list__in=known).in_order(), now):
        by_list[found.row.referral_list_id].append(found)
    return [ListNews(one, tuple(by_list[key]), search_concern(one, now)) for key, one in known.items()]


def search_concern(referral_list: ReferralList, now: datetime) -> Concern | None:
    """What is the matter with the search of a list; None for one without a search."""
    return concern_of_search(wanted(referral_list).found(now)) if referral_list.search else None
