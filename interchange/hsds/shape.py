"""The two shapes in which an object is written: whole, or simple as in lists, with nothing of which there may be several."""

from typing import Any


def given(properties: dict[str, Any]) -> dict[str, Any]:
    """Those that say something. An empty text says nothing, the number 0 does."""
    return {name: value for name, value in properties.items() if value not in ("", None, [], {})}


def simple(found: dict[str, Any]) -> dict[str, Any]:
    """The object with what it has once, also in the objects inside it."""
    kept = {name: value for name, value in found.items() if not isinstance(value, list)}
    return {name: simple(value) if isinstance(value, dict) else value for name, value in kept.items()}
