"""The OpenAPI document: what can be asked, by the fields that read the questions, and how it is answered, by the formats."""

from typing import Any

from django.utils.translation import gettext as _

from feeds.api.parameters import Schema, language_parameter, search_parameters
from feeds.changes.cursor import FORM
from feeds.formats import ATOM, CALENDAR, CSV, GEOJSON, MEETING_GUIDE, XLSX, FeedFormat
from feeds.problems import MEDIA_TYPE as PROBLEM
from feeds.views import LOSS

VERSION = "1.0.0"
TEXTS = {"type": "array", "items": {"type": "string"}}
A_MEETING = {
    "type": "object",
    "required": ["slug", "name", "types", "timezone"],
    "properties": {"slug": {"type": "string", "maxLength": 64}, "name": {"type": "string"}, "types": TEXTS},
}
A_FEATURE = {
    "type": "object",
    "required": ["type", "id", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": "string"},
        "geometry": {"type": ["object", "null"]},
        "properties": {"type": "object", "required": ["name", "url"]},
    },
}
A_LISTING = {"type": "object", "required": ["id", "name", "url", "fellowship", "attendance"]}
A_TOMBSTONE = {"type": "object", "required": ["id", "gone", "at"], "properties": {"gone": {"const": True}}}
# What the formats hold; of which nothing is said here, a standard of its own says all.
BODIES: dict[str, Schema] = {
    MEETING_GUIDE.name: {"type": "array", "items": A_MEETING},
    GEOJSON.name: {
        "type": "object",
        "required": ["type", "features"],
        "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": A_FEATURE}},
    },
}
A_LOSS_REPORT = {"type": "object", "required": ["format", "meetings", "rules", "left_out", "reasons", "details", "losses"]}
A_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {"status": {"type": "integer"}, "parameters": TEXTS},
}
A_PAGE = {
    "type": "object",
    "required": ["items", "next", "has_more"],
    "properties": {
        "items": {"type": "array", "items": {"anyOf": [A_LISTING, A_TOMBSTONE]}},
        "next": {"type": "string"},
        "has_more": {"type": "boolean"},
    },
}


def document(site: str) -> dict[str, Any]:
    """All of it, in the active language."""
    return {
        "openapi": "3.1.0",
        "info": {"title": _("Meetings of self-help groups"), "version": VERSION},
        "servers": [{"url": site}],
        "paths": {
            **{f"/{form.file_name}": search_path(form) for form in (MEETING_GUIDE, GEOJSON, ATOM, CSV, XLSX)},
            "/meetings.ics": search_path(CALENDAR),
            "/changes": {"get": operation("changes", [since(), language_parameter()], page_responses())},
        },
    }


def search_path(form: FeedFormat) -> dict[str, Any]:
    """Any search in a format."""
    media_type, body = form.content_type.partition(";")[0], BODIES.get(form.name, {})
    report = {"anyOf": [body, A_LOSS_REPORT]} if media_type == "application/json" else A_LOSS_REPORT
    content = {media_type: {"schema": body}, "application/json": {"schema": report}}
    counts = {LOSS: {"description": "rules=…, left-out=…", "required": True, "schema": {"type": "string"}}}
    found = {"description": form.name, "headers": counts, "content": content}
    return {"get": operation(form.file_name, search_parameters(), {"200": found, "302": MOVED, "400": REFUSED})}


def operation(name: str, parameters: list[Schema], responses: dict[str, Any]) -> dict[str, Any]:
    """How an address is asked. Every answer may be the one that is known already."""
    known = {"304": {"description": "Not Modified"}}
    return {"operationId": name.replace(".", "_"), "parameters": parameters, "responses": {**responses, **known}}


def problem(title: str) -> dict[str, Any]:
    """An answer of RFC 9457."""
    return {"description": title, "content": {PROBLEM: {"schema": A_PROBLEM}}}


def since() -> Schema:
    """The cursor, of which clients need not know more than that it is a text."""
    pattern = "^" + FORM.pattern.removesuffix(r"\Z").replace("?:", "").replace(r"\d", "[0-9]") + "$"
    return {"name": "since", "in": "query", "required": False, "schema": {"type": "string", "pattern": pattern}}


def page_responses() -> dict[str, Any]:
    """How the change feed is answered."""
    found = {"description": "OK", "content": {"application/json": {"schema": A_PAGE}}}
    return {"200": found, "400": REFUSED, "410": problem("Gone")}


MOVED = {"description": "Found", "headers": {"Location": {"schema": {"type": "string"}}}}
REFUSED = problem("Bad Request")
