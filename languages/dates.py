"""Dates, times and lists as the reader's language writes them, from CLDR; 24-hour times everywhere."""

import re
from datetime import date, time

from babel import Locale
from babel.dates import format_date, get_day_names, get_month_names
from babel.lists import format_list
from django.utils.translation import get_language

from languages.names import locale_for
from languages.text import said_once

# CLDR's "en" is American; the directory is read in Europe first: "Tuesday 24 November".
DATE_LOCALES = {"en": "en-GB"}
# The year in CLDR's full date, with the literals around it: ", y", " y 'р'.", "y. ".
YEAR = re.compile(r"[,\s]*y+(\s*'[^']*')?\.?\s*")


def date_locale() -> Locale:
    """CLDR's locale for dates in the active language."""
    language = get_language() or "en"
    return locale_for(DATE_LOCALES.get(language, language))


def full_pattern(locale: Locale) -> str:
    """Weekday, day, month and year in full; English without the comma."""
    pattern = str(locale.date_formats["full"].pattern)
    return pattern.replace("EEEE, ", "EEEE ") if locale.language == "en" else pattern


@said_once
def day_text(day: date) -> str:
    """ "Tuesday 24 November", "utorok 24. novembra"."""
    locale = date_locale()
    return format_date(day, YEAR.sub("", full_pattern(locale)), locale=locale)


@said_once
def day_year_text(day: date) -> str:
    """ "Tuesday 24 November 2026"."""
    locale = date_locale()
    return format_date(day, full_pattern(locale), locale=locale)


@said_once
def date_text(day: date) -> str:
    """ "24 November 2026"."""
    return format_date(day, "long", locale=date_locale())


@said_once
def month_day_text(month_day: int) -> str:
    """ "1 July" for 701."""
    month, day = divmod(month_day, 100)
    locale = date_locale()
    leap_day = date(2024, month, day)  # a leap year has every month and day
    return format_date(leap_day, YEAR.sub("", locale.date_formats["long"].pattern), locale=locale)


def month_names(months: tuple[int, ...]) -> str:
    """ "March, June and September"."""
    names = get_month_names("wide", context="stand-alone", locale=date_locale())
    return and_list([names[month] for month in months])


def weekday_name(weekday: int) -> str:
    """ "Monday" for 0, as a word of its own."""
    return str(get_day_names("wide", context="stand-alone", locale=date_locale())[weekday])


def and_list(parts: list[str]) -> str:
    """ "a, b and c"."""
    return format_list(parts, locale=date_locale())


def time_text(at: time) -> str:
    """ "18:00"."""
    return f"{at.hour:02}:{at.minute:02}"
