"""One mail a person and week with all that they are asked.

A mail goes out at most once. Its claim is a row that only one process can insert, kept before the mail leaves: whoever is killed
in between leaves a claim that nobody sends again. What may have been lost so is asked anew a week later.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from accounts.models import User
from meetings.models import Meeting
from meetings.sentences import rule_sentence
from meetings.where import town_and_district
from upkeep.asking import Due
from upkeep.confirm_links import absolute, confirm_token, stop_token
from upkeep.holders import holders
from upkeep.mailing import Outcome, send
from upkeep.models import Ask, Digest
from upkeep.orphans import orphan_lines
from upkeep.waiting import due_by_person

MOST = 40  # listings in one mail; the others wait for the next week
PAUSE = timedelta(days=6)
KEPT = timedelta(days=400)


@dataclass(slots=True)
class Sent:
    """What became of the mails of one run. `is_stopped`: the mail server did not answer, the rest waits for the next run."""

    mails: int = 0
    listings: int = 0
    failed: int = 0
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One listing in a mail: only what everyone may see of it."""

    name: str
    times: list[str]
    town: str
    address: str


@dataclass(frozen=True, slots=True)
class GroupLines:
    name: str
    lines: list[Line] = field(default_factory=list)

    @property
    def is_told(self) -> bool:
        """Whether the group's name says more than that of its one listing."""
        return [line.name for line in self.lines] != [self.name]


def send_digests(now: datetime) -> Sent:
    """Ask everybody what is due. Whoever cannot be reached does not keep the others waiting."""
    today, sent = timezone.localdate(now), Sent()
    due = due_by_person(holders(today), today)
    for user in User.objects.filter(pk__in=due).order_by("pk"):
        digest = claim(user, due[user.pk][:MOST], now)
        if digest is None:
            continue
        outcome = send_digest(digest)
        settle(digest, outcome, sent)
        if outcome is Outcome.UNREACHABLE:
            sent.is_stopped = True
            break
    return sent


def claim(user: User, due: list[Due], now: datetime) -> Digest | None:
    """The right to send this person a mail now, with the questions in it; None where another process has it or had it lately."""
    today = timezone.localdate(now)
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)  # of two processes around midnight one waits for the other
            if user.digests.filter(claimed_at__gt=now - PAUSE).exists():
                return None
            digest = Digest.objects.create(user=user, week=monday(today), claimed_at=now)
            keep_questions(digest, due)
    except IntegrityError:
        return None
    return digest


def monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def keep_questions(digest: Digest, due: list[Due]) -> None:
    """A question that was in a mail that may never have left moves into this one, so that both links work."""
    for one in due:
        Ask.objects.update_or_create(
            meeting_id=one.listing.meeting, user=digest.user, stage=one.stage, since=one.since, defaults={"digest": digest}
        )


def settle(digest: Digest, outcome: Outcome, sent: Sent) -> None:
    """Keep what became of a mail. What certainly has not left is taken back, for the next run. A mailbox that refuses for good
    has had its turn this week, and so has one that may have the mail: the others are asked in their time."""
    if outcome is Outcome.SENT:
        Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now())
        sent.mails += 1
        sent.listings += digest.asks.count()
        return
    sent.failed += 1
    if outcome in {Outcome.UNREACHABLE, Outcome.LATER}:
        digest.delete()


def send_digest(digest: Digest) -> Outcome:
    """Write to one person, in their language. The subject tells nothing to whoever looks over their shoulder."""
    user = digest.user
    with translation.override(language_of(user)):
        groups = grouped(digest)
        count = sum(len(group.lines) for group in groups)
        stop = absolute("stop_reminders", stop_token(user))
        orphans = orphan_lines(user, timezone.localdate(digest.claimed_at))
        context = {"groups": groups, "count": count, "orphans": orphans, "all_orphans": absolute("admin:orphans"), "stop": stop}
        text = render_to_string("upkeep/mail/digest.txt", context)
        subject = ngettext("A short question about the calendar", "%(count)d short questions about the calendar", count) % {
            "count": count
        }
    one_click = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}  # RFC 8058
    return send(to=user.email, subject=subject, text=text, headers=one_click)


def language_of(user: User) -> str:
    """Their own, else the site's."""
    return user.language if user.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def grouped(digest: Digest) -> list[GroupLines]:
    """The listings of a mail, those of one group together."""
    asks = digest.asks.select_related("user", "meeting__group", "meeting__venue").prefetch_related("meeting__rules")
    in_order = sorted(asks, key=lambda ask: (ask.meeting.group.name, ask.meeting.group_id, ask.meeting.name, ask.pk))
    return [
        GroupLines(name, [line(ask) for ask in of_group])
        for (_group, name), of_group in groupby(in_order, key=lambda ask: (ask.meeting.group_id, ask.meeting.group.name))
    ]


def line(ask: Ask) -> Line:
    meeting: Meeting = ask.meeting
    times = [rule_sentence(rule.recurrence) for rule in meeting.rules.all()]
    return Line(meeting.name, times, town_and_district(meeting), absolute("confirm", confirm_token(ask)))


def forget_old_digests(now: datetime) -> int:
    """Forget who was asked what more than a year ago; a listing that still waits begins a new round."""
    return Digest.objects.filter(claimed_at__lt=now - KEPT).delete()[1].get("upkeep.Digest", 0)
