"""Makes the demo world, or says how to get into it. Only where every page says that its meetings are invented."""

from argparse import ArgumentParser
from datetime import date
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from directory.demo.building import DEMO, build
from directory.demo.known import DemoError
from directory.demo.people import PASSWORD, coordinator_email
from groups.models import Group, ServiceBody
from history.models import Revision
from meetings.models import Meeting
from places.models import Venue

NO_DEMO_SITE = "This site is no demo, so invented meetings have no place in it. A demo site has SITE_IS_DEMO=true in its settings."
OTHER_LISTINGS = "There are listings here already. The demo world is only made in a directory that is still empty."
STANDS = "The demo world is already here. For a new one, begin with an empty database (docs/demo.md)."


class Command(BaseCommand):
    help = "Make the demo world: invented groups and meetings that show everything the directory can say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do nothing where there are listings already")
        parser.add_argument("--login", action="store_true", help="print how to sign in as the demo coordinator")
        parser.add_argument("--today", type=date.fromisoformat, help="another day than today, as in 2026-11-24")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SITE_IS_DEMO:
            raise CommandError(NO_DEMO_SITE)
        if options["login"]:
            self.print_login()
        elif obstacle := what_is_in_the_way():
            if not options["once"]:
                raise CommandError(obstacle)
            self.stdout.write(obstacle)
        else:
            self.make(options["today"] or timezone.localdate())

    def print_login(self) -> None:
        """Two lines, as wide as those that `make run` prints before them."""
        if not User.objects.filter(email=coordinator_email()).exists():
            self.stdout.write("There is no demo coordinator here.")
            return
        self.stdout.write(f"The demo coordinator is  {coordinator_email()}")
        self.stdout.write(f"with the password        {PASSWORD}")

    def make(self, today: date) -> None:
        self.stdout.write("Making the demo world …")
        started = monotonic()
        try:
            world = build(today)
        except DemoError as error:
            raise CommandError(str(error)) from error
        counts = f"{len(world.new.meetings)} meetings of {len(world.new.groups)} groups at {len(world.new.venues)} venues"
        self.stdout.write(f"Made {counts} in {monotonic() - started:.0f} s.")


def what_is_in_the_way() -> str:
    """Why the world cannot be made here; "" if it can."""
    if Revision.objects.filter(road=DEMO.kind).exists():
        return STANDS
    listings = (Group, Meeting, Venue, ServiceBody)
    return OTHER_LISTINGS if any(model._default_manager.exists() for model in listings) else ""
