"""Rules as sentences: "every second Thursday, 18:00 to 19:30", "on the last Wednesday of the month"."""

from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from interchange.records import Frequency, Recurrence
from languages.dates import and_list, date_text, day_year_text, month_day_text, month_names, time_text
from meetings import weekday_phrases as phrases

ALL_BUT_LAST = {-2, -3, -4, -5}
DAY_MINUTES = 24 * 60


def rule_sentence(rule: Recurrence) -> str:
    """The whole rule: how often, at what time, in which season, from and until when."""
    parts = [how_often(rule), time_span(rule), season(rule), validity(rule)]
    sentence = ", ".join(part for part in parts if part)
    return sentence[:1].upper() + sentence[1:]


def how_often(rule: Recurrence) -> str:
    """On which dates, without the time."""
    match rule.frequency:
        case Frequency.ALWAYS_OPEN:
            return _("always open, day and night")
        case Frequency.BY_APPOINTMENT:
            return _("by appointment")
        case Frequency.ONCE:
            return once(rule)
        case Frequency.MONTHLY_BY_WEEKDAY:
            return in_months(rule, monthly(rule))
        case Frequency.MONTHLY_BY_DATE:
            return in_months(rule, by_date(rule))
        case _:
            return in_months(rule, weekly(rule))


def once(rule: Recurrence) -> str:
    return _("once, on %(date)s") % {"date": day_year_text(rule.first_on)} if rule.first_on else _("once")


def weekly(rule: Recurrence) -> str:
    weekday = rule.weekday or 0
    if rule.frequency is Frequency.EVEN_WEEKS:
        return str(phrases.EVEN_WEEKS[weekday])
    if rule.frequency is Frequency.ODD_WEEKS:
        return str(phrases.ODD_WEEKS[weekday])
    if rule.interval == 1:
        return str(phrases.EVERY[weekday])
    if rule.interval == 2:  # noqa: PLR2004  # "second" is a word of its own
        return str(phrases.EVERY_SECOND[weekday])
    every = ngettext("every %(count)d week", "every %(count)d weeks", rule.interval) % {"count": rule.interval}
    return f"{every} {phrases.ON[weekday]}"


def monthly(rule: Recurrence) -> str:
    weekday = rule.weekday or 0
    if set(rule.ordinals) == ALL_BUT_LAST:
        return every_n_months(rule, str(phrases.ALL_BUT_LAST[weekday]))
    if rule.ordinals:
        days = and_list([str(phrases.ON_ORDINAL[ordinal][weekday]) for ordinal in rule.ordinals])
        return every_n_months(rule, _("%(days)s of the month") % {"days": days})
    window = {"day": phrases.ON[weekday], "first": min(rule.month_days), "last": max(rule.month_days)}
    return every_n_months(rule, _("%(day)s that falls on day %(first)d to %(last)d of the month") % window)


def by_date(rule: Recurrence) -> str:
    days = and_list([pgettext("day of the month", "%(day)d") % {"day": day} for day in rule.month_days])
    text = ngettext("on day %(days)s of the month", "on days %(days)s of the month", len(rule.month_days)) % {"days": days}
    return every_n_months(rule, text)


def every_n_months(rule: Recurrence, text: str) -> str:
    if rule.interval == 1:
        return text
    every = ngettext("every %(count)d month", "every %(count)d months", rule.interval) % {"count": rule.interval}
    return f"{every} {text}"


def in_months(rule: Recurrence, text: str) -> str:
    if not rule.months:
        return text
    return _("%(days)s, only in these months: %(months)s") % {"days": text, "months": month_names(rule.months)}


def time_span(rule: Recurrence) -> str:
    """ "18:00 to 19:30", "from 18:00", "from 16:00, for 3 days"; an unknown end is not invented."""
    if rule.start_minute is None:
        return ""
    start = time_text(time(*divmod(rule.start_minute, 60)))
    if not rule.duration_minutes:
        return _("from %(start)s") % {"start": start}
    if rule.duration_minutes > DAY_MINUTES:
        days = -(-rule.duration_minutes // DAY_MINUTES)
        return ngettext("from %(start)s, for %(count)d day", "from %(start)s, for %(count)d days", days) % {
            "start": start,
            "count": days,
        }
    end = time_text(time(*divmod((rule.start_minute + rule.duration_minutes) % DAY_MINUTES, 60)))
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def season(rule: Recurrence) -> str:
    if rule.pause_from is None or rule.pause_until is None:
        return ""
    ends = {"first": month_day_text(rule.pause_from), "last": month_day_text(rule.pause_until)}
    return _("not from %(first)s to %(last)s") % ends


def validity(rule: Recurrence) -> str:
    if rule.valid_from and rule.valid_until:
        return _("valid from %(first)s to %(last)s") % {"first": date_text(rule.valid_from), "last": date_text(rule.valid_until)}
    if rule.valid_from:
        return _("valid from %(first)s") % {"first": date_text(rule.valid_from)}
    return _("valid until %(last)s") % {"last": date_text(rule.valid_until)} if rule.valid_until else ""
