"""The demo world as a feed is good by the published schema, and the check finds nothing wrong that we could help."""

import io
import json

from jsonschema import Draft202012Validator

from imports.checking.report import Weight, check_feed
from interchange.meeting_guide import ReadOptions
from interchange.meeting_guide.schema import schema_text
from tests.directory.demo.ground import DEMO_DAY
from tests.feeds.demo.whole import meeting_guide


def test_our_own_feed_is_good_by_the_schema(demo_world: None) -> None:
    content, _losses = meeting_guide()

    objects = json.loads(content)

    assert len(objects) > 500
    assert [error.message for error in Draft202012Validator(json.loads(schema_text())).iter_errors(objects)] == []


def test_our_own_feed_is_read_whole(demo_world: None) -> None:
    content, _losses = meeting_guide()

    report = check_feed(io.BytesIO(content), ReadOptions(today=DEMO_DAY))

    assert [kind.code for kind in report.kinds if kind.weight in (Weight.REFUSES, Weight.REJECTS)] == []
