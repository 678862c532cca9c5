"""All that a BMLT server lists, as one document: its formats, its service bodies, its meetings. Each is asked for on its own, under
the limits of one fetching (web.py)."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import BinaryIO
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpcore

from imports.fetching.spool import CHUNK_BYTES, FetchError, spooled
from imports.fetching.web import Fetched, Validators, connected, follow, usual_limits
from imports.reasons import ImportCode

# What people paste: the address of the server, of its page for visitors, of any of its answers.
ENDING = re.compile(r"/+(?:client_interface(?:/.*)?|semantic/?|index\.(?:html?|php)|local_server/.*)?$")
PLAIN_LANGUAGE = re.compile(r"[a-z]{2}")
SAVED_FILE = ".json"
# Of an address that asks a question, what is left out: how the answer is to look, not which meetings are wanted.
NOT_A_FILTER = frozenset(
    {"switcher", "callback", "get_used_formats", "get_formats_only", "data_field_key", "page_size", "page_num", "lang_enum"}
)


def is_server(address: str) -> bool:
    """Whether the address is that of a server, rather than of a file with the answer of one."""
    return not urlsplit(address).path.casefold().endswith(SAVED_FILE)


def fetch_server(address: str, language: str) -> Fetched:
    """The document. Servers of this kind cannot say whether they are still the same. Raises FetchError."""
    limits = usual_limits()
    with connected(limits) as pool, ExitStack() as open_answers:
        answers = {
            name: [open_answers.enter_context(ask(pool, question, limits.most_bytes)) for question in questions]
            for name, questions in all_questions(address, language).items()
        }
        return Fetched(spooled(document(answers), most_bytes=limits.most_bytes))


def all_questions(address: str, language: str) -> Mapping[str, list[str]]:
    """{list of the document: the addresses whose answers make it}. Formats are asked for in the server's own language, in which it
    has all of them, and in that of the source."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise FetchError(ImportCode.ADDRESS_UNFIT) from error
    spoken = {"lang_enum": language} if PLAIN_LANGUAGE.fullmatch(language) else {}
    filters = [(name, value) for name, value in parse_qsl(parts.query) if name not in NOT_A_FILTER]
    base = urlunsplit((parts.scheme, parts.netloc, ENDING.sub("", parts.path), "", ""))
    formats = [{}, spoken] if spoken else [{}]
    return {
        "formats": [question(base, "GetFormats", list(each.items())) for each in formats],
        "service_bodies": [question(base, "GetServiceBodies", [])],
        "meetings": [question(base, "GetSearchResults", [*filters, *spoken.items()])],
    }


def question(base: str, switcher: str, parameters: list[tuple[str, str]]) -> str:
    """The address that asks a server for something."""
    return f"{base}/client_interface/json/?{urlencode([('switcher', switcher), *parameters])}"


def ask(pool: httpcore.ConnectionPool, question: str, most: int) -> BinaryIO:
    """The answer to one question. Raises FetchError."""
    content = follow(pool, question, Validators(), most).content
    if content is None:  # nobody asked whether it is still the same
        raise FetchError(ImportCode.UNREACHABLE)
    return content


def document(answers: Mapping[str, list[BinaryIO]]) -> Iterator[bytes]:
    """The answers as one JSON object. Whether they are JSON themselves the reader sees."""
    yield b"{"
    named = [(name, content) for name, contents in answers.items() for content in contents]
    for number, (name, content) in enumerate(named):
        yield f'{"," if number else ""}"{name}":'.encode()
        while chunk := content.read(CHUNK_BYTES):
            yield chunk
    yield b"}"
