"""A rule as a sentence in four languages, with the case and the gender that each weekday asks for."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from interchange.records import Frequency, Recurrence
from meetings.models import ScheduleRule
from meetings.sentences import rule_sentence
from meetings.shown_dates import ShownDate
from tests.meetings.test_schedule import monthly, weekly

BY_DATE = {"frequency": Frequency.MONTHLY_BY_DATE, "weekday": None}
TIMELESS = {"weekday": None, "start_minute": None, "duration_minutes": None}
SENTENCES = [
    (
        weekly(),
        "Every Tuesday, 18:00 to 19:30",
        "W każdy wtorek, od 18:00 do 19:30",
        "Každý utorok, od 18:00 do 19:30",
        "Každé úterý, od 18:00 do 19:30",
    ),
    (
        weekly(weekday=2, interval=2),
        "Every second Wednesday, 18:00 to 19:30",
        "Co drugą środę, od 18:00 do 19:30",
        "Každú druhú stredu, od 18:00 do 19:30",
        "Každou druhou středu, od 18:00 do 19:30",
    ),
    (
        weekly(weekday=6, interval=5, duration_minutes=None),
        "Every 5 weeks on Sunday, from 18:00",
        "Co 5 tygodni w niedzielę, początek o 18:00",
        "Každých 5 týždňov v nedeľu, od 18:00",
        "Každých 5 týdnů v neděli, od 18:00",
    ),
    (
        weekly(frequency=Frequency.ODD_WEEKS, weekday=3),
        "On Thursday in odd weeks, 18:00 to 19:30",
        "W czwartki w tygodniach nieparzystych, od 18:00 do 19:30",
        "Každý nepárny týždeň vo štvrtok, od 18:00 do 19:30",
        "Každý lichý týden ve čtvrtek, od 18:00 do 19:30",
    ),
    (
        monthly(ordinals=(-1,)),
        "On the last Wednesday of the month, 18:00 to 19:30",
        "W ostatnią środę miesiąca, od 18:00 do 19:30",
        "V poslednú stredu mesiaca, od 18:00 do 19:30",
        "V poslední středu v měsíci, od 18:00 do 19:30",
    ),
    (
        monthly(weekday=1, ordinals=(2, 4)),
        "On the second Tuesday and on the fourth Tuesday of the month, 18:00 to 19:30",
        "W drugi wtorek i w czwarty wtorek miesiąca, od 18:00 do 19:30",
        "V druhý utorok a\xa0vo štvrtý utorok mesiaca, od 18:00 do 19:30",
        "Ve druhé úterý a\xa0ve čtvrté úterý v měsíci, od 18:00 do 19:30",
    ),
    (
        weekly(**BY_DATE, month_days=(1, 15)),
        "On days 1 and 15 of the month, 18:00 to 19:30",
        "1. i 15. dnia miesiąca, od 18:00 do 19:30",
        "1. a\xa015. deň v mesiaci, od 18:00 do 19:30",
        "1. a\xa015. den v měsíci, od 18:00 do 19:30",
    ),
    (
        weekly(duration_minutes=4320, pause_from=701, pause_until=831),
        "Every Tuesday, from 18:00, for 3 days, not from 1 July to 31 August",
        "W każdy wtorek, od 18:00 przez 3 dni, z przerwą od 1 lipca do 31 sierpnia",
        "Každý utorok, od 18:00, trvá 3 dni, okrem obdobia od 1. júla do 31. augusta",
        "Každé úterý, od 18:00, trvá 3 dny, kromě období od 1. července do 31. srpna",
    ),
    (
        weekly(frequency=Frequency.ONCE, first_on=date(2026, 12, 24), weekday=None),
        "Once, on Thursday 24 December 2026, 18:00 to 19:30",
        "Jednorazowo: czwartek, 24 grudnia 2026, od 18:00 do 19:30",
        "Jednorazovo, štvrtok 24. decembra 2026, od 18:00 do 19:30",
        "Jednorázově, čtvrtek 24. prosince 2026, od 18:00 do 19:30",
    ),
    (
        weekly(frequency=Frequency.ALWAYS_OPEN, **TIMELESS),
        "Always open, day and night",
        "Czynne całą dobę",
        "Stále otvorené, vo dne i v noci",
        "Stále otevřeno, ve dne i v noci",
    ),
]


@pytest.mark.parametrize(("rule", "english", "polish", "slovak", "czech"), SENTENCES)
def test_a_rule_reads_as_a_sentence_in_four_languages(rule: Recurrence, english: str, polish: str, slovak: str, czech: str) -> None:
    found = []
    for language in ("en", "pl", "sk", "cs"):
        with translation.override(language):
            found.append(rule_sentence(rule))

    assert found == [english, polish, slovak, czech]


def test_a_date_over_some_days_says_on_which_it_ends() -> None:
    camp = ShownDate(
        rule=ScheduleRule(), starts_at=datetime(2026, 8, 7, 16, tzinfo=UTC), ends_at=datetime(2026, 8, 9, 12, tzinfo=UTC)
    )

    with translation.override("sk"):
        time = camp.time

    assert time == "16:00, koniec 12:00, nedeľa 9. augusta"
