"""Disagreements between a source and a person, side by side, and what is done when somebody has said which holds."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator, capfirst

from history.road import Road
from history.tracking import tracking
from history.wording import listed
from imports.applying.mapping import Values, assign
from imports.applying.provenance import COLUMNS, FIELDS, mark, values_of
from imports.models import Disagreement, SourceMeeting
from languages.fields import CodeListField
from meetings.actions import save_meeting
from meetings.models import Meeting

if TYPE_CHECKING:
    from accounts.models import User

SHOWN = 300  # characters of a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What both say of a field."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Since when a source says what it says of a field; `is_changed_here`: a person has changed it in the meeting."""

    field: str
    since: date
    is_changed_here: bool


def words_of(link: SourceMeeting) -> list[Word]:
    """What is known of the fields of a record; nothing of one that was last taken before this was remembered."""
    meeting = link.meeting
    return [
        Word(
            field=str(capfirst(COLUMNS[name].verbose_name)),
            since=date.fromisoformat(link.said[name][1]),
            is_changed_here=meeting is not None and mark(values_of(meeting, name)) != link.said[name][0],
        )
        for name in FIELDS
        if name in link.said
    ]


def sides_of(disagreement: Disagreement) -> Sides:
    """A disagreement of `for_deciding()` in words."""
    name = disagreement.field_name
    return Sides(
        field=str(capfirst(COLUMNS[name].verbose_name)),
        ours=in_words(values_of(meeting_of(disagreement), name)),
        theirs=in_words(theirs_of(disagreement)),
    )


def meeting_of(disagreement: Disagreement) -> Meeting:
    """The meeting that it is about."""
    meeting = disagreement.link.meeting
    assert meeting is not None  # noqa: S101  # open() leaves out those that a person has deleted
    return meeting


def theirs_of(disagreement: Disagreement) -> Values:
    """The columns as the source has them."""
    return {name: COLUMNS[name].to_python(disagreement.theirs[name]) for name in FIELDS[disagreement.field_name]}


def in_words(values: Values) -> str:
    """The columns of one field, one after the other."""
    texts = {name: column_in_words(name, value) for name, value in values.items() if value}
    if len(values) == 1:
        return "".join(texts.values())
    return "; ".join(f"{capfirst(COLUMNS[name].verbose_name)}: {text}" for name, text in texts.items())


def column_in_words(name: str, value: Any) -> str:
    """A text in all its languages, codes by their names, all else as it is."""
    if isinstance(value, dict):
        return Truncator(" / ".join(value.values())).chars(SHOWN)
    return listed(COLUMNS[name], list(value) if isinstance(COLUMNS[name], CodeListField) else value, {})


def keep_ours(disagreement: Disagreement) -> None:
    """The meeting stays as it is, until the source says something new again."""
    disagreement.delete()


def take_theirs(disagreement: Disagreement, *, by: "User | None", source: Road) -> None:
    """The meeting is as the source has it. Raises ValidationError."""
    meeting = meeting_of(disagreement)
    with tracking(meeting, by=by, source=source, note=str(disagreement.link.source)):
        save_meeting(assign(meeting, theirs_of(disagreement)), by=by, source=source)
        disagreement.delete()
