"""Opening hours as people read and write them, each in their language."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from places.forms import OpeningFormField
from places.opening import read, written
from places.opening_words import read_from_form, shown_in_form, standing_sentence, week_sentence

ZONE = "Europe/Bratislava"
MONDAY_NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)  # noon in Bratislava


def sentence(text: str, now: datetime = MONDAY_NOON) -> str:
    with translation.override("en"):
        return standing_sentence(read(text).standing(now, ZONE), now)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mo 09:00-17:00", "Open now, until 17:00."),
        ("Mo 22:00-02:00", "Closed now. Opens today at 22:00."),
        ("Tu 09:00-17:00", "Closed now. Opens tomorrow at 09:00."),
        ("We 09:00-17:00", "Closed now. Opens on Wednesday at 09:00."),
        ("Mo 09:00-10:00", "Closed now. Opens on Monday at 09:00."),
        ("Mo 10-24; Tu 0-24; We 0-12", "Open now."),
        ("24/7", "Open now, as at any time."),
        ("", ""),
    ],
)
def test_standing_is_said_in_a_sentence(text: str, said: str) -> None:
    assert sentence(text) == said


def test_shortly_after_midnight_tomorrow_is_the_next_date() -> None:
    now = datetime(2026, 11, 2, 23, 10, tzinfo=UTC)  # 00:10 on Tuesday

    assert sentence("We 09:00-17:00", now) == "Closed now. Opens tomorrow at 09:00."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mo-Fr 09:00-17:00; Sa 10:00-12:00", "Monday to Friday 09:00 to 17:00; Saturday 10:00 to 12:00."),
        ("Mo,We,Fr 9-12,14-16", "Monday, Wednesday and Friday 09:00 to 12:00 and 14:00 to 16:00."),
        ("Mo-Su 17:00-02:00", "Every day 17:00 to 02:00."),
        ("24/7", "Day and night."),
        ("", ""),
    ],
)
def test_the_week_is_said_in_words(text: str, said: str) -> None:
    with translation.override("en"):
        assert week_sentence(read(text)) == said


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Mo-Fr 9:00-17:00; Sa 10-12", "Mo-Fr 09:00-17:00; Sa 10:00-12:00"),
        ("en", "monday to friday from 9 to 17", "Mo-Fr 09:00-17:00"),
        ("en", "Thurs 9–17", "Th 09:00-17:00"),
        ("sk", "po-pi 9-17; so 10-12", "Mo-Fr 09:00-17:00; Sa 10:00-12:00"),
        ("sk", "st 9-10; št 11-12", "We 09:00-10:00; Th 11:00-12:00"),
        ("sk", "pondelok až stvrtok od 9 do 17", "Mo-Th 09:00-17:00"),
        ("sk", "nedeľa 18:00-20:00", "Su 18:00-20:00"),
        ("sk", "Mo-Fr 9-17", "Mo-Fr 09:00-17:00"),
        ("pl", "pn-pt 9-17; sb 10-12; nd 10-11", "Mo-Fr 09:00-17:00; Sa 10:00-12:00; Su 10:00-11:00"),
        ("pl", "pon.-pt. 9.00-17.00", "Mo-Fr 09:00-17:00"),
        ("pl", "środa, sroda 9-10", "We 09:00-10:00"),
        ("cs", "po–pá 9:00–17:00, 18-19", "Mo-Fr 09:00-17:00,18:00-19:00"),
        ("cs", "čt 9-10; ct 11-12", "Th 09:00-10:00,11:00-12:00"),
        ("de", "Mo bis Fr 9-17; So 10-11", "Mo-Fr 09:00-17:00; Su 10:00-11:00"),
        ("uk", "пн-пт 9-17", "Mo-Fr 09:00-17:00"),
    ],
)
def test_coordinators_write_in_their_language(language: str, text: str, expected: str) -> None:
    with translation.override(language):
        assert written(read_from_form(text)) == expected


@pytest.mark.parametrize("language", ["en", "sk", "pl", "cs", "de", "hu", "uk"])
def test_what_a_form_shows_is_read_again(language: str) -> None:
    opening = read("Mo-We 09:00-17:00; Th 10:00-12:00; Fr 08:00-09:00; Sa 22:00-04:00; Su 10:00-11:00")

    with translation.override(language):
        assert read_from_form(shown_in_form(opening)) == opening


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sk", "p 9-17"),
        ("pl", "po południu"),
        ("en", "T 9-17"),
        ("en", "whenever"),
        ("en", "9" * 200),
        ("sk", "pondelok"),
        ("en", "\x00"),
    ],
)
def test_what_is_not_understood_is_said_with_an_example(language: str, text: str) -> None:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        read_from_form(text)

    assert "09:00-17:00" in refused.value.messages[0]


def test_an_overlap_is_said() -> None:
    with translation.override("en"), pytest.raises(ValidationError, match="overlap"):
        read_from_form("Mo 9-12, 11-13")


def test_the_form_field_shows_the_reader_s_words_and_keeps_one_notation() -> None:
    field = OpeningFormField(required=False)

    with translation.override("sk"):
        shown = field.prepare_value("Mo-Fr 09:00-17:00")
        kept = [field.clean(text) for text in (shown, "po-pi 9-17", "")]

        assert (shown, kept) == ("po-pi 09:00-17:00", ["Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00", ""])
        assert field.prepare_value("niekedy") == "niekedy"
        assert [field.has_changed("Mo-Fr 09:00-17:00", text) for text in (shown, "po 9-17", "niekedy")] == [False, True, True]
