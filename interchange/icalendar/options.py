"""What a writer of calendars has to be told."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """`name` is shown by the phone as the name of the calendar, `source` is the address at which it asks again, `zone` the time
    zone of a calendar without dates. With a `discreet_summary` every event is called so, and nothing in the calendar tells what
    it is about: neither names nor links nor sentences, of a place only its address."""

    today: date
    name: str
    zone: str
    source: str = ""
    discreet_summary: str = ""

    @property
    def is_discreet(self) -> bool:
        return bool(self.discreet_summary)
