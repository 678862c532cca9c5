"""Feeds from the web: http(s) only, certificates verified, not fetched again while they are the same, within limits.

No proxies, no cookies, nothing but the request for the feed. httpcore and not httpx on top of it, as only there it can be said
which address is connected to (network.py).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore
from django.conf import settings

from imports.fetching.network import CheckedNetwork, Deadline, Network
from imports.fetching.spool import FetchError, spooled, unpacked
from imports.reasons import ImportCode

MOST_REDIRECTS = 5
MEGABYTE = 1_000_000
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PLAIN_OR_GZIP = frozenset({"", "identity", "gzip", "x-gzip"})
LONGEST_ETAG, LONGEST_DATE = 200, 60  # as the columns of Source


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server tells whether its content is still the same."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, at its beginning; None where it is still the same. The caller closes it."""

    content: BinaryIO | None
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long fetching may take, how many bytes may come, and from which networks that are not public."""

    seconds: float
    most_bytes: int
    private_networks: Sequence[Network] = ()


def most_bytes() -> int:
    """How large a feed may be, packed or unpacked."""
    return settings.FETCH_MEGABYTES * MEGABYTE


def usual_limits() -> Limits:
    """Those of the settings."""
    return Limits(settings.FETCH_SECONDS, most_bytes(), settings.FETCH_PRIVATE_NETWORKS)


@contextmanager
def connected(limits: Limits) -> Iterator[httpcore.ConnectionPool]:
    """Connections under the rules for fetching, over by one deadline. Raises FetchError for whatever goes wrong on them."""
    network = CheckedNetwork(Deadline.after(limits.seconds), private_networks=limits.private_networks)
    with httpcore.ConnectionPool(network_backend=network) as pool:
        try:
            yield pool
        except httpcore.TimeoutException as error:
            raise FetchError(ImportCode.TOO_SLOW) from error
        except httpcore.ConnectError as error:
            raise FetchError(ImportCode.TLS_FAILED) from error  # network.py says itself what fails before TLS
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchError(ImportCode.UNREACHABLE) from error


def fetch(address: str, validators: Validators = Validators(), limits: Limits | None = None) -> Fetched:
    """The content of an address, unless it is the same as when the server gave these validators. The limits are those of the
    settings, or of whoever asks. Raises FetchError."""
    limits = limits or usual_limits()
    with connected(limits) as pool:
        return follow(pool, address, validators, limits.most_bytes)


def follow(pool: httpcore.ConnectionPool, address: str, validators: Validators, most: int) -> Fetched:
    """Ask, and ask where the answer says, every time under the same rules."""
    for _hop in range(MOST_REDIRECTS + 1):
        target = checked(address)
        with pool.stream("GET", target, headers=request_headers(validators)) as response:
            headers = headers_of(response)
            if response.status not in REDIRECTS or "location" not in headers:
                return answer(response, headers, validators, most)
            address = redirected(address, headers["location"])
    raise FetchError(ImportCode.TOO_MANY_REDIRECTS)


def checked(address: str) -> str:
    """The address as it is asked for. Raises FetchError where it is none of http(s), or has a user and password in it."""
    parts = split(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise FetchError(ImportCode.ADDRESS_UNFIT)
    port = "" if parts.port is None else f":{parts.port}"
    try:
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.encode("idna").decode()
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    except UnicodeError as error:
        raise FetchError(ImportCode.ADDRESS_UNFIT) from error
    return f"{parts.scheme}://{host}{port}{path}{'?' if query else ''}{query}"


def split(address: str) -> SplitResult:
    """The parts of an address. Raises FetchError."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  # only now it is read
    except ValueError as error:
        raise FetchError(ImportCode.ADDRESS_UNFIT) from error
    return parts


def redirected(address: str, location: str) -> str:
    """Where a redirect leads; never from https to http. Raises FetchError."""
    try:
        target = urljoin(address, location)
    except ValueError as error:
        raise FetchError(ImportCode.ADDRESS_UNFIT) from error
    if split(address).scheme == "https" != split(target).scheme:
        raise FetchError(ImportCode.ADDRESS_UNFIT)
    return target


def request_headers(validators: Validators) -> list[tuple[str, str]]:
    """What is told to the server."""
    headers = [
        ("User-Agent", f"{quote(str(settings.SITE_NAME), safe=' ')} (directory of self-help groups; reads meeting lists)"),
        ("Accept", "application/json, */*;q=0.5"),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
    ]
    if validators.etag:
        headers.append(("If-None-Match", validators.etag))
    if validators.last_modified:
        headers.append(("If-Modified-Since", validators.last_modified))
    return headers


def headers_of(response: httpcore.Response) -> dict[str, str]:
    """The headers of an answer, by names in lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}


def answer(response: httpcore.Response, headers: dict[str, str], asked_with: Validators, most: int) -> Fetched:
    """What an answer brings. Raises FetchError, also where a server says "the same as before" to somebody who has nothing."""
    if response.status == HTTPStatus.NOT_MODIFIED and asked_with != Validators():
        return Fetched(None)
    if response.status != HTTPStatus.OK:
        raise FetchError(ImportCode.BAD_STATUS, str(response.status))
    if headers.get("content-encoding", "").strip().lower() not in PLAIN_OR_GZIP:
        raise FetchError(ImportCode.PACKING_BROKEN)
    content = unpacked(spooled(response.iter_stream(), most_bytes=most), most_bytes=most)
    etag, last_modified = headers.get("etag", ""), headers.get("last-modified", "")
    # A validator that does not fit is forgotten: half of one would never match.
    return Fetched(
        content,
        Validators(etag if len(etag) <= LONGEST_ETAG else "", last_modified if len(last_modified) <= LONGEST_DATE else ""),
    )
