"""The formats in which a search leaves the house."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from feeds.asking import Question
from feeds.records import code_set_of
from groups.models import Fellowship
from interchange import icalendar, meeting_guide
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


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """How a format is written, and by which names it is sent and spoken of."""

    name: str
    content_type: str
    file_name: str
    write: Writer


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


def title(question: Question) -> str:
    """What the calendar is called on a phone, in the active language."""
    return str(settings.SITE_NAME) if question.ids else sentence(question.search, question.place)


MEETING_GUIDE = FeedFormat("Meeting Guide", "application/json", "meetings.json", write_meeting_guide)
CALENDAR = FeedFormat("iCalendar", "text/calendar; charset=utf-8", "calendar.ics", write_calendar)
