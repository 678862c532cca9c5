"""Meetings, venues and schedules in the workplace."""

from itertools import islice

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from history.tracked_admin import NamedAdmin, ReadOnlyAdmin, TrackedAdmin, save_actions
from languages.dates import day_year_text
from languages.fold import fold
from meetings.actions import save_exception, save_meeting, save_rule, save_venue
from meetings.index import deviation, exceptions_by_rule
from meetings.kinds import OccurrenceStatus
from meetings.models import Confirmation, Format, Meeting, Report, ScheduleException, ScheduleRule
from meetings.rule_forms import ScheduleExceptionForm, ScheduleRuleForm
from meetings.schedule import MeetingDate, upcoming, zone_info
from meetings.sentences import rule_sentence
from meetings.shown_dates import ShownDate
from places.gazetteer import complete
from places.models import ACCESS_FACTS, Place, Venue

save_actions[Meeting] = save_meeting
save_actions[ScheduleRule] = save_rule
save_actions[ScheduleException] = save_exception
save_actions[Venue] = save_venue

NEXT_DATES = 6


def as_stored(rule: ScheduleRule) -> ScheduleRule | None:
    """The rule as it is kept, whatever a form that was refused has put into it."""
    return ScheduleRule.objects.select_related("meeting__group__service_body").filter(pk=rule.pk).first()


def in_words(rule: ScheduleRule | None) -> str:
    """The rule as a sentence."""
    return rule_sentence(rule.recurrence) if rule else ""


def next_dates(rule: ScheduleRule | None) -> SafeString:
    """The next six dates, with what exceptions make of them."""
    if rule is None:
        return SafeString()
    exceptions = exceptions_by_rule([rule], timezone.localdate())[rule.pk]
    dates = upcoming(rule.recurrence, [deviation(one) for one in exceptions], after=timezone.now())
    return format_html_join("", "<div>{}</div>", ((date_in_words(one, rule),) for one in islice(dates, NEXT_DATES)))


def date_in_words(one: MeetingDate, rule: ScheduleRule) -> str:
    """As it takes place, on the rule's own clock; of a cancelled one as it would have been."""
    zone = zone_info(rule.zone)
    ends_at = one.ends_at.astimezone(zone) if one.ends_at else None
    day = f"{day_year_text(one.local_date)}, {ShownDate(rule=rule, starts_at=one.starts_at.astimezone(zone), ends_at=ends_at).time}"
    return day if one.deviation is None else f"{day} – {OccurrenceStatus(one.status).label}"


class RuleInline(admin.StackedInline[ScheduleRule, Meeting]):
    model = ScheduleRule
    form = ScheduleRuleForm
    extra = 0
    readonly_fields = ("sentence", "dates")
    autocomplete_fields = ("formats",)
    fields = (
        "sentence",
        ("frequency", "weekday", "start_minute", "duration_minutes"),
        ("access", "ask_first", "zone"),
        ("interval", "first_on", "ordinals", "month_days", "months"),
        ("valid_from", "valid_until", "pause_from", "pause_until"),
        "formats",
        "dates",
    )

    @admin.display(description=_("in words"))
    def sentence(self, rule: ScheduleRule) -> str:
        return in_words(as_stored(rule))

    @admin.display(description=_("next dates"))
    def dates(self, rule: ScheduleRule) -> SafeString:
        return next_dates(as_stored(rule))


@admin.register(Meeting)
class MeetingAdmin(TrackedAdmin):
    folded_column = "search_text"
    list_display = ("name", "group", "venue", "attendance", "status", "confirmed_on", "listed_on", "reported_on")
    list_select_related = ("group", "venue")
    list_filter = ("status", "attendance", "kind", "group__fellowship")
    search_fields = ("search_text",)
    ordering = ("-pk",)
    autocomplete_fields = ("group", "venue", "formats")
    readonly_fields = ("public_id", "confirmed_on", "confirmed_by", "listed_on", "listed_by", "reported_on", "other_codes")
    inlines = (RuleInline,)
    fieldsets = (
        (None, {"fields": ("name", "group", "kind", "status", "ended_on", "public_id")}),
        (_("Where and how"), {"fields": ("attendance", "venue", "visibility")}),
        (_("From home"), {"fields": ("online_url", "is_link_on_request", "phone", "access_notes")}),
        (_("What"), {"fields": ("languages", "formats", "facilities", "notes", "website", "other_codes")}),
        (_("For whom"), {"fields": ("audiences_welcome", "audiences_only")}),
        (_("How sure we are"), {"fields": ("confirmed_on", "confirmed_by", "listed_on", "listed_by", "reported_on")}),
    )


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
    named_by = ("name", "aliases")
    list_display = ("__str__", "category", "slug")
    list_filter = ("category",)


@admin.register(Venue)
class VenueAdmin(TrackedAdmin):
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
