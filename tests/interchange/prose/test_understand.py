"""Schedules in words: wholly understood, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange.codes import FORMAT_SLUGS
from interchange.prose import ProseRule, speaks_of_weeks, understand
from interchange.prose.words import LANGUAGES, Kind, vocabulary
from interchange.records import Access, Frequency, Recurrence

MON, TUE, WED, THU, FRI, SAT = range(6)
ALL_BUT_LAST = (-5, -4, -3, -2)
ODD_MONTHS = (1, 3, 5, 7, 9, 11)


def monthly(weekday: int | None, *ordinals: int, months: tuple[int, ...] = ()) -> Recurrence:
    return Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=weekday, ordinals=ordinals, months=months)


def rules(text: str, language: str) -> list[ProseRule]:
    """All rules of a text, whatever the sentence."""
    return [rule for statement in understand(text, language) for rule in statement.rules]


def said(recurrence: Recurrence, access: Access = Access.NOT_STATED, *formats: str) -> ProseRule:
    return ProseRule(recurrence=recurrence, access=access, formats=formats)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1st, 3rd & 5th Sat each month 'open'", [said(monthly(SAT, 1, 3, 5), Access.OPEN)]),
        ("en", "Last Wed in odd numbered mnths", [said(monthly(WED, -1, months=ODD_MONTHS))]),
        ("en", "Last Tuesday of March, June, September and December", [said(monthly(TUE, -1, months=(3, 6, 9, 12)))]),
        ("en", "Step meeting - 1st Monday of the month", [said(monthly(MON, 1), Access.NOT_STATED, "step-study")]),
        ("en", "Each month on the 2nd Friday: speaker", [said(monthly(FRI, 2), Access.NOT_STATED, "speaker")]),
        ("en", "3rd Mon each mnth 'closed'.", [said(monthly(MON, 3), Access.CLOSED)]),
        ("de", "offenes Meeting jeden 1. Montag im Monat", [said(monthly(MON, 1), Access.OPEN)]),
        ("de", "1. & 3. Woche Sprecher", [said(monthly(None, 1, 3), Access.NOT_STATED, "speaker")]),
        (
            "de",
            "Letzter Freitag im Monat offen, sonst geschlossen",
            [said(monthly(FRI, -1), Access.OPEN), said(monthly(FRI, *ALL_BUT_LAST), Access.CLOSED)],
        ),
        ("pl", "każda ostatnia środa miesiąca otwarta", [said(monthly(WED, -1), Access.OPEN)]),
        ("pl", "w drugi i czwarty piątek miesiąca", [said(monthly(FRI, 2, 4))]),
        ("sk", "každú druhú a štvrtú stredu", [said(monthly(WED, 2, 4))]),
        ("sk", "posledný utorok v mesiaci otvorené", [said(monthly(TUE, -1), Access.OPEN)]),
        ("cs", "poslední středa v měsíci otevřené setkání", [said(monthly(WED, -1), Access.OPEN)]),
    ],
)
def test_weeks_of_the_month_are_understood(language: str, text: str, expected: list[ProseRule]) -> None:
    assert rules(text, language) == expected


def test_weeks_with_numbers_are_rules_of_their_own() -> None:
    assert rules("Woche 1: Sprecher; Woche 2: Literatur", "de") == [
        said(monthly(None, 1), Access.NOT_STATED, "speaker"),
        said(monthly(None, 2), Access.NOT_STATED, "literature"),
    ]


def test_an_exception_is_the_other_way_round() -> None:
    expected = [said(monthly(TUE, -1), Access.OPEN), said(monthly(TUE, *ALL_BUT_LAST), Access.CLOSED)]

    assert rules("closed except last Tuesday of the month", "en") == expected


def test_what_is_left_of_counted_weeks_is_the_rest_of_the_five() -> None:
    (open_dates, rest) = rules("1st & 3rd Monday of the month open, otherwise closed", "en")

    assert (open_dates.recurrence.ordinals, rest.recurrence.ordinals) == ((1, 3), (2, 4, 5))
    assert (open_dates.access, rest.access) == (Access.OPEN, Access.CLOSED)


@pytest.mark.parametrize(("language", "text"), [("en", "every other Friday"), ("pl", "co drugi piątek")])
def test_every_other_week_needs_a_date_to_count_from(language: str, text: str) -> None:
    (rule,) = rules(text, language)

    assert rule.recurrence == Recurrence(frequency=Frequency.WEEKLY, weekday=FRI, interval=2)
    assert rule.needs_anchor


@pytest.mark.parametrize(
    ("language", "text", "frequency"),
    [
        ("sk", "párny týždeň", Frequency.EVEN_WEEKS),
        ("sk", "každý nepárny týždeň", Frequency.ODD_WEEKS),
        ("pl", "w tygodnie parzyste", Frequency.EVEN_WEEKS),
        ("de", "in ungeraden Wochen", Frequency.ODD_WEEKS),
        ("en", "odd weeks", Frequency.ODD_WEEKS),
        ("cs", "lichý týden", Frequency.ODD_WEEKS),
    ],
)
def test_parity_of_weeks_is_understood(language: str, text: str, frequency: Frequency) -> None:
    (rule,) = rules(text, language)

    assert rule.recurrence.frequency is frequency


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "every second Friday"),  # every other one, or that of the month
        ("sk", "každú druhú stredu"),
        ("de", "jeden zweiten Montag"),
        ("en", "last Tuesday"),  # the one that is past
        ("en", "2nd last Monday of the month"),  # the last but one
        ("en", "3rd Monday of the month closed"),  # for members only, or not at all
        ("en", "Big Book & Speaker Meeting alternate weeks"),  # in turns
        ("en", "Literature/Steps 1st Monday of the month"),  # both, or one of them
        ("en", "Week 1"),  # a heading
        ("en", "1st and last Monday of the month open, otherwise closed"),
        ("en", "open & closed last Monday of the month"),
    ],
)
def test_what_can_mean_two_things_is_not_understood(language: str, text: str) -> None:
    assert rules(text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "No meeting last Wednesday of the month",
        "Last Wednesday of the month at the church",
        "Business meeting: 2nd Sunday of even months",
        "Business meeting:\n2nd Sunday of the month",
        "First come, first served",
        "The last door on the left",
        "Typically 1st or 2nd Monday of the month",
        "1st, 3rd, 3rd Monday of the month",
        "9th Monday of the month",
        "",
    ],
)
def test_what_is_not_wholly_understood_is_not_understood(text: str) -> None:
    assert rules(text, "en") == []


@pytest.mark.parametrize("more", ["Except in December, no meeting.", "Not on the last Monday in August!"])
def test_an_exception_elsewhere_makes_the_whole_doubtful(more: str) -> None:
    assert rules(f"Open meeting last Monday of the month. {more}", "en") == []


def test_other_sentences_do_not_matter() -> None:
    text = "Ring the 2nd bell. Open meeting last Monday of the month. Parking behind the house."

    (statement,) = understand(text, "en")

    assert text[statement.start : statement.end] == "Open meeting last Monday of the month"


def test_dates_alone_are_understood_alone_or_where_it_meets_then() -> None:
    dates = [said(monthly(TUE, -1))]

    assert rules("Last Tuesday of the month", "en") == dates
    assert rules("Ring the bell. Meets only on the last Tuesday of the month.", "en") == dates
    assert rules("We share a meal. Last Tuesday of the month.", "en") == []


def test_a_line_that_goes_on_is_one_sentence() -> None:
    assert rules("Tradition\nmeeting last Saturday of month", "en") == [
        said(monthly(SAT, -1), Access.NOT_STATED, "tradition-study")
    ]
    assert rules("Speaker last Monday of month\nSteps 1st Monday of month", "en") == [
        said(monthly(MON, -1), Access.NOT_STATED, "speaker"),
        said(monthly(MON, 1), Access.NOT_STATED, "step-study"),
    ]


def test_without_a_language_all_are_tried() -> None:
    assert rules("posledný utorok v mesiaci otvorené", "und") == [said(monthly(TUE, -1), Access.OPEN)]


def test_most_texts_are_not_looked_at() -> None:
    assert not speaks_of_weeks("Please use the side door and ring the bell.")


def test_every_language_has_every_kind_and_only_formats_that_there_are() -> None:
    signs = {Kind.NUMBER, Kind.PAUSE, Kind.END, Kind.QUOTE, Kind.UNKNOWN, Kind.ALTERNATE}

    for language in LANGUAGES:
        known = vocabulary(language).values()
        assert {kind for kind, _value in known} >= set(Kind) - signs
        assert {value for kind, value in known if kind is Kind.FORMAT} <= FORMAT_SLUGS.keys()


KNOWN = sorted({word for language in LANGUAGES for word in vocabulary(language)})
WORDS = st.sampled_from([*KNOWN, *"&,.:;/\n'-", "1st", "2.", "7"])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS | st.text(max_size=5), max_size=12).map(" ".join), st.sampled_from([*LANGUAGES, "und", "xx"]))
def test_nothing_is_raised_and_spans_are_in_the_text(text: str, language: str) -> None:
    for statement in understand(text, language):
        assert 0 <= statement.start < statement.end <= len(text)
        assert all(rule.recurrence.frequency in Frequency for rule in statement.rules)
