"""What becomes of a meeting's rules if a sentence of its notes is taken at its word: "last Wednesday of the month open" makes a
rule of its own, and leaves all Wednesdays but the last to the rule that was there. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from interchange.prose import ProseRule
from interchange.records import Access, Frequency, Recurrence

WEEK = timedelta(weeks=1)
FROM_THE_START, FROM_THE_END = (1, 2, 3, 4, 5), (-1, -2, -3, -4, -5)
ALL_MONTHS = tuple(range(1, 13))
OTHER_WEEKS = {Frequency.ODD_WEEKS: Frequency.EVEN_WEEKS, Frequency.EVEN_WEEKS: Frequency.ODD_WEEKS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRule:
    """A rule as it stands, or as it would. `key` is that of the stored rule that becomes it; a new one has none, and is a piece of
    the stored rule `piece_of`. `formats` are slugs, in the order of letters."""

    recurrence: Recurrence
    access: Access = Access.NOT_STATED
    ask_first: bool = False
    formats: tuple[str, ...] = ()
    key: int | None = None
    piece_of: int | None = None


Rules = tuple[PlannedRule, ...]


def taken_at_its_word(rules: Rules, said: Sequence[ProseRule]) -> Rules | None:
    """The rules as a sentence wants them; None where it is not clear which of them it is about, or where no rules can say it."""
    says_what = any(one.formats or one.access is not Access.NOT_STATED for one in said)
    for one in said:
        found = [(rule, rest) for rule in rules if (rest := remaining(rule.recurrence, one.recurrence)) is not None]
        if len(found) != 1:
            return None
        ((base, rest),) = found
        pieces = split(base, one, rest) if says_what else (replace(base, recurrence=on_dates(base.recurrence, one.recurrence)),)
        rules = tuple(piece for rule in rules for piece in (pieces if rule is base else (rule,)))
    return rules


def split(base: PlannedRule, said: ProseRule, rest: Sequence[Recurrence]) -> Rules:
    """The dates that are spoken of, and the rest of the rule, which stays as it was."""
    is_stated = said.access is not Access.NOT_STATED
    of_dates = replace(
        base,
        recurrence=on_dates(base.recurrence, said.recurrence),
        access=said.access if is_stated else base.access,
        ask_first=base.ask_first and not is_stated,
        formats=tuple(sorted({*base.formats, *said.formats})),
    )
    if not rest:
        return (of_dates,)
    first, *others = (replace(base, recurrence=one) for one in rest)
    return (first, *(replace(one, key=None, piece_of=base.key or base.piece_of) for one in (*others, of_dates)))


def on_dates(base: Recurrence, dates: Recurrence) -> Recurrence:
    """The rule on these of its dates only."""
    return replace(
        base,
        frequency=dates.frequency,
        interval=dates.interval,
        first_on=dates.first_on or base.first_on,
        ordinals=tuple(week for week in FROM_THE_START + FROM_THE_END if week in dates.ordinals),
        months=dates.months or base.months,
    )


def remaining(base: Recurrence, dates: Recurrence) -> tuple[Recurrence, ...] | None:
    """What a rule has besides these dates, () if that is nothing; None where they are not its own, or the rest cannot be said."""
    if base.weekday is None or base.weekday != dates.weekday:
        return None
    if dates.frequency is not Frequency.MONTHLY_BY_WEEKDAY:
        return other_weeks(base, dates)
    weeks, months = weeks_of(base, dates), base.months or ALL_MONTHS
    if not set(dates.ordinals) <= set(weeks) or not set(dates.months) <= set(months):
        return None
    other_ordinals = tuple(week for week in weeks if week not in dates.ordinals)
    other_months = tuple(month for month in months if dates.months and month not in dates.months)
    rest = []
    if other_ordinals:
        rest.append(on_dates(base, replace(dates, ordinals=other_ordinals)))
    if other_months:
        rest.append(replace(base, months=other_months))
    return tuple(rest)


def weeks_of(base: Recurrence, dates: Recurrence) -> tuple[int, ...]:
    """In which weeks of the month a rule meets, counted as those dates are: from its beginning or from its end. () if neither."""
    if base.interval != 1 or base.month_days:
        return ()
    if base.frequency is Frequency.MONTHLY_BY_WEEKDAY:
        return base.ordinals
    if base.frequency is not Frequency.WEEKLY:
        return ()
    return next((weeks for weeks in (FROM_THE_START, FROM_THE_END) if set(dates.ordinals) <= set(weeks)), ())


def other_weeks(base: Recurrence, dates: Recurrence) -> tuple[Recurrence, ...] | None:
    """Of every week the even ones beside the odd ones, or those in between every other one."""
    if base.frequency is dates.frequency and base.frequency in OTHER_WEEKS:
        return ()
    if base.frequency is not Frequency.WEEKLY or base.interval != 1:
        return None
    if dates.frequency in OTHER_WEEKS:
        return (replace(base, frequency=OTHER_WEEKS[dates.frequency]),)
    return None if dates.first_on is None else (replace(base, interval=dates.interval, first_on=dates.first_on + WEEK),)
