"""The kinds and choices of this room, in the words of docs/glossary.md."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interchange.reasons import HeldReason


class FeedFormat(TextChoices):
    """What a source's feed is written in. Whether Meeting Guide is JSON or a table is told by each file itself."""

    MEETING_GUIDE = "meeting_guide", _("Meeting Guide, as JSON or as a table (CSV, TSV)")
    BMLT = "bmlt", _("BMLT: the address of a server of NA, or a file of its meetings")
    ICALENDAR = "icalendar", _("a calendar (iCalendar, .ics)")
    HSDS = "hsds", _("HSDS or Open Referral UK: a directory of services, as JSON")


class Outcome(TextChoices):
    """What became of a run."""

    RUNNING = "running", _("running, or broken off")
    APPLIED = "applied", pgettext_lazy("run", "applied")
    UNCHANGED = "unchanged", pgettext_lazy("run", "nothing to change")
    WITHDRAWALS_WAIT = "withdrawals_wait", _("applied, but its withdrawals wait for a person")
    WAITING = "waiting", _("nothing was changed, it waits for a person")
    OVERTAKEN = "overtaken", _("no longer waiting: a later run took its place")
    REFUSED = "refused", pgettext_lazy("run", "refused")
    DRY_RUN = "dry_run", _("only tried out")


class Rhythm(TextChoices):
    """How often a source is fetched by `manage.py sync`."""

    BY_HAND = "by_hand", pgettext_lazy("how often", "only by hand")
    HOURLY = "hourly", pgettext_lazy("how often", "every hour")
    DAILY = "daily", pgettext_lazy("how often", "every day")
    WEEKLY = "weekly", pgettext_lazy("how often", "every week")
    MONTHLY = "monthly", pgettext_lazy("how often", "every month")


class Condition(TextChoices):
    """How a source is doing."""

    OUT_OF_USE = "out_of_use", pgettext_lazy("source", "not in use")
    NEW = "new", pgettext_lazy("source", "never fetched yet")
    BROKEN = "broken", pgettext_lazy("source", "cannot be read")
    WAITS = "waits", pgettext_lazy("source", "waits for a decision")
    LATE = "late", pgettext_lazy("source", "read, but not lately")
    WELL = "well", pgettext_lazy("source", "well")


# After which time a source is due: a little less than its name says, for a nightly `sync` does not begin at the same second.
PERIODS: Mapping[str, timedelta] = {
    Rhythm.HOURLY: timedelta(minutes=50),
    Rhythm.DAILY: timedelta(hours=20),
    Rhythm.WEEKLY: timedelta(days=6, hours=12),
    Rhythm.MONTHLY: timedelta(days=27, hours=12),
}

WAITING_OUTCOMES = (Outcome.WAITING, Outcome.WITHDRAWALS_WAIT)
GOOD_OUTCOMES = (Outcome.APPLIED, Outcome.UNCHANGED, Outcome.DRY_RUN)
# The feed was there and could be read, and what could be done without a person was done.
SUCCESSES = (Outcome.APPLIED, Outcome.UNCHANGED, Outcome.WITHDRAWALS_WAIT)


class Likelihood(TextChoices):
    """How sure it is that two listings are one meeting: the verdicts of matching/scoring.py."""

    SAME = "same", pgettext_lazy("duplicates", "almost certainly the same")
    LIKELY = "likely", pgettext_lazy("duplicates", "perhaps the same")


class DuplicateState(TextChoices):
    """What somebody said of two listings that may be one meeting."""

    OPEN = "open", pgettext_lazy("duplicates", "not decided")
    MERGED = "merged", pgettext_lazy("duplicates", "merged")
    DIFFERENT = "different", pgettext_lazy("duplicates", "not the same")


HELD_REASONS = [
    (HeldReason.CONTACT, _("a field for contacts")),
    (HeldReason.EMAIL, _("a mail address")),
    (HeldReason.PHONE, _("a telephone number")),
    (HeldReason.PASSWORD, _("a password")),
    (HeldReason.NAME, _("a name of a person")),
    (HeldReason.LINK, _("not an address on the web")),
]
