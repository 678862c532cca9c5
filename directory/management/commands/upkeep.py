"""What time asks for. Everything that a page says is right without it; it moves the horizon of dates on, sends mail and forgets."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.limits import forget_old_attempts
from history.erasing import erase_old
from imports.actions import forget_expired
from meetings.entries import index_missing
from meetings.index import move_horizon
from referrals.models import AccountRequest
from referrals.owner_mails import forget_old_mails, tell_owners
from upkeep import digests, inviting, limits, networks, relay
from upkeep.actions import erase_expired


class Command(BaseCommand):
    help = (
        "Do what is due: move the index of dates on to a year from today, send mails, and forget what may not be kept. Run it "
        "every night; it may be run again, twice at once, or not for months. It fails where mail could not be sent."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mail", action="store_true", help="Only what has to do with mail: quick, for every hour.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for said in () if options["mail"] else done(now):
            self.stdout.write(said)
        failed = [said for said in mailed(now, self.stdout.write) if said]
        if failed:
            raise CommandError(" ".join(failed))


def done(now: datetime) -> Iterator[str]:
    """All that needs no mail server, a line for each."""
    yield f"The dates of {move_horizon()} rules are indexed a year ahead."
    index_missing()
    forget_expired(now)
    yield "Texts and feeds that waited for more than 90 days are forgotten."
    yield f"Of {erase_expired(now)} suggestions and reports the free text is erased."
    yield f"{networks.forget_old_keys(now)} hashes of networks are blanked; {limits.forget_uses(now)} uses of forms are forgotten."
    yield f"{digests.forget_old_digests(now)} mails of more than a year ago are forgotten."
    yield f"{inviting.forget_old_invitations(timezone.localdate(now))} invitations that were closed a month ago are forgotten."
    yield f"{AccountRequest.objects.forget(now)} mail addresses of clinics that asked for an account are forgotten."
    yield f"Of {erase_old(now)} entries the history keeps the values no longer."
    yield f"{forget_old_mails(now)} mails to keepers of lists of more than a year ago are forgotten."
    forget_old_attempts()
    call_command("clearsessions")
    yield "Sessions that are over are forgotten."


def mailed(now: datetime, say: Callable[[str], object]) -> Iterator[str]:
    """Messages to groups first, for they are kept a day only; then the questions to holders. Gives what failed."""
    tried = relay.try_again(now)
    say(f"{tried.delivered} messages to groups were delivered late; {tried.given_up} were given up.")
    yield f"{tried.waiting} messages to groups still wait." if tried.waiting else ""
    sent = digests.send_digests(now)
    say(f"{sent.mails} people were asked about {sent.listings} listings.")
    yield f"{sent.failed} mails to holders could not be sent." if sent.failed else ""
    yield "The mail server did not answer: the others are asked at the next run." if sent.is_stopped else ""
    if sent.is_stopped:
        return
    told = tell_owners(now)
    say(f"{told.mails} keepers of lists were told what has become of their meetings.")
    yield f"{told.failed} mails to keepers of lists could not be sent." if told.failed else ""
