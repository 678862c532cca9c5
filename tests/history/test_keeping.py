"""What is computed for one public page and may serve the next."""

from datetime import UTC, datetime, timedelta
from functools import partial

from history.keeping import (
    LONGEST,
    Version,
    forget,
    forget_version,
    kept,
    kept_each,
    kept_for_page,
    kept_long,
    kept_one,
    showing,
    vocabulary_at,
)

MINUTE = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
asked: list[str] = []


@kept
def shouted(word: str) -> str:
    asked.append(word)
    return word.upper()


def several(words: list[str]) -> dict[str, str]:
    asked.extend(words)
    return {word: word.upper() for word in words if word != "nobody"}


def setup_function() -> None:
    asked.clear()


def test_outside_of_a_public_page_nothing_is_kept() -> None:
    assert [shouted("a"), shouted("a")] == ["A", "A"]
    assert asked == ["a", "a"]


def test_a_value_is_computed_once_for_a_version() -> None:
    with showing(Version(MINUTE, 1)):
        first = shouted("a")
    with showing(Version(MINUTE, 1)):
        again = shouted("a")

    assert (first, again, asked) == ("A", "A", ["a"])


def test_a_new_revision_forgets_what_was_kept() -> None:
    with showing(Version(MINUTE, 1)):
        shouted("a")
    with showing(Version(MINUTE, 2)):
        shouted("a")

    assert asked == ["a", "a"]


def test_of_several_values_only_the_missing_ones_are_computed() -> None:
    with showing(Version(MINUTE, 1)):
        kept_each("words", ["b", "a"], several)
        found = kept_each("words", ["a", "c", "nobody", "b"], several)

    assert list(found.items()) == [("a", "A"), ("c", "C"), ("b", "B")]
    assert asked == ["b", "a", "c", "nobody"]


def test_of_a_kind_no_more_than_its_limit_is_kept() -> None:
    with showing(Version(MINUTE, 1)):
        for word in ("a", "b", "a", "b"):
            kept_one("few", word, partial(several, [word]), most=1)

    assert asked == ["a", "b", "b"]


@kept_for_page
def whispered(word: str) -> str:
    asked.append(word)
    return word.lower()


def test_what_is_a_visitors_own_is_computed_once_for_their_page() -> None:
    with showing(Version(MINUTE, 1)):
        shown = [whispered("A"), whispered("A")]

    assert (shown, asked) == (["a", "a"], ["A"])


def test_what_is_a_visitors_own_is_forgotten_with_their_page() -> None:
    with showing(Version(MINUTE, 1)):
        whispered("A")
    with showing(Version(MINUTE, 1)):
        whispered("A")

    assert [whispered("A"), whispered("A")] == ["a", "a"]
    assert asked == ["A", "A", "A", "A"]


def test_one_kind_alone_can_be_forgotten() -> None:
    with showing(Version(MINUTE, 1)):
        kept_one("one", "a", lambda: shouted("a"))
        kept_one("other", "b", lambda: shouted("b"))

        forget("one")

        assert kept_one("one", "a", lambda: "anew") == "anew"
        assert kept_one("other", "b", lambda: "anew") == "B"


@kept_long
def named(word: str) -> str:
    asked.append(word)
    return word.title()


def test_what_depends_on_the_vocabulary_outlives_the_minute_and_other_changes() -> None:
    with showing(Version(MINUTE, 1, vocabulary=1)):
        named("a")
    with showing(Version(MINUTE + timedelta(minutes=1), 2, vocabulary=1)):
        named("a")
    forget_version()
    with showing(Version(MINUTE, 1, vocabulary=1)):
        named("a")

    assert asked == ["a"]


def test_another_vocabulary_forgets_what_depends_on_it() -> None:
    with showing(Version(MINUTE, 1, vocabulary=1)):
        named("a")
    with showing(Version(MINUTE, 1, vocabulary=2)):
        named("a")

    assert asked == ["a", "a"]


def unchanged(after: int) -> bool:
    asked.append(f"after {after}")
    return False


def test_the_vocabulary_is_asked_after_only_where_there_is_a_later_revision() -> None:
    states = [vocabulary_at(MINUTE, revision, unchanged) for revision in (5, 5, 7, 7)]

    assert len(set(states)) == 1
    assert asked == ["after 5"]


def test_a_change_of_the_vocabulary_is_another_state() -> None:
    before = vocabulary_at(MINUTE, 5, unchanged)

    assert vocabulary_at(MINUTE, 6, lambda _after: True) != before


def test_the_vocabulary_of_a_database_that_went_back_is_another_state() -> None:
    before = vocabulary_at(MINUTE, 5, unchanged)

    assert vocabulary_at(MINUTE, 4, unchanged) != before


def test_nothing_is_taken_for_unchanged_for_long() -> None:
    before = vocabulary_at(MINUTE, 5, unchanged)

    assert vocabulary_at(MINUTE + LONGEST - timedelta(minutes=1), 5, unchanged) == before
    assert vocabulary_at(MINUTE + LONGEST, 5, unchanged) != before
