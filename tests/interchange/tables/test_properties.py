"""Whatever table is written is read: every row is one record or one rejection, in every dialect and encoding."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchange.records import MeetingRecord, Problem
from interchange.tables import looks_like_a_table, read
from interchange.tables.columns import fields_by_heading
from tests.interchange.feeds import records
from tests.interchange.tables.tables import COMPLETE, read_bytes, read_options, row, written

HEADINGS = sorted({*COMPLETE, *fields_by_heading(), "Colour", "Farba"} - {"mesto"})
TELLING = [
    *(
        "Monday",
        "pondelok",
        "0",
        "7",
        "7:00 PM",
        "noon",
        "24:00",
        "1hr 30mins",
        "O,C",
        "Open, Big Book",
        "ONL",
        "TC",
        "NULL",
        "<br>",
    ),
    *(
        "https://zoom.us/j/1",
        "http://[::1",
        "inactive",
        "yes",
        "True",
        "PM",
        "48,1",
        "nan",
        "1e400",
        "Mon 6.30 - 8.00pm, 5 High St",
    ),
    *("call John at 555-123-4567", "a@example.org", '"', '""', "a\nb", "a\r\nb", ",;\t", "=1+1", "\x00", "²", "sep=;", "AA", "NA"),
]
cells = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(TELLING)
readable_cells = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="<&"), min_size=1, max_size=20
)


def answers(found: list[MeetingRecord | Problem]) -> list[int | None]:
    """The indexes of records and rejections."""
    return [each.index for each in found if isinstance(each, MeetingRecord) or each.rejects]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=12, unique=True),
    st.data(),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_row_is_one_record_or_one_rejection(headings: list[str], data: st.DataObject, delimiter: str, encoding: str) -> None:
    names = [*headings, "mesto"]
    rows = [
        {**{name: data.draw(cells) for name in headings}, "mesto": data.draw(readable_cells)}
        for _row in range(data.draw(st.integers(1, 4)))
    ]

    content = written([{name: each[name] for name in names} for each in rows], delimiter=delimiter).encode(encoding)

    assert answers(read_bytes(content, fellowship_names=frozenset({"aa"}))) == list(range(len(rows)))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(readable_cells.filter(lambda text: text[0].isalnum()), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\r\n", "\n"]),
)
def test_every_dialect_says_the_same(streets: list[str], delimiter: str, end: str) -> None:
    rows = [row(Slug=f"s{number}", Address=f"{street} 5") for number, street in enumerate(streets)]
    expected = read_bytes(written(rows).encode())

    content = written(rows, delimiter=delimiter, end=end).encode("utf-16")

    assert read_bytes(content) == expected
    assert looks_like_a_table(content[:4096])
    assert [each.key for each in records(expected)] == [f"s{number}" for number in range(len(streets))]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_without_an_error(content: bytes, has_heading: bool) -> None:
    heading = b"City,Day,Time,Meeting Location\n" if has_heading else b""

    found = list(read(io.BytesIO(heading + content), options=read_options()))

    assert all(isinstance(each, Problem) or each.index >= 0 for each in found)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_cut_anywhere_loses_rows_but_never_makes_another(data: st.DataObject) -> None:
    rows = [row(Slug=f"s{number}", Notes='Vchod "zo dvora"\r\nzvonček') for number in range(3)]
    content = written(rows).encode()
    whole = {each.key: each for each in records(read_bytes(content))}
    cut = data.draw(st.integers(len(written(rows[:1]).encode()), len(content)))

    found = read_bytes(content[:cut])

    is_broken = any(isinstance(each, Problem) and each.rejects and each.index is None for each in found)
    assert is_broken or all(each.name == whole[each.key].name for each in records(found))
