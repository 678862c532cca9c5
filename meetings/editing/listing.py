"""The list of meetings in the workplace: what a line says, and by what the list is narrowed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.care import in_care
from groups.models import ServiceBody
from history.scoped_admin import signed_in
from languages.dates import weekday_name
from meetings.freshness import freshness
from meetings.kinds import MeetingStatus
from meetings.models import Meeting, ScheduleRule
from meetings.sentences import rule_sentence
from meetings.truth import State

MOST_BODIES = 50
STATES: list[tuple[str, str | Promise]] = [
    (State.REPORTED, pgettext_lazy("listing", "reported as wrong")),
    (State.UNCONFIRMED, pgettext_lazy("listing", "not confirmed")),
    (State.DUE, pgettext_lazy("listing", "due for a confirmation")),
    (State.CONFIRMED, pgettext_lazy("listing", "confirmed")),
    *((status, status.label) for status in MeetingStatus if status is not MeetingStatus.PUBLISHED),
]


def in_state(meetings: "QuerySet[Meeting]", state: str, today: date) -> "QuerySet[Meeting]":
    """Published listings in a state of truth, or those of another status."""
    if state in MeetingStatus:
        return meetings.filter(status=state)
    published = meetings.filter(status=MeetingStatus.PUBLISHED)
    if state == State.REPORTED:
        return published.exclude(reported_on=None)
    due, unconfirmed = (unvouched(today, days) for days in (settings.CONFIRMED_DAYS, settings.DUE_DAYS))
    condition = {State.CONFIRMED: ~due, State.DUE: due & ~unconfirmed, State.UNCONFIRMED: unconfirmed}[State(state)]
    return published.filter(condition, reported_on=None)


def unvouched(today: date, days: int) -> Q:
    """Nobody has vouched for them for more than so many days, or ever."""
    since = today - timedelta(days=days)
    confirmed = Q(confirmed_on=None) | Q(confirmed_on__lt=since)
    return confirmed & (Q(listed_on=None) | Q(listed_on__lt=since))


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(state), label) for state, label in STATES]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Meeting]") -> "QuerySet[Meeting]":
        known = self.value() in {str(state) for state, _label in STATES}
        return in_state(queryset, str(self.value()), timezone.localdate()) if known else queryset


class DayFilter(admin.SimpleListFilter):
    title = _("weekday")
    parameter_name = "day"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(weekday), weekday_name(weekday)) for weekday in range(7)]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Meeting]") -> "QuerySet[Meeting]":
        if self.value() not in {str(weekday) for weekday in range(7)}:
            return queryset
        return queryset.filter(pk__in=ScheduleRule.objects.filter(weekday=self.value()).values("meeting"))


class BodyFilter(admin.SimpleListFilter):
    """A body with all under it."""

    title = _("service body")
    parameter_name = "body"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterator[tuple[str, str]]:
        bodies = in_care(ServiceBody, signed_in(request)).order_by("name", "pk")[:MOST_BODIES]
        return ((body.public_id, body.name) for body in bodies)

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Meeting]") -> "QuerySet[Meeting]":
        if not self.value():
            return queryset
        paths = ServiceBody.objects.filter(public_id=self.value()).values_list("path", flat=True)
        return queryset.filter(group__service_body__path__startswith=next(iter(paths), "-"))


def when_in_words(meeting: Meeting) -> str:
    """Its rules as sentences."""
    return "; ".join(rule_sentence(rule.recurrence) for rule in meeting.rules.all())


def state_in_words(meeting: Meeting, today: date) -> str:
    """How sure we are of what is published; of the rest why nobody sees it."""
    is_published = meeting.status == MeetingStatus.PUBLISHED
    return freshness(meeting, today).sentence if is_published else meeting.get_status_display()
