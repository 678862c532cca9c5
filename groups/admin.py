"""Groups and what belongs to them, in the workplace."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from groups.actions import save_group, save_service_body
from groups.models import Contact, Fellowship, Group, Membership, Resource, ServiceBody, Topic
from history.actions import save_actions
from history.scoped_admin import ScopedInline, is_administrator
from history.tracked_admin import NamedAdmin, TrackedAdmin

save_actions[Group] = save_group
save_actions[ServiceBody] = save_service_body


class ContactInline(ScopedInline, admin.StackedInline[Contact, Group]):
    model = Contact
    extra = 0
    fields = (
        *("role", "kind", "value", "opening", "zone", "hours", "is_public", "takes_messages"),
        *("consent_on", "consent_until", "consent_for", "term"),
    )
    autocomplete_fields = ("term",)


class MembershipInline(ScopedInline, admin.TabularInline[Membership, ServiceBody]):
    """Roles are given by invitation; here an administrator may mend them."""

    model = Membership
    extra = 0
    autocomplete_fields = ("user",)
    fields = ("user", "role", "starts_on", "ends_on")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    is_kept_by_administrators = True
    named_by = ("name", "synonyms")
    list_display = ("__str__", "parent", "slug", "serves", "is_sensitive")
    list_select_related = ("parent",)
    list_filter = ("parent", "serves")
    autocomplete_fields = ("parent",)


@admin.register(Fellowship)
class FellowshipAdmin(NamedAdmin):
    is_kept_by_administrators = True
    named_by = ("name", "abbreviation", "aliases")
    list_display = ("__str__", "slug", "method", "serves")
    list_filter = ("method", "serves")
    autocomplete_fields = ("topics",)


@admin.register(ServiceBody)
class ServiceBodyAdmin(TrackedAdmin):
    needs_body = True
    list_display = ("name", "kind", "parent", "country")
    list_select_related = ("parent",)
    list_filter = ("kind",)
    search_fields = ("name",)
    autocomplete_fields = ("parent", "fellowship")
    inlines = (ContactInline, MembershipInline)


@admin.register(Group)
class GroupAdmin(TrackedAdmin):
    needs_body = True
    folded_column = "search_text"
    list_display = ("name", "fellowship", "service_body", "status")
    list_select_related = ("fellowship", "service_body")
    list_filter = ("status", "fellowship")
    search_fields = ("search_text",)
    ordering = ("-pk",)
    autocomplete_fields = ("fellowship", "topics", "service_body", "host", "successor")
    inlines = (ContactInline, MembershipInline)
    fieldsets = (
        (None, {"fields": ("name", "fellowship", "topics", "service_body", "host", "organisation_form", "status", "successor")}),
        (
            _("Who may come"),
            {"fields": ("serves", "suits", "minimum_age", "maximum_age", "is_invitation_only", "attendance_conditions")},
        ),
        (
            _("What happens"),
            {"fields": ("about", "what_happens", "closing", "rules", "way_of_working", "feedback", "purposes", "orientation")},
        ),
        (
            _("Who leads"),
            {"fields": ("led_by", "professional_role", "usual_size", "meets_at_door", "has_sponsors", "open_service_roles")},
        ),
        (_("Cost"), {"fields": ("cost", "cost_note", "contribution_links")}),
        (_("In touch"), {"fields": ("website", "channels", "activities", "answers_within_days", "confirms_attendance")}),
    )


@admin.register(Resource)
class ResourceAdmin(TrackedAdmin):
    needs_body = True
    list_display = ("__str__", "kind", "country", "is_published", "checked_on")
    list_filter = ("kind", "is_published")
    search_fields = ("name",)
    ordering = ("-pk",)
    autocomplete_fields = ("topics", "groups", "organisation", "venue")
    inlines = (ContactInline,)


@admin.register(Membership)
class MembershipAdmin(TrackedAdmin):
    is_kept_by_administrators = True
    list_display = ("user", "role", "service_body", "group", "starts_on", "ends_on")
    list_select_related = ("user", "service_body", "group")
    list_filter = ("role",)
    search_fields = ("user__email", "user__display_name")
    ordering = ("-pk",)
    autocomplete_fields = ("user", "service_body", "group")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """By mail address only administrators find: others would learn by trying whose it is."""
        return self.search_fields if is_administrator(request) else ("user__display_name",)


@admin.register(Contact)
class ContactAdmin(TrackedAdmin):
    list_display = ("role", "kind", "is_public", "group", "service_body", "resource", "consent_on")
    list_select_related = ("group", "service_body", "resource")
    list_filter = ("kind", "role", "is_public")
    search_fields = ("group__search_text", "service_body__name")
    autocomplete_fields = ("group", "service_body", "resource", "term")
