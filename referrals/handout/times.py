"""When a meeting is, on paper: its rules as sentences, its next dates as dates, and what differs on some of them. Nothing is said
of "today" or "tomorrow": a sheet is read later."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from interchange.records import Frequency
from languages.dates import and_list, day_text, day_year_text, month_day_text
from meetings.access import Sentence
from meetings.kinds import TIMELESS, OccurrenceStatus
from meetings.models import Meeting, ScheduleRule
from meetings.plan import ON_A_WEEKDAY
from meetings.shown_dates import CHANGES, NEAR_DAYS, ShownDate, rule_in_words
from referrals.handout.lines import Line, line

MOST_DATES = 4  # of a meeting


def rules_ahead(meeting: Meeting, dates: list[ShownDate]) -> list[ScheduleRule]:
    """The rules by which it takes place from now on; `dates` are all that are ahead."""
    dated = {one.rule.pk for one in dates}
    return [rule for rule in meeting.loaded_rules if rule.frequency in TIMELESS or rule.pk in dated]


def when(meeting: Meeting, rules: list[ScheduleRule], dates: list[ShownDate], today: date) -> Line:
    """Each rule as a sentence, and its next dates."""
    paragraphs: list[list[Sentence]] = []
    for rule in rules:
        paragraphs.append([Sentence(rule_in_words(meeting, rule))])
        own = [short_date(one, today) for one in coming(dates) if one.rule.pk == rule.pk and not one.change]
        if own and rule.frequency != Frequency.ONCE:
            paragraphs.append([Sentence(_("Next dates: %(dates)s") % {"dates": in_a_row(own)})])
    return line(_("When"), *paragraphs)


def coming(dates: list[ShownDate]) -> list[ShownDate]:
    """The next dates on which it meets."""
    return list(islice((one for one in dates if not one.is_cancelled), MOST_DATES))


def in_a_row(dates: list[str]) -> str:
    """Several dates; with semicolons between them where one has a comma of its own."""
    return "; ".join(dates) if any("," in one for one in dates) else and_list(dates)


def short_date(shown: ShownDate, today: date) -> str:
    """ "24 November"; with its weekday where the rule names none, with its time where the rule is told on another clock."""
    day = shown.starts_at.date()
    if shown.original_time:
        return f"{long_date(day, today)}, {shown.time}"
    if shown.rule.frequency in ON_A_WEEKDAY and (day - today).days < NEAR_DAYS:
        return month_day_text(day.month * 100 + day.day)
    return long_date(day, today)


def long_date(day: date, today: date) -> str:
    """ "Tuesday 24 November"; with its year where that is far."""
    return day_text(day) if (day - today).days < NEAR_DAYS else day_year_text(day)


def differing(dates: list[ShownDate], today: date) -> Iterator[Line]:
    """The dates on which it does not meet, or meets at another time or place, as far as dates are told; those alike together."""
    last = coming(dates)[-1:]
    told = [one for one in dates if (one.is_cancelled or one.change) and (not last or one.starts_at <= last[0].starts_at)]
    alike: dict[tuple[str, str, Sentence], list[str]] = {}
    for one in told:
        day = long_date(one.starts_at.date(), today)
        there = ", ".join(one.elsewhere.parts) if one.elsewhere else ""
        written = day if one.is_cancelled else f"{day}, {one.time}"
        alike.setdefault((difference(one), there, one.reason or Sentence("")), []).append(written)
    for (label, there, reason), days in alike.items():
        yield line(label, [Sentence(in_a_row(days))], [Sentence(there)], [reason])


def difference(shown: ShownDate) -> str:
    """What is different on a date."""
    if shown.is_cancelled:
        return _("It does not meet on")
    if shown.elsewhere:
        return _("At another place on")
    return _("It also meets on") if shown.change == str(CHANGES[OccurrenceStatus.EXTRA]) else _("At another time on")
