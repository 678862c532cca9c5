"""The addresses of a BMLT server."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.csrf import csrf_exempt

from feeds.bmlt.changes import changes
from feeds.bmlt.describing import VERSION, coverage_area, field_keys, server_info
from feeds.bmlt.dumping import file_name, naws_dump
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.leaving_out import loss_header, loss_list
from feeds.bmlt.listing import formats, service_bodies
from feeds.bmlt.parameters import Parameters
from feeds.bmlt.refusals import Refused
from feeds.bmlt.searching import search_results, tsml_results
from feeds.bmlt.values import field_values
from feeds.kept_feeds import parameters_name, ready
from feeds.views import LOSS, in_chunks, with_headers
from history.limits import at_most
from history.public import public_page
from interchange.bmlt.writer import as_json

Response = Any  # a whole one or a streamed one
Answer = Callable[[Inquiry], Iterator[bytes] | Refused]


def results_or_losses(inquiry: Inquiry) -> Iterator[bytes]:
    """The meetings asked for, or what their format cannot say of them."""
    return loss_list(inquiry) if inquiry.asked.text("loss") == "1" else search_results(inquiry)


JSON: dict[str, Answer] = {
    "GetSearchResults": results_or_losses,
    "GetFormats": formats,
    "GetServiceBodies": service_bodies,
    "GetFieldKeys": field_keys,
    "GetFieldValues": field_values,
    "GetChanges": changes,
    "GetServerInfo": server_info,
    "GetCoverageArea": coverage_area,
}
TSML: dict[str, Answer] = {"GetSearchResults": tsml_results}
CSV: dict[str, Answer] = {"GetNAWSDump": naws_dump}
ANSWERS = {"json": JSON, "jsonp": JSON, "tsml": TSML, "csv": CSV}
CONTENT_TYPES = {
    "json": "application/json",
    "jsonp": "text/javascript; charset=utf-8",
    "tsml": "application/json",
    "csv": "text/csv; charset=utf-8",
}
UNKNOWN = Refused(
    "Invalid data format or endpoint name. Valid endpoint names for the json and jsonp data formats are: GetSearchResults, "
    "GetFormats, GetServiceBodies, GetFieldKeys, GetFieldValues, GetChanges, GetServerInfo, GetCoverageArea. Valid endpoint names "
    "for the csv format are: GetNAWSDump. Valid endpoint names for the tsml format are: GetSearchResults."
)
ONLY_CSV = Refused("GetNAWSDump is only valid for csv format.")
CALLBACK_UNFIT = Refused("The callback name is not valid.")
CALLBACK = re.compile(r"[A-Za-z_$][\w$.\[\]]{0,99}", re.ASCII)
# What a browser asks before it sends a header that somebody added, as the name of a client.
PREFLIGHT = {"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Allow-Headers": "*", "Access-Control-Max-Age": "86400"}
VERSION_XML = f"<bmltInfo><serverVersion><readableString>{VERSION}</readableString></serverVersion></bmltInfo>"


@csrf_exempt
def client_interface(request: HttpRequest, base: str, data_format: str) -> Response:
    """Every question: its `switcher` says which."""
    language = Inquiry.of(request, base).language
    if request.method == "OPTIONS":
        return with_headers(HttpResponse(status=204, headers=PREFLIGHT), language)
    return with_headers(answered(request, base, data_format), language)


@public_page
def server_info_xml(request: HttpRequest, base: str) -> Response:
    """Which version it is like, for old clients."""
    return with_headers(HttpResponse(VERSION_XML, content_type="application/xml"), "en")


@public_page
def answered(request: HttpRequest, base: str, data_format: str) -> Response:
    """The answer in the format asked for. What somebody typed stays in no cache."""
    inquiry = Inquiry.of(request, base)
    lying = ready(request, answer_name(inquiry), content_type=CONTENT_TYPES["json"], headers={}) if data_format == "json" else None
    if lying is not None:
        return lying
    with at_most(settings.FEED_SECONDS):
        response = answer(inquiry, data_format, is_head=request.method == "HEAD")
    if inquiry.asked.text("StringSearchIsAnAddress"):
        response.headers["Cache-Control"] = "no-store"
    return response


def answer_name(inquiry: Inquiry) -> str:
    """What an answer is called among the kept files."""
    return parameters_name(f"{inquiry.server}/client_interface/json/", inquiry.asked.given)


def answer(inquiry: Inquiry, data_format: str, *, is_head: bool) -> Response:
    """What a switcher answers, or why it does not."""
    name = inquiry.asked.text("callback") or "callback"
    asked = refusal(inquiry.asked, data_format, name) or ANSWERS[data_format][inquiry.asked.text("switcher")]
    pieces = asked if isinstance(asked, Refused) else iter(()) if is_head else asked(inquiry)
    if isinstance(pieces, Refused):
        return HttpResponse(as_json({"message": pieces.message}), status=pieces.status, content_type="application/json")
    wrapped = called_back(name, pieces) if data_format == "jsonp" and not is_head else pieces
    response = StreamingHttpResponse(in_chunks(wrapped), content_type=CONTENT_TYPES[data_format])
    if inquiry.asked.text("switcher") == "GetSearchResults":
        response.headers[LOSS] = loss_header(inquiry)
    if data_format == "csv":
        response.headers["Content-Disposition"] = f"attachment; filename={file_name(inquiry)}"
    return response


def refusal(asked: Parameters, data_format: str, callback: str) -> Refused | None:
    """Why nothing is answered; None where something is."""
    switcher = asked.text("switcher")
    if switcher == "GetNAWSDump" and data_format != "csv":
        return ONLY_CSV
    if switcher not in ANSWERS.get(data_format, {}):
        return UNKNOWN
    return CALLBACK_UNFIT if data_format == "jsonp" and not CALLBACK.fullmatch(callback) else None


def called_back(name: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The answer as a call of a function, for pages that can load scripts only."""
    yield f"/**/{name}(".encode()
    yield from pieces
    yield b");"
