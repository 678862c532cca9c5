"""The search form, the cards of meetings and where else to go as HTML, drawn once for all who ask alike. What is a visitor's own,
the place and the words, is put into the form afterwards and kept nowhere."""

from collections.abc import Collection, Iterable
from datetime import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from django.template import engines
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import escape

from history.keeping import kept_long, kept_one
from languages.names import SIGN_LANGUAGES, language_name
from meetings.alternatives import Elsewhere
from meetings.cards import Card
from meetings.filters import DISTANCES, NAMED_BY_ROWS, branches_named, choices_of
from meetings.search import PARAMETERS, MeetingSearch, written
from meetings.suggestions import Suggestion

if TYPE_CHECKING:
    from django.template.backends.jinja2 import Jinja2

Choices = Iterable[tuple[Any, Any]]

# What the form has no control for is kept in hidden inputs, so that a new place does not lose it.
WITHOUT_CONTROL = {"at", "group", "body", "venue", "country"}
FREE = {"language": (), "within": DISTANCES, "beyond": (1, 2, 5, 10, 25, 50)}
SPOKEN = ("cs", "de", "en", "es", "fr", "hu", "it", "pl", "ro", "rom", "ru", "sk", "uk")
MOST_FORMS = 300  # of 20 kB that are kept
# Characters for private use in Unicode, which no text has: they stand in a drawn form for what each visitor gets.
PLACE, WORDS, HIDDEN = "\ue001", "\ue002", "\ue003"
FEED, PAGES = "\ue004", "\ue005"


def card_html(card: Card, keep: str) -> SafeString:
    """A card; `keep` is added to its address, so that a discreet visit stays discreet."""
    return cards_html([card], keep)[0]


def cards_html(cards: Iterable[Card], keep: str, *, mark: str = "") -> list[SafeString]:
    """The same of many. A `mark` stands in the place of each distance, which is a visitor's own."""
    template = cast("Jinja2", engines["jinja2"]).get_template("meetings/card.html").template
    draw = template.module.draw  # type: ignore[attr-defined]  # its macro: to begin a template costs more than to draw a card
    return [mark_safe(draw(one, one.distance and (mark or one.distance), keep)) for one in cards]  # noqa: S308  # Jinja2 escapes


def suggestion_html(one: Suggestion, keep: str) -> SafeString:
    """The same of another meeting that a page suggests, by its day."""
    template = get_template("meetings/suggestion.html", using="jinja2")
    return mark_safe(template.render({"one": one, "keep": keep}))  # noqa: S308  # Jinja2 escapes


def elsewhere_html(elsewhere: Elsewhere, keep: str) -> SafeString:
    """Where else to go from a meeting: the same for everybody who looks at it, so it is found and drawn once."""

    def drawn() -> str:
        context = {"sections": elsewhere.sections(), "keep": keep, "is_discreet": bool(keep)}
        return render_to_string("meetings/partials/alternatives.html", context)

    return mark_safe(kept_one("elsewhere", (elsewhere.meeting.pk, get_language(), keep), drawn))  # noqa: S308  # a template escapes


def branches_html(*, is_discreet: bool) -> SafeString:
    """All topics, each with the search for it."""
    return mark_safe(drawn_branches(get_language() or "", is_discreet))  # noqa: S308  # Jinja2 escapes


@kept_long
def drawn_branches(language: str, is_discreet: bool) -> str:  # noqa: FBT001  # part of the key
    """The same for all who ask alike."""
    context = {"branches": branches_named(language), "search": reverse("search"), "is_discreet": is_discreet}
    return str(get_template("meetings/branches.html", using="jinja2").render(context))


def form_html(search: MeetingSearch, *, place_label: str, is_discreet: bool) -> SafeString:
    """The form, filled in."""
    alike = search.but(place="", at=None, q="", group=(), body=(), venue=(), country="", discreet=is_discreet)
    key = (alike, get_language() or "")
    html = kept_one("form", key, lambda: drawn_form(*key), most=MOST_FORMS, is_long=True)
    # The words last: whatever somebody types stands for nothing else.
    own = {HIDDEN: kept_parameters(search), PLACE: escape(place_label), WORDS: escape(search.q)}
    for mark, text in own.items():
        html = html.replace(mark, text)
    return mark_safe(html)  # noqa: S308  # each is escaped


def drawn_form(search: MeetingSearch, language: str) -> str:
    """The form with all that a search says, and room for its place, its words and the hidden inputs."""
    context = {
        "search": search,
        "options": lambda name: options(name, language, search),
        "picker": lambda name: picker(name, language, search),
        "choices_of": choices_of,
        "hour": hour,
        "place_label": PLACE,
        "words": WORDS,
        "hidden": HIDDEN,
    }
    return str(get_template("meetings/form.html", using="jinja2").render(context))


def along_html(search: MeetingSearch, *, is_discreet: bool) -> SafeString:
    """Where all that a search finds can be taken: as feeds, as links, on paper."""
    everything = search.but(page=1)
    feed, pages = (one.query_string() for one in (everything, everything.but(discreet=search.discreet or is_discreet)))
    html = drawn_along(get_language() or "").replace(FEED, escape(f"{feed}&" if feed else ""))
    return mark_safe(html.replace(PAGES, escape(f"?{pages}" if pages else "")))  # noqa: S308  # each is escaped


@lru_cache(maxsize=20)
def drawn_along(_language: str) -> str:
    """The same for any search."""
    return render_to_string("meetings/partials/results_along.html", {"feed": FEED, "pages": PAGES})


def picker(name: str, language: str, search: MeetingSearch) -> SafeString:
    """A select of what a parameter can be, "Any" first; where several values are chosen, one in which several can be."""
    several = " multiple" if len(chosen(name, search)) > 1 else ""
    anything = f'<option value="">{escape(_("Any"))}</option>'
    return mark_safe(  # noqa: S308  # both kinds of options are escaped, and names are ours
        f'<select name="{name}" id="id_{name}"{several}>{anything}{options(name, language, search)}</select>'
    )


def options(name: str, language: str, search: MeetingSearch) -> SafeString:
    """The options of a select, the chosen ones marked. There are three hundred of them, and few are chosen: they are put together
    once, and then marked."""
    marked = chosen(name, search)
    if name in FREE:
        return with_chosen(name, language, marked)
    html = str(by_rows(name, language) if name in NAMED_BY_ROWS else by_code(name, language))
    for value in marked:
        begin = f'<option value="{escape(value)}"'
        html = html.replace(f"{begin}>", f"{begin} selected>")
    return mark_safe(html)  # noqa: S308  # `options_of` escapes


def options_of(rows: Choices, marked: Collection[str]) -> SafeString:
    """Options, with labels as they stand in a list."""
    named = ((str(value), str(label)) for value, label in rows if value)
    return mark_safe("".join(option(value, label, is_chosen=value in marked) for value, label in named))  # noqa: S308  # each is escaped


def option(value: str, label: str, *, is_chosen: bool) -> str:
    return f'<option value="{escape(value)}"{" selected" if is_chosen else ""}>{escape(label[:1].upper() + label[1:])}</option>'


def chosen(name: str, search: MeetingSearch) -> tuple[str, ...]:
    """The values of a parameter, as they stand in an address."""
    value = getattr(search, name.replace("-", "_"))
    return tuple(map(str, value)) if isinstance(value, tuple) else () if value is None else (str(value),)


@lru_cache(maxsize=200)
def by_code(name: str, _language: str) -> SafeString:
    """What a parameter can be, where code and catalogues say it."""
    return options_of(choices_of(name), ())


@kept_long
def by_rows(name: str, _language: str) -> SafeString:
    """What a parameter can be, where rows of the database say it."""
    return options_of(NAMED_BY_ROWS[name](), ())


@lru_cache(maxsize=200)
def with_chosen(name: str, _language: str, marked: tuple[str, ...]) -> SafeString:
    """What somebody is offered where anything can be given, with what was given among it: languages by name, and distances."""
    if name == "language":
        named = ((code, language_name(code)) for code in {*SPOKEN, *SIGN_LANGUAGES, *marked})
        return options_of(sorted(named, key=lambda choice: choice[1]), marked)
    distances = sorted({*FREE[name], *map(int, marked)})
    return options_of(((km, _("%(km)s km") % {"km": km}) for km in distances), marked)


def hour(at: time | None) -> str:
    """As a browser's own control reads it."""
    return f"{at:%H:%M}" if at else ""


def kept_parameters(search: MeetingSearch) -> SafeString:
    """Hidden inputs for what a search says beyond the form."""
    kept = ((PARAMETERS.get(name, name), written(value)) for name, value in search.given() if name in WITHOUT_CONTROL)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
