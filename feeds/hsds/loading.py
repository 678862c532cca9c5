"""Groups as services, with their meetings, in a number of queries that does not depend on how many they are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from feeds.hsds.modified import last_changes
from feeds.hsds.organizations import contact_records, organization_of
from feeds.loading import Batch, load
from feeds.records import group_record, meeting_record, written_last
from feeds.rules import who_comes
from groups.kinds import GroupStatus
from groups.models import Contact, Group
from interchange.hsds.listings import ContactRecord, ServiceRecord, Status
from interchange.records import Attendance, MeetingRecord, RuleRecord
from meetings.freshness import freshness
from meetings.group_words import COSTS, in_own_words, said
from meetings.models import Meeting
from meetings.truth import State, latest

STATUS_OF = {GroupStatus.PAUSED: Status.TEMPORARILY_CLOSED, GroupStatus.ENDED: Status.DEFUNCT}
SURE = (State.CONFIRMED, State.DUE)
Told = tuple[Meeting, MeetingRecord]


def service_records(keys: Sequence[int], *, now: datetime, site: str, is_brief: bool = False) -> list[ServiceRecord]:
    """These groups in their order, in the active language. For a list that `is_brief` no more is made of their meetings than it
    says of the group."""
    related = ("fellowship", "service_body__parent", "service_body__fellowship")
    found = Group.objects.select_related(*related).prefetch_related("topics", "fellowship__topics").in_bulk(list(keys))
    listed = Meeting.objects.published().filter(group__in=keys).values_list("pk", flat=True)
    batch = load(list(listed), now=now, site=site)
    told: dict[int, list[Told]] = {key: [] for key in keys}
    for meeting in sorted(batch.meetings, key=lambda one: one.pk):
        told[meeting.group_id].append((meeting, brief_record(meeting, batch) if is_brief else meeting_record(meeting, batch)))
    contacts = public_contacts(keys, batch.today)
    changed = last_changes(keys)
    return [service_record(found[key], told[key], batch, contacts.get(key, ()), changed.get(key)) for key in keys if key in found]


def brief_record(meeting: Meeting, batch: Batch) -> MeetingRecord:
    """As much of a meeting as its group says: who may come, who has vouched for it, when it changed."""
    return MeetingRecord(
        key=meeting.public_id,
        index=0,
        name=meeting.name,
        rules=tuple(RuleRecord(recurrence=rule.recurrence, who=who_comes(meeting, rule)) for rule in meeting.rules.all()),
        attendance=Attendance(meeting.attendance),
        updated_on=latest(meeting.confirmed_on, meeting.listed_on),
        changed_at=written_last(meeting, batch).at,
        freshness=freshness(meeting, batch.today).sentence,
    )


def public_contacts(keys: Sequence[int], today: date) -> dict[int, tuple[ContactRecord, ...]]:
    """What everyone may have of the contacts of these groups, by group."""
    rows = Contact.objects.public(today).filter(group__in=keys).order_by("group", "pk")
    return {key: contact_records(of_group) for key, of_group in groupby(rows, key=lambda one: one.group_id or 0)}


def service_record(
    group: Group, told: list[Told], batch: Batch, contacts: tuple[ContactRecord, ...], changed_at: datetime | None
) -> ServiceRecord:
    """A group. Of one that has ended or pauses there are no meetings."""
    records = tuple(record for _meeting, record in told)
    fellowship = group.fellowship
    return ServiceRecord(
        group=group_record(group),
        organization=organization_of(group),
        status=STATUS_OF.get(GroupStatus(group.status), Status.ACTIVE if records else Status.INACTIVE),
        description=str(group.about) or str(fellowship.about),
        address=batch.site + reverse("group", kwargs={"public_id": group.public_id, "slug": group.slug}),
        who=tuple(who(group, records)),
        minimum_age=fellowship.minimum_age if group.minimum_age is None else group.minimum_age,
        maximum_age=fellowship.maximum_age if group.maximum_age is None else group.maximum_age,
        fees=" ".join(sentence.text for sentence in (*said(COSTS, group.cost), *in_own_words(group.cost_note))),
        alert=" ".join(dict.fromkeys(alerts(told, batch.today))),
        assured_on=min((record.updated_on for record in records if record.updated_on), default=None),
        changed_at=max((moment for moment in (changed_at, *(one.changed_at for one in records)) if moment), default=None),
        fellowship=fellowship.slug,
        topics=tuple(topic.slug for topic in group.topics.all() or fellowship.topics.all()),
        contacts=() if group.status == GroupStatus.ENDED else contacts,
        meetings=records,
    )


def who(group: Group, records: tuple[MeetingRecord, ...]) -> Iterator[str]:
    """On what conditions one may come. What differs from date to date is said at the dates."""
    if group.attendance_conditions:
        yield str(group.attendance_conditions)
    said_of = {rule.who for record in records for rule in record.rules}
    if len(said_of) == 1:
        yield from said_of.pop()
    elif said_of:
        yield _("Who may come differs from date to date: it is said with each of them.")


def alerts(told: list[Told], today: date) -> Iterator[str]:
    """That nobody has vouched for a meeting lately, or that somebody has reported it."""
    for meeting, record in told:
        if freshness(meeting, today).state not in SURE:
            yield record.freshness
