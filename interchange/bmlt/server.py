"""What a document of a BMLT server says beside its meetings: formats, service bodies, and whether it is of several servers. Read
before the meetings, wherever it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from interchange.bmlt.meanings import Says, by_description
from interchange.json_list import read_lists
from interchange.meeting_guide.item import as_text
from interchange.records import Problem
from interchange.texts import one_line, plain

FORMAT_LIST = "formats"
BODY_LIST = "service_bodies"
MEETING_LISTS = frozenset({"meetings"})
MOST_ROWS = 20_000  # of formats or bodies; the largest aggregator has some 8,000 formats
LONGEST = 200  # characters of what is kept of them


@dataclass(frozen=True, slots=True)
class GivenFormat:
    """A format as the server calls it, and what that means; None where nobody knows."""

    key: str
    says: Says | None


@dataclass(frozen=True, slots=True)
class GivenBody:
    """A service body."""

    name: str
    url: str


@dataclass(slots=True)
class Server:
    """Formats and bodies are known by the address of their server and their number: those of an aggregator's servers repeat."""

    formats: dict[tuple[str, str], GivenFormat] = field(default_factory=dict)
    bodies: dict[tuple[str, str], GivenBody] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)

    def take(self, name: str, entry: Mapping[str, Any]) -> None:
        """Note an entry of one of the lists."""
        root = word(entry, "root_server_uri")
        if name == FORMAT_LIST and len(self.formats) < MOST_ROWS:
            self.take_format(root, entry)
        elif name == BODY_LIST and len(self.bodies) < MOST_ROWS:
            self.bodies[root, word(entry, "id")] = GivenBody(word(entry, "name"), word(entry, "url"))
        elif host_of(root):
            self.hosts.add(host_of(root))

    def take_format(self, root: str, entry: Mapping[str, Any]) -> None:
        """Note a format. It comes once for each language in which it was asked for; the first that is understood counts."""
        place = root, word(entry, "id")
        given = {name: word(entry, name) for name in ("id", "world_id", "key_string", "name_string", "format_type_enum", "lang")}
        former = self.formats.get(place)
        if former is None or former.says is None:
            says = by_description(given)
            self.formats[place] = GivenFormat(former.key if former and says is None else given["key_string"], says)

    def format(self, root: str, number: str) -> GivenFormat | None:
        """The format of a number, of the meeting's own server if the document says which that is."""
        return self.formats.get((root, number)) or self.formats.get(("", number))

    def body(self, root: str, number: str) -> GivenBody | None:
        """The service body of a number."""
        return self.bodies.get((root, number)) or self.bodies.get(("", number))

    def key_of(self, root: str, number: str) -> str:
        """The key of a meeting: its number, and in a document of several servers the host before it."""
        host = host_of(root)
        return f"{host}-{number}" if number and host and len(self.hosts) > 1 else number


def read_server(stream: BinaryIO) -> Server:
    """What the document in the stream says beside its meetings. What is wrong with it is said when the meetings are read."""
    server = Server()
    stream.seek(0)
    for found in read_lists(stream):
        if isinstance(found, Problem):
            break
        name, entry = found
        if isinstance(entry, dict):
            server.take(name.casefold(), entry)
    return server


def word(entry: Mapping[str, Any], name: str) -> str:
    """A field as one line; "" for what is no text."""
    return one_line(plain((as_text(entry.get(name)) or "")[:LONGEST]))


def host_of(address: str) -> str:
    """The host of a server's address; "" where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
