"""What is computed for one public page and may serve the next."""

from datetime import UTC, datetime
from functools import partial

from history.keeping import Version, forget, kept, kept_each, kept_for_page, kept_one, showing

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
