"""Schedules in words as they are offered: how a meeting stands now and how it would stand, and what is done when somebody has said.

Nothing of it is kept but the sentence. Which rules it makes is understood anew each time, for the rules as they are then.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from history.road import Road
from history.tracking import tracking
from imports.applying.taking import keep_rules, planned_rule
from imports.applying.worded import for_meeting, in_words
from imports.models import WordedSchedule
from imports.planning.splitting import PlannedRule, Rules, taken_at_its_word
from interchange.prose import ProseRule, understand
from languages.dates import date_text, day_text
from meetings.editing.rule_previews import NEXT_DATES, date_in_words
from meetings.index import deviation, exceptions_by_rule
from meetings.models import Format, Meeting, ScheduleRule
from meetings.schedule import Deviation, Status, upcoming
from meetings.sentences import rule_sentence

if TYPE_CHECKING:
    from accounts.models import User

TOKEN_BYTES = 12
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """The times of a meeting as sentences, and its next six dates."""

    times: tuple[str, ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to take an offer. `token` is the same as long as nothing of what is shown has changed."""

    token: str
    label: str
    standing: Standing
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLine:
    """An offer as it is shown. Without ways it can only be left, and `why_not` says why."""

    key: int
    phrase: str
    language: str
    meeting: str
    group: str
    source: str
    since: str
    address: str
    standing: Standing
    ways: tuple[Way, ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all offers of a page need: the formats by their slugs, what exceptions make of the dates of each rule, and the time."""

    formats: Mapping[str, Format]
    deviations: Mapping[int, Sequence[Deviation]]
    now: datetime

    @classmethod
    def of(cls, offers: Iterable[WordedSchedule], now: datetime) -> "Surroundings":
        """Loaded in a fixed number of queries."""
        rules = [rule for offer in offers for rule in meeting_of(offer).rules.all()]
        found = exceptions_by_rule(rules, timezone.localdate(now)) if rules else {}
        deviations = {key: [deviation(one) for one in exceptions] for key, exceptions in found.items()}
        return cls({one.slug: one for one in Format.objects.all()}, deviations, now)


def meeting_of(offer: WordedSchedule) -> Meeting:
    """The meeting that it is about."""
    meeting = offer.link.meeting
    assert meeting is not None  # noqa: S101  # open() leaves out those that a person has deleted
    return meeting


def offer_lines(offers: Sequence[WordedSchedule], now: datetime) -> list[OfferLine]:
    """Offers of `for_deciding()` as they are shown."""
    around = Surroundings.of(offers, now)
    return [offer_line(offer, around) for offer in offers]


def offer_line(offer: WordedSchedule, around: Surroundings) -> OfferLine:
    """One offer."""
    meeting = meeting_of(offer)
    rules = rules_now(meeting)
    ways = list(ways_of(offer, rules, around))
    return OfferLine(
        key=offer.pk,
        phrase=offer.phrase,
        language=offer.language,
        meeting=meeting.name,
        group=meeting.group.name if meeting.group.name != meeting.name else "",
        source=str(offer.link.source),
        since=date_text(timezone.localdate(offer.seen_at)),
        address=reverse("admin:meetings_meeting_change", args=[meeting.pk]),
        standing=standing(rules, around),
        ways=tuple(way for way in ways if way.rules != rules),
        why_not=why_not(ways, rules),
    )


def why_not(ways: Sequence[Way], rules: Rules) -> str:
    """Why there is nothing to take; "" where there is."""
    if not ways:
        return _("It is not clear what that makes of its times as they are now: open the meeting, and say it there.")
    return _("It stands so already.") if all(way.rules == rules for way in ways) else ""


def rules_now(meeting: Meeting) -> Rules:
    """The rules of a meeting as values."""
    return tuple(planned_rule(rule) for rule in meeting.rules.all())


def ways_of(offer: WordedSchedule, rules: Rules, around: Surroundings) -> Iterator[Way]:
    """What may be meant: one thing, or of "every other Friday" either of two; nothing where it is not clear."""
    statements = understand(offer.phrase, offer.language)
    told = [rule for statement in statements for rule in statement.rules]
    said = for_meeting(told, [rule.recurrence for rule in rules])
    if not said or any(slug not in around.formats for rule in said for slug in rule.formats):
        return
    for begins_on in beginnings(said, timezone.localdate(around.now)):
        taken = taken_at_its_word(rules, [beginning(rule, begins_on) for rule in said])
        if taken is not None:
            yield way(offer, rules, taken, begins_on, around)


def beginnings(said: Sequence[ProseRule], today: date) -> list[date | None]:
    """On which dates "every other Friday" may begin: the next two Fridays. None where nothing depends on it."""
    weekday = next((rule.recurrence.weekday for rule in said if rule.needs_anchor), None)
    if weekday is None:
        return [None]
    following = today + timedelta(days=(weekday - today.weekday()) % 7)
    return [following, following + WEEK]


def beginning(rule: ProseRule, first_on: date | None) -> ProseRule:
    """The rule with its first date."""
    return replace(rule, recurrence=replace(rule.recurrence, first_on=first_on)) if rule.needs_anchor else rule


def way(offer: WordedSchedule, rules: Rules, taken: Rules, begins_on: date | None, around: Surroundings) -> Way:
    """One thing that may be meant."""
    token = hashlib.blake2b(repr((offer.pk, rules, taken)).encode(), digest_size=TOKEN_BYTES).hexdigest()
    label = pgettext("schedule in words", "Take it")
    if begins_on:
        label = _("Take it, beginning on %(day)s") % {"day": day_text(begins_on)}
    return Way(token=token, label=label, standing=standing(taken, around), rules=taken)


def standing(rules: Rules, around: Surroundings) -> Standing:
    """Rules in words, with the next six of all their dates."""
    times = tuple(in_words(rule_sentence(rule.recurrence), rule.access, rule.formats, around.formats) for rule in rules)
    found = sorted(date_of for rule in rules for date_of in next_dates(rule, around))
    return Standing(times, tuple(text for _moment, text in found[:NEXT_DATES]))


def next_dates(rule: PlannedRule, around: Surroundings) -> Iterator[tuple[datetime, str]]:
    """The next dates of one rule, each with what is on it. A piece of a rule has its exceptions, but for extra dates."""
    deviations = around.deviations.get(rule.key or rule.piece_of or 0, ())
    acting = [one for one in deviations if rule.key or one.status is not Status.EXTRA]
    row = ScheduleRule(zone=rule.recurrence.zone)
    for one in islice(upcoming(rule.recurrence, acting, after=around.now), NEXT_DATES):
        yield one.starts_at, in_words(date_in_words(one, row), rule.access, rule.formats, around.formats)


def take(offer: WordedSchedule, token: str, *, by: "User | None", source: Road) -> Meeting:
    """The meeting is as the sentence says, in the way that was shown. Raises ValidationError where it has changed since."""
    now = timezone.now()
    with tracking(by=by, source=source, note=str(offer.link.source)):
        offer = undecided(offer)
        meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting_of(offer).pk)
        rules = rules_now(meeting)
        ways = ways_of(offer, rules, Surroundings.of([offer], now))
        chosen = next((way for way in ways if way.token == token and way.rules != rules), None)
        if chosen is None:
            raise ValidationError(_("The listing has changed in the meantime. Nothing was done: look at it once more."))
        keep_rules(meeting, chosen.rules, today=timezone.localdate(now), by=by, source=source)
        decide(offer, is_taken=True, at=now, by=by)
    return meeting


def leave(offer: WordedSchedule, *, by: "User | None") -> None:
    """The meeting stays as it is, and nobody is asked again because of this sentence. Raises ValidationError."""
    with transaction.atomic():
        decide(undecided(offer), is_taken=False, at=timezone.now(), by=by)


def undecided(offer: WordedSchedule) -> WordedSchedule:
    """The offer as it stands now; whoever else decides on it waits. Raises ValidationError where somebody was quicker."""
    if WordedSchedule.objects.undecided().filter(pk=offer.pk).select_for_update().first() is None:
        raise ValidationError(_("Somebody else has decided this in the meantime. Nothing was done by you."))
    return WordedSchedule.objects.for_deciding().get(pk=offer.pk)


def decide(offer: WordedSchedule, *, is_taken: bool, at: datetime, by: "User | None") -> None:
    """Write it down for the sentence, whichever records of the meeting say it."""
    same = WordedSchedule.objects.undecided().of_meeting(offer.link.meeting_id).filter(phrase=offer.phrase)
    same.update(is_taken=is_taken, decided_at=at, decided_by=by)
