"""What a run carries along while its plan is applied."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from history.road import Road, RoadKind
from history.tracking import Tracker
from imports.applying.locating import NOWHERE, Located, Locator
from imports.applying.mapping import FormatTable, GroupTable
from imports.models import HeldText, ImportRun, Source, SourceMeeting
from imports.planning.fingerprints import Part, differing
from imports.planning.plan import Known, Plan
from imports.planning.reading import Reading
from imports.planning.tally import Told
from imports.reasons import ImportCode
from interchange.reasons import ProblemCode
from interchange.records import MeetingRecord
from meetings.models import Format


@dataclass(slots=True)
class Work:
    """`changing` are the meetings of which a part changes in this run, `settled` the shared rows that one of its records has
    already set right, `refused` the keys of records whose changes our own rules did not allow."""

    source: Source
    run: ImportRun
    by: User | None
    today: date
    plan: Plan
    reading: Reading
    tracker: Tracker
    fingerprints: Mapping[str, str]
    changing: Mapping[Part, set[int]]
    locator: Locator
    formats: FormatTable
    groups: GroupTable
    settled: set[object] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    @property
    def road(self) -> Road:
        """By which road the changes come."""
        return Road(RoadKind.IMPORT, self.source.slug)

    def located(self, record: MeetingRecord) -> Located:
        """Where a record is."""
        return self.locator.locate(record.venue) if record.venue else NOWHERE

    def note(self, record: MeetingRecord, code: str, *, field_name: str = "", value: str = "", rejects: bool = False) -> None:
        """Say something about a record."""
        said = Told(code=code, key=record.key, index=record.index, field_name=field_name, value=value[:120], rejects=rejects)
        self.reading.tally.add(said)

    def note_shortened(self, record: MeetingRecord, names: Iterable[str]) -> None:
        """Say which of its texts did not fit."""
        for name in names:
            self.note(record, ProblemCode.TEXT_SHORTENED, field_name=name)

    def zone_of(self, record: MeetingRecord, located: Located) -> str:
        """The time zone for rules that do not say: that of the place, else the source's, which is noted."""
        if not located.zone and any(not rule.recurrence.zone for rule in record.rules):
            self.note(record, ImportCode.ZONE_ASSUMED, field_name="timezone", value=self.source.zone)
        return located.zone or self.source.zone

    def held_texts(self, record: MeetingRecord, link: SourceMeeting) -> list[HeldText]:
        """Rows for what was taken out of a record."""
        return [
            HeldText(run=self.run, source_meeting=link, field_name=held.field_name, text=held.text, reason=held.reason)
            for held in record.held
        ]


def begin(plan: Plan, known: Mapping[str, Known], reading: Reading, *, run: ImportRun, tracker: Tracker, today: date) -> Work:
    """Prepare to apply a plan."""
    fingerprints = {one.key: one.fingerprint for one in reversed(reading.incoming)}
    return Work(
        source=run.source,
        run=run,
        by=run.by,
        today=today,
        plan=plan,
        reading=reading,
        tracker=tracker,
        fingerprints=fingerprints,
        changing=changing_meetings(plan, known, fingerprints),
        locator=Locator(reading.shared_points),
        formats=FormatTable.of(Format.objects.all(), run.source.code_set),
        groups=GroupTable.of(run.source),
    )


def changing_meetings(plan: Plan, known: Mapping[str, Known], fingerprints: Mapping[str, str]) -> dict[Part, set[int]]:
    """For each part of a listing the meetings in which it changes."""
    changing: dict[Part, set[int]] = defaultdict(set)
    for key in plan.updates:
        former = known[key]
        if former.meeting is not None:
            for part in differing(former.fingerprint, fingerprints[key]):
                changing[part].add(former.meeting)
    return changing
