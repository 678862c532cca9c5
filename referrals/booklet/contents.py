"""A booklet as values: its sections in order, the legend of its words, and the last page, which says what is not in it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from languages.dates import and_list, date_text
from languages.fold import fold
from languages.names import language_name
from meetings.headings import heading, removable, sentence
from meetings.plan import section_label
from places.models import Visibility
from referrals.booklet.asking import BookletQuestion, By
from referrals.booklet.choosing import Chosen, FormatWords, Loaded, chosen, format_words, loaded
from referrals.booklet.lines import ACCESS_WORDS, Line, Wording, capital


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading; under none where the booklet has one place only."""

    heading: str
    rows: list[Line]


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under a heading."""

    heading: str
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the rows, and what it means; `language` where that is not the booklet's."""

    word: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms under a heading."""

    heading: str
    terms: list[Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """All that is printed, in order. `closing` ends the legend, `left_out` and the rest are the last page; `address` is where the
    same is found as it is today."""

    title: str
    lead: list[str]
    sections: list[Section]
    legend: list[TermGroup]
    closing: list[str]
    left_out: list[str]
    address: str


def booklet(asked: BookletQuestion, *, now: datetime, title: str = "") -> Booklet:
    """The booklet that is asked for, in the active language. Raises TooManyMeetings."""
    of = chosen(asked, now)
    found, formats = loaded(of, asked, now), format_words()
    wording = Wording(found, formats, now=now, reader_zone=asked.search.tz or settings.TIME_ZONE)
    lines = [wording.line(rule) for rule in found.rules]
    return Booklet(
        title=_("Appointments") if asked.search.discreet else title or heading(asked.search, asked.of.place),
        lead=lead(asked, of, now),
        sections=sections(lines, asked.layout.by),
        legend=[group for group in (who_group(wording), format_group(found, formats)) if group.terms],
        closing=closing(wording),
        left_out=left_out(of, found, now),
        address=asked.live_address or address_of(asked),
    )


def lead(asked: BookletQuestion, of: Chosen, now: datetime) -> list[str]:
    """What the booklet is of, how many it has, of which day its facts are."""
    count = len(of.meetings)
    what = "" if asked.search.discreet or asked.of.ids else sentence(asked.search, asked.of.place, list(removable(asked.search)))
    said = (
        _("This is a demo. All groups, meetings and addresses are invented: do not go there.") if settings.SITE_IS_DEMO else "",
        what,
        ngettext("%(count)d meeting, as of %(date)s.", "%(count)d meetings, as of %(date)s.", count)
        % {"count": count, "date": date_text(timezone.localdate(now))},
        _("Nobody has confirmed these meetings for long. Please make sure before you go.") if of.is_unvouched else "",
    )
    return [one for one in said if one]


def sections(lines: list[Line], by: By) -> list[Section]:
    """Day by day or place by place; what one joins from home stands in a section of its own."""
    placed, remote = [one for one in lines if not one.is_remote], [one for one in lines if one.is_remote]
    place, day = (by_place, place_of), (by_day, day_of)
    outer, inner = (place, day) if by is By.PLACE else (day, place)
    has_one_place = len({one.place for one in placed}) == 1
    found = [Section(label, parts(own, *inner, is_bare=has_one_place and inner is place)) for label, own in grouped(placed, *outer)]
    return [*found, *([Section(_("Online and by telephone"), parts(remote, *day))] if remote else [])]


Key = Callable[[Line], tuple[object, ...]]
Label = Callable[[Line], str]


def parts(lines: list[Line], key: Key, label: Label, *, is_bare: bool = False) -> list[Part]:
    """Lines under their headings, each part in the order of time."""
    return [Part("" if is_bare else said, own) for said, own in grouped(lines, key, label)]


def grouped(lines: list[Line], key: Key, label: Label) -> list[tuple[str, list[Line]]]:
    """Lines under their labels, both in order."""
    ordered = sorted(lines, key=lambda one: (*key(one), one.minute, one.name_key))
    return [(label(own[0]), own) for own in (list(group) for _key, group in groupby(ordered, key=key))]


def by_place(one: Line) -> tuple[object, ...]:
    return (fold(one.place), one.place)


def place_of(one: Line) -> str:
    return one.place


def by_day(one: Line) -> tuple[object, ...]:
    return (one.section,)


def day_of(one: Line) -> str:
    return section_label(one.section)


def who_group(wording: Wording) -> TermGroup:
    """What "open" and "closed" mean; where fellowships differ, of which of them it is said."""
    said: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for (fellowship, access), own in wording.accesses.items():
        said[capital(ACCESS_WORDS[access]), own.text, own.language].append(str(wording.fellowships[fellowship].name))
    times = [word for word, _text, _language in said]
    terms = [
        Term(word if times.count(word) == 1 else f"{word} ({and_list(sorted(names, key=fold))})", text, language)
        for (word, text, language), names in said.items()
    ]
    return TermGroup(_("Who may come"), sorted(terms, key=lambda one: fold(one.word)))


def format_group(found: Loaded, formats: dict[int, FormatWords]) -> TermGroup:
    """What the formats mean, those that the rows have."""
    used = {key for rule in found.rules for key in found.formats[rule.pk]}
    terms = [Term(capital(one.name), one.sentence, one.language) for key, one in formats.items() if key in used and one.sentence]
    return TermGroup(_("How a meeting goes"), sorted(terms, key=lambda one: fold(one.word)))


def closing(wording: Wording) -> list[str]:
    """What holds where a row says nothing of it."""
    languages = and_list([language_name(code) for code in wording.usual_languages])
    return [
        *([_("Where no language is named: %(languages)s.") % {"languages": languages}] if languages else []),
        _("Where nothing else is said: free of charge, no booking, and you do not have to speak."),
    ]


def left_out(of: Chosen, found: Loaded, now: datetime) -> list[str]:
    """What is not printed, and why; counted where it can be."""
    meetings = {rule.meeting_id: rule.meeting for rule in found.rules}.values()
    hidden = sum(one.venue is not None and one.effective_visibility is not Visibility.PUBLIC for one in meetings)
    on_request = sum(one.is_link_on_request for one in meetings)
    said = (
        unconfirmed(of.hidden),
        ngettext(
            "Of %(count)d meeting the address is not public: ask the group.",
            "Of %(count)d meetings the address is not public: ask the group.",
            hidden,
        )
        % {"count": hidden}
        if hidden
        else "",
        ngettext(
            "Of %(count)d meeting the group gives the link on request only.",
            "Of %(count)d meetings the group gives the link on request only.",
            on_request,
        )
        % {"count": on_request}
        if on_request
        else "",
        withdrawn(len(of.meetings) - len(meetings)),
        _("Names, telephone numbers and mail addresses of people are not printed, as paper cannot be taken back."),
        _("The facts are those of %(date)s. Meetings move and end: look before you go the first time.")
        % {"date": date_text(timezone.localdate(now))},
    )
    return [one for one in said if one]


def unconfirmed(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)d meeting that fits is left out, as nobody has confirmed it for long.",
        "%(count)d meetings that fit are left out, as nobody has confirmed them for long.",
        count,
    ) % {"count": count}


def withdrawn(count: int) -> str:
    """Those that were picked, or found a moment ago, and are not listed any more."""
    if count <= 0:
        return ""
    return ngettext(
        "%(count)d meeting was withdrawn while this was made.", "%(count)d meetings were withdrawn while this was made.", count
    ) % {"count": count}


def address_of(asked: BookletQuestion) -> str:
    """The page that shows the same, as it is when somebody looks."""
    page = reverse("selection" if asked.of.ids else "search")
    return f"{settings.SITE_ADDRESS}{page}?{asked.search_query}"
