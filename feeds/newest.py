"""The meetings of a search that changed last, for feed readers: the history is read backwards until there are enough of them."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from feeds.touched import row_changes, touched
from groups.models import Group
from history.models import Change
from meetings.models import Meeting, ScheduleException, ScheduleRule
from places.models import Venue

MOST = 100
SPARE = 2  # times as many are looked at, as some of them changed in a way that is not told
STEP, STEPS = 500, 20  # changes at a time, and how many times
OWN = (Meeting, ScheduleRule, ScheduleException, Venue, Group)  # by whose changes a listing says when it changed


def newest(found: "array[int]") -> "array[int]":
    """All of few meetings; of many those touched by the last changes, and if that are too few, then the first of the others."""
    if len(found) <= MOST:
        return found
    chosen: dict[int, None] = {}
    for keys in steps():
        chosen.update(dict.fromkeys(among(sorted(found), keys)))
        if len(chosen) >= MOST:
            break
    rest = (key for key in found if key not in chosen)
    chosen.update(dict.fromkeys(key for key, _needed in zip(rest, range(MOST - len(chosen)), strict=False)))
    return array("q", chosen)


def steps() -> Iterator[list[int]]:
    """The meetings that the last changes touched, step by step back in time."""
    changes = Change.objects.order_by("-revision_id", "-pk")
    for start in range(0, STEP * STEPS, STEP):
        some = list(changes.values_list("pk", flat=True)[start : start + STEP])
        if not some:
            return
        seen = [one for one in row_changes(Change.objects.filter(pk__in=some)) if one.model in OWN]
        parts = [Meeting.objects.published().filter(one).order_by("-pk").distinct() for one in touched(seen)]
        yield [key for part in parts for key in part.values_list("pk", flat=True)[: SPARE * STEP]]


def among(ordered: list[int], keys: list[int]) -> Iterator[int]:
    """Those of the keys that are in a list in order."""
    for key in keys:
        place = bisect_left(ordered, key)
        if place < len(ordered) and ordered[place] == key:
            yield key
