"""How one takes part: `conference_url`, `conference_phone` and their notes, `attendance_option`."""

import re
from dataclasses import dataclass

from interchange.meeting_guide.item import Item
from interchange.meeting_guide.where import Where
from interchange.meeting_guide.who import Who
from interchange.reasons import ProblemCode
from interchange.records import Attendance
from interchange.texts import one_line, shortened

LONGEST_PHONE = 100
ONLY_PHONE = re.compile(r"(?=.*\d)[\d\s+,;*#().x/–-]+")
ANNOUNCED = re.compile(r"(?:tel|telephone|phone|call)(?: number)?[ .:]*(?=[+(\d])", re.IGNORECASE)
PHONE = re.compile(r"(?:\+|00)?\(?\d[\d ().,;*#/–-]{4,}")
ATTENDANCES = {
    "in_person": Attendance.IN_PERSON,
    "online": Attendance.ONLINE,
    "hybrid": Attendance.HYBRID,
    "inactive": None,  # neither way: it does not meet for now
}


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """The ways of taking part. A meeting that takes place in no way at all for now is paused."""

    attendance: Attendance
    is_paused: bool
    online_url: str
    phone: str
    access_notes: str


def read_how(item: Item, where: Where, who: Who) -> How:
    """The ways in which one takes part in the object."""
    url = item.link("conference_url")
    phone, phone_notes = read_phone(item)
    notes = [item.text(name, is_how_to_join=True) for name in ("conference_url_notes", "conference_phone_notes")]
    attendance, is_paused = decide(item, where, who, is_online=bool(url or phone or who.is_online))
    if attendance in (Attendance.ONLINE, Attendance.HYBRID) and not (url or phone or is_paused):
        item.note(ProblemCode.LINK_MISSING)
    is_by_phone = attendance == Attendance.ONLINE and phone and not url
    return How(
        attendance=Attendance.PHONE if is_by_phone else attendance,
        is_paused=is_paused,
        online_url=url,
        phone=phone,
        access_notes="\n".join(dict.fromkeys(note for note in (*notes, phone_notes) if note)),
    )


def read_phone(item: Item) -> tuple[str, str]:
    """The number to dial as the feed writes it, and as a note what is said around it. A number that is held is nobody's to dial;
    "call" at the very beginning says no more than the name of the field."""
    name = "conference_phone"
    text = one_line(item.plain(name))
    announced = ANNOUNCED.match(text)
    text = text[announced.end() :] if announced else text
    if len(text) <= LONGEST_PHONE and ONLY_PHONE.fullmatch(text):
        return text, ""
    match = PHONE.search(text)
    number = shortened(match[0].strip(" ,;(–-"), LONGEST_PHONE) if match else ""
    note = item.public(name, text, LONGEST_PHONE * 5, is_how_to_join=True)
    return (number if number in note else ""), note


def decide(item: Item, where: Where, who: Who, *, is_online: bool) -> tuple[Attendance, bool]:
    """How one takes part, and whether the meeting is paused. What the feed says in so many words wins."""
    word = one_line(item.plain("attendance_option")).casefold().replace("-", "_").replace(" ", "_")
    if word in ATTENDANCES:
        said = ATTENDANCES[word]
        if said is None:
            return (Attendance.IN_PERSON if where.venue else Attendance.ONLINE), True
        if where.venue is None and is_online:
            return Attendance.ONLINE, False
        return said, said == Attendance.IN_PERSON and who.is_place_closed
    if word:
        item.note(ProblemCode.ATTENDANCE_UNKNOWN, "attendance_option", word)
    return infer(where, who, is_online=is_online)


def infer(where: Where, who: Who, *, is_online: bool) -> tuple[Attendance, bool]:
    """How one takes part, from whether there is a link and whether the address is exact (docs/meeting-guide.md)."""
    if is_online:
        is_hybrid = where.is_exact and not who.is_place_closed
        return (Attendance.HYBRID if is_hybrid else Attendance.ONLINE), False
    is_area = where.venue is None or where.venue.is_area
    return Attendance.IN_PERSON, who.is_place_closed or is_area
