"""The loss report and the header that stands before every feed agree over the whole demo world."""

import pytest

from feeds.answers import keys
from feeds.formats import CALENDAR, CSV, GEOJSON, MEETING_GUIDE, Asked, FeedFormat
from feeds.losses import loss_header, loss_report
from tests.directory.demo.ground import DEMO_DAY
from tests.feeds.demo.whole import NOON, SITE, all_records, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]


@pytest.mark.parametrize(
    ("form", "leaves_out"),
    [(MEETING_GUIDE, True), (CALENDAR, True), (GEOJSON, False), (CSV, False)],
    ids=["guide", "calendar", "geojson", "csv"],
)
def test_header_says_what_the_report_says(form: FeedFormat, leaves_out: bool) -> None:
    asked = everything()
    told = Asked(asked, DEMO_DAY, SITE)

    report = loss_report(all_records(asked), told, form)

    assert loss_header(keys(asked, now=NOON), told, form) == f"rules={report['rules']}, left-out={report['left_out']}"
    assert (report["rules"] > 700, report["left_out"] > 0) == (True, leaves_out)
