"""GetSearchResults."""

from collections.abc import Iterable, Iterator

from feeds.bmlt.answers import answers, numbers
from feeds.bmlt.filtering import matching
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.querysets import timetable
from feeds.bmlt.reach import reach_asked, within_reach
from feeds.bmlt.sorting import in_order, page
from interchange.bmlt.meeting import Written
from interchange.bmlt.options import Format
from interchange.bmlt.tsml import tsml_fields
from interchange.bmlt.writer import as_json, as_list, format_fields

Pieces = Iterator[bytes]


def search_results(inquiry: Inquiry) -> Pieces:
    """The meetings asked for, or with them the formats that they have, or only these. That a parameter is there is enough."""
    found, keys, asked = meetings_found(inquiry), inquiry.asked.items("data_field_key"), inquiry.asked
    used: dict[int, Format] = {}
    if asked.has("get_formats_only"):
        return formats_only(found, used, inquiry.server)
    meetings = as_list(chosen(one.fields, keys) for one in noting(found, used))
    return with_formats(meetings, used, inquiry.server) if asked.has("get_used_formats") else meetings


def tsml_results(inquiry: Inquiry) -> Pieces:
    """The same meetings in the other format."""
    return as_list(map(tsml_fields, meetings_found(inquiry)))


def meetings_found(inquiry: Inquiry) -> Iterator[Written]:
    """The meetings asked for. Which these are is found out at once: in the middle of an answer there is no way to say that
    something failed."""
    reach = reach_asked(inquiry.asked, inquiry.language)
    rules = matching(timetable().every_week(inquiry.covering, inquiry.today), inquiry)
    found = page(in_order(within_reach(rules, reach), inquiry, reach), inquiry.asked)
    return answers(numbers(found), inquiry, reach.centre)


def noting(found: Iterable[Written], used: dict[int, Format]) -> Iterator[Written]:
    """The meetings; their formats are put into `used` as they pass."""
    for one in found:
        used.update((each.number, each) for each in one.formats)
        yield one


def chosen(fields: dict[str, str], keys: list[str]) -> dict[str, str]:
    """The fields that are wanted, in their order; all where none of the keys is one."""
    return {name: fields[name] for name in fields if name in keys} or fields


def with_formats(meetings: Pieces, used: dict[int, Format], server: str) -> Pieces:
    """The meetings, and the formats that they have."""
    yield b'{"meetings":'
    yield from meetings
    yield b',"formats":' + as_json(listed(used, server)) + b"}"


def formats_only(found: Iterable[Written], used: dict[int, Format], server: str) -> Pieces:
    """The formats that the meetings have."""
    for _one in noting(found, used):
        pass
    yield as_json({"formats": listed(used, server)})


def listed(used: dict[int, Format], server: str) -> list[dict[str, str]]:
    return [format_fields(used[number], server) for number in sorted(used)]
