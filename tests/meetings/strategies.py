"""Rules as hypothesis draws them: every kind, with every bound."""

from datetime import date

from hypothesis import strategies as st

from interchange.records import Frequency, Recurrence

DATES = st.dates(date(2024, 1, 1), date(2028, 12, 31))
ZONES = st.sampled_from(["Europe/Bratislava", "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"])
ORDINALS = st.lists(st.sampled_from([1, 2, 3, 4, 5, -1, -2, -3, -4, -5]), min_size=1, max_size=4, unique=True).map(tuple)
MONTH_DAYS = st.lists(st.integers(1, 31), min_size=1, max_size=4, unique=True).map(tuple)
MONTHS = st.one_of(st.just(()), st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True).map(tuple))
MONTH_AND_DAY = DATES.map(lambda day: day.month * 100 + day.day)
PAUSES = st.one_of(st.just((None, None)), st.tuples(MONTH_AND_DAY, MONTH_AND_DAY))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """A rule that the database would take."""
    frequency = draw(st.sampled_from([one for one in Frequency if one not in {Frequency.ALWAYS_OPEN, Frequency.BY_APPOINTMENT}]))
    has_weekday = frequency not in {Frequency.ONCE, Frequency.MONTHLY_BY_DATE}
    may_skip = frequency in {Frequency.WEEKLY, Frequency.MONTHLY_BY_WEEKDAY, Frequency.MONTHLY_BY_DATE}
    interval = draw(st.integers(1, 4)) if may_skip else 1
    needs_first = frequency is Frequency.ONCE or interval > 1
    bounds = sorted(draw(st.tuples(DATES, DATES)))
    pause = draw(PAUSES)
    ordinals = draw(ORDINALS) if frequency is Frequency.MONTHLY_BY_WEEKDAY and draw(st.booleans()) else ()
    needs_days = frequency is Frequency.MONTHLY_BY_DATE or (frequency is Frequency.MONTHLY_BY_WEEKDAY and not ordinals)
    return Recurrence(
        frequency=frequency,
        weekday=draw(st.integers(0, 6)) if has_weekday else None,
        start_minute=draw(st.integers(0, 1439)),
        duration_minutes=draw(st.one_of(st.none(), st.integers(1, 3000))),
        zone=draw(ZONES),
        interval=interval,
        first_on=draw(DATES) if needs_first else None,
        ordinals=ordinals,
        month_days=draw(MONTH_DAYS) if needs_days else (),
        months=draw(MONTHS) if frequency is not Frequency.ONCE else (),
        valid_from=bounds[0] if draw(st.booleans()) else None,
        valid_until=bounds[1] if draw(st.booleans()) else None,
        pause_from=pause[0],
        pause_until=pause[1],
    )
