"""The workplace's forms and lists show and change what is in the care of whoever is at work, and nothing else.

Django asks for permissions by model and by row; here both are answered by roles (accounts/care.py). A row of somebody else's is not
found, whatever the address, the list, the choice of a form, the action or the autocomplete by which it is asked for.
"""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from accounts.care import Right, care_of, choosable, in_care, is_scoped, may
from accounts.models import User

if TYPE_CHECKING:
    AnyAdmin = admin.options.BaseModelAdmin[Any]
else:
    AnyAdmin = object

AUTOCOMPLETE = "autocomplete"
LONGEST_KEY = 18  # digits


def signed_in(request: HttpRequest) -> User:
    """Who is at work."""
    return cast("User", request.user)


def is_administrator(request: HttpRequest) -> bool:
    return signed_in(request).is_superuser


def is_key(text: str) -> bool:
    """Whether it may be the key of a row."""
    return text.isdecimal() and len(text) <= LONGEST_KEY


class ChoicesInCare(AnyAdmin):
    """Fields that point to other rows offer those that whoever is at work may choose, and the one that stands there now."""

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> "models.QuerySet[Any] | None":
        rows = super().get_field_queryset(db, db_field, request)
        related = db_field.remote_field.model
        if is_administrator(request):
            return rows
        allowed = Q(pk__in=choosable(related, signed_in(request)).values("pk")) | Q(pk__in=self.chosen_now(db_field, request))
        return (related._default_manager.all() if rows is None else rows).filter(allowed)

    def chosen_now(self, db_field: Any, request: HttpRequest) -> "models.QuerySet[Any] | list[Any]":
        """The keys to which this field of the row at hand points, and of its inlines."""
        row = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        if row is None or not str(row).isdigit() or not isinstance(self, admin.ModelAdmin):
            return []
        now: models.QuerySet[Any] = self.model._base_manager.filter(pk=row).values(db_field.name)
        return now.filter(**{f"{db_field.name}__isnull": False})


class InCareFilter(admin.RelatedFieldListFilter):
    """A filter of a list by another row: by those that are in one's care."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]"
    ) -> list[tuple[str, StrOrPromise]]:
        return [(str(row.pk), str(row)) for row in in_care(field.related_model, signed_in(request))]


class ScopedAdmin(ChoicesInCare, admin.ModelAdmin[Any]):
    """A model whose rows are in somebody's care."""

    # Rows that only administrators make and change: vocabularies, sources, roles.
    is_kept_by_administrators: ClassVar[bool] = False
    # What one must have on something to make a new row.
    needs_body: ClassVar[bool] = False
    # A new row hangs on nothing yet, as a house in which nobody meets.
    is_free_when_new: ClassVar[bool] = False

    @property
    def media(self) -> forms.Media:
        """Django's scripts without those that turn a title into a slug: their tables of letters weigh more than the page."""
        names = ["vendor/jquery/jquery.min.js", "jquery.init.js", "core.js", "admin/RelatedObjectLookups.js", "actions.js"]
        return forms.Media(js=[f"admin/js/{name}" for name in names])

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        """What may be looked at; for a form's choices what may be chosen."""
        ask = choosable if self.is_choosing(request) else in_care
        rows = ask(self.model, signed_in(request))
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def is_choosing(self, request: HttpRequest) -> bool:
        return request.resolver_match is not None and request.resolver_match.url_name == AUTOCOMPLETE

    def has_right(self, request: HttpRequest, right: Right, row: Any = None) -> bool:
        """On this row; without one, on any."""
        user = signed_in(request)
        if not user.is_active or not isinstance(user, User):
            return False
        if user.is_superuser:
            return True
        return bool(care_of(user, right)) if row is None or row.pk is None else may(user, right, row)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (is_scoped(self.model) or is_administrator(request)) and self.has_right(request, Right.VIEW, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_kept = self.is_kept_by_administrators or not is_scoped(self.model)
        return (not is_kept or is_administrator(request)) and self.has_right(request, Right.EDIT, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        if is_administrator(request) or not self.has_change_permission(request):
            return self.has_change_permission(request)
        return not self.needs_body or bool(care_of(signed_in(request), Right.EDIT).paths)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def response_action(self, request: HttpRequest, queryset: "models.QuerySet[Any]", *args: Any) -> HttpResponse | None:
        """An action is done to ticked rows that one may change, not to those one may only see. What is no key was not ticked."""
        posted = request.POST.copy()
        posted.setlist(ACTION_CHECKBOX_NAME, [key for key in posted.getlist(ACTION_CHECKBOX_NAME) if is_key(key)])
        request.POST = posted  # type: ignore[assignment]  # Django's own admin does the same
        if not is_administrator(request):
            queryset = queryset.filter(pk__in=in_care(self.model, signed_in(request), Right.EDIT).values("pk"))
        return super().response_action(request, queryset, *args)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """A filter by a number that no database holds is answered like any other that makes no sense."""
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def refuse_if_given_away(self, request: HttpRequest, row: models.Model) -> None:
        """What somebody saves has to be in their care afterwards as it was before: nobody moves a listing to where they have no
        right, nor makes one there. Raises ValidationError."""
        if not may(signed_in(request), Right.EDIT, row):
            raise ValidationError(_("This would be in nobody's care, or in somebody else's: choose a group or body of your own."))


class NamedFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """In a table the box that deletes a row has no label beside it."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].widget.attrs["aria-label"] = _("Delete")


class ScopedInline(ChoicesInCare, admin.options.InlineModelAdmin[Any, Any]):
    """Rows that belong to the row of the page: who may change that, may change them."""

    formset = NamedFormSet

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """In a table the heading of the column is no label of the field: each is told its name."""
        field: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", str(field.label or db_field.verbose_name))
        return field

    def parent_page(self) -> ScopedAdmin:
        return cast("ScopedAdmin", self.admin_site.get_model_admin(self.parent_model))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.parent_page().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.parent_page().has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        rows = super().get_queryset(request)
        return rows if is_administrator(request) else rows.filter(pk__in=in_care(self.model, signed_in(request)).values("pk"))
