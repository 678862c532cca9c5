"""In which order meetings are listed, and which of them are on a page."""

from collections.abc import Iterator

from django.db.models import Case, F, When
from django.db.models.expressions import Combinable, OrderBy

from feeds.bmlt.columns import COLUMNS
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.parameters import Parameters
from feeds.bmlt.querysets import NUMBER, TimetableQuerySet
from feeds.bmlt.reach import Reach

USUAL = ("weekday_tinyint", "start_time", "duration_time")
TOWN, AREA = "location_municipality", "location_neighborhood"
ALIASES: dict[str, tuple[str, ...]] = {
    "weekday": ("weekday_tinyint", TOWN, "start_time", AREA),
    "time": ("weekday_tinyint", "start_time", TOWN, AREA),
    "town": (TOWN, AREA, "weekday_tinyint", "start_time"),
    "state": ("location_province", TOWN, "weekday_tinyint", "start_time"),
    "weekday_state": ("weekday_tinyint", "location_province", TOWN, "start_time"),
}
MOST = 10**9  # more meetings than there are


def in_order(rules: TimetableQuerySet, inquiry: Inquiry, reach: Reach) -> TimetableQuerySet:
    """The rules in the order asked for; equals always in the same, so that pages agree."""
    if reach.centre and reach.width is not None and inquiry.asked.text("sort_results_by_distance") == "1":
        return rules.nearest_first(reach.centre, "number", prefix="meeting__")
    asked = inquiry.asked.items("sort_keys") or ALIASES.get(inquiry.asked.text("sort_key"), USUAL)
    names = [name for name in dict.fromkeys(asked) if name in COLUMNS]
    values = {f"by_{name}": COLUMNS[name].expression(inquiry.today) for name in names}
    return rules.alias(**values).order_by(*(part for name in names for part in sorted_by(name)), NUMBER)


def sorted_by(name: str) -> Iterator[Combinable | OrderBy]:
    """By a field: what is empty stands last."""
    if COLUMNS[name].is_text:
        yield Case(When(**{f"by_{name}": ""}, then=1), default=0)
    yield F(f"by_{name}").asc(nulls_last=True)


def page(rules: TimetableQuerySet, asked: Parameters) -> TimetableQuerySet:
    """The page asked for; all where none is. Pages are counted from 1."""
    size = asked.number("page_size")
    if size is None or size < 1:
        return rules
    first = (max(int(asked.number("page_num") or 1), 1) - 1) * int(size)
    return rules[min(first, MOST) : min(first + int(size), 2 * MOST)]
