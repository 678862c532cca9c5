"""Questions drawn from the OpenAPI document: none is answered by an error of ours, and every answer is as the document says."""

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
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

pytestmark = pytest.mark.django_db
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
