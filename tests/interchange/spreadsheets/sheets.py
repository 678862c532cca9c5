"""Our own spreadsheets for the tests: written, changed where a test looks, and read."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from interchange.meeting_guide import ReadOptions
from interchange.records import GroupRecord, Loss, MeetingRecord, Problem, RuleRecord, VenueRecord
from interchange.spreadsheets import WriteOptions, read, write_csv
from tests.interchange.feeds import TODAY

OPTIONS = ReadOptions(today=TODAY, code_set="aa")
# What is said in words beside a column that says it, or says when and where the record was made.
DERIVED: dict[str, Any] = {
    "index": 0,
    "feedback_url": "",
    "updated_at": None,
    "changed_at": None,
    "sequence": 0,
    "programme": "",
    "labels": (),
    "freshness": "",
}


def csv_of(*records: MeetingRecord, language: str = "") -> bytes:
    """These records as CSV."""
    return b"".join(write_csv(records, options=WriteOptions(language=language), on_loss=lost([])))


def lost(found: list[Loss]) -> Any:
    """Where losses go."""
    return found.append


def table_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, by their headings."""
    text = content.decode("utf-8-sig")
    delimiter = ";" if ";" in text.split("\r\n", 1)[0] else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def template(*rows: dict[str, str]) -> bytes:
    """A table filled in by hand, with the columns that these rows name."""
    columns = list(dict.fromkeys(["frequency", "ask_first", *(name for row in rows for name in row)]))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read_all(content: bytes, **options: Any) -> list[MeetingRecord | Problem]:
    """All that reading these bytes gives."""
    return list(read(io.BytesIO(content), options=replace(OPTIONS, **options)))


def essence(record: MeetingRecord) -> MeetingRecord:
    """A record without what is derived."""
    return replace(
        record,
        **DERIVED,
        venue=record.venue and replace(record.venue, lines=(), fact_sentences=()),
        rules=tuple(bare_rule(rule) for rule in record.rules),
    )


def bare_rule(rule: RuleRecord) -> RuleRecord:
    """A rule without its words and without the places to which single dates move."""
    changes = tuple(replace(change, venue=None) for change in rule.changes)
    return replace(rule, number=0, sentence="", who=(), labels=(), dates=(), changes=changes)


def essences(records: Iterable[MeetingRecord]) -> list[MeetingRecord]:
    """Records without what is derived."""
    return [essence(record) for record in records]


ROW = {
    "name": "Ranná skupina",
    "weekday": "pondelok",
    "start": "18:00",
    "end": "19:30",
    "street": "Obchodná 5",
    "city": "Bratislava",
    "country": "SK",
    "access": "open",
}
GROUP = GroupRecord(key="4fz7mcqa", name="Nádej", about="Malá skupina.", website="https://nadej.example.org/")
AREA = VenueRecord(city="Bratislava", district="Staré Mesto", country="SK", is_area=True)
