"""The few meetings that a page about something else shows: the soonest ones, and the search that has them all."""

from dataclasses import dataclass
from datetime import datetime

from meetings.cards import Card, by_day
from meetings.results import answer
from meetings.search import How, MeetingSearch
from meetings.windows import When

SHOWN = 10


@dataclass(frozen=True, slots=True)
class NextMeetings:
    """The soonest meetings of a search, by their days. `search` finds all of them; `is_online` where one can join all that are
    shown from home."""

    search: MeetingSearch
    days: list[tuple[str, list[Card]]]
    is_online: bool


def next_meetings(search: MeetingSearch, *, now: datetime) -> NextMeetings:
    """The ten soonest that one can join from anywhere; where there are none online, the soonest of all.

    A page about a fellowship or a topic does not know where its reader is: a meeting in another country tonight would help nobody.
    """
    online = search.but(how=(How.ONLINE,), when=When.ANY)
    found = answer(online, now=now, centre=None).cards[:SHOWN]
    if found:
        return NextMeetings(online, by_day(found, now), is_online=True)
    anywhere = search.but(when=When.ANY)
    return NextMeetings(anywhere, by_day(answer(anywhere, now=now, centre=None).cards[:SHOWN], now), is_online=False)
