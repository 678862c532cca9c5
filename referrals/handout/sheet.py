"""A sheet of paper as a value: everything that stands on it, in the language of its reader."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from languages.dates import date_text
from meetings.access import Sentence
from referrals.handout.blocks import Block, blocks_of, shared_remarks, without
from referrals.handout.emergency import Paragraph, emergency
from referrals.handout.source import Source
from referrals.qr import qr_svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`size` is that of its letters in points. `remarks` are true of every meeting on it (`first` finds them); `rest` is how many
    more stand at its address, and `more` says so."""

    language: str
    size: int
    title: str
    demo: str
    blocks: tuple[Block, ...]
    rest: int
    as_of: str
    address: str
    address_shown: str
    qr: str
    qr_text: str
    emergency: tuple[Paragraph, ...]
    more: str = ""
    remarks: tuple[Sentence, ...] = ()

    def brief(self) -> "Sheet":
        """The sheet with all of its meetings in fewer rows."""
        return replace(self, blocks=tuple(one.brief() for one in self.blocks))

    def first(self, count: int) -> "Sheet":
        """The sheet with so many of its meetings; what is true of all of these is said once."""
        shown, rest = self.blocks[:count], self.rest + len(self.blocks[count:])
        shared = shared_remarks(shown)
        with override(self.language):
            return replace(self, blocks=tuple(without(one, shared) for one in shown), remarks=shared, rest=rest, more=more(rest))


def sheet(source: Source, *, language: str, size: int, now: datetime) -> Sheet:
    """All that could stand on it; how much of that fits is for paper.py to find out. A fixed number of queries."""
    with override(language):
        blocks = blocks_of(source.entries, now)
        countries = dict.fromkeys(one.country for one in blocks if one.country)
        return Sheet(
            language=language,
            size=size,
            title=source.title or _("Where you can go"),
            demo=demo(),
            blocks=tuple(blocks),
            rest=source.rest,
            as_of=as_of(now),
            address=source.address,
            address_shown=source.address.partition("://")[2],
            qr=qr_svg(source.address),
            qr_text=_("A QR code with this address: %(address)s") % {"address": source.address},
            emergency=emergency(countries or [settings.SITE_COUNTRY], language),
        )


def demo() -> str:
    if not settings.SITE_IS_DEMO:
        return ""
    return _("This is a demo. All groups, meetings and addresses are invented: do not go there.")


def as_of(now: datetime) -> str:
    """The date of the facts, and where they are kept true."""
    said = {"date": date_text(timezone.localdate(now))}
    return _("This sheet tells how it was on %(date)s. What is true today stands at this address:") % said


def more(rest: int) -> str:
    """How many meetings there are that have no room here."""
    if not rest:
        return ""
    said = {"count": rest}
    return (
        ngettext("%(count)d more meeting stands at the address below.", "%(count)d more meetings stand at the address below.", rest)
        % said
    )
