"""All formats that meetings can have: the rows of this site, and what BMLT has formats for and we have fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Field
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.kinds import Serves
from history.keeping import kept
from interchange.bmlt.known import ATTENDANCE, TEMPORARILY_CLOSED, KnownFormat, Said, known_formats, written_formats
from interchange.bmlt.options import Format
from interchange.codes import Kind, Meaning, code_set
from interchange.records import Access, Attendance
from languages.names import language_name
from meetings.access import CLOSED_FOR, ESPECIALLY_WELCOME, ONLY_FOR
from meetings.kinds import Audience, Facility, FormatCategory
from meetings.models import Format as FormatRow
from meetings.where import FACT_SENTENCES
from places.models import Venue

FIRST_OF_SITE = 1000  # the numbers of our rows begin after it
CODE_SET = "na"  # whose codes are taken for keys where BMLT has none; those of others mean something else there
NOTICE_TYPE, HOW_TYPE = "FC3", "FC1"
UNFIT = re.compile(r"[^A-Z0-9]+")
DANISH = {"dk": "da"}  # as BMLT called it until the end of 2025; widgets still ask for it
WORDS = {
    (Kind.ACCESS, str(Access.OPEN)): gettext_lazy("open"),
    (Kind.ACCESS, str(Access.CLOSED)): gettext_lazy("closed"),
    (ATTENDANCE, str(Attendance.ONLINE)): gettext_lazy("online"),
    (ATTENDANCE, str(Attendance.HYBRID)): gettext_lazy("in person and online"),
    (ATTENDANCE, str(Attendance.PHONE)): gettext_lazy("by telephone"),
    TEMPORARILY_CLOSED: gettext_lazy("does not meet for now"),
}
ACCESS_SENTENCES = {
    Access.OPEN: gettext_lazy("You do not have to be affected yourself."),  # true beside "Women only." as well
    Access.CLOSED: CLOSED_FOR[Serves.ANYONE],  # of any fellowship: who its members are, its own pages say
}


@dataclass(frozen=True)
class Formats:
    """The formats in one language, by what each says."""

    by_said: dict[Said, Format]

    @cached_property
    def by_number(self) -> dict[int, Format]:
        return {one.number: one for one in self.by_said.values()}

    @cached_property
    def said(self) -> dict[int, Said]:
        """What the format of a number says."""
        return {one.number: said for said, one in self.by_said.items()}


def language_asked(text: str) -> str:
    """The language in which an answer is given: the one asked for, else that of the site. There is no format without a name: what
    nobody has translated goes by its name in another language."""
    wanted = DANISH.get(text.lower(), text.lower())
    offered = [code for code, _name in settings.LANGUAGES]
    return wanted if wanted in offered else str(settings.LANGUAGE_CODE)


@kept
def all_formats(language: str) -> Formats:
    """All formats in a language."""
    with translation.override(language):
        known = {said: synthetic(said, one, language) for said, one in written_formats().items() if said[0] != Kind.FORMAT}
        taken = {one.key for one in known_formats()}
        rows = {(str(Kind.FORMAT), row.slug): of_row(row, language, taken) for row in FormatRow.objects.order_by("pk")}
    return Formats({**known, **rows})


def synthetic(said: Said, known: KnownFormat, language: str) -> Format:
    """A format for what is a field with us."""
    name = capfirst(name_of(said))
    return Format(
        number=known.number or 0,
        key=known.key,
        name=name,
        description=sentence_of(said) or name,
        language=language,
        world_id=known.world_id,
        type=known.type,
    )


def name_of(said: Said) -> str:
    """What a thing is called that is no row, in the active language."""
    kind, value = said
    match kind:
        case Kind.LANGUAGE:
            return language_name(value)
        case Kind.WELCOME:
            return str(Audience(value).label)
        case Kind.ONLY:
            return _("Only for: %(audience)s") % {"audience": Audience(value).label}
        case Kind.FACILITY:
            return str(Facility(value).label)
        case Kind.FACT:
            column = Venue._meta.get_field(value)
            return str(column.verbose_name) if isinstance(column, Field) else value
    return str(WORDS[said])


def sentence_of(said: Said) -> str:
    """What a thing means to somebody who wants to come, in the active language; "" where its name says that. Widgets show it alone:
    a meeting's window in crouton is a list of these."""
    kind, value = said
    match kind:
        case Kind.ACCESS:
            return str(ACCESS_SENTENCES[Access(value)])
        case Kind.WELCOME:
            return str(ESPECIALLY_WELCOME[Audience(value)])
        case Kind.ONLY:
            return str(ONLY_FOR[Audience(value)])
        case Kind.FACT:
            return str(FACT_SENTENCES[value][0])
    return ""


def of_row(row: FormatRow, language: str, taken: set[str]) -> Format:
    """A format of this site, by a key that no other has."""
    known = written_formats().get((Kind.FORMAT, row.slug))
    key = known.key if known else next(key for key in keys_for(row) if key not in taken)
    taken.add(key)
    return Format(
        number=FIRST_OF_SITE + row.pk,
        key=key,
        name=row.name.shown_to(language),
        description=row.sentence.shown_to(language) or row.name.shown_to(language),
        language=language,
        world_id=known.world_id if known else "",
        type=known.type if known else NOTICE_TYPE if row.category == FormatCategory.NOTICE else HOW_TYPE,
    )


def keys_for(row: FormatRow) -> Iterator[str]:
    """By which keys a format may go, the best first: its code with NA, on some server; else its slug, by which it is read back."""
    yield from code_set(CODE_SET).write(frozenset({Meaning(Kind.FORMAT, row.slug)}))[0]
    yield from row.codes.get(CODE_SET, ())
    plain = UNFIT.sub("-", row.slug.upper())
    yield plain
    yield f"{plain}-{row.pk}"
