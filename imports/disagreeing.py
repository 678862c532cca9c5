"""Disagreements between a source and a person, side by side, and what is done when somebody has said which holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import Right, in_care, may
from groups.actions import save_group
from groups.models import Group
from history.road import Road
from history.tracking import tracking
from imports.applying.fields import ALONG, FIELDS, FORMATS, RULE_FIELDS, column, hashed
from imports.applying.mapping import Values, assign
from imports.applying.rules import from_values, take_rules
from imports.field_words import label, named_in, ours_in_words, place_of, theirs_in_words
from imports.hands import Hand, Hands, said_by
from imports.models import Disagreement
from languages.dates import date_text
from meetings.actions import save_meeting, save_rule, save_venue
from meetings.models import Format, Meeting
from places.models import Venue

if TYPE_CHECKING:
    from accounts.models import User

FORMS = {Meeting: "meetings_meeting", Venue: "places_venue", Group: "groups_group"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What both say of a field, and who said it when (`here`, `there`). `token` is the same as long as neither says something
    else."""

    disagreement: Disagreement
    field: str
    about: str
    address: str
    ours: str
    here: str
    theirs: str
    there: str
    may_decide: bool

    @property
    def token(self) -> str:
        return hashed(repr((self.disagreement.pk, self.ours, self.theirs, self.there)))


def sides_of(disagreements: Sequence[Disagreement], user: "User") -> list[Sides]:
    """Disagreements of `for_deciding()` in words, as this person may see them, in a fixed number of queries."""
    named = named_in(disagreements, user)
    places = [place_of(one.row, one.field_name) for one in disagreements]
    hands = Hands(row for rows, _columns in places for row in rows)
    own = in_care(Disagreement, user, Right.EDIT).filter(pk__in=[one.pk for one in disagreements])
    editable = set(own.values_list("pk", flat=True))
    return [
        Sides(
            disagreement=one,
            field=label(type(one.row), one.field_name),
            about=str(one.row),
            address=reverse(f"admin:{FORMS[type(one.row)]}_change", args=[one.row.pk]),
            ours=ours_in_words(one.row, one.field_name),
            here=here(hands.of(*place)),
            theirs=theirs_in_words(one, named),
            there=said_by(str(one.named.source), timezone.localdate(one.since)),
            may_decide=one.pk in editable,
        )
        for one, place in zip(disagreements, places, strict=True)
    ]


def here(hand: Hand | None) -> str:
    """Who said what stands here, and when."""
    return _("Here: %(who)s, %(day)s") % {"who": hand.who, "day": date_text(hand.on)} if hand else _("Here")


def keep_ours(disagreement: Disagreement) -> None:
    """It stays as it is, until the source says something new again."""
    disagreement.delete()


@transaction.atomic
def take_theirs(disagreement: Disagreement, *, by: "User | None", source: Road) -> None:
    """It is as the source has it. Raises ValidationError."""
    row = disagreement.row
    with tracking(row, by=by, source=source, note=str(disagreement.named.source)):
        match row:
            case Meeting():
                take_of_meeting(row, disagreement, by=by, source=source)
            case Venue():
                save_venue(assign(row, values_of(disagreement)), by=by, source=source)
            case Group():
                save_group(assign(row, values_of(disagreement)), by=by, source=source)
        disagreement.delete()


def take_of_meeting(meeting: Meeting, disagreement: Disagreement, *, by: "User | None", source: Road) -> None:
    """A field of a meeting. Raises ValidationError."""
    name = disagreement.field_name
    if name in RULE_FIELDS:
        theirs = list(from_values(meeting, disagreement.theirs))
        take_rules(list(meeting.rules.all()), theirs, (name,), by=by, source=source)
    elif name == FORMATS:
        meeting.formats.set(Format.objects.filter(slug__in=disagreement.theirs[FORMATS]))
    else:
        refuse_what_is_gone(disagreement, by)
        assign(meeting, values_of(disagreement))
    save_meeting(meeting, by=by, source=source)
    if name == "venue" and meeting.venue and meeting.venue.zone:
        for rule in meeting.rules.exclude(zone=meeting.venue.zone):
            save_rule(assign(rule, {"zone": meeting.venue.zone}), by=by, source=source)


def refuse_what_is_gone(disagreement: Disagreement, by: "User | None") -> None:
    """The house or the group of the source may have been deleted here, and nobody gives a meeting to a group of others. Raises
    ValidationError."""
    match disagreement.field_name:
        case "venue":
            venue = disagreement.theirs["venue_id"]
            is_there = venue is None or Venue.objects.filter(pk=venue).exists()
        case "group":
            group = Group.objects.filter(pk=disagreement.theirs["group_id"]).first()
            is_there = group is not None and (by is None or may(by, Right.EDIT, group))
        case _:
            is_there = True
    if not is_there:
        raise ValidationError(_("What the source means is not here any more, or is in somebody else’s care."))


def values_of(disagreement: Disagreement) -> Values:
    """The columns as the source has them, with those that follow from them."""
    model, name = type(disagreement.row), disagreement.field_name
    columns = (*FIELDS[model][name], *ALONG.get(name, ()))
    return {one: column(model, one).to_python(disagreement.theirs[one]) for one in columns}
