"""Suggest a change, add a meeting, and see what became of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from history.public import moved_to
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from upkeep.actions import answer_question, file_change, file_new
from upkeep.limits import is_too_often
from upkeep.models import Suggestion
from upkeep.suggestion_forms import AnswerForm, ChangeForm, NewMeetingForm
from upkeep.suggestion_state import state_page
from upkeep.views.open_pages import TOO_MANY, frame_of, open_page


@open_page
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """The listing, filled in; what differs is the suggestion."""
    listed = Meeting.objects.exclude(status=MeetingStatus.DRAFT).select_related("group__fellowship", "group__service_body", "venue")
    meeting = get_object_or_404(listed.prefetch_related("rules"), public_id=public_id)
    if meeting.merged_into:
        return moved_to(request, reverse("suggest", args=[meeting.merged_into.public_id]))
    form = ChangeForm(sent(request), meeting=meeting, language=request.LANGUAGE_CODE)
    context = {**frame_of(meeting), "form": form}
    return answered(
        request, "upkeep/suggest.html", context, form, file=lambda: file_change(meeting, form, language=request.LANGUAGE_CODE)
    )


@open_page
def new_meeting(request: HttpRequest) -> HttpResponse:
    """A meeting that is not listed."""
    form = NewMeetingForm(sent(request))
    return answered(
        request, "upkeep/suggest_new.html", {"form": form}, form, file=lambda: file_new(form, language=request.LANGUAGE_CODE)
    )


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


def answered(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    form: ChangeForm | NewMeetingForm,
    *,
    file: Callable[[], Suggestion],
) -> HttpResponse:
    """The form, as it is first shown and as long as something is wrong with it; else what it suggests is filed. A program is
    thanked and nothing is kept; whoever sends too many keeps everything typed."""
    if form.is_of_machine:
        return render(request, "upkeep/suggestion_thanks.html", context)
    context["is_indexable"] = False
    if not form.is_bound or not form.is_valid():
        return render(request, template, context)
    if is_too_often(request, form.kind):
        form.refuse_for_now()
        return render(request, template, context, status=TOO_MANY)
    return thanks(request, file())


def thanks(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    """On to a page that can be loaded again without sending again; the link to it is what one keeps."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(f"{reverse('suggestion', args=[suggestion.key])}{query}", status=303)
