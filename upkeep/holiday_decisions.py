"""What a coordinator decides about dates on holidays, and how it is kept: as exceptions of single dates, in one revision."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from history.actions import delete
from history.models import Revision
from history.road import WORKPLACE
from history.tracking import Tracker, tracking
from languages.dates import day_text
from languages.text import TranslatedText
from meetings.bulk import change_rows, create_exceptions
from meetings.index import lock_rules
from meetings.kinds import ExceptionKind
from meetings.models import ScheduleException
from upkeep.holidays import HolidayDate, dates_in_care, hall_name, minute_text
from upkeep.models import HolidayDecision
from upkeep.occasions import Span
from upkeep.plans import Line, Plan

HOURS, MINUTES = 24, 60


class Choice(StrEnum):
    """What may be chosen for a date."""

    LEAVE = ""
    MEETS = "meets"
    CANCELLED = "cancelled"
    SPECIAL_TIME = "time"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was chosen for one date; `minute` is the special time."""

    date: HolidayDate
    choice: Choice
    minute: int | None = None

    @property
    def words(self) -> str:
        if self.choice is Choice.MEETS:
            return _("meets")
        if self.choice is Choice.CANCELLED:
            return _("does not meet")
        return _("meets at %(time)s") % {"time": minute_text(self.minute or 0)}

    @property
    def line(self) -> Line:
        one = self.date
        told = {"day": day_text(one.day), "time": one.start, "what": self.words, "before": one.stands}
        if one.stands:
            text = _("%(day)s, %(time)s: %(what)s; until now: %(before)s") % told
        else:
            text = _("%(day)s, %(time)s: %(what)s") % told
        return Line(f"{one.meeting.name} · {hall_name(one.venue)}", text)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says of some dates, and of which of them it cannot be understood."""

    decisions: list[Decision]
    mistaken: frozenset[str]


def read_decisions(dates: Iterable[HolidayDate], given: Mapping[str, str]) -> Asked:
    """What was chosen for each date; then what a button says of all that are neither decided nor chosen for."""
    decisions, mistaken = [], set()
    rest, _separator, which = given.get("rest", "").partition(":")
    for one in dates:
        choice, minute = chosen(one, given)
        if not choice and not one.is_decided and rest in {Choice.MEETS, Choice.CANCELLED} and is_meant(one, which):
            choice = Choice(rest)
        if choice is Choice.SPECIAL_TIME and minute is None:
            mistaken.add(one.key)
        elif choice and differs(one, choice, minute):
            decisions.append(Decision(one, choice, minute))
    return Asked(decisions, frozenset(mistaken))


def chosen(one: HolidayDate, given: Mapping[str, str]) -> tuple[Choice, int | None]:
    """What the form says of one date. Whoever types a time and ticks nothing means that time."""
    written, ticked = given.get(f"t{one.key}", ""), given.get(f"d{one.key}", "")
    minute = minute_of(written)
    choice = Choice(ticked) if ticked in set(Choice) else Choice.LEAVE
    if choice is Choice.LEAVE and written and minute != one.special_minute:
        choice = Choice.SPECIAL_TIME
    return choice, minute if choice is Choice.SPECIAL_TIME else None


def minute_of(written: str) -> int | None:
    """ "18:00" as minutes after midnight; None where that is no time."""
    hour, _colon, minute = written.strip().replace(".", ":").partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit() and len(minute) == len("00")):
        return None
    is_time = int(hour) < HOURS and int(minute) < MINUTES
    return int(hour) * MINUTES + int(minute) if is_time else None


def is_meant(one: HolidayDate, which: str) -> bool:
    """Whether a button is about this date: about all, about a day ("20261224") or about a hall on it ("20261224-v12")."""
    return which in {"", day_group(one), hall_group(one)}


def day_group(one: HolidayDate) -> str:
    return f"{one.day:%Y%m%d}"


def hall_group(one: HolidayDate) -> str:
    return f"{one.day:%Y%m%d}-v{one.meeting.venue_id or 0}"


def differs(one: HolidayDate, choice: Choice, minute: int | None) -> bool:
    """Whether this would change how the date stands."""
    match choice:
        case Choice.MEETS:
            is_regular = one.exception is None or one.special_minute == one.rule.start_minute
            return not (one.is_decided and is_regular)
        case Choice.CANCELLED:
            return not one.is_cancelled
        case _:
            return one.special_minute != minute


def plan_of(decisions: list[Decision], reason: TranslatedText) -> Plan:
    """What these decisions would do."""
    count, told = len(decisions), str(reason)
    if told:
        summary = ngettext("%(reason)s: %(count)d date decided", "%(reason)s: %(count)d dates decided", count)
    else:
        summary = ngettext("Holidays: %(count)d date decided", "Holidays: %(count)d dates decided", count)
    return Plan(
        summary=summary % {"count": count, "reason": told},
        lines=[one.line for one in decisions],
        counts=counts_of(decisions),
        basis=[*[basis_of(one) for one in decisions], sorted(reason.items())],
    )


def counts_of(decisions: list[Decision]) -> tuple[str, ...]:
    """How many dates of each kind."""
    counted = Counter(one.choice for one in decisions)
    cancelled, meets, special = (counted[choice] for choice in (Choice.CANCELLED, Choice.MEETS, Choice.SPECIAL_TIME))
    sentences = (
        (cancelled, ngettext("%(count)d date does not take place.", "%(count)d dates do not take place.", cancelled)),
        (meets, ngettext("%(count)d date takes place as always.", "%(count)d dates take place as always.", meets)),
        (special, ngettext("%(count)d date is at a special time.", "%(count)d dates are at a special time.", special)),
    )
    return tuple(sentence % {"count": count} for count, sentence in sentences if count)


def basis_of(one: Decision) -> tuple[object, ...]:
    """All that a line was made from."""
    exception = one.date.exception
    return (one.date.key, one.date.start, one.date.stands, exception.pk if exception else None, one.choice.value, one.minute)


def keep_decisions(user: User, spans: list[Span], given: Mapping[str, str], reason: TranslatedText, shown: str) -> Revision | Plan:
    """Do what was shown, as one revision. Where the dates have changed since (`shown` is the fingerprint of that plan) nothing is
    done, and the plan as it would be now comes back."""
    with tracking(by=user, source=WORKPLACE) as tracker:
        lock_rules([one.rule.pk for one in dates_in_care(user, spans)])
        decisions = read_decisions(dates_in_care(user, spans), given).decisions
        plan = plan_of(decisions, reason)
        if plan.fingerprint != shown or not decisions:
            return plan
        tracker.revision.note = plan.note
        keep_as_exceptions([one for one in decisions if not is_plain(one)], reason, tracker)
        keep_as_plain([one for one in decisions if is_plain(one)], user, tracker)
    return tracker.revision


def is_plain(one: Decision) -> bool:
    """Whether it meets as the rule says, and nothing stands behind that would say otherwise."""
    behind = one.date.behind if one.date.is_own else one.date.exception
    return one.choice is Choice.MEETS and behind is None


def keep_as_exceptions(decisions: list[Decision], reason: TranslatedText, tracker: Tracker) -> None:
    """Each on its own rule and date: the nearest there is, so that it holds over whatever is said of longer times. Where it meets
    although a longer exception says otherwise, it is "moved" to its own time."""
    new, changed = [], []
    for one in decisions:
        minute = one.date.rule.start_minute if one.choice is Choice.MEETS else one.minute
        kind = ExceptionKind.CANCELLED if one.choice is Choice.CANCELLED else ExceptionKind.MOVED
        says = {"kind": kind, "to_minute": minute, "to_on": None, "to_venue_id": None, "reason": reason}
        if one.date.exception is not None and one.date.is_own:
            changed.append((one.date.exception, says))
        else:
            new.append(ScheduleException(rule=one.date.rule, first_on=one.date.day, last_on=one.date.day, **says))
    create_exceptions(new, tracker=tracker)
    change_rows(changed, tracker=tracker)
    forget_plain(decisions, tracker)


def keep_as_plain(decisions: list[Decision], user: User, tracker: Tracker) -> None:
    """It meets as always: an exception of that date goes, and that it was decided is remembered."""
    for one in decisions:
        if one.date.exception is not None:
            delete(one.date.exception, by=user, source=WORKPLACE)
    known = set(noted(decisions).values_list("rule", "on"))
    new = [HolidayDecision(rule=one.date.rule, on=one.date.day) for one in decisions]
    rows = HolidayDecision.objects.bulk_create([row for row in new if (row.rule_id, row.on) not in known])
    tracker.created(rows)


def forget_plain(decisions: list[Decision], tracker: Tracker) -> None:
    """What differs from the rule does not meet "as always"."""
    keys = {(one.date.rule.pk, one.date.day) for one in decisions}
    rows = [row for row in noted(decisions) if (row.rule_id, row.on) in keys]
    tracker.watch(*rows)
    HolidayDecision.objects.filter(pk__in=[row.pk for row in rows]).delete()


def noted(decisions: list[Decision]) -> QuerySet[HolidayDecision]:
    """What was decided before about these rules, on any date."""
    return HolidayDecision.objects.filter(rule__in=[one.date.rule.pk for one in decisions])
