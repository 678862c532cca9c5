"""The page on which an administrator says what the columns of a source's table are: guessed, shown, corrected, remembered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from history.road import WORKPLACE
from history.scoped_admin import signed_in
from history.tracked_admin import TrackedAdmin
from imports.actions import save_source
from imports.kinds import FeedFormat
from imports.mapping_forms import ColumnsForm, TableForm
from imports.models import Source
from imports.problems import sentence
from imports.readers import read_records
from interchange.records import MeetingRecord, Problem, VenueRecord
from interchange.spreadsheets import csv_address
from meetings.sentences import rule_sentence


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting as it would be read, or why it would not."""

    name: str
    sentences: tuple[str, ...]
    is_rejected: bool = False


class WithColumns(TrackedAdmin):
    """A source whose table may need a person to say what its columns are."""

    def get_urls(self) -> list[URLPattern]:
        page = path("<int:key>/columns/", self.admin_site.admin_view(self.columns_page), name="imports_source_columns")
        return [page, *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        has_table = obj and obj.format == FeedFormat.MEETING_GUIDE
        table = ((gettext_lazy("Its table"), {"fields": ("columns",)}),) if has_table else ()
        return (*super().get_fieldsets(request, obj), *table)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "columns")

    @admin.display(description=gettext_lazy("columns"))
    def columns(self, source: Source) -> SafeString:
        return format_html('<a href="{}">{}</a>', page_of(source), _("Say what the columns of its table are"))

    def columns_page(self, request: HttpRequest, key: int) -> HttpResponse:
        """Only for who may change the source."""
        source = self.get_object(request, str(key))
        if not isinstance(source, Source):
            raise Http404
        if not self.has_change_permission(request, source):
            raise PermissionDenied
        return columns(request, source)


def page_of(source: Source) -> str:
    """The address of the page."""
    return reverse("admin:imports_source_columns", args=[source.pk])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, source: Source) -> HttpResponse:
    """First the table is asked for, then what its columns are; what these make of it is shown until it is saved."""
    if request.method != "POST":
        return shown(request, source, TableForm(source))
    if "carried" not in request.POST:
        table = TableForm(source, request.POST, request.FILES)
        if not table.is_valid():
            return shown(request, source, table)
        return shown(request, source, ColumnsForm.of(table.cleaned_data["sample"], source.column_mapping))
    try:
        form = ColumnsForm.sent(request.POST)
    except signing.BadSignature:
        messages.warning(request, _("The page was too old. Choose the table once more."))
        return HttpResponseRedirect(page_of(source))
    return kept(request, source, form) if "save" in request.POST and form.is_valid() else shown(request, source, form)


def kept(request: HttpRequest, source: Source, form: ColumnsForm) -> HttpResponse:
    """Remember it."""
    source.column_mapping = form.mapping
    try:
        save_source(source, by=signed_in(request), source=WORKPLACE)
    except ValidationError as error:  # its own form says more
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("admin:imports_source_change", args=[source.pk]))
    messages.success(request, _("The columns are remembered: the next run reads them so."))
    return HttpResponseRedirect(reverse("admin:imports_source_change", args=[source.pk]))


def shown(request: HttpRequest, source: Source, form: TableForm | ColumnsForm) -> HttpResponse:
    """One of the two forms."""
    found = form if isinstance(form, ColumnsForm) else None
    fetched_from = csv_address(source.address)
    context = {
        **admin.site.each_context(request),
        "title": _("What are the columns of its table?"),
        "source": source,
        "form": form,
        "selects": [field for field in form.visible_fields() if field.name != "file"],
        "is_ours": found.shown.is_ours if found else False,
        "lines": list(lines(source, found)) if found else [],
        "asks_for_table": found is None,
        "fetched_from": fetched_from if fetched_from != source.address else "",
        "back": reverse("admin:imports_source_change", args=[source.pk]),
    }
    return TemplateResponse(request, "imports/mapping.html", context)


def lines(source: Source, form: ColumnsForm) -> Iterator[Line]:
    """The first meetings as a run would read them."""
    source.column_mapping = form.mapping
    with form.shown.as_csv() as table:
        for one in read_records(table, source, timezone.localdate()):
            if isinstance(one, MeetingRecord):
                yield line(one)
            elif one.rejects:
                yield Line(told(one), (sentence(one.code),), is_rejected=True)


def told(problem: Problem) -> str:
    """Which row it is, as people count them: the heading is the first."""
    if problem.index is None:
        return _("The table")
    return _("Row %(number)d") % {"number": problem.index + 2}


def line(record: MeetingRecord) -> Line:
    """A meeting in a few words."""
    when = [rule_sentence(rule.recurrence) for rule in record.rules]
    where = address(record.venue) if record.venue else record.online_url or record.phone
    held = [_("Something personal would be kept back for you to look at.")] if record.held else []
    return Line(record.name, tuple(text for text in (*when, where, record.notes, *held) if text))


def address(venue: VenueRecord) -> str:
    """Where it is, in one line."""
    parts = (venue.name, venue.street or venue.address_text, venue.postal_code, venue.city, venue.country)
    return ", ".join(part for part in parts if part)
