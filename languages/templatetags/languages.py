"""The same page in another language."""

from typing import Any

from django import template
from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from languages.text import TranslatedText

register = template.Library()


@register.simple_tag(takes_context=True)
def in_languages(context: dict[str, Any]) -> list[tuple[str, str, str]]:
    """This page in each language: its code, its name, and the address, with the same meetings and the same search."""
    request = context.get("request")
    if "own_languages" in context:  # a page whose address has no language before it
        return list(context["own_languages"])
    if request is None:
        return [(code, name, f"/{code}/") for code, name in settings.LANGUAGES]
    first, _slash, rest = request.path_info.lstrip("/").partition("/")
    query = kept_query(request)
    address = (rest if first in dict(settings.LANGUAGES) else "") + (f"?{query}" if query else "")
    return [(code, name, f"/{code}/{address}") for code, name in settings.LANGUAGES]


def kept_query(request: HttpRequest) -> str:
    """The query of a page without what was typed as a place; nothing of one that has more parameters than are read: the error page
    that says so must not fail on it."""
    try:
        kept = request.GET.copy()
    except TooManyFieldsSent:
        return ""
    kept.pop("near", None)
    return kept.urlencode()


@register.simple_tag(takes_context=True)
def page_addresses(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The absolute addresses of an indexable page, by language; none of a page that narrows something, or that says of itself that
    it is not for search engines (`is_indexable`)."""
    request = context.get("request")
    if request is None or request.GET or context.get("is_indexable") is False:
        return []
    first, _slash, rest = request.path_info.lstrip("/").partition("/")
    if first not in dict(settings.LANGUAGES):
        return []
    return [(code, request.build_absolute_uri(f"/{code}/{rest}")) for code, _name in settings.LANGUAGES]


@register.filter
def own_language(text: TranslatedText) -> SafeString:
    """A text, with its language where that is not the page's."""
    return format_html('<span lang="{}">{}</span>' if text.foreign_language else "{1}", text.foreign_language, text)
