"""The workplace's base: every form goes through the actions and leaves one entry; lists stay fast at a million rows."""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from history.actions import delete, save
from history.models import Change, Revision
from history.road import WORKPLACE
from history.tracking import tracking
from languages.fold import fold

SaveAction = Callable[..., Any]
# How rows of a model are saved, where that is more than a check: filled by the admin modules of the rooms.
save_actions: dict[type[models.Model], SaveAction] = {}

COUNTED = 10_000


class BoundedPaginator(Paginator[Any]):
    """Counts to ten thousand and no further; whoever looks for more searches."""

    @cached_property
    def count(self) -> int:
        rows = cast("models.QuerySet[models.Model]", self.object_list)
        return rows.order_by()[:COUNTED].count()


def signed_in(request: HttpRequest) -> User:
    """Who is at work."""
    return cast("User", request.user)


class TrackedAdmin(admin.ModelAdmin[Any]):
    """A row and its inlines change by their actions, as one entry in the history."""

    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    # The column of folded words to look in; "" where the usual search_fields do.
    folded_column: ClassVar[str] = ""
    object_history_template = "history/row_history.html"

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        with tracking(by=signed_in(request), source=WORKPLACE):
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  # Django's signature
        keep(obj, signed_in(request))

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:  # noqa: FBT001
        with tracking(form.instance, by=signed_in(request), source=WORKPLACE):
            super().save_related(request, form, formsets, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseModelFormSet[Any, Any], change: bool) -> None:  # noqa: FBT001
        for row in formset.save(commit=False):
            keep(row, signed_in(request))
        for row in formset.deleted_objects:
            delete(row, by=signed_in(request), source=WORKPLACE)
        formset.save_m2m()

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        delete(obj, by=signed_in(request), source=WORKPLACE)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        with tracking(by=signed_in(request), source=WORKPLACE):
            for row in queryset:
                delete(row, by=signed_in(request), source=WORKPLACE)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if not self.folded_column:
            return super().get_search_results(request, queryset, search_term)
        for word in fold(search_term).split():
            queryset = queryset.filter(**{f"{self.folded_column}__contains": word})
        return queryset, False

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return]
        changes = Change.objects.of(row).with_revision()[:100]
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(row)s") % {"row": row},
            "changes": [(change, named_fields(change)) for change in changes],
            "object": row,
            "opts": self.opts,
        }
        return TemplateResponse(request, self.object_history_template, context)

    # Django's own log would keep what our history must be able to leave out.
    def log_addition(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def log_change(self, *args: Any, **kwargs: Any) -> Any:
        return None

    def log_deletions(self, *args: Any, **kwargs: Any) -> Any:
        return None


class NamedAdmin(TrackedAdmin):
    """For short lists whose rows have names in several languages: any of them finds the row, folded."""

    search_fields = ("slug",)
    named_by: ClassVar[tuple[str, ...]] = ("name",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        words = fold(search_term).split()
        found = [row.pk for row in queryset if all(word in self.all_names(row) for word in words)]
        return queryset.filter(pk__in=found), False

    def all_names(self, row: Any) -> str:
        """Slug, names and aliases in all languages, folded."""
        texts = [text for column in self.named_by for text in getattr(row, column).values()]
        return fold(f"{row.slug} {texts}")


def keep(row: models.Model, by: User) -> None:
    """Save a row by its action."""
    save_actions.get(type(row), save)(row, by=by, source=WORKPLACE)


def named_fields(change: Change) -> list[tuple[str, Any, Any]]:
    """What changed, with the fields' names as a coordinator knows them."""
    model = change.content_type.model_class()
    names = {column.attname: column.verbose_name for column in model._meta.concrete_fields} if model else {}
    return [(str(names.get(name, name)), before, after) for name, (before, after) in change.fields.items()]


class ChangeInline(admin.TabularInline[Change, Revision]):
    model = Change
    fields = ("label", "kind", "content_type", "fields")
    readonly_fields = fields
    extra = 0
    max_num = 50
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin[Revision]):
    """The history is read, never written."""

    list_display = ("at", "by", "road", "road_name", "note")
    list_filter = ("road",)
    list_select_related = ("by",)
    date_hierarchy = None
    paginator = BoundedPaginator
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
