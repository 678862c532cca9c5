"""Makes the booklets that visitors ordered. Pages start it themselves (referrals/booklet/waiting.py)."""

import gc
import os
from typing import Any

from django.core.management.base import BaseCommand

from referrals.booklet.waiting import work

GENTLY = 5  # of the system's scale from 0 to 19: pages go first


class Command(BaseCommand):
    help = (
        "Make the booklets that are ordered and not made yet. The site starts this itself; by hand it goes on where one was ended."
    )

    requires_system_checks = ()  # they take half a second, and a visitor waits

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(GENTLY)
        gc.disable()  # a quarter of the time of loading thousands of rows; the process ends soon
        self.stdout.write(f"{work()} booklets made.")
