"""Runs in the workplace: what came of them, what was wrong, and what waits for a decision."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from history.road import WORKPLACE
from history.scoped_admin import InCareFilter, signed_in
from history.tracked_admin import ReadOnlyAdmin
from imports.actions import apply_waiting, refuse_waiting, undo_withdrawals
from imports.admin.missing import missing
from imports.admin.waiting import waiting
from imports.kinds import WAITING_OUTCOMES
from imports.models import ImportProblem, ImportRun, KeptFeed
from imports.problems import sentence
from imports.querysets import ImportRunQuerySet
from imports.telling import example, kinds_of_problems, why

SHOWN_EXAMPLES = 5


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("source", "started_at", "outcome", "came_in", "created", "updated", "unchanged", "rejected", "withdrawn")
    list_select_related = ("source",)
    list_filter = ("outcome", ("source", InCareFilter))
    search_fields = ("source__slug", "source__title")
    ordering = ("-pk",)
    actions = ("apply_although", "refuse", "undo")
    fieldsets = (
        (None, {"fields": ("source", "started_at", "ended_at", "by", "road", "outcome", "why", "would_do", "one_by_one")}),
        (
            gettext_lazy("What it did, or would have done"),
            {"fields": ("came_in", "created", "updated", "unchanged", "rejected", "restored", "withdrawn", "entry", "held")},
        ),
        (gettext_lazy("What was wrong"), {"fields": ("problem_list",)}),
    )

    def get_urls(self) -> list[URLPattern]:
        one_by_one = path("<int:key>/missing/", self.admin_site.admin_view(missing), name="imports_importrun_missing")
        would_do = path("<int:key>/would-do/", self.admin_site.admin_view(waiting), name="imports_importrun_would_do")
        return [one_by_one, would_do, *super().get_urls()]

    @admin.display(description=gettext_lazy("what it would do"))
    def would_do(self, run: ImportRun) -> SafeString | str:
        if run.outcome not in WAITING_OUTCOMES:
            return ""
        address = reverse("admin:imports_importrun_would_do", args=[run.pk])
        return format_html('<a href="{}">{}</a>', address, _("Look at it record by record"))

    @admin.display(description=gettext_lazy("its missing meetings"))
    def one_by_one(self, run: ImportRun) -> SafeString | str:
        count = run.missing.count()
        if not count:
            return ""
        text = ngettext("Decide about %(count)d meeting", "Decide about %(count)d meetings one by one", count) % {"count": count}
        return format_html('<a href="{}">{}</a>', reverse("admin:imports_importrun_missing", args=[run.pk]), text)

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
