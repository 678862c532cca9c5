"""Who: rows 5 to 7 of "What real feeds contain, and what a good reader does"."""

import io
from typing import Any

import pytest

from interchange.meeting_guide import ReadOptions, read
from interchange.reasons import ProblemCode
from interchange.records import Access
from tests.interchange.feeds import (
    TODAY,
    codes,
    item,
    noted,
    problems,
    read_items,
    record,
    records,
)

# Row 5: types


@pytest.mark.parametrize("types", ["O,D", "o d", ["O", None, "d"], ["O,D"], {"0": "O", "3": "D"}, ["O", "D", "O", ""]])
def test_types_are_split_and_cleaned(types: Any) -> None:
    found = record(types=types)

    assert (found.rules[0].access, found.formats, found.other_codes) == (Access.OPEN, ("discussion",), ())


def test_unknown_codes_are_kept_and_reported_once_with_a_count() -> None:
    found = read_items(item(types=["O", "BS"]), item(slug="b", types=["bs2", "BS"]), item(slug="c"))

    assert [each.other_codes for each in records(found)] == [("BS",), ("bs2", "BS"), ()]
    assert [(problem.code, problem.index, dict(problem.details)) for problem in problems(found)] == [
        (ProblemCode.UNKNOWN_CODE, None, {"code": "BS", "count": 2}),
        (ProblemCode.UNKNOWN_CODE, None, {"code": "bs2", "count": 1}),
    ]


def test_codes_of_rejected_records_are_not_counted() -> None:
    assert codes(read_items(item(types=["BS"], time="late"))) == [ProblemCode.TIME_UNREADABLE]


@pytest.mark.parametrize("types", [[["O"]], [{"a": 1}], ["call Jane at 555-123-4567"], [True], 3.5, ["x" * 50]])
def test_what_is_no_code_is_left_out_and_noted(types: Any) -> None:
    assert record(types=types).other_codes == ()
    assert noted(types=types) == [ProblemCode.CODES_UNREADABLE]


def test_numbers_are_codes() -> None:
    assert record(types=[11]).formats == ("eleventh-step-meditation",)


# Row 6: both open and closed


def test_open_and_closed_is_not_stated_and_names_the_record() -> None:
    found = read_items(item(types=["O", "C"]))

    assert [(rule.access, rule.ask_first) for rule in records(found)[0].rules] == [(Access.NOT_STATED, True)]
    assert [(problem.code, problem.key, problem.rejects) for problem in problems(found)] == [
        (ProblemCode.OPEN_AND_CLOSED, "ranna-skupina", False)
    ]


@pytest.mark.parametrize(("types", "access"), [(["O"], Access.OPEN), (["C"], Access.CLOSED), ([], Access.NOT_STATED)])
def test_access_is_what_the_codes_say(types: list[str], access: Access) -> None:
    assert [(rule.access, rule.ask_first) for rule in record(types=types).rules] == [(access, False)]


# Row 7: the same code in different programmes


def test_code_is_mapped_by_its_programme() -> None:
    aa = record(types=["S", "T", "Y"])
    aca = record(types=["S", "T", "Y"], options=ReadOptions(today=TODAY, code_set="aca"))

    assert (aa.languages, aa.formats, aa.audiences_welcome) == (("es",), (), ("trans", "young"))
    assert (aca.languages, aca.formats, aca.audiences_welcome) == ((), ("fellowship-text", "speaker", "yellow-workbook"), ())


def test_alateen_is_closed_and_serves_minors_whatever_else_is_said() -> None:
    options = ReadOptions(today=TODAY, code_set="al-anon")

    alateen = record(types=["Y", "O"], options=options)

    assert (alateen.rules[0].access, alateen.rules[0].ask_first, alateen.serves_minors) == (Access.CLOSED, False, True)
    assert codes(read_items(item(types=["Y", "O", "C"]), options=options)) == []


def test_al_anon_observers_welcome_is_open_and_families_only_is_closed() -> None:
    options = ReadOptions(today=TODAY, code_set="al-anon")

    assert record(types=["O"], options=options).rules[0].access == Access.OPEN
    assert record(types=["C"], options=options).rules[0].access == Access.CLOSED


def test_women_and_men_are_only_and_the_others_welcome() -> None:
    found = record(types=["W", "M", "LGBTQ", "G", "SEN", "X", "XB", "BA", "ASL", "SK"])

    assert found.audiences_only == ("men", "women")
    assert found.audiences_welcome == ("lgbtq", "seniors")
    assert found.venue is not None
    assert found.venue.access_facts == {"step_free": True, "toilet": True}
    assert (found.facilities, found.languages) == (("child_care",), ("ase", "sk"))


def test_unknown_code_set_is_an_error_at_once() -> None:
    with pytest.raises(KeyError):
        next(read(io.BytesIO(b"[]"), options=ReadOptions(today=TODAY, code_set="freemasons")))
