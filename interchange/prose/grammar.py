"""The grammar of sentences about weeks. A sentence is understood wholly or not at all, and what can mean two things is not.

    sentence  = [content] dates [content] [otherwise access]
              | access except dates
    dates     = [every] ordinals weekday [months]      "1st, 3rd & 5th Sat each month", "jeden 1. Montag im Monat"
              | month ordinals weekday                 "each month on the 2nd Friday"
              | alternate (weekday | week)             "every other Friday"
              | parity week [weekday] | weekday parity week | week parity [weekday]
              | week numbers | ordinals week [month]   "Woche 1", "1st week of the month"
    months    = [every] month | parity month | month-names
    content   = (access | format) {(access | format)}

"Every second Friday" is every other one to some and that of the month to others: without a word for the month it is not understood;
neither is "last Friday", which may be the one that is past. "Closed" alone may mean that there is no meeting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from interchange.prose.statements import ProseRule, Statement
from interchange.prose.words import Kind, Word
from interchange.records import Access, Frequency, Recurrence

LAST = -1
ALL_BUT_LAST = (-5, -4, -3, -2)
WEEKS = range(1, 6)
HALVES = {"odd": (1, 3, 5, 7, 9, 11), "even": (2, 4, 6, 8, 10, 12)}
PARITIES = {"odd": Frequency.ODD_WEEKS, "even": Frequency.EVEN_WEEKS}
OTHERS = {Access.OPEN: Access.CLOSED, Access.CLOSED: Access.OPEN}
PASSED_OVER = frozenset({Kind.FILLER, Kind.QUOTE, Kind.HELD})
JOINING = frozenset({Kind.AND, Kind.PAUSE})  # a part that begins or ends so is a piece of something longer


class NotUnderstoodError(Exception):
    """The sentence says something else, or several things; never leaves this module."""


@dataclass(slots=True)
class Content:
    """What is said of the dates. `is_of_meeting`: the word "meeting" or quotation marks make "closed" a word for who may come."""

    accesses: set[Access] = field(default_factory=set)
    formats: list[str] = field(default_factory=list)
    is_of_meeting: bool = False

    @property
    def access(self) -> Access:
        if len(self.accesses) > 1:
            raise NotUnderstoodError
        return next(iter(self.accesses), Access.NOT_STATED)


@dataclass(slots=True)
class Sentence:
    """The words of a sentence, taken from the front."""

    words: list[Word]
    content: Content = field(default_factory=Content)
    position: int = 0

    def next_kind(self, ahead: int = 0) -> Kind | None:
        """The kind of the next word, None at the end."""
        index = self.position + ahead
        return self.words[index].kind if index < len(self.words) else None

    def take(self, kind: Kind) -> str | None:
        """The value of the next word if it is of this kind."""
        if self.next_kind() is not kind:
            return None
        self.position += 1
        return self.words[self.position - 1].value

    def need(self, kind: Kind) -> str:
        """The same, where nothing else makes sense."""
        value = self.take(kind)
        if value is None:
            raise NotUnderstoodError
        return value

    def leads_to(self, kind: Kind) -> bool:
        """Whether a word of this kind comes, maybe after "and": then up to it."""
        ahead = next(index for index in range(len(self.words) + 1) if self.next_kind(index) is not Kind.AND)
        if self.next_kind(ahead) is not kind:
            return False
        self.position += ahead
        return True

    def take_pauses(self, *kinds: Kind) -> None:
        """Pass over signs between the parts."""
        while self.next_kind() in (Kind.PAUSE, *kinds):
            self.position += 1


def understood(words: Sequence[Word]) -> Statement | None:
    """What the words of one sentence say; None where they are not wholly understood."""
    content = Content(is_of_meeting=any(word.kind in (Kind.MEETING, Kind.QUOTE) for word in words))
    kept = [word for word in words if word.kind not in PASSED_OVER]
    if not kept or kept[0].kind in JOINING or kept[-1].kind in JOINING or any(map(is_either_or, kept, kept[1:])):
        return None
    try:
        rules = read_sentence(Sentence(kept, content))
    except NotUnderstoodError:
        return None
    return Statement(start=words[0].start, end=words[-1].end, rules=rules)


def is_either_or(word: Word, following: Word) -> bool:
    """ "Literature/Steps" may be both, or one of them; "1st/3rd" are both."""
    return word.value == "/" and following.kind not in (Kind.ORDINAL, Kind.MONTH_NAME)


def read_sentence(sentence: Sentence) -> tuple[ProseRule, ...]:
    """The rules of a sentence."""
    content = sentence.content
    read_content(sentence)
    if sentence.take(Kind.EXCEPT) is not None:
        return exception(sentence)
    dates = read_dates(sentence)
    read_content(sentence)
    otherwise = sentence.take(Kind.OTHERWISE)
    rest = Access(sentence.need(Kind.ACCESS)) if otherwise is not None else None
    sentence.take_pauses(Kind.MEETING)
    if sentence.next_kind() is not None:
        raise NotUnderstoodError
    refuse_what_is_unclear(content, dates, has_rest=rest is not None)
    rule = ProseRule(recurrence=dates, access=content.access, formats=tuple(dict.fromkeys(content.formats)))
    return (rule,) if rest is None else (rule, ProseRule(recurrence=complement(dates), access=rest))


def refuse_what_is_unclear(content: Content, dates: Recurrence, *, has_rest: bool) -> None:
    """ "Closed" alone may mean that there is no meeting; of two things on "alternate weeks" each may have its own; "Week 1"
    alone is a heading."""
    is_bare_closed = content.access is Access.CLOSED and not content.is_of_meeting and not has_rest
    is_in_turns = dates.interval > 1 and len(content.formats) + len(content.accesses) > 1
    is_heading = dates.weekday is None and dates.ordinals and not (content.formats or content.accesses)
    if is_bare_closed or is_in_turns or is_heading:
        raise NotUnderstoodError


def read_content(sentence: Sentence) -> None:
    """Who may come, and what is done."""
    while True:
        sentence.take_pauses(Kind.AND, Kind.MEETING)
        if (access := sentence.take(Kind.ACCESS)) is not None:
            sentence.content.accesses.add(Access(access))
        elif (format_ := sentence.take(Kind.FORMAT)) is not None:
            sentence.content.formats.append(format_)
        else:
            return


def exception(sentence: Sentence) -> tuple[ProseRule, ...]:
    """ "Closed except last Tuesday of the month": all others are as said, and that one is not."""
    access = sentence.content.access
    dates = read_dates(sentence)
    sentence.take_pauses(Kind.MEETING)
    if sentence.next_kind() is not None or access not in OTHERS or sentence.content.formats:
        raise NotUnderstoodError
    return (ProseRule(recurrence=dates, access=OTHERS[access]), ProseRule(recurrence=complement(dates), access=access))


def complement(dates: Recurrence) -> Recurrence:
    """The other weeks of the month. Those that are counted from its beginning and from its end at once overlap in some months."""
    if not dates.ordinals or dates.months or (LAST in dates.ordinals and len(dates.ordinals) > 1):
        raise NotUnderstoodError
    rest = ALL_BUT_LAST if LAST in dates.ordinals else [week for week in WEEKS if week not in dates.ordinals]
    return in_month(rest, dates.weekday, ())


def read_dates(sentence: Sentence) -> Recurrence:
    """On which dates."""
    if sentence.take(Kind.ALTERNATE) is not None:
        return alternate(sentence)
    first, second = sentence.next_kind(), sentence.next_kind(1)
    if Kind.PARITY in (first, second) and first in (Kind.EVERY, Kind.PARITY, Kind.WEEK, Kind.WEEKDAY):
        return weeks_of_year(sentence)
    if sentence.next_kind() is Kind.WEEK:
        return numbered_weeks(sentence)
    return weeks_of_month(sentence)


def alternate(sentence: Sentence) -> Recurrence:
    """Every other week; nobody says which."""
    weekday = None if sentence.take(Kind.WEEK) is not None else int(sentence.need(Kind.WEEKDAY))
    return Recurrence(frequency=Frequency.WEEKLY, weekday=weekday, interval=2)


def weeks_of_year(sentence: Sentence) -> Recurrence:
    """Odd or even weeks, the weekday before or after."""
    sentence.take(Kind.EVERY)
    weekday = sentence.take(Kind.WEEKDAY)
    is_before = sentence.take(Kind.WEEK) is not None
    parity = sentence.need(Kind.PARITY)
    if not is_before:
        sentence.need(Kind.WEEK)
    weekday = weekday or sentence.take(Kind.WEEKDAY)
    return Recurrence(frequency=PARITIES[parity], weekday=None if weekday is None else int(weekday))


def numbered_weeks(sentence: Sentence) -> Recurrence:
    """ "Week 1 and 3": of the month, as the meeting comes in it for the first and the third time."""
    sentence.need(Kind.WEEK)
    numbers = [int(sentence.need(Kind.NUMBER))]
    while sentence.leads_to(Kind.NUMBER):
        numbers.append(int(sentence.need(Kind.NUMBER)))
    if not set(numbers) <= set(WEEKS):
        raise NotUnderstoodError
    return in_month(numbers, None, ())


def weeks_of_month(sentence: Sentence) -> Recurrence:
    """The first, the third, the last … of the month."""
    is_monthly = read_month_before(sentence)
    is_every = sentence.take(Kind.EVERY) is not None
    ordinals = read_ordinals(sentence)
    weekday = None if sentence.take(Kind.WEEK) is not None else int(sentence.need(Kind.WEEKDAY))
    months = read_months(sentence)
    is_monthly = is_monthly or months is not None
    is_plain = is_every and ordinals in ([1], [LAST])
    if not (is_monthly or is_plain or len(ordinals) > 1):
        raise NotUnderstoodError
    return in_month(ordinals, weekday, months or ())


def read_month_before(sentence: Sentence) -> bool:
    """ "Each month on …"."""
    ahead = 1 if sentence.next_kind() is Kind.EVERY else 0
    if sentence.next_kind(ahead) is not Kind.MONTH:
        return False
    sentence.position += ahead + 1
    return True


def read_ordinals(sentence: Sentence) -> list[int]:
    """One or several, with something between them: "2nd last" is neither."""
    ordinals = [int(sentence.need(Kind.ORDINAL))]
    while sentence.next_kind() is Kind.AND and sentence.leads_to(Kind.ORDINAL):
        ordinals.append(int(sentence.need(Kind.ORDINAL)))
    if len(set(ordinals)) < len(ordinals):
        raise NotUnderstoodError
    return ordinals


def read_months(sentence: Sentence) -> tuple[int, ...] | None:
    """The months after the weekday: () for every one, None where no month is spoken of."""
    sentence.take(Kind.EVERY)
    if sentence.take(Kind.MONTH) is not None:
        return ()
    parity = sentence.take(Kind.PARITY)
    if parity is not None:
        sentence.need(Kind.MONTH)
        return HALVES[parity]
    names: list[int] = []
    while sentence.leads_to(Kind.MONTH_NAME):
        names.append(int(sentence.need(Kind.MONTH_NAME)))
    return tuple(sorted(set(names))) or None


def in_month(ordinals: Sequence[int], weekday: int | None, months: tuple[int, ...]) -> Recurrence:
    """The recurrence of these weeks."""
    return Recurrence(frequency=Frequency.MONTHLY_BY_WEEKDAY, weekday=weekday, ordinals=tuple(ordinals), months=months)
