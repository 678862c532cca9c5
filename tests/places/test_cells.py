"""Whatever lies in a circle lies in one of the cells that its box touches."""

from hypothesis import given
from hypothesis import strategies as st

from places.cells import ACROSS, cell_of, cells_in, middle_of
from places.distance import Box, Point

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


@given(latitudes, longitudes, st.integers(1, 200), st.floats(-2, 2), st.floats(-4, 4))
def test_what_is_in_a_circle_is_in_its_cells(latitude: float, longitude: float, km: int, up: float, across: float) -> None:
    centre = Point(latitude, longitude)
    near = Point(max(-90.0, min(90.0, latitude + up)), (longitude + across + 180) % 360 - 180)

    if centre.km_to(near) <= km:
        assert cell_of(near.latitude, near.longitude) in cells_in(Box.around(centre, km))


@given(latitudes, longitudes)
def test_a_number_has_room_in_its_column(latitude: float, longitude: float) -> None:
    assert 0 <= cell_of(latitude, longitude) < 2**31


def test_near_the_date_line_cells_of_both_sides_are_asked() -> None:
    columns = {cell % ACROSS for cell in cells_in(Box.around(Point(0, 179.99), 5))}

    assert columns == {0, ACROSS - 1}


def test_a_city_is_in_a_dozen_cells_at_most() -> None:
    assert len(cells_in(Box.around(Point(49.22, 18.74), 25))) <= 16


def test_the_middle_of_a_cell_is_in_it() -> None:
    cell = cell_of(49.22, 18.74)

    middle = middle_of(cell)

    assert (middle.latitude, middle.longitude) == (49.125, 18.625)
    assert cell_of(middle.latitude, middle.longitude) == cell
