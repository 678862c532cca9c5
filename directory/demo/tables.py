"""The data of the demo world, as they stand in its files."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"

Table = dict[str, Any]


@cache
def read(name: str) -> Table:
    """A file, by its path under data/ without ".toml". It is read once: whoever gets it changes nothing in it."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def files_in(folder: str) -> list[str]:
    """The names of the files of a folder, in order."""
    return [f"{folder}/{path.stem}" for path in sorted((DATA / folder).glob("*.toml"))]
