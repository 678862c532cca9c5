"""Loads the seed data of all rooms. It may run with every new version: what coordinators changed stays theirs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from groups.seeding import SEED_ROAD, Outcome, Outcomes, SeedError, load_fellowships, load_topics
from history.tracking import tracking
from meetings.seeding import load_formats


class Command(BaseCommand):
    help = "Load the topics, fellowships and formats that come with the project; changes made by coordinators are kept."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with tracking(by=None, source=SEED_ROAD):
                loaded = {"topics": load_topics(), "fellowships": load_fellowships(), "formats": load_formats()}
        except SeedError as error:
            raise CommandError(str(error)) from error
        for name, outcomes in loaded.items():
            self.stdout.write(f"{name}: {counts(outcomes)}")
        if not any(outcomes[Outcome.CREATED] + outcomes[Outcome.COMPLETED] for outcomes in loaded.values()):
            self.stdout.write("Nothing to change.")


def counts(outcomes: Outcomes) -> str:
    """ "57 created, 0 completed, 0 unchanged"; what was left out is only told where there is such a row."""
    told = [outcome for outcome in Outcome if outcomes[outcome] or outcome != Outcome.LEFT_OUT]
    return ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in told)
