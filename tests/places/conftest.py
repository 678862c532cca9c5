"""A gazetteer of a country that does not exist, so that loading it touches nothing real."""

from collections.abc import Callable
from pathlib import Path

import pytest

from places.gazetteer.file import PlaceLine, write_places

WriteGazetteer = Callable[..., Path]


def place_line(**changes: object) -> PlaceLine:
    """A town of Nowhere."""
    values: dict[str, object] = {
        "id": 900_000_001,
        "slug": "utopia",
        "name": "Utopia",
        "country": "XA",
        "region_code": "01",
        "region": "Nowhere",
        "population": 40_000,
        "latitude": -40.0,
        "longitude": -30.0,
        "zone": "Etc/UTC",
        **changes,
    }
    return PlaceLine(**values)  # type: ignore[arg-type]


@pytest.fixture
def write_gazetteer(tmp_path: Path) -> WriteGazetteer:
    """Writes a file of the given lines and returns its path."""

    def write(*lines: PlaceLine, name: str = "gazetteer.tsv.xz") -> Path:
        write_places(lines, tmp_path / name)
        return tmp_path / name

    return write
