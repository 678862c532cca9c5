"""Two people change one listing: nothing that either of them wrote is lost without somebody saying so."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.editing.merging import merge

values = st.one_of(st.none(), st.integers(0, 3))
rows = st.fixed_dictionaries(dict.fromkeys(("name", "street", "floor", "start"), values))
Row = dict[str, object]


def test_what_only_one_of_them_changed_is_taken() -> None:
    base = {"name": "A", "street": "1"}

    merged = merge(base, {"name": "B", "street": "1"}, {"name": "A", "street": "2"})

    assert (merged.values, merged.theirs, merged.disputed) == ({"name": "B", "street": "2"}, ("street",), ())


def test_what_both_changed_is_asked_and_what_was_typed_stays() -> None:
    merged = merge({"name": "A"}, {"name": "B"}, {"name": "C"})

    assert (merged.values, merged.theirs, merged.disputed) == ({"name": "B"}, (), ("name",))


def test_the_same_change_by_both_is_no_dispute() -> None:
    merged = merge({"name": "A"}, {"name": "B"}, {"name": "B"})

    assert (merged.values, merged.theirs, merged.disputed) == ({"name": "B"}, (), ())


@given(rows, rows, rows)
def test_every_field_is_mine_or_theirs_and_no_change_is_lost(base: Row, mine: Row, now: dict[str, object]) -> None:
    merged = merge(base, mine, now)

    for name in base:
        changed_here, changed_there = mine[name] != base[name], now[name] != base[name]
        if changed_here and changed_there and mine[name] != now[name]:
            assert name in merged.disputed
            assert merged.values[name] == mine[name]
        elif changed_there:
            assert merged.values[name] == now[name]
        else:
            assert merged.values[name] == mine[name]


@given(rows, rows, rows)
def test_merging_once_more_changes_nothing(base: Row, mine: Row, now: Row) -> None:
    once = merge(base, mine, now)

    again = merge(base, once.values, now)

    assert (again.values, again.disputed) == (once.values, once.disputed)


@given(rows, rows)
def test_where_nobody_else_changed_anything_what_was_typed_holds(base: Row, mine: Row) -> None:
    merged = merge(base, mine, base)

    assert (merged.values, merged.theirs, merged.disputed) == (mine, (), ())
