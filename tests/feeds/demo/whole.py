"""The whole demo world as feeds, as of its day."""

from datetime import UTC, datetime, time

from django.http import QueryDict

from feeds.answers import keys, records
from feeds.asking import Question, question
from feeds.formats import CALENDAR, MEETING_GUIDE, Asked
from interchange.records import Loss, MeetingRecord
from tests.directory.demo.ground import DEMO_DAY

NOON = datetime.combine(DEMO_DAY, time(12), UTC)
SITE = "https://example.org"
EVERYTHING = "when=any&kind=all&unconfirmed=1"


def everything(more: str = "") -> Question:
    return question(QueryDict(f"{EVERYTHING}{more}"))


def all_records(asked: Question | None = None) -> list[MeetingRecord]:
    wanted = asked or everything()
    return list(records(keys(wanted, now=NOON), wanted, now=NOON, site=SITE))


def calendar(more: str = "") -> bytes:
    asked = everything(more)
    return b"".join(CALENDAR.write(all_records(asked), Asked(asked, DEMO_DAY, SITE), lambda _loss: None))


def meeting_guide() -> tuple[bytes, list[Loss]]:
    losses: list[Loss] = []
    asked = everything()
    return b"".join(MEETING_GUIDE.write(all_records(asked), Asked(asked, DEMO_DAY, SITE), losses.append)), losses
