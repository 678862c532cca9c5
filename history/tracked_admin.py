"""The workplace's base: every form goes through the actions and leaves one entry; lists stay fast at a million rows."""

import logging
from copy import copy
from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, models
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.care import Right
from accounts.models import User
from history.actions import delete, save_by_action
from history.refusals import reasons, with_fields
from history.road import WORKPLACE
from history.row_history import WithHistory
from history.scoped_admin import ScopedAdmin, signed_in
from history.tracking import followed, tracking
from history.undoing import kept_by_administrators
from languages.fold import fold

COUNTED = 10_000
logger = logging.getLogger(__name__)


class BoundedPaginator(Paginator[Any]):
    """Counts to ten thousand and no further; whoever looks for more searches."""

    @cached_property
    def count(self) -> int:
        rows = cast("models.QuerySet[models.Model]", self.object_list)
        return rows.order_by()[:COUNTED].count()


class ReadOnlyAdmin(ScopedAdmin):
    """Rows that come about by actions or runs and are never typed in; what can be done with them are actions of the list."""

    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Who may change such rows may decide what becomes of them."""
        return self.has_right(request, Right.EDIT)


class TrackedAdmin(WithHistory):
    """A row and its inlines change by their actions, as one entry in the history."""

    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    # The column of folded words to look in; "" where the usual search_fields do.
    folded_column: ClassVar[str] = ""
    # Why an action refused what a valid form asked of it, while that form is shown again.
    refusals: tuple[str, ...] = ()

    def __init__(self, model: type[models.Model], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        followed.add(model)
        if self.is_kept_by_administrators:
            kept_by_administrators.add(model)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where an action refuses, everything is rolled back and the form comes back with what was typed."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        try:
            with tracking(by=signed_in(request), source=WORKPLACE):
                return super().changeform_view(request, *args, **kwargs)
        except (ValidationError, IntegrityError) as error:
            again = copy(self)
            again.refusals = reasons(error)
            return super(TrackedAdmin, again).changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm[Any]]:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change=change, **kwargs)
        return refused_form(form, self.refusals) if self.refusals else form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  # Django's signature
        keep(obj, signed_in(request))
        if change or not self.is_free_when_new:
            self.refuse_if_given_away(request, obj)

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:  # noqa: FBT001
        with tracking(form.instance, by=signed_in(request), source=WORKPLACE):
            super().save_related(request, form, formsets, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseModelFormSet[Any, Any], change: bool) -> None:  # noqa: FBT001
        changed = formset.save(commit=False)
        for row in formset.deleted_objects:  # first, for another row may take its place
            delete(row, by=signed_in(request), source=WORKPLACE)
        for row in changed:
            keep(row, signed_in(request))
            self.refuse_if_given_away(request, row)
        formset.save_m2m()

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            self.say_not_deleted(request, error)
            return HttpResponseRedirect(request.get_full_path())

    def response_action(self, request: HttpRequest, queryset: models.QuerySet[Any], *args: Any) -> HttpResponse | None:
        try:
            return super().response_action(request, queryset, *args)
        except IntegrityError as error:
            self.say_not_deleted(request, error)
            return None

    def say_not_deleted(self, request: HttpRequest, error: IntegrityError) -> None:
        logger.warning("The database refused a deletion", exc_info=error)
        self.message_user(request, _("Nothing was deleted: something else could not stand without it."), messages.ERROR)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nobody may delete rows that are never typed in, but they go with the row that they are about."""
        rows, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        pages = self.admin_site._registry.items()
        never_typed = {model._meta.verbose_name for model, page in pages if isinstance(page, ReadOnlyAdmin)}
        return rows, counts, forbidden - never_typed, protected

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
    """Save a row by its action. Raises ValidationError with messages that say which field they are about."""
    try:
        save_by_action(row, by=by, source=WORKPLACE)
    except ValidationError as error:
        raise ValidationError(with_fields(error, type(row))) from error


def refused_form(form: type[ModelForm[Any]], refusals: tuple[str, ...]) -> type[ModelForm[Any]]:
    """The form, never valid: its other errors are these."""

    class RefusedForm(form):  # type: ignore[misc,valid-type]  # a class that is known only now
        def clean(self) -> None:
            super().clean()
            raise ValidationError(list(refusals))

    return RefusedForm
