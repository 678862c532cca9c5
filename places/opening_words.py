"""Opening hours in words of the reader's language, and as a coordinator writes them: "po-pi 9-17; so 10-12"."""

import re
from datetime import datetime, timedelta
from functools import lru_cache

from babel.dates import get_day_names
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from languages.dates import and_list, time_text, weekday_name
from languages.fold import fold
from languages.names import locale_for
from places.opening import ALWAYS, WEEK, Hours, Opening, OverlapError, Standing, UnreadableError, minute_text, read, written

EXAMPLE = "Mo-Fr 09:00-17:00; Sa 10:00-12:00"
SHORTEST = 2  # letters of a weekday
# How people shorten weekdays besides what CLDR knows; other beginnings of the full name are understood anyway.
ALSO = {"pl": {"pn": 0, "sb": 5, "nd": 6}, "hu": {"h": 0, "k": 1, "v": 6}}
DASHES = re.compile(r"\s*[–—−]\s*")
# Words for a dash, and for nothing, by language: "do" is "to" in Slovak and Thursday in German.
UNTIL = {"en": ("to", "until"), "sk": ("do", "až", "az"), "cs": ("do", "až", "az"), "pl": ("do",), "de": ("bis",)}
FROM = {"en": ("from",), "sk": ("od",), "cs": ("od",), "pl": ("od",), "de": ("von",)}
LONG = timedelta(days=1)
OPENS_ON = (
    gettext_lazy("Closed now. Opens on Monday at %(time)s."),
    gettext_lazy("Closed now. Opens on Tuesday at %(time)s."),
    gettext_lazy("Closed now. Opens on Wednesday at %(time)s."),
    gettext_lazy("Closed now. Opens on Thursday at %(time)s."),
    gettext_lazy("Closed now. Opens on Friday at %(time)s."),
    gettext_lazy("Closed now. Opens on Saturday at %(time)s."),
    gettext_lazy("Closed now. Opens on Sunday at %(time)s."),
)


def standing_sentence(standing: Standing, now: datetime) -> str:
    """ "Open now, until 17:00." "Closed now. Opens tomorrow at 09:00." Days and times are those of the line."""
    until = standing.until
    if until is None:
        return _("Open now, as at any time.") if standing.is_open else ""
    if standing.is_open:
        return _("Open now, until %(time)s.") % {"time": time_text(until.time())} if until - now < LONG else _("Open now.")
    days = (until.date() - now.astimezone(until.tzinfo).date()).days
    sentence = {0: _("Closed now. Opens today at %(time)s."), 1: _("Closed now. Opens tomorrow at %(time)s.")}.get(days)
    return (sentence or str(OPENS_ON[until.weekday()])) % {"time": time_text(until.time())}


def week_sentence(opening: Opening) -> str:
    """ "Monday to Friday 09:00 to 17:00; Saturday 10:00 to 12:00." """
    if opening.is_always:
        return _("Day and night.")
    parts = [
        pgettext("opening hours", "%(days)s %(hours)s") % {"days": days_text(days), "hours": hours_text(hours)}
        for days, hours in opening.by_days
    ]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def days_text(days: list[tuple[int, int]]) -> str:
    """ "Monday to Wednesday and Friday"; of all seven "every day"."""
    if days == [(0, WEEK - 1)]:
        return pgettext("opening hours", "every day")
    return and_list([run_text(first, last) for first, last in days])


def run_text(first: int, last: int) -> str:
    names = {"first": weekday_name(first), "last": weekday_name(last)}
    return names["first"] if first == last else pgettext("weekdays", "%(first)s to %(last)s") % names


def hours_text(hours: Hours) -> str:
    """ "09:00 to 12:00 and 14:00 to 18:00"."""
    said = pgettext("opening hours", "%(opens)s to %(closes)s")
    return and_list([said % {"opens": minute_text(opens), "closes": minute_text(closes)} for opens, closes in hours])


def shown_in_form(opening: Opening) -> str:
    """As a coordinator writes it, in the language of the workplace."""
    return written(opening, short_names(get_language() or "en"))


def read_from_form(text: str) -> Opening:
    """What a coordinator has written, in the language of the workplace or with the English names. Raises ValidationError that
    says which piece is not understood."""
    try:
        return read(plain(text), find_day)
    except UnreadableError as error:
        said = {"piece": str(error), "example": shown_in_form(read(EXAMPLE))}
        raise ValidationError(
            _("“%(piece)s” is not understood. Write days and hours like this: %(example)s. Day and night is %(always)s.")
            % {**said, "always": ALWAYS}
        ) from error
    except OverlapError as error:
        raise ValidationError(_("Two of these times overlap: say every hour only once.")) from error


def plain(text: str) -> str:
    """ "pondelok až piatok od 9 do 17" is "pondelok-piatok 9-17"."""
    language = get_language() or "en"
    for words, sign in ((FROM, " "), (UNTIL, "-")):
        known = "|".join(words.get(language, ()) + words["en"])
        text = re.sub(rf"(?<!\w)\s*(?:{known})\s*(?!\w)", sign, text, flags=re.IGNORECASE)
    return DASHES.sub("-", text)


def find_day(name: str) -> int:
    """A weekday by its name, by a beginning of it or by its short form; first as it is written, then without diacritics (in Slovak
    "st" is Wednesday and "št" Thursday). Raises UnreadableError where it is none, or could be two."""
    wanted = name.strip(" .").casefold()
    for language in (get_language() or "en", "en"):
        known = names_in(language)
        for keys in (known, tuple((fold(key), day) for key, day in known)):
            days = {day for key, day in keys if key == wanted} or {day for key, day in keys if is_beginning(wanted, key)}
            if len(days) == 1:
                return days.pop()
    raise UnreadableError(name)


def is_beginning(wanted: str, key: str) -> bool:
    return len(wanted) >= SHORTEST and key.startswith(wanted)


@lru_cache(maxsize=64)
def names_in(language: str) -> tuple[tuple[str, int], ...]:
    """All names of the weekdays in a language, and how they are shortened."""
    locale = locale_for(language)
    named = [
        (name.casefold().strip(" ."), day)
        for width in ("wide", "abbreviated", "short")
        for context in ("stand-alone", "format")
        for day, name in get_day_names(width, context=context, locale=locale).items()
    ]
    return (*named, *ALSO.get(language, {}).items())


@lru_cache(maxsize=64)
def short_names(language: str) -> tuple[str, ...]:
    """The short names, Monday first, without full stops, as `find_day` reads them."""
    names = get_day_names("abbreviated", context="stand-alone", locale=locale_for(language))
    return tuple(names[day].strip(" .") for day in range(WEEK))
