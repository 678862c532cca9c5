"""Folding: what is typed in a hurry equals what was written with care."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages.fold import fold, fold_code, fold_each


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  ŽILINA-Vlčince ", "zilina vlcince"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Ørsted", "orsted"),
        ("Đuro", "duro"),
        ("Æro", "aero"),
        ("İzmir", "izmir"),
        ("O’Fallon", "ofallon"),
        ("Варшава", "варшава"),
        ("Київ", "киів"),
        ("ｆｕｌｌ width", "full width"),
        ("!?…", ""),
        ("\x00", ""),
    ],
)
def test_fold_makes_variants_equal(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_fold_of_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("typed", ["811 01", "81101", "811-01", " 811  01 "])
def test_fold_code_knows_no_gaps(typed: str) -> None:
    assert fold_code(typed) == "81101"


@given(st.lists(st.text(max_size=20), max_size=5))
def test_many_texts_fold_as_each_of_them_does(texts: list[str]) -> None:
    assert fold_each(texts) == [fold(text) for text in texts]
