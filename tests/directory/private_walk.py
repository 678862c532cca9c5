"""Every public address of the world full of secrets, what it answers, and which secrets that tells."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from accounts.models import User
from feeds.hsds.views import ENDPOINTS as HSDS
from interchange.hsds.ids import Kind, made
from meetings.filters import FIELDS, choices_of
from meetings.views.explainers import EXPLAINERS
from referrals.models import ReferralList
from tests.directory.private_world import MARK, NUMBERS, World, houses
from upkeep.confirm_links import confirm_token, stop_token
from upkeep.models import Ask, Suggestion

Words = list[dict[str, str]]
# What is signed, and ids: random letters, among which any word may turn up.
SIGNED = re.compile(r"[\w.-]*:[\w-]{6,}:[\w-]{43}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
LANGUAGES = [code for code, _name in settings.LANGUAGES]
WHOLE = "when=any&unconfirmed=1&kind=all"


def mailed_links(_world: World) -> Words:
    """The tokens of all links that were mailed."""
    return [{"token": confirm_token(ask)} for ask in Ask.objects.select_related("user")]


def route_names(patterns: "list[URLPattern | URLResolver] | None" = None) -> Iterator[str]:
    """The names of all public addresses: those of the workplace and of signing in are not public."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if str(one.pattern).removeprefix("^").startswith(("admin/", "accounts/")):
            continue
        if isinstance(one, URLPattern):
            yield str(one.name)
        else:
            yield from route_names(one.url_patterns)


def hsds_ids(*kinds: Kind) -> Callable[[World], Words]:
    """The ids that the HSDS API could have, of these kinds, of what there is: also of a hidden house and of a draft."""

    def words(world: World) -> Words:
        meetings = [one.public_id for one in (*world.shown, world.draft)]
        known = {
            Kind.SERVICE: [one.group.public_id for one in world.shown],
            Kind.BODY: [world.body.public_id],
            Kind.HOUSE: [one.public_id for one in houses(world)],
        }
        return [{"known": str(made(kind, key))} for kind in kinds for key in known.get(kind, meetings)]

    return words


# The words in each address that has any.
WORDS: dict[str, Callable[[World], Words]] = {
    "explainer": lambda _world: [{"slug": one.slug} for one in EXPLAINERS],
    "fellowship": lambda _world: [{"slug": "aa"}],
    "topic": lambda _world: [{"slug": "alcohol"}],
    "country": lambda _world: [{"code": "sk"}],
    "place": lambda world: [{"slug": slug} for slug in ("zilina", *{one.place.slug for one in houses(world) if one.place})],
    "meeting": lambda world: [
        *({"public_id": one.public_id, "slug": one.slug} for one in world.shown),
        {"public_id": world.draft.public_id, "slug": "x"},
    ],
    "meeting_by_id": lambda world: [{"public_id": world.shown[0].public_id}],
    "group": lambda world: [{"public_id": one.group.public_id, "slug": one.group.slug} for one in world.shown],
    "group_by_id": lambda world: [{"public_id": world.group.public_id}],
    "report": lambda world: [{"public_id": one.public_id} for one in (*world.shown, world.draft)],
    "suggest": lambda world: [{"public_id": one.public_id} for one in (*world.shown, world.draft)],
    "suggestion": lambda _world: [{"key": one.key} for one in Suggestion.objects.all()],
    "message": lambda world: [{"public_id": one.group.public_id} for one in world.shown],
    "confirm": mailed_links,
    "confirm_changed": mailed_links,
    "confirm_ended": mailed_links,
    "stop_reminders": lambda _world: [{"token": stop_token(one)} for one in User.objects.all()],
    "holiday": lambda _world: [{"day": str(timezone.localdate() + timedelta(days=days))} for days in (0, 7)],
    "bmlt": lambda _world: [{"data_format": form} for form in ("json", "csv")],  # what is asked there: tests/feeds/bmlt
    "hsds_services_one": hsds_ids(Kind.SERVICE),
    "hsds_service_at_locations_one": hsds_ids(Kind.AT_PLACE, Kind.AT_HOME),
    "hsds_locations_one": hsds_ids(Kind.HOUSE, Kind.AREA, Kind.VIRTUAL),
    "hsds_organizations_one": hsds_ids(Kind.BODY),
    "hsds_taxonomies_one": hsds_ids(Kind.BODY),
    "hsds_taxonomy_terms_one": hsds_ids(Kind.BODY),
    **dict.fromkeys(
        (
            *("referral", "referral_qr", "list_handout", "list_handout_pdf", "list_booklet", "list_guide", "list_json"),
            *("list_calendar", "embed", "embed_preview", "embed_fragment"),
        ),
        lambda _world: [{"code": one.code} for one in ReferralList.objects.order_by("-name")],
    ),
    "sitemap_file": lambda _world: [
        {"kind": kind, "part": part} for kind, part in (("pages", "all"), ("places", "sk"), ("meeting", "0"), ("group", "0"))
    ],
}
# Which answer searches.
SEARCHED = (
    *("search", "map", "map_points", "map_towns", "meetings_json", "meetings_ics", "meetings_geojson", "meetings_atom"),
    *("meetings_csv", "meetings_xlsx", "hsds_services", "hsds_service_at_locations", "hsds_locations"),
)


def words_of(name: str, world: World) -> Words:
    """The words with which an address is walked; an address of a new kind has to be named in `WORDS`."""
    return WORDS[name](world) if name in WORDS else [{}]


def pages(world: World, *languages: str) -> Iterator[str]:
    """Every public address in each of these languages, without a query."""
    for language in languages:
        with translation.override(language):
            found = [(name, words) for name in route_names() for words in words_of(name, world)]
            yield from [reverse(name, kwargs=words) for name, words in found]


def values(world: World) -> dict[str, list[str]]:
    """Values of every parameter of a search, but for those that are themselves a secret."""
    given = {
        "near": ["Lipnica"],
        "place": ["zilina"],
        "at": ["49.21,18.76"],
        "within": ["1"],
        "beyond": ["1"],
        "topic": ["alcohol"],
        "fellowship": ["aa"],
        "date": [str(timezone.localdate()), str(timezone.localdate() + timedelta(days=7))],
        "from": ["18:00"],
        "until": ["06:00"],
        "language": ["sk"],
        "format": ["newcomers"],
        "group": [world.group.public_id],
        "body": [world.body.public_id],
        "venue": [one.public_id for one in houses(world)],
        "country": ["sk", "at"],
        "q": ["Prvá", "Vlčince"],
        "unconfirmed": ["1"],
        "tz": ["Europe/London"],
        "discreet": ["1"],
        "page": ["1", "2"],
    }
    chosen = {name: [str(value) for value, _label in choices_of(name) if value] for name in FIELDS}
    return {name: given.get(name) or list(dict.fromkeys([chosen[name][0], chosen[name][-1]])) for name in FIELDS}


def searching(queries: Iterable[str]) -> Iterator[str]:
    """Each query on page, map and feed; among all meetings, unless it says otherwise."""
    with translation.override("en"):
        addresses = [reverse(name) for name in SEARCHED]
    yield from (f"{address}?{WHOLE}&{query}" for query in queries for address in addresses)


def parameters(world: World) -> Iterator[str]:
    """Every parameter of the grammar."""
    yield from searching(urlencode({name: value}) for name, several in values(world).items() for value in several)


def orders(world: World) -> Iterator[str]:
    """Every order, near and far, and meetings picked by hand."""
    yield from searching(f"place=zilina&sort={sort}&within={km}" for sort in ("time", "distance", "name") for km in (1, 50))
    yield from searching(("at=49.21,18.76&within=1&sort=distance", "place=zilina&beyond=3", "q=Vl%C4%8Dince"))
    picked = ",".join(one.public_id for one in [*world.shown, world.draft])
    yield from (
        f"/meetings.{suffix}?ids={picked}&{more}"
        for suffix in ("json", "ics", "geojson", "atom", "csv", "xlsx")
        for more in ("lang=sk", "loss=1", "discreet=1")
    )
    yield from (f"/{language}/selection/?ids={picked}" for language in LANGUAGES)
    yield from (f"/en/{page}/?{WHOLE}&{more}" for page in ("link", "pick") for more in ("place=zilina", f"ids={picked}"))
    yield from (f"/en/meetings.pdf?{WHOLE}&{more}" for more in ("by=place&paper=a6", "place=zilina", "q=Prv%C3%A1"))
    yield f"/en/meetings.pdf?ids={picked}"
    for one in (*world.shown, world.draft):
        yield from (f"/{page}?ids={one.public_id}&reader=uk" for page in ("en/handout/", "sk/handout.pdf"))
    yield from (f"/meetings.atom?when=any&kind=all&{whose}" for whose in (f"group={world.group.public_id}", "fellowship=aa"))
    yield "/changes?since=c1-0"  # all that was ever changed
    yield from (f"/hsds/{kind}?{more}" for kind in HSDS for more in ("full=true", "format=ndjson&full=1", "loss=1", "minimal=1"))
    yield "/hsds/services?modified_after=2020-01-01&full=true"


def told(client: Client, address: str) -> str:
    """All that an address answers: its headers and its body, in one text. No ETag: in a hash any number may turn up."""
    response: Any = client.get(address)
    whole = unpacked(b"".join(response.streaming_content) if response.streaming else response.content)
    headers = "\n".join(f"{name}: {value}" for name, value in response.items() if name != "ETag")
    return f"{response.status_code}\n{headers}\n\n{whole.decode()}".replace("\r\n ", "")


def unpacked(body: bytes) -> bytes:
    """A body as it can be searched: of a workbook all its parts, of a PDF its text."""
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages).encode()
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def secrets_in(text: str) -> list[str]:
    """The secrets that a text tells. What is signed, and a UUID, is random letters, among which any word may turn up."""
    folded = SIGNED.sub("", text).casefold()
    return [secret for secret in (MARK, *NUMBERS) if secret in folded]
