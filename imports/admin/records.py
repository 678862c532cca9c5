"""Who said what, in the workplace: of each meeting from a source since when it says what of each field."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.tracked_admin import ReadOnlyAdmin
from imports.disagreeing import Word, words_of
from imports.models import SourceMeeting
from languages.dates import date_text


@admin.register(SourceMeeting)
class RecordAdmin(ReadOnlyAdmin):
    list_display = ("key", "meeting", "source", "withdrawn_on")
    list_select_related = ("meeting", "source")
    search_fields = ("key", "meeting__name")
    ordering = ("-pk",)
    fields = ("listing", "source", "key", "withdrawn_on", "said_of_it")

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}  # no line of its own in the index; sources and disagreements lead here

    @admin.display(description=gettext_lazy("meeting"))
    def listing(self, link: SourceMeeting) -> SafeString | str:
        if link.meeting is None:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("admin:meetings_meeting_change", args=[link.meeting.pk]), link.meeting)

    @admin.display(description=gettext_lazy("who said it"))
    def said_of_it(self, link: SourceMeeting) -> SafeString:
        lines = ((line(word, str(link.source)),) for word in words_of(link))
        return format_html_join("", "{}<br>", lines)


def line(word: Word, source: str) -> str:
    """One field: who said it last, and since when."""
    told = {"field": word.field, "source": source, "day": date_text(word.since)}
    if word.is_changed_here:
        return _("%(field)s: changed here; %(source)s has said something else since %(day)s") % told
    return _("%(field)s: %(source)s, since %(day)s") % told
