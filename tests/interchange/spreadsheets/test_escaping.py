"""Cells that no office program takes for a formula."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interchange.spreadsheets.escaping import escaped, escaped_where_typed, fit, unescaped

SIGNS = "=+-@＝＋－＠"
texts = st.text(alphabet="a='\",;\n+-@| \t1.", max_size=20)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+421 903", "'+421 903"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a;=1", "a;'=1"),
        ("a,=1", "a,'=1"),
        ("a\n=1", "a\n'=1"),
        ('a;"=1', "a;'\"=1"),
        ("a = b", "a = b"),
        ("-17.1067", "-17.1067"),
        ("-17", "-17"),
        ("", ""),
    ],
)
def test_formula_gets_an_apostrophe_in_front(text: str, cell: str) -> None:
    assert escaped(text) == cell
    assert unescaped(cell) == text


def test_what_nobody_escaped_is_read_as_it_is() -> None:
    assert [unescaped(cell) for cell in ("=1+1", "'tis", "a;=1", "'")] == ["=1+1", "'tis", "a;=1", "'"]


@given(texts)
def test_every_text_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert unescaped(escaped_where_typed(text)) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(st.lists(texts.map(fit), min_size=2, max_size=4))
def test_no_cell_begins_a_formula_whatever_sign_divides_them(delimiter: str, cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([escaped(cell) for cell in cells])

    pieces = re.split(rf"[{delimiter}\r\n]", out.getvalue())

    # A quotation mark at its beginning is taken away by some programs.
    begins = [piece.lstrip('"')[:2] for piece in pieces]
    assert [piece for piece in begins if piece[:1] and piece[0] in SIGNS and piece not in ("-1",)] == []


def test_what_no_cell_can_hold_is_left_out() -> None:
    assert fit("a\x00b\x1bc\ud800d\te\r\nf") == "abcd e\nf"
    assert len(fit("x" * 40_000)) == 32_767
