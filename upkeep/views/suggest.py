"""Suggest a change, add a meeting, and see what became of it."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from upkeep.actions import answer_question, file_change, file_new
from upkeep.kinds import PublicForm
from upkeep.limits import is_too_often
from upkeep.models import Suggestion
from upkeep.suggestion_forms import AnswerForm, ChangeForm, NewMeetingForm, WrittenForm
from upkeep.suggestion_state import state_page
from upkeep.views.open_pages import TOO_MANY, frame_of, open_page


@open_page
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """The listing, filled in; what differs is the suggestion."""
    listed = Meeting.objects.exclude(status=MeetingStatus.DRAFT).select_related("group__fellowship", "group__service_body", "venue")
    meeting = get_object_or_404(listed.prefetch_related("rules"), public_id=public_id)
    form = ChangeForm(sent(request), meeting=meeting, language=request.LANGUAGE_CODE)
    context = {**frame_of(meeting), "form": form}
    template = "upkeep/suggest.html"
    if form.is_of_machine:
        return render(request, "upkeep/suggestion_thanks.html", context)
    if not form.is_bound or not form.is_valid():
        return form_page(request, template, context)
    if is_too_often(request, PublicForm.CHANGE):
        return refused(request, template, context, form)
    filed = file_change(meeting, form, language=request.LANGUAGE_CODE)
    return thanks(request, filed)


@open_page
def new_meeting(request: HttpRequest) -> HttpResponse:
    """A meeting that is not listed."""
    form = NewMeetingForm(sent(request))
    context = {"form": form}
    template = "upkeep/suggest_new.html"
    if form.is_of_machine:
        return render(request, "upkeep/suggestion_thanks.html", context)
    if not form.is_bound or not form.is_valid():
        return form_page(request, template, context)
    if is_too_often(request, PublicForm.NEW):
        return refused(request, template, context, form)
    return thanks(request, file_new(form, language=request.LANGUAGE_CODE))


@open_page
def state(request: HttpRequest, key: str) -> HttpResponse:
    """What became of a suggestion, for whoever has its link; a question back is answered here, once."""
    suggestion = get_object_or_404(Suggestion.objects.select_related("meeting__group__fellowship"), key=key)
    form = AnswerForm(sent(request), subject=key)
    if form.is_bound and not form.is_of_machine and form.is_valid() and answer_question(suggestion, form.cleaned_data["text"]):
        return HttpResponseRedirect(request.get_full_path())
    context = {"page": state_page(suggestion), "form": form, "is_indexable": False}
    return render(request, "upkeep/suggestion_state.html", context)


def sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    return render(request, template, {**context, "is_indexable": False}, status=status)


def refused(request: HttpRequest, template: str, context: Mapping[str, object], form: WrittenForm) -> HttpResponse:
    """Too many from one network: the form stays as it was filled in."""
    form.refuse_for_now()
    return form_page(request, template, context, status=TOO_MANY)


def thanks(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    """On to a page that can be loaded again without sending again; the link to it is what one keeps."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(f"{reverse('suggestion', args=[suggestion.key])}{query}", status=303)
