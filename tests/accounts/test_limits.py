"""By what attempts are counted, and what is kept of them."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory, override_settings

from accounts.limits import client_address, forget_old_attempts
from accounts.models import User
from tests.accounts.conftest import sign_in


@pytest.mark.parametrize(
    ("proxies", "forwarded", "direct", "address"),
    [
        (0, "198.51.100.7", "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7", "10.0.0.1", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "10.0.0.1", "198.51.100.7"),
        (2, "6.6.6.6, 198.51.100.7, 10.0.0.2", "10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "10.0.0.1", "10.0.0.1"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", "10.0.0.1"),
        (1, "2001:DB8::1", "10.0.0.1", "2001:db8::1"),
        (0, "", "", "unknown"),
    ],
)
def test_a_visitors_address_is_what_our_own_proxies_saw(proxies: int, forwarded: str, direct: str, address: str) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR=direct)

    with override_settings(PROXIES=proxies):
        assert client_address(request) == address


@pytest.mark.django_db
def test_nobody_reads_from_the_database_who_tried_from_where(client: Client, person: User) -> None:
    client.post("/accounts/login/", {"login": person.email, "password": "wrong"}, REMOTE_ADDR="198.51.100.7")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_cache")
        rows = str(cursor.fetchall())
    assert rows.count("(") > 1
    assert "198.51.100.7" not in rows
    assert "eva" not in rows


@pytest.mark.django_db
def test_attempts_are_forgotten_when_their_time_is_over(client: Client, person: User) -> None:
    sign_in(client, password="wrong")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_cache SET expires = '2026-01-01 00:00:00'")
        count = cursor.rowcount

    cache.set("new", 1, timeout=60)

    assert (forget_old_attempts(), cache.get("new")) == (count, 1)
