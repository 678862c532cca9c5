"""Whatever comes as HSDS: every service is read or rejected, nothing is raised."""

import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interchange.hsds.reader import read
from interchange.records import MeetingRecord, Problem
from tests.interchange.hsds.given_services import NORMALISED, OPTIONS, SCHEDULE, at, service

FIELDS = [
    *("id", "name", "status", "organization", "languages", "service_at_locations", "schedules", "location", "addresses", "phones"),
    *("attributes", "taxonomy_term", "contacts", "url", "latitude", "longitude", "location_type", "maximum_age", "accessibility"),
    *SCHEDULE,
    *("bymonthday", "byweekno", "dtstart", "until", "valid_from", "valid_to", "count", "notes", "details", "code", "service"),
]
TELLING = [
    *(
        "WEEKLY",
        "MONTHLY",
        "MO,TU",
        "1MO,-1FR",
        "18:00",
        "18:00+01:00",
        "99:99",
        "2026-12-24",
        "9999-12-31",
        "0001-01-01",
        "2,4",
        "virtual",
    ),
    *("http://[::1", "a@example.org", "\x00\ud800", "1e400", "step_free: yes", "defunct", "-1", "99999999", "Europe/../../etc"),
]
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(TELLING)
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=4), inner, max_size=8),
    max_leaves=20,
)
schedules = st.dictionaries(st.sampled_from(FIELDS), leaves, max_size=10).map(lambda fields: {**SCHEDULE, **fields})
services = st.tuples(schedules, anything).map(lambda pair: service(at(schedules=[pair[0]], attributes=pair[1])))


@settings(max_examples=300, deadline=2_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(anything | services, max_size=4))
def test_every_service_is_read_or_rejected(entries: list[Any]) -> None:
    content = json.dumps(entries).encode("utf-8", "surrogatepass")

    found = list(read(io.BytesIO(content), options=OPTIONS))

    answers = [each.index for each in found if isinstance(each, MeetingRecord) or (each.rejects and each.index is not None)]
    assert sorted(set(answers), key=str) == list(range(len(entries)))


@settings(max_examples=100, deadline=2_000)
@given(st.data())
def test_a_damaged_document_is_read_without_an_error(data: st.DataObject) -> None:
    damaged = bytearray(json.dumps(data.draw(st.sampled_from([[service()], NORMALISED]))).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    assert list(read(io.BytesIO(bytes(damaged)), options=OPTIONS))


@settings(max_examples=60, deadline=2_000)
@given(st.data())
def test_a_document_that_is_cut_off_is_refused(data: st.DataObject) -> None:
    content = json.dumps(data.draw(st.sampled_from([[service()], {"contents": [service()]}, NORMALISED]))).encode()

    found = list(read(io.BytesIO(content[: data.draw(st.integers(1, len(content) - 1))]), options=OPTIONS))

    assert any(isinstance(each, Problem) and each.rejects and each.index is None for each in found)


@settings(max_examples=100, deadline=2_000)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_an_error(content: bytes) -> None:
    assert all(isinstance(each, Problem) for each in read(io.BytesIO(content), options=OPTIONS))
