"""Whom to call: every number of the file says where it was read, and what does not say so is not shown."""

import re
import tomllib
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.template import Context, Template
from django.utils import translation
from pytest_django import Settings

from languages.names import is_country, is_language
from places.crisis import ANYWHERE, SHIPPED, ForWhom, crisis_lines, read, shipped
from places.zones import is_zone

LINE = """
[[line]]
country = "SK"
name = "Linka"
lang = "sk"
number = "116 111"
for_whom = "children"
languages = ["sk"]
"""
SOURCES = 'sources = ["https://example.org/numbers"]\n'
CHECKED = "checked_on = 2026-11-22\n"
EMERGENCY = """
[[emergency]]
countries = ["SK"]
numbers = ["112"]
"""


def shown(**context: str) -> str:
    """The block as a page shows it."""
    return Template('{% include "partials/crisis.html" %}').render(Context(context))


def test_a_line_with_its_source_and_day_is_shown() -> None:
    numbers = read(LINE + SOURCES + CHECKED)

    assert [line.number for line in numbers.lines["SK"]] == ["116 111"]


@pytest.mark.parametrize("said", ["", SOURCES, CHECKED, "sources = []\n" + CHECKED, 'sources = [""]\n' + CHECKED])
def test_a_number_without_a_source_or_a_day_is_not_shown(said: str) -> None:
    numbers = read(LINE + said + EMERGENCY + said)

    assert (dict(numbers.lines), dict(numbers.emergency)) == ({}, {})


def test_an_unknown_word_in_the_file_is_an_error() -> None:
    with pytest.raises(ValueError, match="everybody"):
        read(LINE.replace('"children"', '"everybody"') + SOURCES + CHECKED)


def test_nothing_of_the_shipped_file_is_left_out() -> None:
    entries = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))

    assert sum(len(lines) for lines in shipped().lines.values()) == len(entries["line"])
    assert len(shipped().emergency) == sum(len(entry["countries"]) for entry in entries["emergency"])


@pytest.mark.parametrize("country", sorted(shipped().lines))
def test_every_shipped_line_is_complete(country: str) -> None:
    assert is_country(country)
    for line in shipped().lines[country]:
        assert all(is_language(language) for language in (line.lang, *line.languages))
        assert re.fullmatch(r"[0-9][0-9 -]*[0-9]", line.number)
        assert all(urlsplit(source).scheme in {"http", "https"} and urlsplit(source).netloc for source in line.sources)
        assert bool(line.zone) == bool(line.opening.spans and not line.opening.is_always)
        assert not line.zone or is_zone(line.zone)


def test_every_country_with_lines_has_an_emergency_number() -> None:
    assert set(shipped().lines) <= set(shipped().emergency)


@pytest.mark.parametrize(
    ("country", "number"), [("SK", "112"), ("PL", "112"), ("GB", "999"), ("US", "911"), ("CA", "911"), ("AU", "000"), ("NZ", "111")]
)
def test_a_country_has_its_own_emergency_number(country: str, number: str) -> None:
    assert crisis_lines(country, "en").emergency.numbers[0] == number


def test_of_a_country_that_nobody_told_us_about_only_what_mobile_phones_know_is_said() -> None:
    block = crisis_lines("XX", "en")

    assert (block.emergency, block.lines) == (ANYWHERE, ())
    assert "from a mobile phone" in shown(country="XX")


def test_lines_in_the_reader_s_language_come_first() -> None:
    german, polish = (crisis_lines("DE", language).lines for language in ("de", "pl"))

    assert polish[0].for_whom == ForWhom.VIOLENCE
    assert "pl" in polish[0].languages
    assert {line.number for line in german} == {line.number for line in polish}


def test_the_block_is_that_of_the_page_s_country_else_of_the_site_s(settings: Settings) -> None:
    settings.SITE_COUNTRY = "PL"

    assert 'href="tel:116123"' in shown()
    assert 'href="tel:999"' in shown(country="gb")


def test_a_line_says_its_name_in_its_own_language() -> None:
    with translation.override("en"):
        content = shown(country="SK")

    assert '<span lang="sk">Linka detskej istoty</span> <span class="crisis__number">116 111</span></a>' in content
    assert "For children and young people. Day and night. Free of charge." in " ".join(content.split())


@pytest.mark.parametrize(("country", "said"), [("NL", "Every day 11:00 to 21:00."), ("DE", "Monday to Saturday 14:00 to 20:00.")])
def test_a_line_that_closes_says_when(country: str, said: str) -> None:
    with translation.override("en"):
        assert said in shown(country=country)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 21, 14, tzinfo=UTC), "Open now, until 20:00."),  # Saturday, 15:00 in Berlin
        (datetime(2026, 11, 22, 14, tzinfo=UTC), "Closed now. Opens tomorrow at 14:00."),
    ],
)
def test_a_line_that_closes_says_whether_it_answers_now(now: datetime, said: str) -> None:
    lines = crisis_lines("DE", "de").lines

    with translation.override("en"):
        told = {line.name: line.standing(now) for line in lines if line.standing(now)}

    assert told == {"Nummer gegen Kummer": said}


def test_the_block_says_it_beside_the_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [datetime(2026, 11, 21, hour, tzinfo=UTC) for hour in (12, 14)]

    with translation.override("en"):
        blocks = []
        for moment in moments:
            monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
            blocks.append(" ".join(shown(country="DE").split()))

    assert '14:00 to 20:00. <span class="no-print">Closed now. Opens today at 14:00.</span>' in blocks[0]
    assert '14:00 to 20:00. <span class="no-print">Open now, until 20:00.</span>' in blocks[1]


def test_what_no_source_says_is_not_said() -> None:
    line = next(line for line in crisis_lines("CZ", "cs").lines if line.number == "116 006")

    assert (line.when, line.free) == ("", False)
