"""Which addresses are connected to, and that it is the very address that was checked."""

import socket
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from pytest_django import Settings

from imports.fetching.network import is_public
from imports.fetching.spool import FetchError
from imports.fetching.web import fetch
from tests.imports.fetching.server import Answer, serving

PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2001:0:7f00:1::80ff:fffe",
    "2002:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_inner_addresses_are_not_public_in_whatever_way_they_are_written(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def refusal(address: str) -> str:
    """Why an address brings nothing."""
    with pytest.raises(FetchError) as raised:
        fetch(address)
    return raised.value.code


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[fe80::1]",
        "10.0.0.1",
        "169.254.169.254",
        "127.0.0.1.",
    ],
)
def test_private_hosts_are_refused(host: str) -> None:
    assert refusal(f"http://{host}/feed.json") in {"address_private", "host_unknown"}


def resolving(*addresses: str) -> Callable[..., Any]:
    """The system's look-up, for which feeds.example.org has these addresses, the next one each time it is asked."""
    system, remaining = socket.getaddrinfo, list(addresses)

    def look_up(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host != "feeds.example.org":
            return system(host, port, *args, **kwargs)
        return [entry for address in remaining.pop(0).split() for entry in system(address, port, *args, **kwargs)]

    return look_up


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving("127.0.0.1"))

    assert refusal("http://feeds.example.org/feed.json") == "address_private"


def test_a_name_that_leads_inside_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving("1.1.1.1 127.0.0.1"))

    assert refusal("http://feeds.example.org/feed.json") == "address_private"


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.FETCH_PRIVATE_NETWORKS = [ip_network("127.0.0.1/32")]
    with serving(lambda _asked: Answer(b"[]")) as server:
        # A second look-up would find another address, and a third one none.
        monkeypatch.setattr(socket, "getaddrinfo", resolving("127.0.0.1", "127.0.0.2"))
        content = fetch(server.address(host="feeds.example.org")).content

    assert content
    content.close()
    assert [asked.headers["host"] for asked in server.asked] == [f"feeds.example.org:{server.server_port}"]


def test_the_next_address_is_tried_where_one_does_not_answer(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.FETCH_PRIVATE_NETWORKS = [ip_network("127.0.0.0/8")]
    with serving(lambda _asked: Answer(b"[]")) as server:
        monkeypatch.setattr(socket, "getaddrinfo", resolving("127.0.0.3 127.0.0.1"))
        content = fetch(server.address(host="feeds.example.org")).content

    assert content
    content.close()


def test_a_name_that_nobody_knows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_args: Any, **_kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    assert refusal("http://feeds.example.org/feed.json") == "host_unknown"


def test_an_inner_network_may_be_allowed(settings: Settings) -> None:
    settings.FETCH_PRIVATE_NETWORKS = [ip_network("127.0.0.1/32")]
    with serving(lambda _asked: Answer(b"[]")) as server:
        content = fetch(server.address(host="[::ffff:127.0.0.1]")).content

    assert content
    content.close()
