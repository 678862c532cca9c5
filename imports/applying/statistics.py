"""What PostgreSQL knows of the tables that a run fills. It gathers that by itself only after the transaction, and until then takes
them for empty, so that every question reads them whole."""

from dataclasses import dataclass

from django.db import connection

from groups.models import Group
from history.models import Change
from imports.models import SourceGroup, SourceMeeting, SourceVenue
from meetings.models import Meeting, ScheduleRule
from places.models import Venue

FILLED = (Group, Venue, Meeting, Meeting.formats.through, ScheduleRule, Change, SourceGroup, SourceMeeting, SourceVenue)
FEWEST_ROWS = 1000


@dataclass(slots=True)
class Statistics:
    """Renewed each time the rows that a run has made have doubled."""

    made: int = 0
    renew_at: int = FEWEST_ROWS

    def grown_by(self, rows: int) -> None:
        """So many listings more."""
        self.made += rows
        if self.made >= self.renew_at:
            self.renew_at = 2 * self.made
            renew()


def renew() -> None:
    """Ask the database to look at its tables; another run that is doing so is not waited for."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in FILLED:
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {connection.ops.quote_name(model._meta.db_table)}")
