"""Who said what of a meeting, of its house and of its group: of each field what stands there, who said it, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from groups.models import Group
from imports.applying.fields import Marks, mark_of_formats, marks_of, marks_of_rules
from imports.applying.provenance import Link
from imports.field_words import label, ours_in_words, place_of
from imports.hands import Hand, Hands, said_by
from imports.models import SourceGroup, SourceMeeting, SourceVenue
from languages.dates import date_text
from meetings.models import Meeting
from places.models import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """One field, and who said it when. `otherwise` are sentences about sources that say something else of it."""

    field: str
    value: str
    said_by: str
    otherwise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidPart:
    """A row of which something is said."""

    heading: str
    lines: tuple[SaidLine, ...]


def said_of(meeting: Meeting) -> list[SaidPart]:
    """What is known of a meeting, of its house and of its group; nothing of rows of which no source has ever spoken."""
    rules = list(meeting.rules.all())
    hands = Hands([meeting, meeting.group, *([meeting.venue] if meeting.venue else []), *rules])
    links = list(SourceMeeting.objects.filter(meeting=meeting).select_related("source").order_by("pk"))
    sources = [link.source_id for link in links]
    houses = SourceVenue.objects.filter(venue=meeting.venue_id, source__in=sources).select_related("source").order_by("pk")
    groups = SourceGroup.objects.filter(group=meeting.group_id, source__in=sources).select_related("source").order_by("pk")
    ours = marks_of(meeting) | marks_of_rules(rules, timezone.localdate()) | mark_of_formats(meeting.formats.all())
    told = [SaidPart(_("The meeting"), tuple(lines(meeting, links, ours, hands)))]
    if meeting.venue:
        told.append(SaidPart(_("The house"), tuple(lines(meeting.venue, list(houses), marks_of(meeting.venue), hands))))
    told.append(SaidPart(_("The group"), tuple(lines(meeting.group, list(groups), marks_of(meeting.group), hands))))
    return [part for part in told if part.lines]


def lines(row: Meeting | Venue | Group, links: Sequence[Link], ours: Marks, hands: Hands) -> Iterator[SaidLine]:
    """The fields of a row of which a source has said something, or a person something else."""
    for name, mark in ours.items():
        told = [(*link.said[name][:2], str(link.source)) for link in links if name in link.said]
        value = ours_in_words(row, name)
        agreeing = min(((since, source) for word, since, source in told if word == mark), default=None)
        others = tuple(otherwise(source, date.fromisoformat(since)) for word, since, source in told if word != mark)
        if others or (agreeing and value):
            by_whom = by_source(*agreeing) if agreeing else by_hand(hands.of(*place_of(row, name)))
            yield SaidLine(field=label(type(row), name), value=value, said_by=by_whom, otherwise=others)


def by_source(since: str, source: str) -> str:
    """A source says so; of several the first that did."""
    return said_by(source, date.fromisoformat(since))


def by_hand(hand: Hand | None) -> str:
    """It was changed here; by whom the history may know no more."""
    return said_by(hand.who, hand.on) if hand else _("Changed here")


def otherwise(source: str, on: date) -> str:
    """A source says something else."""
    return _("%(source)s says something else since %(day)s.") % {"source": source, "day": date_text(on)}
