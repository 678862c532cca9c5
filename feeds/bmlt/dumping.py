"""GetNAWSDump: the meetings of a service body, and of all below it, as NA World Services takes them."""

import re
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from feeds.bmlt.answers import answers, numbers
from feeds.bmlt.bodies import in_care_or_below
from feeds.bmlt.inquiry import Inquiry
from feeds.bmlt.parameters import whole
from feeds.bmlt.querysets import NUMBER, timetable
from feeds.bmlt.refusals import Refused
from interchange.bmlt.naws import naws_table
from languages.fold import fold

WITHOUT_BODY = Refused("The sb id field is required.")
UNKNOWN_BODY = Refused("The selected sb id is invalid.")
NO_WORD = re.compile(r"\W+")


def naws_dump(inquiry: Inquiry) -> Iterator[bytes] | Refused:
    """The table; only of published meetings."""
    text = inquiry.asked.text("sb_id")
    number = whole(text)
    if not text:
        return WITHOUT_BODY
    if number not in inquiry.bodies.nodes:
        return UNKNOWN_BODY
    rules = timetable().every_week(inquiry.covering, inquiry.today)
    found = rules.filter(in_care_or_below(inquiry.bodies, [number]))
    return naws_table(answers(numbers(found.order_by(NUMBER)), inquiry, None))


def file_name(inquiry: Inquiry) -> str:
    """By which name a browser keeps the table."""
    node = inquiry.bodies.nodes.get(whole(inquiry.asked.text("sb_id")) or 0)
    name = NO_WORD.sub("_", fold(node.name)) if node else ""
    at: datetime = timezone.localtime(inquiry.now)
    return f"BMLT_WORLD_ID_MISSING_{name}_{at:%Y_%m_%d_%H_%M_%S}.csv"
