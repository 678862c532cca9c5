"""What time asks for: the horizon of dates moved on, what waited too long and old sessions forgotten. It may rest for months."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from imports.actions import forget_expired
from meetings.entries import index_missing
from meetings.index import move_horizon


class Command(BaseCommand):
    help = (
        "Move the index of dates on to a year from today; forget held texts and feeds nobody decided on, and expired sessions. "
        "Run it every night."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rules = move_horizon()
        index_missing()
        forget_expired(timezone.now())
        call_command("clearsessions")
        self.stdout.write(f"The dates of {rules} rules are indexed a year ahead; what waited for more than 90 days is forgotten.")
