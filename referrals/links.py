"""A link to a search: what it says, whether it still finds something, and its short address. Nobody has to have an account, and who
asked for it is not kept."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from languages.dates import date_text
from meetings.headings import heading, removable, sentence
from meetings.results import answer
from meetings.search import MeetingSearch
from meetings.windows import When
from places.models import Place
from referrals.models import ReferralList
from referrals.models.lists import LONGEST_SEARCH
from referrals.patients import names_no_patient

OF_THE_MOMENT = (When.NOW, When.SOON, When.TODAY, When.TOMORROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLink:
    """What the page about a link says. `obstacle` is why there can be no short address, `warnings` what may make it lie later.
    Words for the record tell of the list, never of a patient."""

    search: MeetingSearch
    heading: str
    sentence: str
    found: int
    is_more: bool
    obstacle: str
    warnings: tuple[str, ...]
    code: str
    today: date

    @property
    def page_address(self) -> str:
        """The long address: the search itself."""
        return settings.SITE_ADDRESS + reverse("search") + with_query(self.search)

    @property
    def short_address(self) -> str:
        return short_address(self.code) if self.code else ""

    @property
    def record(self) -> str:
        """What may stand in somebody's papers: where they can look, not where they go."""
        said = {"address": self.short_address, "date": date_text(self.today)}
        return _("Informed about self-help groups: %(address)s (looked at on %(date)s).") % said

    @property
    def count(self) -> str:
        """How many it finds now, in words."""
        if self.is_more:
            said = _("It finds more than %(count)d meetings now.")
        else:
            said = ngettext("It finds %(count)d meeting now.", "It finds %(count)d meetings now.", self.found)
        return said % {"count": self.found}


def short_address(code: str) -> str:
    """As it stands on paper."""
    return f"{settings.SITE_ADDRESS}/r/{code}"


def with_query(search: MeetingSearch) -> str:
    query = search.query_string()
    return f"?{query}" if query else ""


def lasting(search: MeetingSearch) -> MeetingSearch:
    """The search without what belongs to this moment's screen: the page that is turned, and how it is shown."""
    return search.but(discreet=False)


def search_link(asked: MeetingSearch, place: Place | None, *, now: datetime) -> SearchLink:
    """The link to a search, as it stands today."""
    wanted = lasting(asked)
    found = answer(wanted, now=now, centre=place.point if place else wanted.at)
    return SearchLink(
        search=wanted,
        heading=heading(wanted, place),
        sentence=sentence(wanted, place, list(removable(wanted))),
        found=0 if found.is_unvouched else found.count,
        is_more=found.is_more,
        obstacle=obstacle(wanted),
        warnings=tuple(warnings(wanted, is_empty=not found.shown or found.is_unvouched, today=now.date())),
        code=code_of(wanted),
        today=now.date(),
    )


def obstacle(search: MeetingSearch) -> str:
    """Why a search gets no short address; "" where it gets one."""
    if search.at is not None:
        return _("This search is around a point on the map, perhaps somebody’s home. Search by the name of a town instead.")
    query = search.query_string()
    if not query:
        return _("This search finds everything. Say first where, or for whom.")
    if len(query) > LONGEST_SEARCH:
        return _("This search is too long for a short address. Take some of its filters away.")
    try:
        names_no_patient(search.q)
    except ValidationError as error:
        return error.messages[0]
    return ""


def warnings(search: MeetingSearch, *, is_empty: bool, today: date) -> list[str]:
    """What a person who hands it out should know."""
    said = []
    if is_empty:
        said.append(_("It finds no meeting now that somebody has confirmed. Take a filter away, or search farther around."))
    if search.date is not None:
        passed = search.date < today
        said.append(
            _("That day has passed: take it out of the search.")
            if passed
            else _("It is about one day. After %(date)s it finds nothing.") % {"date": date_text(search.date)}
        )
    elif search.when in OF_THE_MOMENT:
        said.append(_("It asks about the day on which it is opened: whoever opens it next week finds the meetings of that day."))
    if search.q:
        said.append(_("It searches for words. If a group changes its name, it may not be found any more."))
    return said


def code_of(search: MeetingSearch) -> str:
    """The short code that this search has already; "" if none."""
    there = ReferralList.objects.filter(service_body=None, search=search.query_string()).values_list("code", flat=True).first()
    return there or ""


def shorten(search: MeetingSearch) -> None:
    """Give a search a short address, where it has none; the same search always has the same. No entry in the history: that
    somebody looked for this at this hour is not kept."""
    with suppress(IntegrityError), transaction.atomic():  # somebody was quicker
        ReferralList.objects.get_or_create(search=search.query_string(), service_body=None)
