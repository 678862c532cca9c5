"""The whole demo world as HSDS: every object is as the published schemas ask for."""

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.utils import translation

from feeds.hsds import registers, services
from feeds.hsds.asking import LISTS, SEARCHES, TERMS, Asked, asked
from feeds.hsds.here import Here
from feeds.hsds.pages import Document, Listing
from tests.feeds.demo.whole import NOON, SITE
from tests.interchange.hsds.schemas import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]

HERE = Here(NOON, SITE)


def everything(listing: Callable[[Asked, Here], Listing], query: str) -> list[Document]:
    with translation.override("sk"):
        found = listing(asked(QueryDict(query), SEARCHES), HERE)
        return list(found.told(found.numbers()))


@pytest.mark.parametrize("shape", ["full=true", "full=false"])
@pytest.mark.parametrize(
    ("kind", "listing", "least"),
    [
        ("service", services.services, 500),
        ("service_at_location", services.at_locations, 700),
        ("location", services.locations, 300),
    ],
)
def test_every_object_is_valid(kind: str, listing: Callable[[Asked, Here], Listing], least: int, shape: str) -> None:
    found = everything(listing, shape)

    assert len(found) > least
    assert [fault for one in found for fault in faults(kind, one)] == []
    assert len({one["id"] for one in found}) == len(found)


@pytest.mark.parametrize(
    ("kind", "tell", "known"),
    [
        ("organization", registers.organizations, LISTS | {"full"}),
        ("taxonomy", registers.every_taxonomy, LISTS),
        ("taxonomy_term", registers.every_term, TERMS),
    ],
)
def test_every_organization_and_term_is_valid(kind: str, tell: Callable[[Asked, Here], Document], known: frozenset[str]) -> None:
    pages = [tell(asked(QueryDict(f"per_page=100&page={number}"), known), HERE) for number in range(1, 6)]

    found = [one for page in pages for one in page["contents"]]

    assert [fault for page in pages for fault in faults("page", page)] == []
    assert [fault for one in found for fault in faults(kind, one)] == []
    assert len({one["id"] for one in found}) == len(found) == pages[0]["total_items"]
