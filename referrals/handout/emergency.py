"""Whom to call at once, as it stands on paper."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from languages.names import country_name
from meetings.access import Sentence
from places.crisis import CrisisLine, Emergency, ForWhom, crisis_lines

Paragraph = tuple[Sentence, ...]


def emergency(countries: Iterable[str], language: str) -> tuple[Paragraph, ...]:
    """The emergency number of each country, once where it is the same, and the line for people in despair of the first that has one
    that we know, those that answer in the reader's language first."""
    known = {country: crisis_lines(country, language) for country in countries}
    numbers = {block.emergency: country for country, block in reversed(known.items())}
    calls = [Sentence(call(number, country if len(numbers) > 1 else "")) for number, country in reversed(numbers.items())]
    lines = [one for block in known.values() for one in block.lines if one.for_whom is ForWhom.CRISIS]
    return (tuple(calls), *(in_words(one) for one in lines[:1]))


def call(emergency: Emergency, country: str) -> str:
    """What to do in danger; in which country, where numbers differ."""
    said = {"number": emergency.numbers[0], "country": country_name(country)}
    if not emergency.is_known:
        return (
            _("In danger right now? Call %(number)s from a mobile phone: in most countries it reaches the emergency services.")
            % said
        )
    if country:
        return _("In danger right now? %(country)s: call %(number)s, day and night. It is free.") % said
    return _("In danger right now? Call %(number)s, day and night. It is free.") % said


def in_words(one: CrisisLine) -> Paragraph:
    """A crisis line: its name and number, for whom it is, and when somebody answers."""
    free = Sentence(_("Free of charge.")) if one.free else Sentence("")
    said = (Sentence(f"{one.name}: {one.number}.", one.lang), Sentence(one.sentence), Sentence(one.when), free)
    return tuple(part for part in said if part.text)
