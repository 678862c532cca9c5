"""One slip of the finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.gazetteer.slips import one_slip_away

letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    "slip",
    [
        "zlina",  # one missing
        "zilinaa",  # one too many
        "zilima",  # a wrong one
        "ziilna",  # two swapped
        "ilina",
        "zilin",
    ],
)
def test_slip_leads_back(slip: str) -> None:
    assert "zilina" in one_slip_away(slip)


@pytest.mark.parametrize(("slip", "meant"), [("варшва", "варшава"), ("αθηνσ", "αθηνα"), ("თბილიი", "თბილისი")])
def test_slip_leads_back_in_other_alphabets(slip: str, meant: str) -> None:
    assert meant in one_slip_away(slip)


@given(st.text(letters, min_size=4, max_size=12), st.integers(0, 11), letters)
def test_every_wrong_letter_leads_back(key: str, position: int, letter: str) -> None:
    position %= len(key)
    slip = key[:position] + letter + key[position + 1 :]

    assert slip == key or key in one_slip_away(slip)


def test_missing_space_leads_back() -> None:
    assert "nova ves" in one_slip_away("novaves")


@pytest.mark.parametrize("key", ["", "ab", "abc", "x" * 31])
def test_what_is_too_short_or_too_long_is_left(key: str) -> None:
    assert one_slip_away(key) == set()


def test_no_letters_are_tried_in_scripts_of_pictures() -> None:
    variants = one_slip_away("東京都庁")

    assert "東都京庁" in variants
    assert set("".join(variants)) == set("東京都庁 ")
