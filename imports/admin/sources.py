"""Sources in the workplace: what they are, and how they are doing."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from history.actions import save_actions
from imports.actions import save_source
from imports.admin.columns import WithColumns
from imports.health import age_text, health_of
from imports.models import Source
from imports.querysets import SourceQuerySet

save_actions[Source] = save_source

HEALTH = ("doing", "last_success", "last_run", "listed", "problems")


@admin.register(Source)
class SourceAdmin(WithColumns):
    is_kept_by_administrators = True
    list_display = ("title", "doing", "last_success", "listed", "problems", "rhythm", "fellowship")
    list_select_related = ("fellowship",)
    list_filter = ("is_active", "rhythm", "vouches", "format")
    search_fields = ("slug", "title")
    autocomplete_fields = ("fellowship", "service_body")
    fieldsets = (
        (None, {"fields": ("title", "slug", "address", "rhythm", "format", "is_active")}),
        (gettext_lazy("Its meetings"), {"fields": ("fellowship", "service_body", "language", "zone")}),
        (gettext_lazy("How far it is trusted"), {"fields": ("vouches", "withdraw_share_percent", "owner_mail")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return cast("SourceQuerySet", super().get_queryset(request)).with_health()

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        doing = ((gettext_lazy("How it is doing"), {"fields": HEALTH}),) if obj else ()
        return (*doing, *super().get_fieldsets(request, obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        # Its groups are of that fellowship.
        fellowship = ("fellowship",) if obj and obj.meetings.exists() else ()
        return (*super().get_readonly_fields(request, obj), *HEALTH, *fellowship)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Its links tell which meetings are whose; a source that is not wanted any more is taken out of use.
        return False

    @admin.display(description=gettext_lazy("how it is doing"))
    def doing(self, source: Source) -> str:
        return capfirst(health_of(source, timezone.now()).sentence)

    @admin.display(description=gettext_lazy("last success"))
    def last_success(self, source: Source) -> str:
        now = timezone.now()
        return age_text(health_of(source, now).last_success_at, now)

    @admin.display(description=gettext_lazy("last run"))
    def last_run(self, source: Source) -> SafeString | str:
        now = timezone.now()
        health = health_of(source, now)
        when = age_text(health.last_run_at, now)
        if health.run is None:
            return when
        return format_html('<a href="{}">{}</a>', reverse("admin:imports_importrun_change", args=[health.run]), when)

    @admin.display(description=gettext_lazy("meetings it lists"))
    def listed(self, source: Source) -> SafeString:
        """They lead to who said what of each."""
        records = f"{reverse('admin:imports_sourcemeeting_changelist')}?source__id__exact={source.pk}"
        return format_html('<a href="{}">{}</a>', records, health_of(source, timezone.now()).listed)

    @admin.display(description=gettext_lazy("problems in its last run"))
    def problems(self, source: Source) -> int:
        return health_of(source, timezone.now()).problems
