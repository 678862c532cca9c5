"""Occasions: holidays that touch, as the one thing a coordinator decides about: "Christmas: 24 to 26 December"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from languages.dates import and_list, day_text, day_year_text
from languages.text import TranslatedText
from meetings.holidays import HOLIDAYS, Holiday, after_easter
from meetings.schedule import DAY

# Where Good Friday is a working day, Easter begins with the Saturday.
DECIDED_ABOUT = (*HOLIDAYS, Holiday(gettext_lazy("Holy Saturday"), after_easter(-1)))
LONGEST = timedelta(days=31)  # of what is decided at once; a longer break is a season's (docs/bulk.md)


@dataclass(frozen=True, slots=True)
class Span:
    """Local dates from one to another, both included; written "2026-12-24/2026-12-26" (ISO 8601)."""

    first: date
    last: date

    @property
    def code(self) -> str:
        return f"{self.first:%Y-%m-%d}/{self.last:%Y-%m-%d}"

    @property
    def written(self) -> str:
        if self.first == self.last:
            return day_year_text(self.first)
        first = day_text(self.first) if self.first.year == self.last.year else day_year_text(self.first)
        return _("%(first)s to %(last)s") % {"first": first, "last": day_year_text(self.last)}

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    @classmethod
    def of(cls, code: str) -> "Span":
        """The span so written. Raises ValueError where there is no such span, or one that is too long."""
        first, last = (date.fromisoformat(part) for part in code.split("/"))
        if not (first <= last and last - first <= LONGEST):
            raise ValueError(code)
        return cls(first, last)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Holidays on days that touch."""

    span: Span
    holidays: tuple[Holiday, ...]

    @property
    def name(self) -> str:
        """What everybody calls it, else the names of its holidays."""
        known = {
            date(self.span.last.year, 12, 25): _("Christmas"),
            easter(self.span.last.year): _("Easter"),
            date(self.span.last.year, 1, 1): _("New Year"),
        }
        for day, name in known.items():
            if self.span.has(day):
                return name
        return and_list([str(holiday.name) for holiday in self.holidays])


def occasions(countries: Iterable[str], first: date, last: date) -> list[Occasion]:
    """What is kept in any of these countries on days from one to another, in order of time; each whole."""
    kept = [holiday for holiday in DECIDED_ABOUT if holiday.is_kept_in(countries)]
    years = range(first.year - 1, last.year + 2)
    days = sorted(((holiday.day_of(year), holiday) for holiday in kept for year in years), key=lambda pair: pair[0])
    found: list[Occasion] = []
    for day, holiday in days:
        if found and day <= found[-1].span.last + DAY:
            before = found.pop()
            found.append(Occasion(Span(before.span.first, day), (*before.holidays, holiday)))
        else:
            found.append(Occasion(Span(day, day), (holiday,)))
    return [one for one in found if one.span.last >= first and one.span.first <= last]


def names_of(chosen: list[Occasion]) -> TranslatedText:
    """The names of occasions in every language of the site: the reason that is offered."""
    names = {}
    for code, _label in settings.LANGUAGES:
        with override(code):
            names[code] = and_list([one.name for one in chosen])
    return TranslatedText.of(names)
