"""What there is for programs, each with addresses that work on every site. A test follows all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Example:
    """An address that can be followed, and the content type with which it answers."""

    address: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Section:
    """One thing there is, in a few sentences, with examples."""

    title: str
    sentences: Sequence[str]
    examples: Sequence[Example] = field(default=())


def sections(site: str) -> list[Section]:
    """The page, in the active language."""
    language = get_language() or ""
    return [
        for_websites(site, language),
        for_apps(site),
        for_readers(site, language),
        for_mirrors(site),
        for_publishers(site),
        for_programmers(site),
    ]


def for_websites(site: str, language: str) -> Section:
    """For whoever keeps the website of a clinic or an office."""
    return Section(
        _("For the website of a clinic or an office"),
        (
            _("Search for what you want to show, then put the name of a file in the place of the page: all else stays."),
            _("A calendar renews itself on the phones of all who subscribe to it. A spreadsheet opens in every office program."),
            _("A booklet to print (PDF) has a language before its name, and always holds the meetings of the day."),
            _(
                "A list that a clinic keeps is shown on its own site by /embed/ and the code of the list, without scripts and "
                "cookies. For programs it is /r/, the code, and .json, .meetings.json or .ics."
            ),
        ),
        (
            Example(f"{site}/meetings.ics?at=49.22,18.74&within=50&when=any&lang={language}", "text/calendar"),
            Example(f"{site}/meetings.csv?who=family&when=any&lang={language}", "text/csv"),
            Example(f"{site}/{language}/meetings.pdf?at=49.22,18.74&within=50&paper=a5", "application/pdf"),
            Example(f"{site}/meetings.xlsx?how=online&when=any&lang={language}", "application/vnd.openxmlformats-officedocument"),
        ),
    )


def for_apps(site: str) -> Section:
    """For maps and apps of the field."""
    return Section(
        _("For apps and maps"),
        (
            _("Meeting Guide JSON is what the Meeting Guide app and the widgets of AA’s sites read; GeoJSON is what maps read."),
            _("Programs made for servers of Narcotics Anonymous (BMLT) and of social services (HSDS) find theirs here too."),
        ),
        (
            Example(f"{site}/meetings.json?when=any", "application/json"),
            Example(f"{site}/meetings.geojson?at=49.22,18.74&when=weekend", "application/geo+json"),
            Example(f"{site}/bmlt/client_interface/json/?switcher=GetFormats", "application/json"),
            Example(f"{site}/hsds/services?per_page=5", "application/json"),
        ),
    )


def for_readers(site: str, language: str) -> Section:
    """For those who follow what changes."""
    return Section(
        _("To follow what changes"),
        (_("A feed reader shows the meetings of a search that changed last, and those that have ended."),),
        (Example(f"{site}/meetings.atom?how=online&when=any&lang={language}", "application/atom+xml"),),
    )


def for_mirrors(site: str) -> Section:
    """For whoever keeps a copy."""
    return Section(
        _("For mirrors"),
        (
            _("Load everything once, page by page, with “next” as “since” of the next question, until “has_more” is false."),
            _("Afterwards ask now and then: only what has changed comes. A listing with “gone” is to be deleted."),
        ),
        (Example(f"{site}{reverse('changes')}", "application/json"),),
    )


def for_publishers(site: str) -> Section:
    """For whoever has a feed that others read."""
    return Section(
        _("If you publish a list yourself"),
        (_("Have it checked before others read it: every problem is explained in plain words, with its record and field."),),
        (
            Example(f"{site}{reverse('check')}", "text/html"),
            Example(f"{site}{reverse('meeting_guide_schema')}", "application/schema+json"),
        ),
    )


def for_programmers(site: str) -> Section:
    """For whoever writes a program."""
    return Section(
        _("For those who write programs"),
        (
            _("Every parameter stands in the OpenAPI document. What is not understood is refused, and named in the answer."),
            _("The header “Feed-Loss” says how many schedule rules a format cannot say; “loss=1” says which, and why."),
            _("Answers may be kept for a minute and asked for again with their ETag. There is no key."),
        ),
        (
            Example(f"{site}{reverse('openapi')}", "application/vnd.oai.openapi+json"),
            Example(f"{site}/meetings.json?when=any&loss=1", "application/json"),
        ),
    )
