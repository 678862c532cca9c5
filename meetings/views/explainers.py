"""Pages that explain: self-help to those who come, the site to those who use it. Texts only; the database knows nothing of them."""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from history.public import public_page
from languages.names import country_name
from meetings.truth import REPORT_WINDOW
from places.crisis import CrisisBlock, crisis_lines, shipped


class Shelf(StrEnum):
    """Where an explainer stands in the list of all."""

    SEEKING = "seeking"
    SITE = "site"
    HELPING = "helping"


SHELVES = {
    Shelf.SEEKING: _("If you are looking for help"),
    Shelf.SITE: _("What you can rely on here"),
    Shelf.HELPING: _("If you help others"),
}


@dataclass(frozen=True, slots=True)
class Explainer:
    """A page of text, `templates/explainers/<slug>.html`."""

    slug: str
    shelf: Shelf
    title: StrOrPromise
    about: StrOrPromise
    is_sensitive: bool = False  # somebody at home may be dangerous to whoever reads it

    @property
    def template(self) -> str:
        return f"explainers/{self.slug}.html"


EXPLAINERS = (
    Explainer("first-meeting", Shelf.SEEKING, _("What happens at a first meeting"), _("What to expect, from the door to the end.")),
    Explainer("meeting-or-club", Shelf.SEEKING, _("Meeting or club: which is for me?"), _("Two good doors, and how they differ.")),
    Explainer(
        "for-families",
        Shelf.SEEKING,
        _("For family and friends"),
        _("What is yours and what is not, and where you may go."),
        is_sensitive=True,
    ),
    Explainer("open-and-closed", Shelf.SEEKING, _("Open and closed"), _("Who may come, and what the words mean.")),
    Explainer("how-it-works", Shelf.SEEKING, _("How self-help works"), _("Why equals can help, and what nobody can promise.")),
    Explainer("what-is-said", Shelf.SEEKING, _("What people say, and what is so"), _("Ten common beliefs, one by one.")),
    Explainer("glossary", Shelf.SEEKING, _("Glossary"), _("The words that you will hear.")),
    Explainer("is-it-true", Shelf.SITE, _("Is this listing true?"), _("What “confirmed” means, and how we know.")),
    Explainer("what-we-list", Shelf.SITE, _("What we list and what not"), _("How a group comes in, and what we never do.")),
    Explainer("privacy", Shelf.SITE, _("Privacy"), _("What we never note, keep or send.")),
    Explainer("leave-no-trace", Shelf.SITE, _("How to leave no trace"), _("Private windows, history, shared phones, calls.")),
    Explainer(
        "crisis-lines", Shelf.SITE, _("Where these numbers come from"), _("Emergency numbers and crisis lines, with their sources.")
    ),
    Explainer("start-a-group", Shelf.HELPING, _("How to start a group"), _("What you need where there is no group yet.")),
    Explainer("for-clinics", Shelf.HELPING, _("For professionals"), _("For doctors, nurses, social workers and counsellors.")),
    Explainer("kinds-of-groups", Shelf.HELPING, _("Which group is for whom"), _("The kinds of groups, and what they do not do.")),
    Explainer("evidence", Shelf.HELPING, _("What research says"), _("Ten sentences with their sources, and what nobody knows.")),
    Explainer("for-coordinators", Shelf.HELPING, _("For coordinators"), _("For volunteers who look after listings.")),
)
BY_SLUG = {one.slug: one for one in EXPLAINERS}


@dataclass(frozen=True, slots=True)
class TruthDays:
    """The days of "Is this listing true?", as `meetings.truth` reckons with them."""

    confirmed: int
    due: int
    archived: int
    reports: int


@dataclass(frozen=True, slots=True)
class CountryNumbers:
    """A country and whom to call there."""

    name: str
    block: CrisisBlock


@public_page
def explainers(request: HttpRequest) -> HttpResponse:
    """All of them, by who asks."""
    shelves = [(title, [one for one in EXPLAINERS if one.shelf is shelf]) for shelf, title in SHELVES.items()]
    return render(request, "explainers/index.html", {"shelves": shelves})


@public_page
def explainer(request: HttpRequest, slug: str) -> HttpResponse:
    """One of them, and the others of its shelf."""
    found = BY_SLUG.get(slug)
    if found is None:
        raise Http404
    others = [one for one in EXPLAINERS if one.shelf is found.shelf and one is not found]
    context = {
        "explainer": found,
        "is_sensitive": found.is_sensitive,
        "others": others,
        "days": truth_days(),
        "countries": countries(),
    }
    return render(request, found.template, context)


def truth_days() -> TruthDays:
    return TruthDays(settings.CONFIRMED_DAYS, settings.DUE_DAYS, settings.ARCHIVED_DAYS, REPORT_WINDOW.days)


def countries() -> list[CountryNumbers]:
    """Every country with crisis lines, the site's own first, then by name."""
    named = sorted((code != settings.SITE_COUNTRY, country_name(code), code) for code in shipped().lines)
    return [CountryNumbers(name, crisis_lines(code, settings.LANGUAGE_CODE)) for _is_other, name, code in named]
