"""What a sheet of paper says of one meeting, line by line, in the language of its reader, which is the active one. Nothing is
decided here: what may be shown of a house and of contacts, and who may come, is said as the page of the meeting says it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from languages.dates import and_list
from languages.names import language_name, official_languages
from languages.text import TranslatedText
from meetings.access import Sentence, own_words, welcome_sentences
from meetings.meeting_page import who_lines
from meetings.models import Meeting, ScheduleRule
from meetings.reach import Reach, join
from meetings.shown_dates import ShownDate
from meetings.where import where
from referrals.handout.lines import Line, line
from referrals.handout.times import differing, rules_ahead, when

MOST_CONTACTS = 2
LONGEST_NOTES = 240  # characters of what a group notes; what is longer is read at the address


def meeting_lines(meeting: Meeting, dates: list[ShownDate], reach: Reach, today: date) -> list[Line]:
    """In the order in which one needs it; `dates` are all that are ahead."""
    rules = rules_ahead(meeting, dates)
    found = (
        when(meeting, rules, dates, today),
        *differing(dates, today),
        who(meeting, rules),
        in_languages(meeting),
        *place(meeting),
        from_home(meeting),
        at_the_door(meeting, reach),
        *contacts(reach),
        line(_("From the group"), in_own_words(meeting.notes, LONGEST_NOTES), can_wait=True),
    )
    return [one for one in found if one.paragraphs]


def who(meeting: Meeting, rules: list[ScheduleRule]) -> Line:
    """Who may come, on which dates where they differ; who is especially welcome, and what the group asks for."""
    paragraphs = [[Sentence(f"{one.dates}:" if one.dates else ""), *one.sentences] for one in who_lines(meeting, rules)]
    conditions = in_own_words(meeting.group.attendance_conditions)
    return line(_("Who may come"), *paragraphs, welcome_sentences(meeting), conditions)


def in_own_words(text: TranslatedText, longest: int | None = None) -> list[Sentence]:
    """What a group wrote itself, with its language; nothing where that is longer than there is room for."""
    return [own_words(text, "")] if text and (longest is None or len(str(text)) <= longest) else []


def place(meeting: Meeting) -> Iterator[Line]:
    """The address as it stands on signs, in the language of the place; how to get in."""
    shown = where(meeting)
    if shown is None or meeting.venue is None:
        return
    language = place_language(meeting.venue.country)
    with override(language or get_language()):
        address = where(meeting)
    foreign = language if language != get_language() else ""
    yield line(_("Where"), [Sentence(", ".join(address.parts) if address else "", foreign)], [Sentence(shown.note)])
    for one in shown.door_card:
        yield line(one.label, [Sentence(one.text, one.language or foreign)], runs_on=True)
    yield line(_("Accessibility"), [Sentence("; ".join(shown.facts))], can_wait=True)


def place_language(country: str) -> str:
    """The language of a country's signs; "" where it is not known."""
    return next((code.replace("_", "-").lower() for code in official_languages(country)), "") if country else ""


def from_home(meeting: Meeting) -> Line:
    """How to take part by computer or telephone."""
    way = join(meeting)
    if way is None:
        return line("")
    if way.is_on_request:
        return line(_("How to join from home"), [Sentence(_("The group gives the link on request."))])
    phone = _("By telephone: %(number)s") % {"number": way.phone} if way.phone else ""
    return line(_("How to join from home"), [Sentence(way.online_url)], [Sentence(phone)], [Sentence(way.notes)])


def at_the_door(meeting: Meeting, reach: Reach) -> Line:
    """Whether somebody can meet a newcomer."""
    if not meeting.group.meets_at_door:
        return line("")
    ask = _("Write to the group when you will come.") if reach.mailbox else ""
    return line(_("At the door"), [Sentence(_("Somebody can meet you at the door.")), Sentence(ask)])


def contacts(reach: Reach) -> Iterator[Line]:
    """Who answers, and when; telephones first."""
    in_order = sorted(reach.lines, key=lambda one: not one.link.startswith("tel:"))
    for number, one in enumerate(in_order[:MOST_CONTACTS]):
        said = [Sentence(one.text), Sentence(one.week), Sentence(one.hours, one.hours_language)]
        yield line(one.who[:1].upper() + one.who[1:], said, can_wait=number > 0)


def in_languages(meeting: Meeting) -> Line:
    """What is spoken there, where that is not the reader's language alone."""
    if meeting.languages == (get_language(),):
        return line("")
    return line(_("Language"), [Sentence(and_list([language_name(code) for code in meeting.languages]))], runs_on=True)
