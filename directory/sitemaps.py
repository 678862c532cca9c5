"""The site map for search engines: an index, and files of at most 50,000 addresses that are written while they are read.

Only pages that are the same for everybody and narrow nothing; each in all languages, which point at one another.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.kinds import GroupStatus
from groups.models import Fellowship, Group, Topic
from meetings.country_pages import countries_with_meetings
from meetings.models import Meeting
from meetings.querysets.places import TownQuerySet
from places.models import Place

MOST_ADDRESSES = 50_000  # in a file, says sitemaps.org
PAGES = ("home", "fellowships", "topics", "countries", "help")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
URLS = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
KEEP_SECONDS = 3600
ENTRIES_A_PIECE = 1000
DIGITS = 6  # of a file's number; more, and no database knows such keys

Rows = QuerySet[Any, Any]


def listed_meetings() -> Rows:
    return Meeting.objects.published()


def listed_groups() -> Rows:
    return Group.objects.filter(status=GroupStatus.ACTIVE)


# The kinds of which there are too many for one file, by the name of their page: each file has those in a range of keys.
MANY: dict[str, Callable[[], Rows]] = {"meeting": listed_meetings, "group": listed_groups}


def pages_a_file() -> int:
    """How many pages fit into a file, each in every language."""
    return MOST_ADDRESSES // len(settings.LANGUAGES)


@require_safe
@cache_control(public=True, max_age=KEEP_SECONDS)
def index(request: HttpRequest) -> StreamingHttpResponse:
    """The files that there are."""
    site = request.build_absolute_uri("/").rstrip("/")
    entries = (f"<sitemap><loc>{escape(site + path)}</loc></sitemap>\n" for path in file_paths())
    return written(INDEX, entries, "</sitemapindex>\n")


def file_paths() -> Iterator[str]:
    """The addresses of the files, in the order of the index."""
    yield reverse("sitemap_file", args=["pages", "all"])
    for code, _meetings in countries_with_meetings():
        yield reverse("sitemap_file", args=["places", code.lower()])
    for name, rows in MANY.items():
        last = rows().aggregate(last=Max("pk"))["last"]
        for number in range(0 if last is None else last // pages_a_file() + 1):
            yield reverse("sitemap_file", args=[name, str(number)])


@require_safe
@cache_control(public=True, max_age=KEEP_SECONDS)
def file(request: HttpRequest, kind: str, part: str) -> HttpResponse | StreamingHttpResponse:
    """The addresses of one file."""
    if kind == "pages" and part == "all":
        paths = page_paths()
    elif kind == "places" and len(part) == 2:  # noqa: PLR2004  # a country's code
        paths = place_paths(part.upper())
    elif kind in MANY and part.isdecimal() and len(part) <= DIGITS:
        paths = many_paths(kind, int(part))
    else:
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    return written(URLS, (entry for path in paths for entry in entries_of(site, path)), "</urlset>\n")


def page_paths() -> Iterator[str]:
    """The pages of which there are few."""
    yield from (path_of(name) for name in PAGES)
    yield from (path_of("fellowship", slug=slug) for slug in Fellowship.objects.values_list("slug", flat=True))
    yield from (path_of("topic", slug=slug) for slug in Topic.objects.values_list("slug", flat=True))
    yield from (path_of("country", code=code.lower()) for code, _meetings in countries_with_meetings())


def place_paths(country: str) -> Iterator[str]:
    """The towns of a country in which one can go to a meeting whose house may be known, the largest first."""
    places = Place.objects.filter(country=country, pk__in=TownQuerySet(Meeting).places_told(country))
    slugs = places.order_by("-population", "pk").values_list("slug", flat=True)[: pages_a_file()]
    yield from (path_of("place", slug=slug) for slug in slugs.iterator(chunk_size=1000))


def many_paths(name: str, number: int) -> Iterator[str]:
    """The pages whose keys are in the range of a file."""
    first = number * pages_a_file()
    rows = MANY[name]().filter(pk__gte=first, pk__lt=first + pages_a_file()).order_by("pk").values_list("public_id", "slug")
    yield from (path_of(name, public_id=public_id, slug=slug) for public_id, slug in rows.iterator(chunk_size=1000) if slug)


def path_of(name: str, **words: str) -> str:
    """The address of a page without its language: "topics/alcohol/"."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(name, kwargs=words).removeprefix(f"/{settings.LANGUAGE_CODE}/")


def entries_of(site: str, path: str) -> Iterator[str]:
    """A page in each language, with its others."""
    addresses = {code: f"{site}/{code}/{path}" for code, _name in settings.LANGUAGES}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>' for code, address in addresses.items()
    )
    yield from (f"<url><loc>{escape(address)}</loc>{links}</url>\n" for address in addresses.values())


def written(opening: str, entries: Iterable[str], closing: str) -> StreamingHttpResponse:
    """A file that is sent as it is made."""
    return StreamingHttpResponse(parts(opening, entries, closing), content_type="application/xml")


def parts(opening: str, entries: Iterable[str], closing: str) -> Iterator[str]:
    """The file in pieces that are worth sending."""
    yield HEAD + opening
    waiting: list[str] = []
    for entry in entries:
        waiting.append(entry)
        if len(waiting) == ENTRIES_A_PIECE:
            yield "".join(waiting)
            waiting = []
    yield "".join(waiting) + closing
