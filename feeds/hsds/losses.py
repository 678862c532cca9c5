"""What HSDS cannot say of the meetings asked for."""

from array import array
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils import timezone, translation

from feeds import formats
from feeds.answers import records
from feeds.hsds import finding
from feeds.hsds.asking import Asked
from feeds.hsds.here import Here
from feeds.hsds.pages import Document, line
from feeds.losses import loss_report
from interchange.hsds.services import at_locations
from interchange.records import Frequency, MeetingRecord
from meetings.models import ScheduleRule


def loss_header(asked: Asked, here: Here) -> str:
    """How many rules the meetings have, and how many of these HSDS leaves out: those that are over (RFC 8941)."""
    rules = ScheduleRule.objects.filter(meeting__in=finding.of_services(asked, now=here.now).values("pk"))
    today = timezone.localdate(here.now)
    over = Q(valid_until__lt=today) & ~Q(frequency=Frequency.ONCE) | Q(frequency=Frequency.ONCE, first_on__lt=today)
    return f"rules={rules.count()}, left-out={rules.filter(over).count()}"


def losses(asked: Asked, here: Here) -> Document:
    """The report of all of them, not of one page."""
    keys = array("q", finding.of_services(asked, now=here.now).values_list("pk", flat=True).iterator())
    found = records(keys, asked.question, now=here.now, site=here.site)
    with translation.override(asked.question.language):
        options = here.options

    def write(meetings: Iterable[MeetingRecord], _asked: formats.Asked, on_loss: formats.OnLoss) -> Iterator[bytes]:
        for meeting in meetings:
            yield from map(line, at_locations(meeting, options, on_loss))

    form = formats.FeedFormat("HSDS", "application/json", "", write)
    return loss_report(found, formats.Asked(asked.question, timezone.localdate(here.now), here.site), form)
