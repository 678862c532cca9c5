"""A search in words: its heading, its filters as they can be taken away one by one, and all of it as a sentence."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from babel.lists import format_list
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from groups.models import Fellowship, Group, ServiceBody
from history.keeping import kept_long
from languages.dates import date_locale, date_text, day_year_text, time_text
from languages.names import country_name, language_name
from languages.text import TranslatedText
from meetings import weekday_phrases
from meetings.access import Who
from meetings.filters import choices_of
from meetings.kinds import ALL_KINDS, MeetingStatus
from meetings.search import DEFAULT_KIND, DEFAULT_KM, PARAMETERS, How, MeetingSearch
from meetings.windows import WEEKDAYS, When
from places.models import Place, Venue, Visibility

UNMENTIONED = {"place", "within", "page", "sort", "discreet"}  # said in the heading, or no filters


@dataclass(frozen=True, slots=True)
class Removable:
    """A filter in words, of which parameter, and the search without it."""

    name: str
    label: str
    without: MeetingSearch


def place_label(place: Place | None) -> str:
    """A place as one would write it so that it is found again: "Žilina, Slovensko"."""
    if place is None:
        return ""
    return _full_name(place, with_region=place.country == "US")


def place_labels(places: Sequence[Place]) -> dict[str, Place]:
    """Places to choose from by their labels, with the region where labels agree; of those in one region only the first."""
    times = Counter(place_label(place) for place in places)
    labelled: dict[str, Place] = {}
    for place in places:
        short = place_label(place)
        labelled.setdefault(short if times[short] == 1 else _full_name(place, with_region=True), place)
    return labelled


def _full_name(place: Place, *, with_region: bool) -> str:
    parts = (str(place), place.region if with_region else "", country_name(place.country))
    return ", ".join(part for part in parts if part)


def heading(search: MeetingSearch, place: Place | None) -> str:
    """The heading of a page of results."""
    if place:
        return _("Meetings near %(place)s") % {"place": place}
    if search.at:
        return _("Meetings near you")
    if search.how == (How.ONLINE,):
        return _("Online meetings")
    return _("Meetings")


def removable(search: MeetingSearch) -> Iterator[Removable]:
    """What narrows a search, each with the search that does not. What a parameter can be is asked once for all of its values."""
    for name, pairs in groupby(search.given(), key=itemgetter(0)):
        if name not in UNMENTIONED:
            several, values = isinstance(getattr(search, name), tuple), [value for _name, value in pairs]
            for value, text in labels(name, values):
                yield Removable(name, text, search.without(name, value if several else None))


def labels(name: str, values: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    """The values of a parameter in words: by their choices, by the names of rows, or as they are said; else as they are."""
    known: dict[Any, Any] = dict(choices_of(PARAMETERS.get(name, name)))
    if name in NAMED_BY:
        known = dict(NAMED_BY[name].filter(public_id__in=values).values_list("public_id", "name"))
    say, frame = SAID.get(name, str), FRAMES.get(name, "%(label)s")
    for value in values:
        yield value, frame % {"label": known[value] if value in known else say(value)}


NAMED_BY: dict[str, "QuerySet[Any]"] = {
    "group": Group.objects.all(),
    "body": ServiceBody.objects.all(),
    # A house in which nobody is known to meet is not named: a hidden meeting may be there.
    "venue": Venue.objects.filter(
        visibility=Visibility.PUBLIC, meetings__visibility=Visibility.PUBLIC, meetings__status=MeetingStatus.PUBLISHED
    ),
}
FRAMES = {"not_only": gettext_lazy("Without meetings only for: %(label)s")}
SAID: dict[str, Callable[[Any], Any]] = {
    "at": lambda _point: _("Near you"),
    "date": day_year_text,
    "earliest": lambda at: _("From %(time)s") % {"time": time_text(at)},
    "latest": lambda at: _("Until %(time)s") % {"time": time_text(at)},
    "language": language_name,
    "country": country_name,
    "beyond": lambda km: ngettext("More than %(count)d km away", "More than %(count)d km away", km) % {"count": km},
    "q": lambda words: _("With the words “%(words)s”") % {"words": words},
    "unconfirmed": lambda _flag: _("Unconfirmed ones too"),
    "tz": lambda zone: _("Times of the zone %(zone)s") % {"zone": zone},
}


def or_list(parts: Sequence[str]) -> str:
    """ "a, b or c"."""
    return format_list(list(parts), style="or", locale=date_locale())


# The whole search as a sentence. What changes with case or gender in some language is never put together from pieces: the slots
# take only what stays as it is: abbreviations, names after a colon, and adverbs ("on Tuesday"). Who may come is said last, so that
# a language can say it as a clause of its own.
MOST_FELLOWSHIPS = 3  # of which a sentence says the abbreviations
IN_MAIN = {"at", "when", "date", "earliest", "latest", "who"}
AFTER = {"not_only", "unconfirmed", "tz"}  # sentences of their own
WHEN_ADVERBS = {
    When.NOW: pgettext_lazy("when, in a sentence", "now"),
    When.SOON: pgettext_lazy("when, in a sentence", "in the next 2 hours"),
    When.TODAY: pgettext_lazy("when, in a sentence", "today"),
    When.TOMORROW: pgettext_lazy("when, in a sentence", "tomorrow"),
    When.WEEKEND: pgettext_lazy("when, in a sentence", "at the weekend"),
    When.WEEK: pgettext_lazy("when, in a sentence", "in the next 7 days"),
    When.ANY: pgettext_lazy("when, in a sentence", "at any time"),
    **dict(zip(WEEKDAYS, weekday_phrases.ON, strict=True)),
}
FOR_WHOM = {
    Who.ME: gettext_lazy("%(meetings)s that you may attend"),
    Who.UNSURE: gettext_lazy("%(meetings)s that you may attend without being sure"),
    Who.FAMILY: gettext_lazy("%(meetings)s that family may attend"),
    Who.YOUNG: gettext_lazy("%(meetings)s that people under 18 may attend"),
    Who.PROFESSIONAL: gettext_lazy("%(meetings)s that professionals may attend"),
}


def sentence(search: MeetingSearch, place: Place | None, narrowing: Iterable[Removable] | None = None) -> str:
    """The whole search as a sentence: "AA meetings near Žilina on Tuesday from 18:00 that family may attend". `narrowing` is what
    `removable` gave, if that is at hand."""
    filters = list(removable(search) if narrowing is None else narrowing)
    abbreviations = fellowships_by_abbreviation(search)
    said = {
        *IN_MAIN,
        *(["fellowship"] if abbreviations else []),
        *(["how"] if is_online_only(search, place) else []),
        *(["kind"] if ALL_KINDS in search.kind else []),
    }
    main = where_and_when(search, place, what(search, abbreviations))
    if search.who:
        main = FOR_WHOM[search.who] % {"meetings": main}
    after = [one.label for one in filters if one.name in AFTER]
    return ". ".join([main, *only(one for one in filters if one.name not in {*said, *AFTER}), *after])


def only(filters: Iterable[Removable]) -> Iterator[str]:
    """The filters that the sentence does not say, as one of their own."""
    texts = [or_list([one.label for one in alike]) for _name, alike in groupby(filters, key=lambda one: one.name)]
    if texts:
        yield _("Only: %(filters)s") % {"filters": "; ".join(texts)}


def is_online_only(search: MeetingSearch, place: Place | None) -> bool:
    """Whether it is about meetings that are nowhere."""
    return search.how == (How.ONLINE,) and not place and not search.at


def fellowships_by_abbreviation(search: MeetingSearch) -> list[str]:
    """The abbreviations of the fellowships chosen; none where one of them has none, or where there are many."""
    if not search.fellowship or len(search.fellowship) > MOST_FELLOWSHIPS:
        return []
    texts = [str(text) for text in abbreviations_of(search.fellowship)]
    return texts if all(texts) else []


@kept_long
def abbreviations_of(fellowships: tuple[str, ...]) -> list[TranslatedText]:
    """In this order; empty for one that has none."""
    rows = dict(Fellowship.objects.filter(slug__in=fellowships).values_list("slug", "abbreviation"))
    return [rows.get(slug, TranslatedText()) for slug in fellowships]


def what(search: MeetingSearch, abbreviations: list[str]) -> str:
    """What is looked for: "AA or NA meetings"."""
    if abbreviations and search.kind == (DEFAULT_KIND,):
        return _("%(fellowships)s meetings") % {"fellowships": or_list(abbreviations)}
    if abbreviations:
        return _("%(fellowships)s gatherings") % {"fellowships": or_list(abbreviations)}
    return _("Meetings") if search.kind == (DEFAULT_KIND,) else _("Gatherings")


def where_and_when(search: MeetingSearch, place: Place | None, meetings: str) -> str:
    """The main part of the sentence."""
    slots = {"meetings": meetings, "place": place, "km": search.within, "when": when(search)}
    is_default = search.within == DEFAULT_KM
    if place:
        near = _("%(meetings)s near %(place)s %(when)s")
        return (near if is_default else _("%(meetings)s within %(km)d km of %(place)s %(when)s")) % slots
    if search.at:
        near = _("%(meetings)s near you %(when)s")
        return (near if is_default else _("%(meetings)s within %(km)d km of you %(when)s")) % slots
    if is_online_only(search, place):
        return _("%(meetings)s online %(when)s") % slots
    return pgettext("anywhere", "%(meetings)s %(when)s") % slots


def when(search: MeetingSearch) -> str:
    """The time as an adverb: "on Tuesday from 18:00 to 21:00"."""
    day = str(WHEN_ADVERBS[search.when])
    if search.date:
        on_weekday = weekday_phrases.ON[search.date.weekday()]
        day = pgettext("on Tuesday, 24 November 2026", "%(on_weekday)s %(date)s") % {
            "on_weekday": on_weekday,
            "date": date_text(search.date),
        }
    slots = {
        "day": day,
        "from": search.earliest and time_text(search.earliest),
        "until": search.latest and time_text(search.latest),
    }
    if search.earliest and search.latest:
        return _("%(day)s from %(from)s to %(until)s") % slots
    if search.earliest:
        return _("%(day)s from %(from)s") % slots
    return _("%(day)s until %(until)s") % slots if search.latest else day
