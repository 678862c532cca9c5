"""The change feed for mirrors."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _

from feeds.changes.cursor import Cursor, read
from feeds.changes.pages import LostError, Told, page
from feeds.problems import problem, unknown_words
from feeds.views import Response, with_headers
from history.limits import at_most
from history.public import public_page, this_minute
from meetings.filters import SHOWN

IN_WORDS = {"ensure_ascii": False, "separators": (",", ":")}


class CursorField(forms.Field):
    """What the page before gave as `next`."""

    def to_python(self, value: object) -> Cursor | None:
        cursor = read(str(value)) if value else None
        if value and cursor is None:
            raise ValidationError("")
        return cursor


class ChangesForm(forms.Form):
    """The parameters of the change feed."""

    since = CursorField(required=False)
    lang = forms.ChoiceField(choices=settings.LANGUAGES, required=False)


@public_page
def changes(request: HttpRequest) -> Response:
    """A page of what has changed; of everything, for a mirror that has nothing yet."""
    form = ChangesForm(request.GET)
    form.full_clean()
    language = form.cleaned_data.get("lang") or settings.LANGUAGE_CODE
    refused = [f"{name}={request.GET[name]}"[:SHOWN] for name in form.errors]
    refused += [name[:SHOWN] for name in request.GET if name not in form.fields]
    with at_most(settings.FEED_SECONDS):
        response = unknown_words(refused, language) if refused else answer(request, form.cleaned_data["since"], language)
    return with_headers(response, language)


def answer(request: HttpRequest, since: Cursor | None, language: str) -> HttpResponse:
    """The page at a cursor, or word that the mirror has to begin anew."""
    told = Told(language=language, now=this_minute(), site=request.build_absolute_uri("/").rstrip("/"))
    try:
        found = page(since, told)
    except LostError:
        with translation.override(language):
            return problem(410, _("What has changed since then is not known any more. Load everything anew, without “since”."))
    return JsonResponse({"items": found.items, "next": str(found.next), "has_more": found.has_more}, json_dumps_params=IN_WORDS)
