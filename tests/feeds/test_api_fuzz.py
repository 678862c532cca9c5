"""Questions drawn from the OpenAPI document: none is answered by an error of ours, and every answer is as the document says."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.feeds.visits import FEEDS
from tests.meetings.visits import today_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_kept_connection")]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PLAIN = {"Accept-Encoding": "identity"}  # schemathesis does not unpack what it is sent
DRAWN = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def _kept_connection() -> Iterator[None]:
    """A server closes old connections before and after each request. Here that would be the one with the test's own transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("address", FEEDS)
def test_every_question_is_answered_as_the_document_says(address: str, mode: GenerationMode) -> None:
    today_meeting()
    api: Any = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    statuses: list[int] = []

    @DRAWN
    @given(case=api[address]["GET"].as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        statuses.append(case.call_and_validate(checks=CHECKS, headers=PLAIN).status_code)

    drawn: Callable[[], None] = ask
    drawn()

    assert len(statuses) > 3
    assert (200 if mode is GenerationMode.POSITIVE else 400) in statuses
