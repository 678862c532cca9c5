"""Report a mistake: one tap on the page of the meeting, one here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from history.public import moved_to
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from upkeep.actions import file_report
from upkeep.kinds import PublicForm
from upkeep.limits import is_too_often
from upkeep.models import Suggestion
from upkeep.networks import hashed_network
from upkeep.public_forms import ReportForm
from upkeep.reporting import is_reportable
from upkeep.views.open_pages import TOO_MANY, frame_of, open_page


@open_page
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """The buttons; one of them sends the report."""
    listed = Meeting.objects.exclude(status=MeetingStatus.DRAFT).select_related("group__fellowship", "group__service_body", "venue")
    meeting = get_object_or_404(listed, public_id=public_id)
    if meeting.merged_into:
        return moved_to(request, reverse("report", args=[meeting.merged_into.public_id]))
    form = ReportForm(request.POST if request.method == "POST" else None, meeting=meeting, now=timezone.now())
    if not is_reportable(meeting):
        return page(request, meeting, form)
    if form.is_of_machine:
        return thanks(request, meeting, None)
    if not form.is_bound or not form.is_valid():
        return page(request, meeting, form)
    if is_too_often(request, PublicForm.REPORT):
        form.refuse_for_now()
        return page(request, meeting, form, status=TOO_MANY)
    network = hashed_network(request)
    return thanks(request, meeting, file_report(meeting, form.cleaned_data, network_hash=network, language=request.LANGUAGE_CODE))


def page(request: HttpRequest, meeting: Meeting, form: ReportForm, *, status: int = 200) -> HttpResponse:
    context = {**frame_of(meeting), "form": form, "is_reportable": is_reportable(meeting)}
    return render(request, "upkeep/report.html", context, status=status)


def thanks(request: HttpRequest, meeting: Meeting, suggestion: Suggestion | None) -> HttpResponse:
    """What happens now; where something can be followed, the link to its state."""
    return render(request, "upkeep/report_thanks.html", {**frame_of(meeting), "suggestion": suggestion})
