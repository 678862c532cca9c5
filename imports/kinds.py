"""The kinds and choices of this room, in the words of docs/glossary.md."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interchange.reasons import HeldReason


class FeedFormat(TextChoices):
    """What a source's feed is written in. Whether it is JSON or a table is told by each file itself."""

    MEETING_GUIDE = "meeting_guide", _("Meeting Guide, as JSON or as a table (CSV, TSV)")


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


WAITING_OUTCOMES = (Outcome.WAITING, Outcome.WITHDRAWALS_WAIT)
GOOD_OUTCOMES = (Outcome.APPLIED, Outcome.UNCHANGED, Outcome.DRY_RUN)

HELD_REASONS = [
    (HeldReason.CONTACT, _("a field for contacts")),
    (HeldReason.EMAIL, _("a mail address")),
    (HeldReason.PHONE, _("a telephone number")),
    (HeldReason.PASSWORD, _("a password")),
    (HeldReason.NAME, _("a name of a person")),
    (HeldReason.LINK, _("not an address on the web")),
]
