"""Lists in the workplace. The first page of a list is what stands on it; what the list is as a whole is one page further."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.care import Right, in_care
from groups.models import ServiceBody
from history.actions import save_actions
from history.road import WORKPLACE
from history.scoped_admin import InCareFilter, signed_in
from history.tracked_admin import TrackedAdmin
from history.tracking import followed, tracking
from referrals import request_admin  # noqa: F401  # has a page as well
from referrals.actions import acknowledge, add_meetings, remove, reorder, save_list, save_listed
from referrals.embed.code import embed_page
from referrals.links import short_address
from referrals.list_desk import Desk, desk
from referrals.list_forms import AddForm, ListedForm, ListForm
from referrals.models import ListedMeeting, ReferralList

save_actions[ReferralList] = save_list
save_actions[ListedMeeting] = save_listed
followed.add(ListedMeeting)  # it has no page of its own: it is kept on that of its list
LONGEST_WORDS = 300


@admin.register(ReferralList)
class ReferralListAdmin(TrackedAdmin):
    needs_body = True
    form = ListForm
    list_display = ("name", "address", "service_body", "language", "closed_on")
    list_select_related = ("service_body",)
    list_filter = (("service_body", InCareFilter),)
    autocomplete_fields = ("service_body",)
    search_fields = ("name", "code")
    ordering = ("name", "pk")
    actions = None
    fieldsets = (
        (None, {"fields": ("name", "service_body", "language")}),
        (gettext_lazy("If you need it"), {"fields": ("search", "is_discreet", "origins", "closed_on")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReferralList]:
        """Plain searches that somebody asked a short address for are kept by nobody."""
        kept: QuerySet[ReferralList] = super().get_queryset(request).filter(service_body__isnull=False)
        return kept

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> "QuerySet[Any] | None":
        """A list is made for an organisation of one's own: the others one may name elsewhere are none to choose from."""
        rows = super().get_field_queryset(db, db_field, request)
        if db_field.name != "service_body" or rows is None:
            return rows
        own = Q(pk__in=in_care(ServiceBody, signed_in(request), Right.EDIT).values("pk"))
        return rows.filter(own | Q(pk__in=self.chosen_now(db_field, request)))

    @admin.display(description=gettext_lazy("address"))
    def address(self, row: ReferralList) -> str:
        return short_address(row.code)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # its address is on paper: it is closed instead

    def get_urls(self) -> list[URLPattern]:
        inside = self.admin_site.admin_view
        return [
            path("<path:object_id>/settings/", inside(self.settings_view), name="referrals_referrallist_settings"),
            path("<path:object_id>/embed/", inside(self.embed_view), name="referrals_referrallist_embed"),
            path("<path:object_id>/add-meetings/", inside(self.add_meetings_view), name="referrals_referrallist_add_meetings"),
            *super().get_urls(),
        ]

    def settings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What the list is as a whole: Django's own form."""
        return super().change_view(request, object_id)

    def embed_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What to paste so that the list is shown on the clinic's own site, and how it looks there."""
        row: ReferralList = self.row_at(request, object_id)  # type: ignore[assignment]  # of this model
        context = {
            **self.admin_site.each_context(request),
            "title": _("Show “%(name)s” on your own site") % {"name": row.name},
            "page": embed_page(row),
            "list_address": self.page_address("change", row.pk),
            "settings_address": self.page_address("settings", row.pk),
        }
        return TemplateResponse(request, "referrals/admin_embed.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What stands on the list; the form that is sent has all of it."""
        row: ReferralList = self.row_at(request, object_id)  # type: ignore[assignment]  # of this model
        if request.method != "POST":
            return self.shown(request, desk(row, now=timezone.now(), sought=request.GET.get("q", "")[:LONGEST_WORDS]))
        self.refuse_readers(request, row)
        page = desk(row, now=timezone.now(), data=request.POST)
        forms = [one.form for one in page.rows if one.form.was_sent]
        if not all([form.is_valid() for form in forms]):  # noqa: C419  # each says its errors
            return self.shown(request, page)
        self.keep_rows(request, row, page)
        return HttpResponseRedirect(self.page_address("change", row.pk))

    def keep_rows(self, request: HttpRequest, row: ReferralList, page: Desk) -> None:
        """Notes and order as they were sent; what goes is taken off, what somebody has looked at is known."""
        user, seen = signed_in(request), request.POST.get("seen", "")
        forms = [one.form for one in page.rows if one.form.was_sent]
        stay = [form.instance for form in forms if not form.cleaned_data["goes"]]
        looked_at = [one for one in stay if seen in {"all", str(one.pk)}]
        with tracking(row, by=user, source=WORKPLACE):
            remove([form.instance for form in forms if form.cleaned_data["goes"]], by=user, source=WORKPLACE)
            for form in forms:
                if form.instance in stay and form.has_changed():
                    save_listed(form.instance, by=user, source=WORKPLACE)
            reorder(
                row, [form.instance for form in sorted(forms, key=wanted_place) if form.instance in stay], by=user, source=WORKPLACE
            )
            acknowledge(looked_at, at=timezone.now(), by=user, source=WORKPLACE)
        self.message_user(request, _("Saved."))

    def add_meetings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Puts the ticked meetings at the end of the list."""
        row: ReferralList = self.row_at(request, object_id)  # type: ignore[assignment]  # of this model
        self.refuse_readers(request, row)
        form = AddForm(request.POST)
        if request.method == "POST" and form.is_valid():
            self.added(request, row, form)
        elif request.method == "POST":
            self.message_user(request, _("Tick the meetings that you want on the list."), messages.WARNING)
        return HttpResponseRedirect(self.page_address("change", row.pk))

    def added(self, request: HttpRequest, row: ReferralList, form: AddForm) -> None:
        try:
            new = add_meetings(row, form.cleaned_data["ids"], at=timezone.now(), by=signed_in(request), source=WORKPLACE)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
            return
        text = ngettext("%(count)d meeting is on the list now.", "%(count)d meetings are on the list now.", len(new))
        self.message_user(request, text % {"count": len(new)})

    def refuse_readers(self, request: HttpRequest, row: ReferralList) -> None:
        """Who may only look changes nothing. Raises PermissionDenied."""
        if not self.has_change_permission(request, row):
            raise PermissionDenied

    def shown(self, request: HttpRequest, page: Desk) -> HttpResponse:
        row = page.referral_list
        context = {
            **self.admin_site.each_context(request),
            "title": row.name,
            "page": page,
            "may_change": self.has_change_permission(request, row),
            "settings_address": self.page_address("settings", row.pk),
            "embed_address": self.page_address("embed", row.pk),
            "history_address": self.page_address("history", row.pk),
            "add_address": self.page_address("add_meetings", row.pk),
        }
        return TemplateResponse(request, "referrals/admin_list.html", context)

    def response_add(self, request: HttpRequest, obj: ReferralList, post_url_continue: str | None = None) -> HttpResponse:
        """A new list goes on with its meetings."""
        return HttpResponseRedirect(self.page_address("change", obj.pk))

    def response_change(self, request: HttpRequest, obj: ReferralList) -> HttpResponse:
        return HttpResponseRedirect(self.page_address("change", obj.pk))


def wanted_place(form: ListedForm) -> tuple[int, int]:
    """Where it is to stand: what was moved up comes before the one whose number it was given, what was moved down after it."""
    place, before = form.cleaned_data["position"], form.initial["position"]
    return place, (place > before) - (place < before)
