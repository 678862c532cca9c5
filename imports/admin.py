"""Sources, their runs, and the texts held for a person to look at, in the workplace."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.care import Right
from history.actions import save_actions
from history.road import WORKPLACE
from history.scoped_admin import InCareFilter, signed_in
from history.tracked_admin import ReadOnlyAdmin, TrackedAdmin
from imports.actions import apply_waiting, decide, refuse_waiting, save_source, undo_withdrawals
from imports.kinds import WAITING_OUTCOMES
from imports.models import HeldText, ImportProblem, ImportRun, KeptFeed, Source
from imports.problems import sentence
from imports.querysets import HeldTextQuerySet, ImportRunQuerySet
from imports.telling import example, kinds_of_problems, why

save_actions[Source] = save_source

SHOWN_EXAMPLES = 5
SHOWN_CHARACTERS = 300  # of a held text in the list; its page has all of it


@admin.register(Source)
class SourceAdmin(TrackedAdmin):
    is_kept_by_administrators = True
    list_display = ("title", "slug", "fellowship", "format", "vouches", "is_active")
    list_select_related = ("fellowship",)
    list_filter = ("is_active", "vouches", "format")
    search_fields = ("slug", "title")
    autocomplete_fields = ("fellowship", "service_body")
    fieldsets = (
        (None, {"fields": ("title", "slug", "address", "format", "is_active")}),
        (gettext_lazy("Its meetings"), {"fields": ("fellowship", "service_body", "language", "zone")}),
        (gettext_lazy("How far it is trusted"), {"fields": ("vouches", "withdraw_share_percent", "owner_mail")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        # Its groups are of that fellowship.
        return ("fellowship",) if obj and obj.meetings.exists() else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Its links tell which meetings are whose; a source that is not wanted any more is taken out of use.
        return False


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("source", "started_at", "outcome", "came_in", "created", "updated", "unchanged", "rejected", "withdrawn")
    list_select_related = ("source",)
    list_filter = ("outcome", ("source", InCareFilter))
    search_fields = ("source__slug", "source__title")
    ordering = ("-pk",)
    actions = ("apply_although", "refuse", "undo")
    fieldsets = (
        (None, {"fields": ("source", "started_at", "ended_at", "by", "road", "outcome", "why")}),
        (
            gettext_lazy("What it did, or would have done"),
            {"fields": ("came_in", "created", "updated", "unchanged", "rejected", "restored", "withdrawn", "entry", "held")},
        ),
        (gettext_lazy("What was wrong"), {"fields": ("problem_list",)}),
    )

    @admin.display(description=gettext_lazy("why"))
    def why(self, run: ImportRun) -> str:
        return why(run)

    @admin.display(description=gettext_lazy("entry in the history"))
    def entry(self, run: ImportRun) -> SafeString | str:
        if run.revision is None:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("admin:history_revision_change", args=[run.revision.pk]), run.revision)

    @admin.display(description=gettext_lazy("held texts"))
    def held(self, run: ImportRun) -> SafeString | str:
        count = run.held_texts.undecided().current(timezone.now()).count()
        if not count:
            return ""
        address = f"{reverse('admin:imports_heldtext_changelist')}?run__id__exact={run.pk}"
        text = ngettext("%(count)s text to look at", "%(count)s texts to look at", count) % {"count": count}
        return format_html('<a href="{}">{}</a>', address, text)

    @admin.display(description=gettext_lazy("problems"))
    def problem_list(self, run: ImportRun) -> str:
        address = f"{reverse('admin:imports_importproblem_changelist')}?run__id__exact={run.pk}"
        rows = [(sentence(kind.code), kind) for kind in kinds_of_problems(run, examples=SHOWN_EXAMPLES)]
        return render_to_string("imports/problems.html", {"rows": rows, "address": address})

    @admin.action(description=gettext_lazy("Apply although it withdraws many"), permissions=["decide"])
    def apply_although(self, request: HttpRequest, queryset: ImportRunQuerySet) -> None:
        self.say_what_does_not_wait(request, queryset)
        for run in queryset.waiting():
            try:
                applied = apply_waiting(run, by=signed_in(request))
            except KeptFeed.DoesNotExist:
                self.message_user(request, _("The content of %(run)s is no longer kept.") % {"run": run}, messages.WARNING)
            else:
                self.say_outcome(request, applied)

    @admin.action(description=gettext_lazy("Refuse: what is missing stays listed"), permissions=["decide"])
    def refuse(self, request: HttpRequest, queryset: ImportRunQuerySet) -> None:
        self.say_what_does_not_wait(request, queryset)
        for run in queryset.waiting():
            self.say_outcome(request, refuse_waiting(run))

    @admin.action(description=gettext_lazy("Undo this run's withdrawals"), permissions=["decide"])
    def undo(self, request: HttpRequest, queryset: ImportRunQuerySet) -> None:
        runs = queryset.with_withdrawals()
        count = sum(undo_withdrawals(run, by=signed_in(request), source=WORKPLACE) for run in runs)
        text = ngettext("%(count)s meeting is listed again.", "%(count)s meetings are listed again.", count)
        self.message_user(request, text % {"count": count})

    def say_outcome(self, request: HttpRequest, run: ImportRun) -> None:
        outcome = run.get_outcome_display()
        self.message_user(request, _("%(run)s: %(outcome)s.") % {"run": run, "outcome": outcome})

    def say_what_does_not_wait(self, request: HttpRequest, queryset: ImportRunQuerySet) -> None:
        for run in queryset.exclude(outcome__in=WAITING_OUTCOMES)[:SHOWN_EXAMPLES]:
            self.message_user(request, _("%(run)s is not waiting.") % {"run": run}, messages.WARNING)


@admin.register(ImportProblem)
class ImportProblemAdmin(ReadOnlyAdmin):
    """All problems of a run; the page of the run leads here."""

    list_display = ("what", "example", "rejects", "count")
    list_filter = ("rejects",)
    ordering = ("-pk",)
    list_display_links = None

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}  # no line of its own in the index

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see runs may see what was wrong with them."""
        return self.admin_site.get_model_admin(ImportRun).has_view_permission(request)

    @admin.display(description=gettext_lazy("what"))
    def what(self, problem: ImportProblem) -> str:
        return sentence(problem.code)

    @admin.display(description=gettext_lazy("record"))
    def example(self, problem: ImportProblem) -> str:
        return example(problem)


@admin.register(HeldText)
class HeldTextAdmin(ReadOnlyAdmin):
    list_display = ("field_name", "reason", "beginning", "meeting", "arrived_at")
    list_select_related = ("source_meeting__meeting",)
    list_filter = ("reason",)
    ordering = ("-pk",)
    actions = ("seen",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is personal is for who may edit."""
        return self.has_right(request, Right.EDIT, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[HeldText]:
        in_care = super().get_queryset(request)
        return in_care.filter(pk__in=HeldText.objects.undecided().current(timezone.now()).values("pk"))

    @admin.display(description=gettext_lazy("text"))
    def beginning(self, held: HeldText) -> str:
        return Truncator(held.text).chars(SHOWN_CHARACTERS)

    @admin.display(description=gettext_lazy("meeting"))
    def meeting(self, held: HeldText) -> SafeString | str:
        meeting = held.source_meeting.meeting
        if meeting is None:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("admin:meetings_meeting_change", args=[meeting.pk]), meeting)

    @admin.action(description=gettext_lazy("Seen: delete the text"), permissions=["decide"])
    def seen(self, request: HttpRequest, queryset: HeldTextQuerySet) -> None:
        decide(queryset, by=signed_in(request), source=WORKPLACE)
