"""Meetings that have ended, for feed readers that follow those they belonged to. Only where the question names nothing but the
meetings themselves or whose they are: that is what their page (410) still tells. Whether one was near a place it does not."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from feeds.asking import Question
from feeds.loading import Written, last_changes, row_key
from groups.kinds import GroupStatus
from groups.models import ServiceBody
from interchange.atom import Entry, uri
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from meetings.search import MeetingSearch

WHOSE = ("group", "body", "fellowship")
BESIDE = {*WHOSE, "when", "kind", "unconfirmed", "sort", "tz", "discreet"}  # these do not say what a meeting was like
ENDED = Q(status=MeetingStatus.ENDED) | (
    Q(group__status=GroupStatus.ENDED) & Q(status__in=(MeetingStatus.PUBLISHED, MeetingStatus.PAUSED))
)


def ended(question: Question, *, authority: str, site: str, most: int) -> list[Entry]:
    """What became of meetings asked for, in the active language, the last ones first. One that was merged into another has not
    ended: it is listed there."""
    rows = list(belonging(question).filter(ENDED, merged_into=None).order_by("-ended_on", "-pk")[:most])
    written = last_changes(rows)
    return [entry(row, written.get(row_key(row), Written()).at, authority, site) for row in rows]


def belonging(question: Question) -> "QuerySet[Meeting]":
    """The meetings that a question names by themselves, or by whose they are; none where it asks for more."""
    search = question.search
    if question.ids:
        return Meeting.objects.filter(public_id__in=question.ids)
    if not any(getattr(search, name) for name in WHOSE) or {name for name, _value in search.given()} - BESIDE:
        return Meeting.objects.none()
    return Meeting.objects.filter(whose(search)).of_kinds(search.kind)


def whose(search: MeetingSearch) -> Q:
    """The groups, bodies and fellowships of a search, all of which have to fit."""
    condition = Q()
    if search.group:
        condition &= Q(group__public_id__in=search.group)
    if search.fellowship:
        condition &= Q(group__fellowship__slug__in=search.fellowship)
    if search.body:
        condition &= Q(group__service_body__in=ServiceBody.objects.under_any(search.body))
    return condition


def entry(meeting: Meeting, at: datetime, authority: str, site: str) -> Entry:
    """Its name, and that it is no more."""
    return Entry(
        uri=uri(authority, meeting.public_id),
        title=meeting.name,
        address=site + reverse("meeting", kwargs={"public_id": meeting.public_id, "slug": meeting.slug}),
        updated=at,
        summary=_("This meeting has ended. Please do not go there."),
    )
