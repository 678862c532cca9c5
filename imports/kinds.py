"""The kinds and choices of this room, in the words of docs/glossary.md."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interchange.reasons import HeldReason


class FeedFormat(TextChoices):
    """What a source's feed is written in."""

    MEETING_GUIDE = "meeting_guide", _("Meeting Guide JSON")


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


class ImportCode(StrEnum):
    """What this room finds wrong, beside what readers do (interchange/reasons.py). The first group refuses a run, the second
    makes it wait, the third rejects a record, the rest are only noted."""

    FILE_MISSING = "file_missing"  # no file of that name
    FILE_UNREADABLE = "file_unreadable"  # there is one, but it cannot be opened
    ADDRESS_UNFIT = "address_unfit"  # not http(s), or not an address at all
    ADDRESS_PRIVATE = "address_private"  # it leads into a network that is not public
    HOST_UNKNOWN = "host_unknown"  # there is no host of that name
    UNREACHABLE = "unreachable"  # nobody answers there, or stops in the middle
    TLS_FAILED = "tls_failed"  # its certificate does not prove who it is
    TOO_SLOW = "too_slow"  # more than FETCH_SECONDS
    TOO_LARGE = "too_large"  # more than FETCH_MEGABYTES, packed or unpacked
    BAD_STATUS = "bad_status"  # the server answers with an error; detail: the status
    TOO_MANY_REDIRECTS = "too_many_redirects"
    PACKING_BROKEN = "packing_broken"  # it cannot be unpacked
    NOTHING_READABLE = "nothing_readable"  # every record is rejected
    SOURCE_NOT_IN_USE = "source_not_in_use"
    BROKEN_OFF = "broken_off"  # a fault of ours; nothing was changed

    MANY_MISSING = "many_missing"  # more of its meetings are missing than the source may withdraw alone
    MOST_MISSING = "most_missing"  # more than half of its meetings are missing

    LISTING_REFUSED = "listing_refused"  # the rules of our own rows do not allow it; value: their words

    RECORD_REPEATED = "record_repeated"  # the same record is there again, and was not taken twice
    ZONE_ASSUMED = "zone_assumed"  # neither the record nor its place tells the time zone; the source's was taken
    PLACE_UNKNOWN = "place_unknown"  # a place without coordinates that the gazetteer does not know: it is not on the map
    PLACED_BY_TOWN = "placed_by_town"  # … that it knows: shown at the middle of the town, as an area
    FORMAT_UNKNOWN = "format_unknown"  # a format that this site has not loaded
