"""Two moderators who press at once, on PostgreSQL: one decides, the other is told. SQLite lets one write at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from history.models import Revision
from history.road import RoadKind
from tests.meetings.world import make_meeting, make_venue
from upkeep.actions import Acceptance, Outcome, accept_change
from upkeep.kinds import SuggestionKind, SuggestionStatus
from upkeep.models import Suggestion

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
PATIENCE = 20  # seconds


def test_of_two_who_accept_at_once_one_does() -> None:
    meeting = make_meeting("Nádej", venue=make_venue(bell="Klub"))
    proposed = {"venue-bell": "Klub 2"}
    suggestion = Suggestion.objects.create(kind=SuggestionKind.CHANGE, meeting=meeting, proposed=proposed, language="en")
    users = [User.objects.create_superuser(f"{name}@example.org", "x") for name in ("a", "b")]
    start = Barrier(2, timeout=PATIENCE)

    def press(user: User) -> Outcome:
        start.wait()
        try:
            return accept_change(suggestion, Acceptance(taken=proposed), by=user)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as moderators:
        outcomes = list(moderators.map(press, users))

    suggestion.refresh_from_db()
    assert sorted(outcomes, key=lambda one: one.value) == [Outcome.DONE, Outcome.DECIDED_ALREADY]
    assert suggestion.status == SuggestionStatus.ACCEPTED
    assert Revision.objects.filter(road=RoadKind.SUGGESTION).count() == 1
