"""The report on a feed: its figures, its order, and that it stays small whatever the feed is."""

import io
import json
from datetime import date
from typing import Any

from imports.checking.advice import ADVICE
from imports.checking.report import FeedReport, Weight, check_feed
from imports.checking.summary import summary
from imports.checking.words import FOUND
from interchange.meeting_guide import ReadOptions
from interchange.reasons import CheckCode, ProblemCode
from tests.interchange.feeds import item

OPTIONS = ReadOptions(today=date(2026, 11, 22), code_set="aa")


def report(*items: Any, **options: Any) -> FeedReport:
    """The report on a list of these."""
    return check_feed(io.BytesIO(json.dumps(items).encode()), OPTIONS, **options)


def test_every_finding_has_a_sentence_and_something_to_do() -> None:
    assert [code for code in CheckCode if code not in FOUND or code not in ADVICE] == []


def test_of_a_good_feed_it_is_said_that_it_is_good() -> None:
    assert summary(report(item())) == ["1 record was looked at.", "Nothing is wrong with what was looked at."]


def test_an_empty_list_is_no_good_feed() -> None:
    assert summary(report()) == ["The list is empty: there is no meeting in it."]


def test_what_is_worst_comes_first() -> None:
    nowhere = {"latitude": 0, "longitude": 0}

    found = report(item(slug="a", time="nonsense"), item(slug="b", timezone=..., **nowhere), item(slug="c", timezone=...))

    assert [(kind.code, kind.weight, kind.count) for kind in found.kinds] == [
        (ProblemCode.TIME_UNREADABLE, Weight.REJECTS, 1),
        (ProblemCode.COORDINATES_WRONG, Weight.NOTED, 1),
        (CheckCode.ZONE_LEFT_OUT, Weight.READERS, 2),
    ]
    assert (found.came_in, found.rejected) == (3, 1)


def test_a_problem_names_record_field_and_value() -> None:
    (kind,) = report(item(time="7:00 AM")).kinds

    (one,) = kind.examples
    assert (one.record, one.field_name, one.value) == ("ranna-skupina, no. 1 of the list", "time", "7:00 AM")


def test_the_fields_of_a_kind_are_counted() -> None:
    (kind,) = report(item(slug="a", notes="", city=""), item(slug="b", notes="")).kinds

    assert kind.fields == (("notes", 2), ("city", 1))


def test_a_hundred_thousand_problems_are_a_short_report() -> None:
    content = io.BytesIO(b"[" + b",".join([b"0"] * 100_000) + b"]")

    found = check_feed(content, OPTIONS)

    (kind,) = found.kinds
    assert (kind.code, kind.count, len(kind.examples)) == (ProblemCode.NOT_AN_OBJECT, 100_000, 3)


def test_work_ends_after_its_time() -> None:
    found = report(*[item(slug=str(number)) for number in range(50)], seconds=0)

    assert (found.came_in, found.is_cut) == (1, True)
    assert "Looking at all of them would take too long here: the rest was left out." in summary(found)


def test_without_a_fellowship_no_code_is_called_unknown() -> None:
    content = io.BytesIO(json.dumps([item(types=["O", "QQQ"])]).encode())

    assert check_feed(content, ReadOptions(today=date(2026, 11, 22))).kinds == ()


def test_each_unknown_code_and_field_is_named() -> None:
    found = report(*[item(slug=f"s{number}", types=[f"Q{number}"], **{f"field{number}": 1}) for number in range(9)])

    assert {kind.code: len(kind.examples) for kind in found.kinds} == {ProblemCode.UNKNOWN_CODE: 9, CheckCode.FIELD_UNKNOWN: 9}


def test_a_table_is_checked_as_a_table() -> None:
    content = io.BytesIO("Name,Day,Time,Address,City\nNádej,Monday,nonsense,Obchodná 5,Bratislava\n".encode())

    found = check_feed(content, OPTIONS)

    assert [kind.code for kind in found.kinds] == [ProblemCode.TIME_UNREADABLE]
    assert (found.came_in, found.rejected) == (1, 1)
