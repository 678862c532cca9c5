"""The meetings on a sheet of paper: each as a block of lines, or where to go instead of one that does not take place any more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meetings.access import Sentence, own_words
from meetings.freshness import freshness
from meetings.meeting_page import cost_sentences, next_check
from meetings.models import Meeting
from meetings.plan import NOTICES
from meetings.reach import Reach, reach_of
from meetings.shown_dates import dates_ahead
from referrals.handout.fellowships import speak
from referrals.handout.lines import Line, Row, line, rows
from referrals.handout.meeting_lines import in_own_words, meeting_lines
from referrals.handout.times import rules_ahead
from referrals.kinds import Concern
from referrals.list_page import Entry

INSTEAD = {
    Concern.ENDED: gettext_lazy("Instead of “%(name)s”, which has ended."),
    Concern.PAUSED: gettext_lazy("Instead of “%(name)s”, which is paused at the moment."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A meeting on the sheet; one without lines is only named, and `notice` says why. `remarks` may be true of others as well."""

    name: str
    fellowship: Sentence | None = None
    notice: str = ""
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    country: str = ""

    def brief(self) -> "Block":
        """The same in fewer rows."""
        return replace(self, rows=rows(self.lines, is_brief=True))


def blocks_of(entries: Iterable[Entry], now: datetime) -> list[Block]:
    """Blocks of these entries, in a fixed number of queries. In the place of a meeting that does not take place stands the nearest
    of its alternatives that is not on the sheet already."""
    shown = [(entry, standing_in(entry)) for entry in entries]
    meetings = {meeting.pk: meeting for _entry, meeting in shown if meeting}
    speak((one.group.fellowship for one in meetings.values()), get_language() or "")
    reaches = reach_of((one.group for one in meetings.values()), now)
    blocks: list[Block] = []
    for entry, meeting in shown:
        if meeting is None:
            blocks += only_named(entry)
        elif meetings.pop(meeting.pk, None):
            blocks.append(block(entry, meeting, reaches[meeting.group_id], now))
    return blocks


def standing_in(entry: Entry) -> Meeting | None:
    """The meeting to go to: itself, else its nearest alternative."""
    return next(iter(entry.alternatives), None) if entry.is_gone else entry.meeting


def only_named(entry: Entry) -> Iterator[Block]:
    """That one should not go there. Of a meeting that is not listed any more not even the name is said."""
    notice = NOTICES.get(entry.meeting.effective_status)
    if entry.concern is not Concern.UNLISTED:
        yield Block(name=entry.meeting.name, notice=str(notice or _("No further dates are known.")))


def block(entry: Entry, meeting: Meeting, reach: Reach, now: datetime) -> Block:
    """All that the sheet says of a meeting."""
    today = timezone.localdate(now)
    dates = dates_ahead(meeting, now=now, reader_zone=settings.TIME_ZONE)
    staff = line(_("Good to know"), [Sentence(str(note.label)) for note in entry.notes], [Sentence(entry.text)])
    lines = (*([staff] if staff.paragraphs else []), *meeting_lines(meeting, dates, reach, today))
    state = freshness(meeting, today)
    costs = [Sentence(text) for text in cost_sentences(meeting, rules_ahead(meeting, dates))]
    checked = (Sentence(state.sentence), Sentence(next_check(meeting, state.state)))
    return Block(
        name=meeting.name,
        fellowship=own_words(meeting.group.fellowship.name, ""),
        notice=instead(entry),
        lines=lines,
        rows=rows(lines),
        remarks=tuple(one for one in (*costs, *in_own_words(meeting.group.cost_note), *checked) if one.text),
        country=meeting.venue.country if meeting.venue else "",
    )


def instead(entry: Entry) -> str:
    """Why another meeting stands here; "" where it is the one that was picked."""
    if not entry.is_gone or entry.concern is None:
        return ""
    said = INSTEAD.get(entry.concern, _("Instead of a meeting that is not listed any more."))
    return str(said) % {"name": entry.meeting.name}


def shared_remarks(blocks: Iterable[Block]) -> tuple[Sentence, ...]:
    """What is true of every meeting, to be said once."""
    told = [one.remarks for one in blocks if one.lines]
    return tuple(one for one in told[0] if all(one in other for other in told)) if told else ()


def without(one: Block, said: tuple[Sentence, ...]) -> Block:
    """A block without what is said once for all."""
    return replace(one, remarks=tuple(remark for remark in one.remarks if remark not in said))
