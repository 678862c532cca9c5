"""Meetings, venues and schedules in the workplace."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from history.actions import save_actions
from history.tracked_admin import NamedAdmin, ReadOnlyAdmin, TrackedAdmin
from languages.fold import fold
from meetings.actions import save_exception, save_meeting, save_rule, save_venue
from meetings.bulk_links import BULK_ACTIONS
from meetings.editing import desk
from meetings.editing.finding import find_listings
from meetings.editing.listing import BodyFilter, DayFilter, StateFilter, state_in_words, when_in_words
from meetings.editing.rule_previews import rule_preview
from meetings.models import Confirmation, Format, Meeting, Report, ScheduleException, ScheduleRule
from meetings.rule_forms import ScheduleExceptionForm, ScheduleRuleForm
from meetings.sentences import rule_sentence
from places.gazetteer import complete
from places.models import ACCESS_FACTS, Place, Venue

save_actions[Meeting] = save_meeting
save_actions[ScheduleRule] = save_rule
save_actions[ScheduleException] = save_exception
save_actions[Venue] = save_venue


def as_stored(rule: ScheduleRule) -> ScheduleRule | None:
    """The rule as it is kept, whatever a form that was refused has put into it."""
    return ScheduleRule.objects.select_related("meeting__group__service_body").filter(pk=rule.pk).first()


def in_words(rule: ScheduleRule | None) -> str:
    """The rule as a sentence."""
    return rule_sentence(rule.recurrence) if rule else ""


def next_dates(rule: ScheduleRule | None) -> SafeString:
    """The next six dates, with what exceptions make of them."""
    dates = rule_preview(rule, timezone.now()).dates if rule else ()
    return format_html_join("", "<div>{}</div>", ((date,) for date in dates))


@admin.register(Meeting)
class MeetingAdmin(TrackedAdmin):
    """The form is a page of its own (meetings/editing); the list, the history and deleting are as everywhere."""

    list_display = ("name", "when", "venue", "state")
    list_select_related = ("group", "venue")
    list_filter = (StateFilter, DayFilter, BodyFilter, ("group__fellowship", admin.RelatedOnlyFieldListFilter))
    search_fields = ("search_text",)
    search_help_text = _("Name, group, street, town or public id. A slip of the finger does no harm.")
    ordering = ("-pk",)
    autocomplete_fields = ("group", "venue", "formats")
    actions = BULK_ACTIONS

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Meeting], search_term: str
    ) -> tuple[QuerySet[Meeting], bool]:
        return find_listings(queryset, search_term), False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        return super().get_queryset(request).prefetch_related("rules")

    @admin.display(description=_("when"))
    def when(self, meeting: Meeting) -> str:
        return when_in_words(meeting)

    @admin.display(description=_("state"))
    def state(self, meeting: Meeting) -> str:
        return state_in_words(meeting, timezone.localdate())

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("add/preview/", self.page(desk.public_preview), name="meetings_meeting_add_preview"),
            path("add/dates/", self.page(desk.rule_meanings), name="meetings_meeting_add_dates"),
            path("<int:key>/preview/", self.page(desk.public_preview), name="meetings_meeting_preview"),
            path("<int:key>/dates/", self.page(desk.rule_meanings), name="meetings_meeting_dates"),
            path("<int:key>/copy/", self.page(desk.copy_page), name="meetings_meeting_copy"),
        ]
        return [*own, *super().get_urls()]

    def page(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """A page about a meeting that one may change, or about a new one."""

        def answered(request: HttpRequest, key: int | None = None) -> HttpResponse:
            meeting = self.to_change(request, key)
            return view(request, meeting, self.shown(request, meeting))

        return self.admin_site.admin_view(answered)

    def to_change(self, request: HttpRequest, key: int | None) -> Meeting:
        """The meeting, if it may be changed. Raises Http404 and PermissionDenied."""
        if key is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return Meeting()
        meeting: Meeting = get_object_or_404(self.get_queryset(request), pk=key)
        if not self.has_change_permission(request, meeting):
            raise PermissionDenied
        return meeting

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if object_id is None:
            meeting: Meeting | None = self.to_change(request, None)
        else:
            meeting = self.get_object(request, unquote(object_id))
        if meeting is None:
            # Django's own answer, which its stubs leave out.
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return]
        may_change = meeting._state.adding or self.has_change_permission(request, meeting)
        if not may_change and (request.method == "POST" or not self.has_view_permission(request, meeting)):
            raise PermissionDenied
        shown = {**self.shown(request, meeting), **(extra_context or {})}
        return desk.meeting_form_page(request, meeting, shown, may_change=may_change)

    def shown(self, request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
        """What every page about a meeting shows."""
        return {
            **self.admin_site.each_context(request),
            "title": meeting.name if not meeting._state.adding else _("A new meeting"),
            "opts": self.opts,
            "meeting": meeting,
            "is_nav_sidebar_enabled": False,
            "may_delete": not meeting._state.adding and self.has_delete_permission(request, meeting),
        }


@admin.register(ScheduleRule)
class ScheduleRuleAdmin(TrackedAdmin):
    form = ScheduleRuleForm
    list_display = ("meeting", "sentence", "access", "zone")
    list_select_related = ("meeting",)
    list_filter = ("frequency", "access")
    folded_column = "meeting__search_text"
    search_fields = ("meeting__search_text",)
    ordering = ("-pk",)
    autocomplete_fields = ("meeting", "formats")
    readonly_fields = ("stored_sentence", "dates")

    @admin.display(description=_("in words"))
    def sentence(self, rule: ScheduleRule) -> str:
        return in_words(rule)

    @admin.display(description=_("in words"))
    def stored_sentence(self, rule: ScheduleRule) -> str:
        return in_words(as_stored(rule))

    @admin.display(description=_("next dates"))
    def dates(self, rule: ScheduleRule) -> SafeString:
        return next_dates(as_stored(rule))


@admin.register(ScheduleException)
class ScheduleExceptionAdmin(TrackedAdmin):
    form = ScheduleExceptionForm
    list_display = ("kind", "first_on", "last_on", "rule", "meeting", "venue", "service_body")
    list_select_related = ("rule__meeting", "meeting", "venue", "service_body")
    list_filter = ("kind",)
    search_fields = ("meeting__search_text", "rule__meeting__search_text", "venue__name", "service_body__name")
    autocomplete_fields = ("rule", "meeting", "venue", "service_body", "in_care_of", "to_venue")


@admin.register(Format)
class FormatAdmin(NamedAdmin):
    is_kept_by_administrators = True
    named_by = ("name", "aliases")
    list_display = ("__str__", "category", "slug")
    list_filter = ("category",)


@admin.register(Venue)
class VenueAdmin(TrackedAdmin):
    is_free_when_new = True
    list_display = ("name", "street", "city", "country", "visibility", "precision")
    list_filter = ("visibility", "precision")
    search_fields = ("name", "street", "city", "address_text")
    ordering = ("-pk",)
    autocomplete_fields = ("place",)
    fieldsets = (
        (
            None,
            {"fields": ("name", "street", "district", "postal_code", "city", "region", "country", "address_text", "visibility")},
        ),
        (_("On the map"), {"fields": ("place", "latitude", "longitude", "precision", "zone")}),
        (_("Door card"), {"fields": ("last_stop", "entrance", "sign", "bell", "floor", "ask_for", "directions")}),
        (_("Getting in"), {"fields": (*ACCESS_FACTS, "is_unconnected_host")}),
    )


@admin.register(Place)
class PlaceAdmin(ReadOnlyAdmin):
    list_display = ("name", "region", "country", "population", "slug")
    search_fields = ("folded_names__key",)
    ordering = ("-population",)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Place], search_term: str) -> tuple[QuerySet[Place], bool]:
        """Those whose name in any language begins so, folded: of millions of names only a prefix is quick to look up."""
        if not fold(search_term):
            return queryset, False
        found = complete(
            search_term, country=settings.SITE_COUNTRY, language=get_language() or settings.LANGUAGE_CODE, limit=self.list_per_page
        )
        return queryset.filter(pk__in=[place.pk for place in found]), False


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "on", "role", "road")
    list_select_related = ("meeting",)


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "on", "kind", "about_date")
    list_select_related = ("meeting",)
    exclude = ("network_hash",)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Nobody asks by the network of those who reported."""
        return not lookup.startswith("network_hash") and super().lookup_allowed(lookup, value, request)
