"""A question that the reference server refuses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """With which status, and in which words."""

    message: str
    status: int = 422
