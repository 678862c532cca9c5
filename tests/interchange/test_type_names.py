"""Types in words: in our own values, and never instead of a programme's codes."""

import pytest

from interchange.codes import CODE_SETS, FORMAT_SLUGS, Kind, Meaning, code_set, table
from interchange.type_names import is_fit, meanings_of, names
from meetings.kinds import Audience, Facility
from places.models import ACCESS_FACTS
from tests.interchange.feeds import noted, record

VALUES = {
    Kind.ACCESS: {"open", "closed"},
    Kind.FORMAT: set(FORMAT_SLUGS),
    Kind.WELCOME: set(Audience.values),
    Kind.ONLY: set(Audience.values),
    Kind.FACILITY: set(Facility.values),
    Kind.FACT: set(ACCESS_FACTS),
}


@pytest.mark.parametrize("kind", VALUES)
def test_names_stand_for_values_of_ours(kind: Kind) -> None:
    assert set(table("type_names.toml")[kind]) <= VALUES[kind]


@pytest.mark.parametrize(
    ("name", "meanings"),
    [
        ("Open", (Meaning(Kind.ACCESS, "open"),)),
        ("BIG  BOOK Study Meeting", (Meaning(Kind.FORMAT, "big-book"),)),
        ("Women’s Group", (Meaning(Kind.ONLY, "women"),)),
        ("Spanish Speaking", (Meaning(Kind.LANGUAGE, "es"),)),
        ("Closed discussion", (Meaning(Kind.ACCESS, "closed"), Meaning(Kind.FORMAT, "discussion"))),
        ("Alateen", (Meaning(Kind.MINORS),)),
        ("In-person", ()),
        ("Rule 62", None),
        ("x" * 100_000, None),
    ],
)
def test_a_name_says_what_it_says(name: str, meanings: tuple[Meaning, ...] | None) -> None:
    assert meanings_of(name) == meanings


def test_no_name_is_the_code_of_something_else() -> None:
    clashes = {
        (slug, name): (code_set(slug).read(name), says)
        for slug in CODE_SETS
        for name, says in names().items()
        if code_set(slug).read(name) not in (None, says)
    }

    assert {key for key in clashes if " " in key[1]} == set()
    assert all(len(name) <= 5 for _slug, name in clashes)  # a short code of a programme comes before a word


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("Rule 62", True),
        ("First Step Workshop", True),
        ("call Jane at 555-123-4567", False),
        ("jane@example.org", False),
        ("volajte Janu Novákovú", False),
        ("=1+1", False),
        ("x" * 41, False),
    ],
)
def test_a_name_that_nobody_knows_is_kept_only_if_nothing_personal_is_in_it(name: str, is_kept: bool) -> None:
    assert is_fit(name) is is_kept


def test_json_feeds_may_give_names_too() -> None:
    assert record(types=["Open", "Big Book"]) == record(types=["O", "B"])
    assert record(types="Open, Big Book") == record(types=["O", "B"])
    assert noted(types=["Open", "Big Book"]) == []


def test_many_unknown_names_fit_their_column() -> None:
    found = record(types=[f"Some other type of meeting {letter}" for letter in "abcdefghijklmnopqrst"])

    assert 0 < len("|".join(found.other_codes)) < 500
