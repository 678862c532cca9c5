"""Plain text out of what feeds contain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interchange.texts import one_line, plain, shortened


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>One</p><p>Two&nbsp; three</p>", "One\nTwo three"),
        ("Tom &#038; Jerry&#8217;s &amp; co", "Tom & Jerry’s & co"),
        ("&lt;b&gt;bold&lt;/b&gt; &amp;amp; plain", "bold & plain"),
        ("<script>alert(1)</script>Hi", "Hi"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Hi", "Hi"),
        ("I <3 AA, 5 < 6 > 4, R&D", "I <3 AA, 5 < 6 > 4, R&D"),
        ("first\r\nsecond\rthird\n\n\n\nfourth  \t end", "first\nsecond\nthird\n\nfourth end"),
        ("x\x00y\u200bz\ufeff\u2028", "xyz"),
        ("Z\u030cilina", "Žilina"),
        ("\ud800a<b>c</b>", "ac"),
    ],
)
def test_plain_text_has_no_html_no_entities_and_nothing_invisible(raw: str, text: str) -> None:
    assert plain(raw) == text


@pytest.mark.parametrize("raw", ["NULL", "null", " None ", "n/a", "undefined", "<br>", "-", "&nbsp;"])
def test_words_for_nothing_are_empty(raw: str) -> None:
    assert plain(raw) == ""


@given(st.text())
def test_plain_text_stays_as_it_is(raw: str) -> None:
    text = plain(raw)

    assert plain(text) == text


@given(st.text(alphabet="<>&;#brpli/ \n", max_size=200))
def test_plain_text_of_tangled_html_stays_as_it_is(raw: str) -> None:
    text = plain(raw)

    assert plain(text) == text


def test_hostile_html_is_read_in_time_that_grows_with_its_length() -> None:
    assert plain("<br" * 100_000) == ""


def test_one_line_has_no_line_breaks() -> None:
    assert one_line(" one\n\n two ") == "one two"


@pytest.mark.parametrize(
    ("text", "short"),
    [("one two", "one two"), ("one two three", "one two…"), ("onetwothree", "onetwothr…"), ("one, two three", "one…")],
)
def test_shortened_text_ends_at_a_word(text: str, short: str) -> None:
    assert shortened(text, 10 if "," not in text else 6) == short
