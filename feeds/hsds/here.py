"""What every answer needs to know beside what was asked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from feeds.hsds.terms import terms
from interchange.hsds.listings import WriteOptions
from languages.names import language_name
from meetings.kinds import ATTENDANCES
from meetings.where import FACT_SENTENCES


@dataclass(frozen=True, slots=True)
class Here:
    """The minute it is, and what stands before every address of this site."""

    now: datetime
    site: str

    @property
    def options(self) -> WriteOptions:
        """How HSDS is written in the active language."""
        return WriteOptions(
            today=timezone.localdate(self.now),
            terms=terms(self.site),
            facts={(name, bool(answer)): str(said[1 - answer]) for name, said in FACT_SENTENCES.items() for answer in (0, 1)},
            attendances={attendance: str(label) for attendance, label in ATTENDANCES},
            language_name=language_name,
            clock=_("Times are those of the time zone {zone}."),
        )
