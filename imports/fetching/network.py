"""Connections for fetching feeds: only to the public internet and to inner networks that the settings name, and all over by a
deadline; only what the system takes to look up a name is added to it.

A name is looked up here and nowhere else, and the connection goes to the very address that was checked: a name that changes its
address between check and use gains nothing.
"""

import socket
import ssl
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import Any

import httpcore

from imports.fetching.spool import FetchError
from imports.reasons import ImportCode

NAT64 = IPv6Network("64:ff9b::/96")
IPV4_BITS = 0xFFFFFFFF

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant of the monotonic clock by which everything has to be over."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """So many seconds from now."""
        return cls(monotonic() + seconds)

    def left(self) -> float:
        """The seconds that are left. Raises FetchError where there are none."""
        seconds = self.at - monotonic()
        if seconds <= 0:
            raise FetchError(ImportCode.TOO_SLOW)
        return seconds


def is_public(address: Address) -> bool:
    """Whether it is an address of the public internet, also where an IPv4 address is written as one of IPv6."""
    inner = inner_address(address)
    if inner is not None:
        return is_public(inner)
    is_inner = address.is_multicast or address.is_reserved or address.is_unspecified
    # fec0::/10 went out of use as an inner network, and Python takes it for global
    return address.is_global and not is_inner and not (isinstance(address, IPv6Address) and address.is_site_local)


def inner_address(address: Address) -> IPv4Address | None:
    """The IPv4 address to which an IPv6 address leads."""
    if isinstance(address, IPv4Address):
        return None
    if address in NAT64:
        return IPv4Address(int(address) & IPV4_BITS)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises FetchError where there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(ImportCode.HOST_UNKNOWN) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedNetwork(httpcore.NetworkBackend):
    """The network as httpcore sees it. Of a host one of whose addresses is not allowed, none is connected to."""

    def __init__(self, deadline: Deadline, *, private_networks: Sequence[Network] = ()) -> None:
        self.deadline = deadline
        self.private_networks = private_networks
        self.network = httpcore.SyncBackend()

    def is_allowed(self, written: str) -> bool:
        """Whether it is public, or in one of the inner networks that are allowed; an interface after a % makes no difference."""
        address = ip_address(written.partition("%")[0])
        return is_public(address) or any((inner_address(address) or address) in network for network in self.private_networks)

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        addresses = look_up(host, port)
        if not all(map(self.is_allowed, addresses)):
            raise FetchError(ImportCode.ADDRESS_PRIVATE)
        return TimedStream(self.connect_to_any(addresses, port), self.deadline)

    def connect_to_any(self, addresses: Iterable[str], port: int) -> httpcore.NetworkStream:
        """A connection to the first that answers. Raises FetchError."""
        for address in addresses:
            try:
                return self.network.connect_tcp(address, port, timeout=self.deadline.left())
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        raise FetchError(ImportCode.UNREACHABLE)


class TimedStream(httpcore.NetworkStream):
    """A connection on which nobody waits beyond the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, timeout=self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, timeout=self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return TimedStream(self.stream.start_tls(ssl_context, server_hostname, timeout=self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
