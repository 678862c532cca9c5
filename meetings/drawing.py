"""The search form, the cards of meetings and where else to go as HTML, drawn once for all who ask alike. What is a visitor's own,
the place and the words, is put into the form afterwards and kept nowhere."""

from collections.abc import Collection, Iterable
from datetime import time
from functools import lru_cache
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from history.keeping import kept, kept_one
from languages.names import SIGN_LANGUAGES, language_name
from meetings.alternatives import Elsewhere
from meetings.cards import Card
from meetings.filters import DISTANCES, choices_of
from meetings.search import PARAMETERS, MeetingSearch, written

Choices = Iterable[tuple[Any, Any]]
Labels = tuple[tuple[str, str], ...]

# What the form has no control for is kept in hidden inputs, so that a new place does not lose it.
WITHOUT_CONTROL = {"at", "group", "body", "venue"}
BY_ROWS = {"topic", "fellowship", "format"}
FREE = {"language": (), "within": DISTANCES, "beyond": (1, 2, 5, 10, 25, 50)}
SPOKEN = ("cs", "de", "en", "es", "fr", "hu", "it", "pl", "ro", "rom", "ru", "sk", "uk")
MOST_FORMS = 300  # of 20 kB that are kept
# Characters for private use in Unicode, which no text has: they stand in a drawn form for what each visitor gets.
PLACE, WORDS, HIDDEN = "\ue001", "\ue002", "\ue003"


def card_html(card: Card, keep: str) -> SafeString:
    """A card; `keep` is added to its address, so that a discreet visit stays discreet."""
    return mark_safe(get_template("meetings/card.html", using="jinja2").render({"card": card, "keep": keep}))  # noqa: S308  # Jinja2 escapes


def elsewhere_html(elsewhere: Elsewhere, keep: str) -> SafeString:
    """Where else to go from a meeting: the same for everybody who looks at it, so it is found and drawn once."""

    def drawn() -> str:
        context = {"sections": elsewhere.sections(), "keep": keep, "is_discreet": bool(keep)}
        return render_to_string("meetings/partials/alternatives.html", context)

    return mark_safe(kept_one("elsewhere", (elsewhere.meeting.pk, get_language(), keep), drawn))  # noqa: S308  # a template escapes


def form_html(search: MeetingSearch, *, place_label: str, is_discreet: bool) -> SafeString:
    """The form, filled in."""
    alike = search.but(place="", at=None, q="", group=(), body=(), venue=(), discreet=is_discreet)
    key = (alike, get_language() or "")
    html = kept_one("form", key, lambda: drawn_form(*key), most=MOST_FORMS)
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


def picker(name: str, language: str, search: MeetingSearch) -> SafeString:
    """A select of what a parameter can be, "Any" first; where several values are chosen, one in which several can be."""
    several = " multiple" if len(chosen(name, search)) > 1 else ""
    anything = f'<option value="">{escape(_("Any"))}</option>'
    return mark_safe(  # noqa: S308  # both kinds of options are escaped, and names are ours
        f'<select name="{name}" id="id_{name}"{several}>{anything}{options(name, language, search)}</select>'
    )


def options(name: str, language: str, search: MeetingSearch) -> SafeString:
    """The options of a select, the chosen ones marked. Put together at once, as there are three hundred of them."""
    marked = chosen(name, search)
    rows = with_chosen(name, marked) if name in FREE else by_rows(name, language) if name in BY_ROWS else by_code(name, language)
    return options_of(rows, marked)


def options_of(rows: Labels, marked: Collection[str]) -> SafeString:
    """Options from what `labelled` gave."""
    return mark_safe(  # noqa: S308  # both are escaped
        "".join(f'<option value="{value}"{" selected" if value in marked else ""}>{label}</option>' for value, label in rows)
    )


def chosen(name: str, search: MeetingSearch) -> tuple[str, ...]:
    """The values of a parameter, as they stand in an address."""
    value = getattr(search, name.replace("-", "_"))
    return tuple(map(str, value)) if isinstance(value, tuple) else () if value is None else (str(value),)


@lru_cache(maxsize=200)
def by_code(name: str, _language: str) -> Labels:
    """What a parameter can be, where code and catalogues say it."""
    return labelled(choices_of(name))


@kept
def by_rows(name: str, _language: str) -> Labels:
    """What a parameter can be, where rows of the database say it."""
    return labelled(choices_of(name))


def with_chosen(name: str, marked: tuple[str, ...]) -> Labels:
    """What somebody is offered where anything can be given, with what was given among it: languages by name, and distances."""
    if name == "language":
        named = ((code, language_name(code)) for code in {*SPOKEN, *SIGN_LANGUAGES, *marked})
        return labelled(sorted(named, key=lambda choice: choice[1]))
    distances = sorted({*FREE[name], *map(int, marked)})
    return labelled((km, _("%(km)s km") % {"km": km}) for km in distances)


def labelled(choices: Choices) -> Labels:
    """Choices, escaped, their labels as they stand in a list."""
    rows = ((str(value), str(label)) for value, label in choices if value)
    return tuple((escape(value), escape(label[:1].upper() + label[1:])) for value, label in rows)


def hour(at: time | None) -> str:
    """As a browser's own control reads it."""
    return f"{at:%H:%M}" if at else ""


def kept_parameters(search: MeetingSearch) -> SafeString:
    """Hidden inputs for what a search says beyond the form."""
    kept = ((PARAMETERS.get(name, name), written(value)) for name, value in search.given() if name in WITHOUT_CONTROL)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
