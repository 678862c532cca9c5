"""The check of a feed in a few sentences, and kind by kind, as a page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports.checking.report import FeedReport, Kind, by_weight


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """A kind of problem in words."""

    kind: Kind
    how_often: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page of a check shows."""

    sentences: list[str]
    is_clean: bool
    parts: list[tuple[str, list[KindLine]]]


def page_of(report: FeedReport) -> ReportPage:
    """The report as a page."""
    parts = [(heading, [*map(line_of, kinds)]) for heading, kinds in by_weight(report.kinds)]
    return ReportPage(sentences=summary(report), is_clean=not report.kinds, parts=parts)


def line_of(kind: Kind) -> KindLine:
    """A kind as it stands on the page."""
    how_often = ngettext("%(count)d time", "%(count)d times", kind.count) % {"count": kind.count}
    return KindLine(kind=kind, how_often=how_often)


def summary(report: FeedReport) -> list[str]:
    """What came of it, each a whole sentence."""
    if report.is_refused:
        return [_("This feed cannot be read as a whole, and no program will show all of its meetings.")]
    if not report.came_in:
        return [_("The list is empty: there is no meeting in it.")]
    came_in = ngettext("%(count)d record was looked at.", "%(count)d records were looked at.", report.came_in)
    sentences = [came_in % {"count": report.came_in}]
    if report.is_cut:
        sentences.append(_("Looking at all of them would take too long here: the rest was left out."))
    if report.rejected:
        cannot = ngettext("%(count)d of them cannot be listed.", "%(count)d of them cannot be listed.", report.rejected)
        sentences.append(cannot % {"count": report.rejected})
    kinds = len(report.kinds)
    if not kinds:
        return [*sentences, _("Nothing is wrong with what was looked at.")]
    found = ngettext("%(count)d kind of problem was found.", "%(count)d kinds of problems were found.", kinds)
    return [*sentences, found % {"count": kinds}]
