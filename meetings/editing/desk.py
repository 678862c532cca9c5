"""The requests of the meeting's page: shown, looked at again, saved, previewed, copied."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from history.refusals import reasons
from history.road import WORKPLACE
from history.scoped_admin import signed_in
from history.tracking import tracking
from meetings.editing.copying import CopyForm, copy_meeting
from meetings.editing.meeting_form import NEW
from meetings.editing.reading import read
from meetings.editing.saving import Kept, keep_sheet
from meetings.editing.sheet import LOADED, Sheet, opened, sheet
from meetings.editing.showing import clash_line, context, rule_blocks
from meetings.editing.versions import version_of
from meetings.kinds import MeetingStatus
from meetings.meeting_page import meeting_page
from meetings.models import Meeting

if TYPE_CHECKING:
    from accounts.models import User

PAGE = "meetings/workplace/meeting.html"
SAVE, DRAFT, ADD_RULE, TAKE, BUT_LAST = "_save", "_draft", "_add_rule", "_take_venue", "_but_last"


def meeting_form_page(request: HttpRequest, meeting: Meeting, shown: dict[str, Any], *, may_change: bool) -> HttpResponse:
    """The page of a stored meeting or of a new one; `shown` is what every page of the workplace shows."""
    if request.method != "POST":
        return answer(request, opened(meeting, signed_in(request)), shown, may_change=may_change)
    if SAVE in request.POST or DRAFT in request.POST:
        return save(request, meeting, shown)
    return answer(request, looked_at(meeting, signed_in(request), request.POST), shown, may_change=may_change)


def answer(
    request: HttpRequest, page: Sheet, shown: dict[str, Any], *, may_change: bool = True, has_errors: bool = False
) -> HttpResponse:
    """The page."""
    told = context(page, now=timezone.now(), has_errors=has_errors, may_change=may_change)
    return TemplateResponse(request, PAGE, {**shown, **told})


def looked_at(meeting: Meeting, user: "User", sent: QueryDict) -> Sheet:
    """The form as it was sent, with what was asked for: more dates, another building, what it means. Nothing is saved."""
    data = sent.copy()
    if sent.get(BUT_LAST, "").isdecimal():
        data[f"rules-{sent[BUT_LAST]}-how"] = "all_but_last"
    page = read(meeting, user, data, extra=1 if ADD_RULE in sent else 0)
    if TAKE in sent:
        data[LOADED] = "" if page.chosen_venue == NEW else page.chosen_venue
        taken = sheet(meeting, user, data).loaded
        page = page.with_venue(taken, version_of([taken] if taken else []))
    return page


def save(request: HttpRequest, meeting: Meeting, shown: dict[str, Any]) -> HttpResponse:
    """Keep what was sent, or show it again with what is wrong; then nothing of it is kept."""
    user, data = signed_in(request), request.POST.copy()
    if DRAFT in data:
        data["status"] = MeetingStatus.DRAFT
    kept = None
    try:
        with tracking(by=user, source=WORKPLACE):
            page = read(locked(meeting), user, data)
            kept = keep_sheet(page, by=user) if page.is_valid() else None
    except (ValidationError, IntegrityError) as error:
        kept, page = None, read(stored(meeting), user, data)
        page.refusals = reasons(error)
    if kept is None:
        return answer(request, page, shown, has_errors=True)
    tell(request, page, kept)
    return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[kept.meeting.pk]))


def locked(meeting: Meeting) -> Meeting:
    """As it stands now; whoever else saves it waits."""
    if meeting._state.adding:
        return Meeting()
    return Meeting.objects.select_for_update(of=("self",)).select_related("venue", "group").get(pk=meeting.pk)


def stored(meeting: Meeting) -> Meeting:
    """As it stands now."""
    return Meeting.objects.select_related("venue", "group").get(pk=meeting.pk) if not meeting._state.adding else Meeting()


def tell(request: HttpRequest, page: Sheet, kept: Kept) -> None:
    """What became of what was sent."""
    for sentence in page.told:
        messages.info(request, sentence)
    if kept.is_wish:
        messages.info(
            request, _("Others meet in this building too: they have been asked whether what you changed about it is right.")
        )
    if kept.meeting.status == MeetingStatus.PUBLISHED:
        messages.success(request, _("Saved, and confirmed today."))
    else:
        messages.success(
            request, _("Saved. Nobody outside sees it as it is now: %(status)s.") % {"status": kept.meeting.get_status_display()}
        )


def rule_meanings(request: HttpRequest, meeting: Meeting, _shown: dict[str, Any]) -> HttpResponse:
    """What the dates mean that are being typed, for the page to show while that is done."""
    now = timezone.now()
    page = sheet(meeting, signed_in(request), request.POST)
    told = {"rules": rule_blocks(page, now), "clashes": [clash_line(one) for one in page.clashes(now)]}
    return TemplateResponse(request, "meetings/workplace/meanings.html", told)


class Undone(Exception):  # noqa: N818  # no error: what was done is to be forgotten
    """Takes back all that was done to draw a page."""


def public_preview(request: HttpRequest, meeting: Meeting, shown: dict[str, Any]) -> HttpResponse:
    """The public page as it would be: saved, drawn, and taken back."""
    user, response = signed_in(request), None
    try:
        with transaction.atomic(), tracking(by=user, source=WORKPLACE):
            page = read(locked(meeting), user, request.POST)
            if page.is_valid():
                response = drawn(request, keep_sheet(page, by=user).meeting)
            raise Undone
    except Undone:
        pass
    except (ValidationError, IntegrityError) as error:
        page = read(stored(meeting), user, request.POST)
        page.refusals = reasons(error)
    return response or answer(request, page, shown, has_errors=True)


def drawn(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The public page of a meeting, as if it were published."""
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk, status=MeetingStatus.DRAFT).update(status=MeetingStatus.PUBLISHED)
    found = Meeting.objects.for_listing(now).get(pk=meeting.pk)
    page = meeting_page(found, now=now, address="")
    told = {"page": page, "is_sensitive": False, "country": found.venue.country if found.venue else ""}
    return TemplateResponse(request, "meetings/workplace/preview.html", told, headers={"X-Robots-Tag": "noindex"}).render()


def copy_page(request: HttpRequest, meeting: Meeting, shown: dict[str, Any]) -> HttpResponse:
    """On which day the same meeting is to be entered once more."""
    form = CopyForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        twin = copy_meeting(meeting, form.cleaned_data, by=signed_in(request))
        messages.success(request, _("This is the copy. Look it over: it is a draft until you publish it."))
        return HttpResponseRedirect(reverse("admin:meetings_meeting_change", args=[twin.pk]))
    return TemplateResponse(request, "meetings/workplace/copy.html", {**shown, "form": form, "meeting": meeting})
