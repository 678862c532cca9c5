"""No visitor keeps the database busy for long; a coordinator and a command may."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from directory import urls
from history.limits import at_most
from history.public import public_page

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not settings.IS_POSTGRESQL, reason="only PostgreSQL bounds statements"),
    pytest.mark.urls(__name__),
]


def asked(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def sleeping(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(asked("SELECT pg_sleep(1.5)"))


def bound(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(asked("SHOW statement_timeout"))


urlpatterns = [
    path("sk/sleeping/", public_page(sleeping)),
    path("sk/bound/", public_page(bound)),
    path("admin/sleeping/", sleeping),
    path("admin/bound/", bound),
    *urls.urlpatterns,
]
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture(autouse=True)
def _a_connection_of_its_own() -> Iterator[None]:
    """What a request leaves on its connection is not left to the next test; taken from the pool anew, as by each request."""
    connection.close()
    yield
    connection.close()


def visited(client: Client, address: str) -> str:
    """An answer over a connection that is given back to the pool afterwards, as it is outside of tests."""
    content = client.get(address).content.decode()
    connection.close()
    return content


def test_a_page_that_takes_too_long_asks_to_come_back(client: Client, settings: Settings) -> None:
    settings.SEARCH_SECONDS = 1

    response = client.get("/sk/sleeping/")

    assert (response.status_code, response.headers["Retry-After"], response.headers["Cache-Control"]) == (503, "60", "no-store")
    assert 'action="/sk/meetings/"' in response.content.decode()
    assert "pg_sleep" not in response.content.decode()


def test_the_workplace_may_take_its_time(client: Client, settings: Settings) -> None:
    settings.SEARCH_SECONDS = 1

    assert client.get("/admin/sleeping/").status_code == 200


def test_a_connection_is_bounded_for_visitors_and_for_nobody_else(client: Client) -> None:
    bounds = [visited(client, address) for address in ("/sk/bound/", "/admin/bound/", "/sk/bound/", "/admin/bound/")]

    assert bounds == ["5s", "0", "5s", "0"]
    assert asked("SHOW statement_timeout") == "0"


def test_a_feed_may_take_longer(client: Client, settings: Settings) -> None:
    client.get("/meetings.json")

    assert asked("SHOW statement_timeout") == "2min"


def test_what_is_asked_inside_may_have_another_bound() -> None:
    with at_most(5):
        connection.ensure_connection()
        with at_most(1), pytest.raises(OperationalError):
            asked("SELECT pg_sleep(1.5)")


def test_a_bounded_connection_is_not_told_again() -> None:
    with at_most(5):
        assert asked("SHOW statement_timeout") == "5s"
        asked("SELECT set_config('statement_timeout', '7s', false)")  # behind its back, so that telling it again would show

        with at_most(5):
            assert asked("SHOW statement_timeout") == "7s"

        with at_most(6):
            assert asked("SHOW statement_timeout") == "6s"


def test_a_transaction_keeps_the_bound_it_began_with() -> None:
    with transaction.atomic():
        asked("SELECT 1")
        with at_most(5):
            assert asked("SHOW statement_timeout") == "0"


def test_the_database_is_asked_to_log_nothing() -> None:
    """Statements hold what somebody typed: no setting about logs is ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM pg_settings WHERE category LIKE 'Reporting and Logging%' AND source IN ('client', 'session')"
        )
        assert cursor.fetchall() == []
