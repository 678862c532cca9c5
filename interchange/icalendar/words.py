"""What an event says of itself: who may come first, then what, where, how to join, and how sure that is."""

import re
from collections.abc import Iterable

from icalendar import Event, Parameters, vUri

from interchange.addresses import Address, in_one_line
from interchange.dialling import international
from interchange.icalendar.options import WriteOptions
from interchange.records import MeetingRecord, RuleRecord, VenueRecord
from interchange.texts import without_invisible

KEYS = re.compile(r"[,;#*x]")
UNFIT = re.compile(r"[\s\x00-\x1f\x7f]")


def add_words(event: Event, record: MeetingRecord, rule: RuleRecord, options: WriteOptions, *, reason: str = "") -> Event:
    """Everything of an event but its times. A discreet one has a neutral name and an address, and is private where calendars
    are shared."""
    if options.is_discreet:
        add_text(event, "SUMMARY", options.discreet_summary)
        add_text(event, "LOCATION", address(record.venue))
        event.add("CLASS", "PRIVATE")
        return event
    add_text(event, "SUMMARY", summary(record))
    add_text(event, "LOCATION", location(record.venue))
    add_text(event, "DESCRIPTION", description(record, rule, reason))
    categories = [without_invisible(one) for one in dict.fromkeys((record.programme, *rule.labels, *record.labels)) if one]
    if categories:
        event.add("CATEGORIES", categories)
    if record.url:
        event.add("URL", vUri(record.url))
    add_point(event, record.venue)
    add_ways_to_join(event, record)
    return event


def add_text(event: Event, name: str, text: str) -> None:
    """A property with a text, unless there is none; without signs that a calendar must not hold."""
    if text:
        event.add(name, without_invisible(text))


def summary(record: MeetingRecord) -> str:
    """The name, and whose meeting it is where the name does not say."""
    is_said = record.programme.casefold() in record.name.casefold().split()
    return record.name if is_said or not record.programme else f"{record.name} ({record.programme})"


def description(record: MeetingRecord, rule: RuleRecord, reason: str) -> str:
    """Line by line, the most important first."""
    venue = record.venue or VenueRecord()
    joining = [record.online_url, record.phone, record.access_notes]
    return lines(
        [
            " ".join(rule.who),
            reason,
            ", ".join(dict.fromkeys((*record.labels, *rule.labels))),
            venue.directions,
            *venue.fact_sentences,
            *joining,
            record.notes,
            record.freshness,
            record.url,
        ]
    )


def lines(texts: Iterable[str]) -> str:
    """The texts that say something, each on a line of its own."""
    return "\n".join(text for text in texts if text)


def location(venue: VenueRecord | None) -> str:
    """The building and its address."""
    return ", ".join(part for part in (venue.name, address(venue)) if part) if venue else ""


def address(venue: VenueRecord | None) -> str:
    """The address without the name of the building, which may tell who meets there."""
    if venue is None:
        return ""
    parts = Address(street=venue.street, city=venue.city, region=venue.region, postal_code=venue.postal_code, country=venue.country)
    return ", ".join(venue.lines) or venue.address_text or in_one_line(parts)


def add_point(event: Event, venue: VenueRecord | None) -> None:
    """The coordinates, of a building only: a map would show the middle of an area as if it were the door."""
    if venue and not venue.is_area and venue.latitude is not None and venue.longitude is not None:
        event.add("GEO", (round(venue.latitude, 5), round(venue.longitude, 5)))


def add_ways_to_join(event: Event, record: MeetingRecord) -> None:
    """The link and the number as phones can open them (RFC 7986)."""
    if record.online_url and not UNFIT.search(record.online_url):
        add_conference(event, record.online_url, ["AUDIO", "VIDEO"])
    number = international(KEYS.split(record.phone)[0], record.venue.country if record.venue else "") if record.phone else ""
    if number:
        add_conference(event, f"tel:{number}", ["PHONE"])


def add_conference(event: Event, uri: str, features: list[str]) -> None:
    """One way to take part from afar."""
    event.add("CONFERENCE", vUri(uri), parameters=Parameters({"VALUE": "URI", "FEATURE": features}))
