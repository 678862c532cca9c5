"""One mail a week at most to those who keep lists: what has ended, moved, or come into doubt since they last looked.

A mail goes out at most once: its claim is a row that only one process can insert, kept before the mail leaves. What is told once is
not told again (`told`). Of the keepers of a clinic who had a mail lately none gets another: the first screen tells them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.care import ROLES_WITH, Right
from accounts.models import User
from groups.models import Membership, ServiceBody
from referrals.models import ListedMeeting, OwnerMail, ReferralList
from referrals.news import SEARCH_CONCERNS, ListNews, MeetingNews, news_of
from upkeep.confirm_links import absolute, stop_token
from upkeep.digests import language_of, monday
from upkeep.mailing import Outcome, send

PAUSE = timedelta(days=6)
KEPT = timedelta(days=400)
TRY_AGAIN = (Outcome.UNREACHABLE, Outcome.LATER)


@dataclass(slots=True)
class Told:
    """What became of the mails of one run. `waiting` are the users whose mail is tried again; `is_stopped`: the mail server did not
    answer, and nobody else was tried."""

    mails: int = 0
    failed: int = 0
    is_stopped: bool = False
    waiting: set[int] = field(default_factory=set)


def tell_owners(now: datetime) -> Told:
    """Write to all who keep a list of which there is something new."""
    told, today = Told(), timezone.localdate(now)
    kept = list(ReferralList.objects.kept(today).select_related("service_body").order_by("service_body", "name", "pk"))
    news = news_of(kept, now)
    keepers = keepers_of({one.service_body for one in kept if one.service_body}, today)
    by_user: dict[int, list[ListNews]] = defaultdict(list)
    for one in filter(None, map(untold, news)):
        for key in keepers.get(one.referral_list.service_body_id or 0, ()):
            by_user[key].append(one)
    for user in User.objects.filter(pk__in=by_user).order_by("pk"):
        tell(user, by_user[user.pk], now, told)
    for one in news:
        if not told.waiting & set(keepers.get(one.referral_list.service_body_id or 0, ())):
            remember(one)
    return told


def keepers_of(bodies: Iterable[ServiceBody], today: date) -> dict[int, tuple[int, ...]]:
    """Who may edit the lists of each body, by a role on it, else by one on the nearest body above that has anybody; only those who
    want such mails."""
    terms = Membership.objects.current(today).filter(role__in=ROLES_WITH[Right.EDIT], service_body__isnull=False)
    by_body: dict[int, list[int]] = defaultdict(list)
    for body, user in terms.filter(user__is_active=True, user__wants_reminders=True).values_list("service_body", "user"):
        by_body[body or 0].append(user)
    found = {}
    for one in bodies:
        above = [int(key) for key in reversed(one.path.split("/")) if key]
        found[one.pk] = next((tuple(dict.fromkeys(by_body[key])) for key in above if key in by_body), ())
    return found


def untold(news: ListNews) -> ListNews | None:
    """What of the news of a list has not been mailed yet; None for nothing."""
    meetings = tuple(one for one in news.meetings if one.row.told != one.concern)
    concern = news.search_concern if news.search_concern != (news.referral_list.told or None) else None
    return ListNews(news.referral_list, meetings, concern) if meetings or concern else None


def tell(user: User, news: list[ListNews], now: datetime, told: Told) -> None:
    """Write to one person, unless they had a mail lately or the mail server is gone."""
    if told.is_stopped:
        told.waiting.add(user.pk)
        return
    mail = claim(user, now)
    if mail is None:
        return
    outcome = send_mail(user, news)
    if outcome is Outcome.SENT:
        OwnerMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
        told.mails += 1
        return
    told.failed += 1
    told.is_stopped = outcome is Outcome.UNREACHABLE
    if outcome in TRY_AGAIN:  # it certainly has not left
        told.waiting.add(user.pk)
        mail.delete()


def claim(user: User, now: datetime) -> OwnerMail | None:
    """The right to write to this person now; None where another process has it, or they had a mail lately."""
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)  # of two processes around midnight one waits for the other
            if OwnerMail.objects.filter(user=user, claimed_at__gt=now - PAUSE).exists():
                return None
            return OwnerMail.objects.create(user=user, week=monday(timezone.localdate(now)), claimed_at=now)
    except IntegrityError:
        return None


def send_mail(user: User, news: list[ListNews]) -> Outcome:
    """In their language. The subject tells nothing, the text only names that everybody may read."""
    with translation.override(language_of(user)):
        stop = absolute("stop_reminders", stop_token(user))
        context = {"lists": [lines_of(one) for one in news], "stop": stop}
        text = render_to_string("referrals/mail/owner.txt", context)
        subject = _("Your lists in the calendar need a look")
    one_click = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}  # RFC 8058
    return send(to=user.email, subject=subject, text=text, headers=one_click)


def lines_of(news: ListNews) -> dict[str, Any]:
    """A list in the mail: its name, a line for each meeting, and where it is looked at."""
    lines = [f"{one.name or _('A meeting')}: {one.concern.label}" for one in news.meetings]
    if news.search_concern:
        lines.append(str(SEARCH_CONCERNS[news.search_concern]))
    return {
        "name": news.referral_list.name,
        "lines": lines,
        "address": absolute("admin:referrals_referrallist_change", str(news.referral_list.pk)),
    }


def remember(news: ListNews) -> None:
    """Keep what has been told, so that it is not told again; and that nothing is the matter any more where that is so."""
    search_concern = news.search_concern or ""
    if news.referral_list.told != search_concern:
        ReferralList.objects.filter(pk=news.referral_list.pk).update(told=search_concern)
    concerns = {one.row.pk: one.concern for one in news.meetings}
    rows = ListedMeeting.objects.filter(referral_list=news.referral_list)
    rows.filter(~Q(told=""), ~Q(pk__in=concerns)).update(told="")
    for one in changed(news.meetings):
        rows.filter(pk=one.row.pk).update(told=one.concern)


def changed(meetings: Iterable[MeetingNews]) -> Iterator[MeetingNews]:
    return (one for one in meetings if one.row.told != one.concern)


def forget_old_mails(now: datetime) -> int:
    """Forget who was written to more than a year ago; how many."""
    return OwnerMail.objects.filter(claimed_at__lt=now - KEPT).delete()[0]
