"""What is asked of a handout in its address: in whose language, in which size."""

from collections.abc import Mapping
from dataclasses import dataclass

from referrals.kinds import HandoutLanguage

READER, SIZE = "reader", "size"
USUAL, LARGE = 14, 18  # points


@dataclass(frozen=True, slots=True)
class Asked:
    """The language of the reader, which need not be the page's, and the size of the letters in points."""

    reader: str
    size: int

    def query(self) -> dict[str, str]:
        """As parameters of an address."""
        return {READER: self.reader, SIZE: str(self.size)}


def asked(given: Mapping[str, str], *, reader: str) -> Asked:
    """The parameters that are understood; else the usual size, and the language that is at hand."""
    chosen = given.get(READER, "")
    size = LARGE if given.get(SIZE) == str(LARGE) else USUAL
    return Asked(chosen if chosen in HandoutLanguage else reader, size)
