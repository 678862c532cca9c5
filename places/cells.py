"""The surface of the earth as numbered cells of a quarter of a degree, so that a B-tree finds what is near together with another
column: what is in these cells and starts in this hour."""

from math import floor

from places.distance import DATE_LINE, POLE, Box, Point

PER_DEGREE = 4
ACROSS = int(2 * DATE_LINE) * PER_DEGREE


def cell_of(latitude: float, longitude: float) -> int:
    """The cell of a point: rows from south to north, in each from west to east."""
    return row_of(latitude) * ACROSS + column_of(longitude)


def cells_in(box: Box) -> list[int]:
    """All cells of which some part is in the box, in their order."""
    rows = range(row_of(box.south), row_of(box.north) + 1)
    columns = sorted({one for west, east in box.longitudes for one in range(column_of(west), column_of(east) + 1)})
    return [row * ACROSS + column for row in rows for column in columns]


def middle_of(cell: int) -> Point:
    """The point in the middle of a cell."""
    row, column = divmod(cell, ACROSS)
    return Point((row + 0.5) / PER_DEGREE - POLE, (column + 0.5) / PER_DEGREE - DATE_LINE)


def row_of(latitude: float) -> int:
    return floor((latitude + POLE) * PER_DEGREE)


def column_of(longitude: float) -> int:
    return floor((longitude + DATE_LINE) * PER_DEGREE)
