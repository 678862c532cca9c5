"""What everyone may see of where a meeting is: decided here once, so that no page can show more."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.names import country_name
from places.models import ACCESS_FACTS, Precision, Venue, Visibility

if TYPE_CHECKING:
    from meetings.models import Meeting

FACT_SENTENCES = {
    "step_free": (gettext_lazy("Step-free access"), gettext_lazy("No step-free access")),
    "toilet": (gettext_lazy("Accessible toilet"), gettext_lazy("No accessible toilet")),
    "hearing_loop": (gettext_lazy("Hearing loop in the room"), gettext_lazy("No hearing loop in the room")),
    "lift": (gettext_lazy("Lift"), gettext_lazy("No lift")),
    "parking": (gettext_lazy("Parking"), gettext_lazy("No parking")),
    "induction": (gettext_lazy("Portable induction loop"), gettext_lazy("No portable induction loop")),
    "assistance_dog": (gettext_lazy("Assistance dogs are welcome"), gettext_lazy("Assistance dogs cannot come in")),
}
UNKNOWN_FACTS = {
    "step_free": gettext_lazy("Step-free access: not known"),
    "toilet": gettext_lazy("Accessible toilet: not known"),
}


@dataclass(frozen=True, slots=True)
class DoorLine:
    """One line of the door card; its language where that is known and not the page's."""

    label: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A venue as everyone may see it. Empty where it may not be seen or is not known."""

    town: str = ""
    name: str = ""
    lines: tuple[str, ...] = ()
    note: str = ""
    door_card: tuple[DoorLine, ...] = ()
    facts: tuple[str, ...] = ()
    map_url: str = ""
    is_approximate: bool = False
    district: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """For one line: "Dom kultúry, Hlavná 1, 010 01 Žilina, Slovensko"."""
        return tuple(part for part in (self.name, *self.lines) if part)

    @property
    def town_and_district(self) -> str:
        """For a list: "Žilina, Vlčince"."""
        return ", ".join(part for part in (self.town, self.district) if part)


def where(meeting: "Meeting") -> Where | None:
    """The venue of a meeting as its visibility allows; None for one that has none."""
    return where_at(meeting.venue, meeting) if meeting.venue else None


def town_and_district(meeting: "Meeting") -> str:
    """ "Žilina, Vlčince", for a list; of a house that one learns on contact only the town."""
    venue = meeting.venue
    if venue is None:
        return ""
    is_hidden = Visibility.stricter(meeting.visibility, venue.visibility) is Visibility.ON_CONTACT
    return ", ".join(part for part in (venue.city, "" if is_hidden else venue.district) if part)


def where_at(venue: Venue, meeting: "Meeting") -> Where:
    """A venue of a meeting, its own or that of one date, by the stricter of both visibilities."""
    return seen(venue, Visibility.stricter(meeting.visibility, venue.visibility))


def seen(venue: Venue, visibility: Visibility) -> Where:
    """A venue as far as a visibility lets it be seen."""
    match visibility:
        case Visibility.PUBLIC:
            return whole(venue)
        case Visibility.AREA_ONLY:
            return area(venue)
        case _:
            return Where(
                town=venue.city, lines=town_lines(venue), note=_("Contact the group for the address."), is_approximate=True
            )


def whole(venue: Venue) -> Where:
    """Everything."""
    street_lines = [venue.street, " ".join(part for part in (venue.postal_code, venue.city) if part), venue.district]
    lines = [line for line in street_lines if line] or [venue.address_text]
    return Where(
        town=venue.city,
        district=venue.district,
        name=venue.name,
        lines=(*lines, *([country_name(venue.country)] if venue.country else [])),
        note=_("The building only lends the room; it is not connected with the group.") if venue.is_unconnected_host else "",
        door_card=door_card(venue),
        facts=access_facts(venue),
        map_url=map_url(venue),
        is_approximate=venue.precision == Precision.AREA,
    )


def area(venue: Venue) -> Where:
    """The district and the nearest stop."""
    lines = [line for line in (venue.district, *town_lines(venue)) if line]
    stop = DoorLine(_("Nearest stop"), venue.last_stop)
    return Where(
        town=venue.city,
        district=venue.district,
        lines=tuple(lines),
        note=_("The exact address is not public. Contact the group."),
        door_card=(stop,) if venue.last_stop else (),
        facts=access_facts(venue),
        is_approximate=True,
    )


def town_lines(venue: Venue) -> tuple[str, ...]:
    return tuple(part for part in (venue.city, country_name(venue.country) if venue.country else "") if part)


def door_card(venue: Venue) -> tuple[DoorLine, ...]:
    """How to get in, in the order in which one needs it."""
    lines = (
        DoorLine(_("Nearest stop"), venue.last_stop),
        DoorLine(_("Entrance"), venue.entrance),
        DoorLine(_("Sign on the door"), venue.sign),
        DoorLine(_("Bell"), venue.bell),
        DoorLine(_("Floor and room"), venue.floor),
        DoorLine(_("Ask for"), venue.ask_for),
        DoorLine(_("How to find it"), str(venue.directions), venue.directions.foreign_language),
    )
    return tuple(line for line in lines if line.text)


def access_facts(venue: Venue) -> tuple[str, ...]:
    """Yes, no and not known are never mixed; of what is not known only what decides a visit is said."""
    found = []
    for name in ACCESS_FACTS:
        fact = getattr(venue, name)
        if fact is not None:
            found.append(str(FACT_SENTENCES[name][0 if fact else 1]))
        elif name in UNKNOWN_FACTS:
            found.append(str(UNKNOWN_FACTS[name]))
    return tuple(found)


def map_url(venue: Venue) -> str:
    """A map elsewhere, of this building; marked on the page as leaving the site."""
    if venue.point is None:
        return ""
    pin = {"mlat": f"{venue.latitude:.5f}", "mlon": f"{venue.longitude:.5f}"}
    return f"https://www.openstreetmap.org/?{urlencode(pin)}#map=18/{venue.latitude:.5f}/{venue.longitude:.5f}"
