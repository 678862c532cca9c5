"""The formats in which a search leaves the house."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from feeds.asking import Question
from feeds.ended import ended
from feeds.left_out import LeftOut, left_out_of_calendars, left_out_of_weeks, nothing
from feeds.newest import MOST, newest
from feeds.records import code_set_of
from groups.models import Fellowship
from history.public import this_minute
from interchange import atom, geojson, icalendar, meeting_guide, spreadsheets
from interchange.codes import GENERAL
from interchange.records import Loss, MeetingRecord
from meetings.headings import sentence

OnLoss = Callable[[Loss], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, on which day it was asked, and by which address."""

    question: Question
    today: date
    address: str


Writer = Callable[[Iterable[MeetingRecord], Asked, OnLoss], Iterator[bytes]]


def all_of_them(found: "array[int]") -> "array[int]":
    """Most formats have room for every meeting."""
    return found


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """How a format is written, and by which names it is sent and spoken of. `left_out` counts the rules, and which it cannot say;
    `narrow` takes those meetings that it is to have, where these are not all; `disposition` says whether it is shown or kept."""

    name: str
    content_type: str
    file_name: str
    write: Writer
    left_out: LeftOut = nothing
    narrow: Callable[["array[int]"], "array[int]"] = all_of_them
    disposition: str = "inline"


def write_meeting_guide(records: Iterable[MeetingRecord], asked: Asked, on_loss: OnLoss) -> Iterator[bytes]:
    """Meeting Guide JSON, in the codes of the fellowships asked for."""
    options = meeting_guide.WriteOptions(today=asked.today, code_set=common_code_set(asked.question.search.fellowship))
    return meeting_guide.write(records, options=options, on_loss=on_loss)


def common_code_set(slugs: tuple[str, ...]) -> str:
    """One feed has one programme: the one whose codes all these fellowships use, else codes that mean the same everywhere."""
    code_sets = {code_set_of(fellowship) for fellowship in Fellowship.objects.filter(slug__in=slugs)}
    return code_sets.pop() if len(code_sets) == 1 else GENERAL


def write_calendar(records: Iterable[MeetingRecord], asked: Asked, on_loss: OnLoss) -> Iterator[bytes]:
    """A calendar, called by the sentence that the search has on its page."""
    with translation.override(asked.question.language):
        is_discreet = asked.question.search.discreet
        options = icalendar.WriteOptions(
            today=asked.today,
            name=_("Appointments") if is_discreet else title(asked.question),
            zone=settings.TIME_ZONE,
            source=asked.address,
            discreet_summary=_("Appointment") if is_discreet else "",
        )
    return icalendar.write(records, options=options, on_loss=on_loss)


def write_csv(records: Iterable[MeetingRecord], asked: Asked, on_loss: OnLoss) -> Iterator[bytes]:
    """Our own spreadsheet as text."""
    return spreadsheets.write_csv(records, options=sheet(asked.question), on_loss=on_loss)


def write_xlsx(records: Iterable[MeetingRecord], asked: Asked, on_loss: OnLoss) -> Iterator[bytes]:
    """Our own spreadsheet as a workbook."""
    return spreadsheets.write_xlsx(records, options=sheet(asked.question), on_loss=on_loss)


def sheet(question: Question) -> spreadsheets.WriteOptions:
    """Headings for people where a language is asked for, else for programs."""
    return spreadsheets.WriteOptions(language=question.language if question.names_language else "")


def title(question: Question) -> str:
    """What the calendar is called on a phone, in the active language."""
    return str(settings.SITE_NAME) if question.ids else sentence(question.search, question.place)


def write_geojson(records: Iterable[MeetingRecord], _asked: Asked, _on_loss: OnLoss) -> Iterator[bytes]:
    """Points for maps; nothing is lost, as what GeoJSON has no words for is a property."""
    return geojson.write(records, now=this_minute())


def write_atom(records: Iterable[MeetingRecord], asked: Asked, _on_loss: OnLoss) -> Iterator[bytes]:
    """The meetings that changed last, and those of them that have ended, where everyone may know that they belonged here."""
    question, site = asked.question, urlsplit(asked.address)
    authority = f"tag:{site.hostname},{TAGGED_IN}"
    home = f"{site.scheme}://{site.netloc}"
    with translation.override(question.language):
        options = atom.WriteOptions(
            uri=f"{authority}:{site.path}?{site.query}",
            authority=authority,
            title=title(question),
            author=str(settings.SITE_NAME),
            address=asked.address,
            page=f"{home}{page_of(question)}",
            language=question.language,
            most=MOST,
        )
        gone = ended(question, authority=authority, site=home, most=MOST)
    return atom.write(records, options=options, gone=gone)


def page_of(question: Question) -> str:
    """The page that shows the same to people, in the active language."""
    if question.ids:
        return f"{reverse('selection')}?ids={','.join(question.ids)}"
    query = question.search.query_string()
    return f"{reverse('search')}?{query}" if query else reverse("search")


TAGGED_IN = 2026  # from this year on the site has had its name; a tag needs one (RFC 4151)
MEETING_GUIDE = FeedFormat("Meeting Guide", "application/json", "meetings.json", write_meeting_guide, left_out_of_weeks)
CALENDAR = FeedFormat("iCalendar", "text/calendar; charset=utf-8", "calendar.ics", write_calendar, left_out_of_calendars)
GEOJSON = FeedFormat("GeoJSON", geojson.MEDIA_TYPE, "meetings.geojson", write_geojson)
ATOM = FeedFormat("Atom", f"{atom.MEDIA_TYPE}; charset=utf-8", "meetings.atom", write_atom, narrow=newest)
CSV = FeedFormat("CSV", "text/csv; charset=utf-8; header=present", "meetings.csv", write_csv, disposition="attachment")
XLSX = FeedFormat("XLSX", spreadsheets.XLSX_TYPE, "meetings.xlsx", write_xlsx, disposition="attachment")
# By what an address ends with.
FORMATS = {"json": MEETING_GUIDE, "ics": CALENDAR, "geojson": GEOJSON, "atom": ATOM, "csv": CSV, "xlsx": XLSX}
