"""A handout is wholly in the language of its reader, also where that is none of the site's."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import ngettext, override

from directory.management.commands import collect_seed_texts
from groups.kinds import ContactKind, ContactRole, Cost
from groups.models import Contact
from groups.seeding import load_fellowships, load_topics
from history.actions import save
from interchange.records import Access, Attendance, Frequency, Recurrence
from languages.catalogues import catalogue_path, read_catalogue
from languages.names import SIGN_LANGUAGES
from meetings import access, freshness, group_words, plan, shown_dates, weekday_phrases, where
from meetings.access import Sentence
from meetings.kinds import Audience, ConfirmedBy
from meetings.models import Meeting
from meetings.sentences import rule_sentence
from places.crisis import FOR_WHOM, ForWhom
from places.models import ACCESS_FACTS, Visibility
from places.opening import read
from places.opening_words import week_sentence
from referrals.handout import blocks
from referrals.handout.fellowships import CATALOGUES, DOMAIN
from referrals.handout.sheet import more
from referrals.kinds import HandoutLanguage, Note
from tests.meetings.world import ROAD, TODAY, make_fellowship, make_group, make_meeting, make_rule, make_venue
from tests.referrals.handouts import PARTIAL, lines, sheet_of, untranslated

HOURS = ("Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00", "Mo-Su 08:00-20:00", "24/7")


def phrases() -> Iterator[Promise | str]:
    """Every sentence that is chosen from a table."""
    tables = (
        *(access.CLOSED_FOR, access.ONLY_FOR, access.ESPECIALLY_WELCOME, group_words.COSTS, where.UNKNOWN_FACTS),
        *(freshness.CONFIRMED, plan.NOTICES, blocks.INSTEAD, shown_dates.CHANGES, SIGN_LANGUAGES),
    )
    yield from (text for table in tables for text in table.values())
    yield from (text for pair in where.FACT_SENTENCES.values() for text in pair)
    yield FOR_WHOM[ForWhom.CRISIS]
    kinds: tuple[type[TextChoices], ...] = (Note, ContactRole)
    yield from (choice.label for kind in kinds for choice in kind)


def weekdays() -> Iterator[Promise]:
    """Every weekday in every phrase."""
    rows = (
        *(weekday_phrases.ON, weekday_phrases.EVERY, weekday_phrases.EVERY_SECOND, weekday_phrases.EVEN_WEEKS),
        *(weekday_phrases.ODD_WEEKS, weekday_phrases.ALL_BUT_LAST, *weekday_phrases.ON_ORDINAL.values()),
    )
    yield from (phrase for row in rows for phrase in row)


def rules() -> Iterator[Recurrence]:
    """A rule of every kind."""
    timed: dict[str, Any] = {"weekday": 1, "start_minute": 1080, "duration_minutes": 90}
    for frequency in (Frequency.WEEKLY, Frequency.EVEN_WEEKS, Frequency.ODD_WEEKS):
        yield Recurrence(frequency=frequency, **timed)
    for interval in (2, 3, 5, 21):
        yield Recurrence(frequency=Frequency.WEEKLY, interval=interval, first_on=TODAY, **timed)
        yield Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, interval=interval, first_on=TODAY, ordinals=(1, -1), **timed)
    yield Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, month_days=(3, 9), **timed)
    yield Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(-2, -3, -4, -5), **timed)
    for days in ((15,), (1, 15)):
        yield Recurrence(frequency=Frequency.MONTHLY_BY_DATE, month_days=days, months=(3, 6), start_minute=600)
    yield Recurrence(frequency=Frequency.ONCE, first_on=TODAY, start_minute=600, duration_minutes=3 * 24 * 60)
    yield Recurrence(frequency=Frequency.ONCE, start_minute=600)
    yield Recurrence(frequency=Frequency.ALWAYS_OPEN)
    yield Recurrence(frequency=Frequency.BY_APPOINTMENT)
    for first, last in ((TODAY, None), (None, TODAY), (TODAY, TODAY)):
        yield Recurrence(frequency=Frequency.WEEKLY, pause_from=701, pause_until=831, valid_from=first, valid_until=last, **timed)


@pytest.mark.parametrize("language", PARTIAL)
def test_every_phrase_and_rule_is_translated(language: str) -> None:
    with untranslated(language) as found, override(language):
        told = [*map(str, phrases()), *map(str, weekdays()), *map(rule_sentence, rules())]
        told += [week_sentence(read(hours)) for hours in HOURS]
        told += [more(count) for count in (1, 2, 5, 21)]

    assert found == set()
    assert len(told) > 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", PARTIAL)
def test_every_line_of_a_sheet_is_translated(language: str) -> None:
    worlds = [list(plain_meetings()), list(meetings_with_much_to_say())]

    with untranslated(language) as found:
        shown = [sheet_of(*meetings, language=language) for meetings in worlds]

    assert found == set()
    assert [len(one.blocks) for one in shown] == [len(meetings) for meetings in worlds]


def plain_meetings() -> Iterator[Meeting]:
    """How one takes part, and how sure we are: each in every way."""
    for attendance in (Attendance.ONLINE, Attendance.HYBRID, Attendance.PHONE):
        known: dict[str, Any] = {"access_notes": "1234", "confirmed_on": TODAY, "confirmed_by": ConfirmedBy.GROUP}
        meeting = make_meeting(str(attendance), attendance=attendance, **known)
        make_rule(meeting, zone="Europe/London")
        yield meeting
    for listed_on in (None, TODAY - timedelta(days=100), TODAY - timedelta(days=300)):
        meeting = make_meeting(f"{listed_on}", listed_on=listed_on)
        make_rule(meeting, access=Access.NOT_STATED, duration_minutes=3 * 24 * 60)
        yield meeting


def meetings_with_much_to_say() -> Iterator[Meeting]:
    """Ages, invitations, doors, contacts; houses of each visibility."""
    doors: dict[str, Any] = dict.fromkeys(("entrance", "floor", "bell", "sign", "ask_for", "last_stop"), "X")
    group = make_group("A", minimum_age=18, meets_at_door=True, is_invitation_only=True, cost=Cost.FREE)
    agreed = {"group": group, "is_public": True, "consent_on": TODAY}
    save(Contact(kind=ContactKind.PHONE, value="+421 900 111 222", opening=HOURS[0], **agreed), by=None, source=ROAD)
    facts: dict[str, Any] = dict.fromkeys(ACCESS_FACTS, True)
    for visibility in Visibility:
        venue = make_venue(visibility=visibility, is_unconnected_host=True, directions={"und": "X"}, **doors, **facts)
        meeting = make_meeting(visibility, group=group, venue=venue, reported_on=TODAY, languages=("svk", "sk"), notes={"und": "X"})
        make_rule(meeting, access=Access.CLOSED, ask_first=True)
        make_rule(meeting, weekday=3, access=Access.OPEN)
        yield meeting
    for lowest in (None, 12):
        group = make_group(f"G{lowest}", minimum_age=lowest, maximum_age=17)
        meeting = make_meeting(group.name, group=group, audiences_only=(Audience.WOMEN,))
        make_rule(meeting)
        yield meeting


COUNTED = {
    "de": ["jede 1. Woche", "alle 2 Wochen", "alle 5 Wochen", "alle 21 Wochen"],
    "hu": ["1 hetente", "2 hetente", "5 hetente", "21 hetente"],
    "uk": ["кожний 1 тиждень", "кожні 2 тижні", "кожні 5 тижнів", "кожний 21 тиждень"],
}


@pytest.mark.parametrize("language", PARTIAL)
def test_numbers_are_counted_as_the_language_counts(language: str) -> None:
    with override(language):
        told = [ngettext("every %(count)d week", "every %(count)d weeks", count) % {"count": count} for count in (1, 2, 5, 21)]

    assert told == COUNTED[language]


def test_languages_of_handouts_are_not_offered_as_languages_of_the_site() -> None:
    assert set(PARTIAL) <= set(HandoutLanguage.values)
    assert set(PARTIAL) & set(dict(settings.LANGUAGES)) == set()


@pytest.mark.django_db
def test_a_fellowship_says_who_may_come_in_the_language_of_the_reader() -> None:
    load_topics()
    load_fellowships()
    meeting = make_meeting(group=make_group(fellowship="aa"))
    make_rule(meeting, access=Access.CLOSED)

    (block,) = sheet_of(meeting, language="uk").blocks

    assert block.fellowship == Sentence("Анонімні Алкоголіки")
    assert lines(block)["Хто може прийти"] == ["Лише для людей, які мають проблему з алкоголем або думають, що, можливо, мають."]


@pytest.mark.django_db
def test_what_a_group_wrote_itself_stays_in_its_language_and_says_so() -> None:
    fellowship = make_fellowship("klub", closed_sentence={"sk": "Len pre členov."})
    meeting = make_meeting(group=make_group(fellowship=fellowship.slug, attendance_conditions={"sk": "Bez alkoholu."}))
    make_rule(meeting, access=Access.CLOSED)

    who = next(one for one in sheet_of(meeting, language="hu").blocks[0].lines if one.label == "Ki jöhet")

    assert who.paragraphs == ((Sentence("Len pre členov.", "sk"),), (Sentence("Bez alkoholu.", "sk"),))


@pytest.mark.parametrize("language", PARTIAL)
def test_fellowships_are_translated_wholly_and_from_the_texts_of_the_seeds(language: str) -> None:
    seeds = {(message.context, message.id) for message in collect_seed_texts.collected() if message.id}
    wanted = {(context, text) for context, text in seeds if str(context).endswith((".open_sentence", ".closed_sentence"))}

    catalogue = read_catalogue(catalogue_path(CATALOGUES, language, DOMAIN))

    texts = {(message.context, message.id) for message in catalogue if message.id and message.string}
    assert wanted <= texts <= seeds
