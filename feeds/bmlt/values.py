"""GetFieldValues: which values a field has, and the meetings of each."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from feeds.bmlt.answers import AT_ONCE
from feeds.bmlt.columns import COLUMNS
from feeds.bmlt.describing import FIELD_KEYS
from feeds.bmlt.filtering import with_format
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.listing import formats_used
from feeds.bmlt.querysets import TimetableQuerySet, timetable
from feeds.bmlt.refusals import Refused
from interchange.bmlt.writer import as_list

NONE = "NULL"
# What we never say. Of other fields that the database does not know, as they are put together from several, there are no values.
ALWAYS_EMPTY = {"worldid_mixed", "location_city_subsection", "location_sub_province", "train_lines", "bus_lines"}
Pairs = Iterable[tuple[str, int]]


def field_values(inquiry: Inquiry) -> Iterator[bytes] | Refused:
    """The values of a field, each with the numbers of its meetings."""
    key = inquiry.asked.text("meeting_key")
    if key not in FIELD_KEYS:
        return Refused("The meeting_key is not valid.", status=400)
    rules = timetable().every_week(inquiry.covering, inquiry.today)
    if key == "formats":
        pairs: Pairs = sorted(by_formats(rules, inquiry))
    elif key == "lang_enum":
        pairs = ((inquiry.language, number) for number in rules.order_by("pk").values_list("pk", flat=True))
    else:
        pairs = by_column(rules, key, inquiry)
    return as_list(
        {key: value or NONE, "ids": ",".join(str(number) for _value, number in several)}
        for value, several in groupby(pairs, key=lambda pair: pair[0])
    )


def by_column(rules: TimetableQuerySet, key: str, inquiry: Inquiry) -> Pairs:
    """Each rule with its value, equals beside each other."""
    column = COLUMNS.get(key)
    if column is None:
        numbers = rules.order_by("pk").values_list("pk", flat=True) if key in ALWAYS_EMPTY else ()
        return (("", number) for number in numbers)
    found = rules.annotate(value=column.expression(inquiry.today)).order_by("value", "pk").values_list("value", "pk")
    return ((column.said(value) if value is not None else "", number) for value, number in found.iterator(chunk_size=AT_ONCE))


def by_formats(rules: TimetableQuerySet, inquiry: Inquiry) -> Pairs:
    """Each rule with those of the formats asked for that it has: with one of them, or with `all_formats` only with all."""
    wanted = sorted(inquiry.asked.signed("specific_formats").wanted) or sorted(numbers_used(inquiry))
    having: dict[int, list[int]] = {rule: [] for rule in rules.values_list("pk", flat=True).iterator(chunk_size=AT_ONCE)}
    for number in wanted:
        found = timetable().filter(with_format(number, inquiry)).order_by()
        for rule in found.values_list("pk", flat=True).iterator(chunk_size=AT_ONCE):
            if rule in having:
                having[rule].append(number)
    least = len(wanted) if inquiry.asked.text("all_formats") == "1" else 1
    return [(",".join(map(str, numbers)), rule) for rule, numbers in having.items() if len(numbers) >= least]


def numbers_used(inquiry: Inquiry) -> Iterator[int]:
    """The numbers of all formats that some meeting has."""
    known = inquiry.formats.by_said
    return (known[said].number for said in formats_used(inquiry.now) if said in known)
