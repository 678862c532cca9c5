"""Groups with meetings, for the tests of the HSDS API."""

from typing import Any

from tests.meetings.visits import today_meeting
from tests.meetings.world import make_group


def groups_called(*called: str, **fields: Any) -> None:
    for name in called:
        today_meeting(name, group=make_group(name, **fields))
