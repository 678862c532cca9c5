"""Text that staff write for everybody refuses to look like a patient: names, initials, birth numbers and dates, telephone numbers,
mail addresses. The message says what was caught. What is found is what `interchange.personal` knows, and two things more: initials
and old dates, which are nobody's business in a note about a meeting."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interchange.personal.patients import Trace, traces

INITIALS = re.compile(r"(?<![\w.])([^\W\d_])\. ?([^\W\d_])\.")
FELLOWSHIPS = frozenset(["AA", "ACA", "CA", "DA", "EA", "GA", "MA", "NA", "OA", "SA"])  # some write them with full stops
OLD_DATE = re.compile(r"(?<!\d)[0-3]?\d ?[./-] ?[0-3]?\d ?[./-] ?((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)-[01]\d-[0-3]\d(?!\d)")
OLD_YEARS = 5  # nobody is sent to a meeting by what was so long ago
LOOKS_LIKE = {
    Trace.NAME: gettext_lazy("“%(passage)s” looks like somebody’s name or initials."),
    Trace.BIRTH: gettext_lazy("“%(passage)s” looks like a birth number or a date of birth."),
    Trace.PHONE: gettext_lazy("“%(passage)s” looks like a telephone number. Those of groups are shown beside their meetings."),
    Trace.MAIL: gettext_lazy("“%(passage)s” looks like a mail address. Those of groups are shown beside their meetings."),
}


def names_no_patient(text: str) -> None:
    """Refuse what looks like a person, and say what it was and why. Raises ValidationError."""
    found = dict([*traces(text, settings.SITE_COUNTRY), *initials(text), *old_dates(text)])
    if found:
        said = [str(LOOKS_LIKE[trace]) % {"passage": passage} for passage, trace in found.items()]
        raise ValidationError([*said, _("Write only about the meeting: everybody who has the address reads it.")])


def initials(text: str) -> Iterator[tuple[str, Trace]]:
    """ "J. K.", where no name follows: that may be the name of a street."""
    for match in INITIALS.finditer(text):
        letters, after = match[1] + match[2], text[match.end() :].lstrip()[:1]
        if letters.isupper() and letters not in FELLOWSHIPS and not after.isupper():
            yield match[0], Trace.NAME


def old_dates(text: str) -> Iterator[tuple[str, Trace]]:
    """Dates of years ago: what else would they be in a note but the day of somebody's birth?"""
    newest = timezone.localdate().year - OLD_YEARS
    for match in OLD_DATE.finditer(text):
        if int(match[1] or match[2]) <= newest:
            yield match[0], Trace.BIRTH
