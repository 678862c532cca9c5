"""Fetching from a real server: what comes, what is not asked for twice, and every way in which it may go wrong."""

import gzip
from collections.abc import Iterator
from ipaddress import ip_network
from time import monotonic, sleep

import pytest
from pytest_django import Settings

from imports.fetching.spool import FetchError
from imports.fetching.web import Validators, checked, fetch
from tests.imports.fetching.server import AUTHORITY, Answer, Asked, Respond, serving

pytestmark = pytest.mark.usefixtures("this_machine")


@pytest.fixture
def trusted_authority(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system that trusts whom our servers are signed by."""
    with AUTHORITY.cert_pem.tempfile() as certificate:
        monkeypatch.setenv("SSL_CERT_FILE", certificate)
        yield


NOTHING = Validators()
FEED = b'[{"name": "R\xc3\xa1no"}]'


def fetched(address: str, validators: Validators = NOTHING) -> bytes | None:
    """What an address brings."""
    content = fetch(address, validators).content
    if content is None:
        return None
    with content:
        return content.read()


def refusal(address: str, validators: Validators = NOTHING) -> tuple[str, str]:
    """Why an address brings nothing."""
    with pytest.raises(FetchError) as raised:
        fetch(address, validators)
    return raised.value.code, raised.value.detail


def always(answer: Answer) -> Respond:
    """The same answer to everybody."""
    return lambda _asked: answer


def drip(piece: bytes = b" ", *, seconds: float = 5) -> Iterator[bytes]:
    """A little every now and then, for so many seconds."""
    until = monotonic() + seconds
    while monotonic() < until:
        yield piece
        sleep(0.02)


def test_a_feed_comes_with_what_tells_whether_it_is_still_the_same() -> None:
    answer = Answer(FEED, headers={"ETag": '"a1"', "Last-Modified": "Sun, 01 Nov 2026 10:00:00 GMT"})
    with serving(always(answer)) as server:
        found = fetch(server.address())

    assert found.validators == Validators('"a1"', "Sun, 01 Nov 2026 10:00:00 GMT")
    assert found.content
    with found.content as content:
        assert content.read() == FEED


def test_a_feed_that_is_still_the_same_is_not_sent_again() -> None:
    with serving(always(Answer(status=304))) as server:
        content = fetched(server.address(), Validators('"a1"', "Sun, 01 Nov 2026 10:00:00 GMT"))

    assert content is None
    (asked,) = server.asked
    assert asked.headers["if-none-match"] == '"a1"'
    assert asked.headers["if-modified-since"] == "Sun, 01 Nov 2026 10:00:00 GMT"


def test_the_same_as_before_is_no_answer_to_who_has_nothing() -> None:
    with serving(always(Answer(status=304))) as server:
        assert refusal(server.address()) == ("bad_status", "304")


def test_a_request_says_who_asks_and_nothing_else() -> None:
    with serving(always(Answer(FEED))) as server:
        fetched(server.address("/a b?day=čo"))

    (asked,) = server.asked
    assert asked.path == "/a%20b?day=%C4%8Do"
    assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_an_error_of_the_server_is_said_with_its_number(status: int) -> None:
    with serving(always(Answer(b"<html>", status=status))) as server:
        assert refusal(server.address()) == ("bad_status", str(status))


@pytest.mark.parametrize("times", [1, 2])
def test_a_compressed_feed_is_unpacked(times: int) -> None:
    content = FEED
    for _time in range(times):
        content = gzip.compress(content)

    with serving(always(Answer(content, headers={"Content-Encoding": "gzip"}))) as server:
        assert fetched(server.address()) == FEED


def test_a_compression_that_nobody_asked_for_is_refused() -> None:
    with serving(always(Answer(FEED, headers={"Content-Encoding": "br"}))) as server:
        assert refusal(server.address()) == ("packing_broken", "")


def test_a_feed_that_is_cut_off_is_refused() -> None:
    with serving(always(Answer(FEED, headers={"Content-Length": "1000"}))) as server:
        assert refusal(server.address()) == ("unreachable", "")


def test_where_nobody_listens_nothing_is_fetched() -> None:
    with serving(always(Answer())) as server:
        address = server.address()

    assert refusal(address) == ("unreachable", "")


def test_a_redirect_is_followed() -> None:
    def respond(asked: Asked) -> Answer:
        return Answer(FEED) if asked.path == "/new.json" else Answer(status=301, headers={"Location": "new.json"})

    with serving(respond) as server:
        assert fetched(server.address("/old.json")) == FEED


def test_redirects_come_to_an_end() -> None:
    def respond(asked: Asked) -> Answer:
        return Answer(status=302, headers={"Location": f"{asked.path}x"})

    with serving(respond) as server:
        assert refusal(server.address()) == ("too_many_redirects", "")

    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.2/feed.json", "address_private"),
        ("http://[::1]/feed.json", "address_private"),
        ("http://169.254.169.254/latest/meta-data", "address_private"),
        ("file:///etc/passwd", "address_unfit"),
        ("ftp://127.0.0.1/feed.json", "address_unfit"),
        ("http://[x", "address_unfit"),
        ("//[", "address_unfit"),
    ],
)
def test_a_redirect_leads_nowhere_else_than_an_address_may(location: str, code: str) -> None:
    with serving(always(Answer(status=302, headers={"Location": location}))) as server:
        assert refusal(server.address()) == (code, "")

    assert len(server.asked) == 1


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "100000"}])
def test_a_feed_that_comes_in_drips_is_given_up(settings: Settings, headers: dict[str, str]) -> None:
    settings.FETCH_SECONDS = 0.3
    began = monotonic()
    with serving(lambda _asked: Answer(drip(), headers=headers)) as server:
        assert refusal(server.address()) == ("too_slow", "")

    assert monotonic() - began < 2


def test_a_server_that_says_nothing_is_given_up(settings: Settings) -> None:
    def respond(_asked: Asked) -> Answer:
        sleep(1)
        return Answer(FEED)

    settings.FETCH_SECONDS = 0.2
    with serving(respond) as server:
        assert refusal(server.address()) == ("too_slow", "")


def test_redirects_share_the_time_there_is(settings: Settings) -> None:
    def respond(asked: Asked) -> Answer:
        sleep(0.2)
        return Answer(status=302, headers={"Location": f"{asked.path}x"})

    settings.FETCH_SECONDS = 0.5
    with serving(respond) as server:
        assert refusal(server.address()) == ("too_slow", "")


BOMB = gzip.compress(b" " * 20_000_000)


@pytest.mark.parametrize("content", [b" " * 1_000_001, BOMB, gzip.compress(BOMB)], ids=["plain", "bomb", "packed bomb"])
def test_a_feed_that_is_too_large_is_given_up(settings: Settings, content: bytes) -> None:
    settings.FETCH_MEGABYTES = 1
    with serving(always(Answer(content))) as server:
        assert refusal(server.address()) == ("too_large", "")


def test_a_feed_without_an_end_is_given_up(settings: Settings) -> None:
    settings.FETCH_MEGABYTES = 1
    with serving(lambda _asked: Answer(drip(b" " * 300_000))) as server:
        assert refusal(server.address()) == ("too_large", "")


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    with serving(always(Answer(FEED)), has_tls=True) as server:
        assert refusal(server.address(scheme="https")) == ("tls_failed", "")

    assert server.asked == []


def test_a_certificate_that_the_system_trusts_is_accepted(trusted_authority: None) -> None:
    with serving(always(Answer(FEED)), has_tls=True) as server:
        assert fetched(server.address(scheme="https")) == FEED


def test_a_certificate_of_another_server_is_refused(trusted_authority: None, settings: Settings) -> None:
    settings.FETCH_PRIVATE_NETWORKS = [ip_network("127.0.0.0/8")]
    with serving(always(Answer(FEED)), host="127.0.0.2", has_tls=True) as server:
        assert refusal(server.address(scheme="https", host="127.0.0.2")) == ("tls_failed", "")


def test_a_redirect_from_https_to_http_is_refused(trusted_authority: None) -> None:
    with (
        serving(always(Answer(FEED))) as plain,
        serving(always(Answer(status=302, headers={"Location": plain.address()})), has_tls=True) as server,
    ):
        assert refusal(server.address(scheme="https")) == ("address_unfit", "")

    assert plain.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/feed.json",
        "file:///etc/passwd",
        "javascript://example.org",
        "http:///feed.json",
        "http://",
        "http://[::1/feed.json",
        "http://example.org:99999/feed.json",
        "http://user:secret@example.org/feed.json",
        f"http://{'a' * 64}.example.org/",
        "http://example.org/\ud800",
    ],
)
def test_only_addresses_of_the_web_are_fetched(address: str) -> None:
    assert refusal(address) == ("address_unfit", "")


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://Príklad.укр:8080/a b?c=č", "http://xn--prklad-4va.xn--j1amh:8080/a%20b?c=%C4%8D"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443/"),
    ],
)
def test_an_address_is_asked_for_as_the_web_writes_it(address: str, target: str) -> None:
    assert checked(address) == target
