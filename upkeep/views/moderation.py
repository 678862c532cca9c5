"""The queue of suggestions and reports, in the workplace."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.care import Right, in_care, may
from accounts.models import User
from history.scoped_admin import signed_in
from meetings.models import Meeting
from upkeep.actions import Outcome, accept_change, accept_new, agree, decide, open_personal
from upkeep.answering import does_not_count, has_ended, still_true
from upkeep.kinds import UNDECIDED, SuggestionKind, SuggestionStatus
from upkeep.models import Suggestion
from upkeep.moderation import MASK, ReportLine, comparison, day_of, is_open, masked, queue, replies, reports_about, subject
from upkeep.moderation_forms import LONGEST_ANSWER, DecisionForm
from upkeep.suggesting import label_of

DECISIONS = {
    "decline": SuggestionStatus.DECLINED,
    "spam": SuggestionStatus.SPAM,
    "known": SuggestionStatus.DUPLICATE,
    "ask": SuggestionStatus.ASKED_BACK,
}
ANSWERS = {"true": still_true, "ended": has_ended}


@require_http_methods(["GET", "HEAD"])
def suggestions(request: HttpRequest) -> HttpResponse:
    """Everything that waits for whoever is at work, the oldest first."""
    context = {**admin.site.each_context(request), "title": _("Suggestions and reports"), "lines": queue(signed_in(request))}
    return TemplateResponse(request, "upkeep/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion: old and new side by side, and what can be done with it."""
    kept = in_care(Suggestion, signed_in(request), Right.MODERATE)
    found = get_object_or_404(kept.select_related("meeting__group__fellowship", "meeting__venue", "venue", "decided_by"), pk=pk)
    reply = dict(replies(found.language)).get(request.GET.get("reply", ""), "")
    form = DecisionForm(request.POST or None, suggestion=found, fields=comparison(found), answer=reply)
    if request.method == "POST" and request.POST.get("do") == "show":
        open_personal(found, by=signed_in(request))
        return HttpResponseRedirect(request.get_full_path())
    if request.method == "POST" and found.status in UNDECIDED and form.is_valid():
        outcome = decided(request, found, form)
        if outcome is not None:
            return after(request, found, outcome)
    return suggestion_page(request, found, form)


def decided(request: HttpRequest, found: Suggestion, form: DecisionForm) -> Outcome | None:
    """Do what the button says; None where that cannot be, and the form says why."""
    user, said, do = signed_in(request), form.cleaned_data, request.POST.get("do", "")
    if do == "accept":
        return accepted(request, found, form)
    if do == "ask" and not said["answer"]:
        form.add_error("answer", _("Write what you would like to know."))
        return None
    if do == "known" and not said["duplicate_of"]:
        form.add_error("duplicate_of", _("Choose of which."))
        return None
    if do not in DECISIONS:
        return None
    duplicate_of = said["duplicate_of"] if do == "known" else None
    return decide(found, DECISIONS[do], answer=said["answer"], by=user, duplicate_of=duplicate_of)


def accepted(request: HttpRequest, found: Suggestion, form: DecisionForm) -> Outcome | None:
    """Take what is ticked. Where the listing would contradict itself nothing is, and the form says why."""
    user, acceptance = signed_in(request), form.acceptance()
    try:
        if found.kind == SuggestionKind.VENUE:
            return agree(found, answer=acceptance.answer, by=user)
        if found.kind == SuggestionKind.NEW:
            return accept_new(found, acceptance, by=user)
        if acceptance.taken or acceptance.is_known or not found.proposed:
            return accept_change(found, acceptance, by=user)
        form.add_error(None, _("Tick what you take, or decline it."))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def after(request: HttpRequest, found: Suggestion, outcome: Outcome) -> HttpResponse:
    """Back to the queue; to the suggestion where something came in between."""
    here = HttpResponseRedirect(reverse("admin:suggestion", args=[found.pk]))
    match outcome:
        case Outcome.DECIDED_ALREADY:
            messages.warning(request, _("Somebody else has decided this in the meantime. Nothing was done by you."))
            return here
        case Outcome.CHANGED_MEANWHILE:
            messages.warning(request, _("The listing has changed in the meantime. Nothing was done: look at it once more."))
            return here
        case Outcome.WAITS_FOR_OTHERS:
            messages.info(request, _("Done as far as it is yours. Others meet in this building too: they are asked."))
        case _:
            messages.success(request, _("Done."))
    return HttpResponseRedirect(reverse("admin:queue"))


def suggestion_page(request: HttpRequest, found: Suggestion, form: DecisionForm) -> HttpResponse:
    fields, opened = comparison(found), is_open(found)
    told = [(label_of(name), masked(name, text)) for name, text in found.proposed.items()]
    hides_new = found.kind == SuggestionKind.NEW and not opened and any(MASK in text for _name, text in told)
    context = {
        **admin.site.each_context(request),
        "title": capfirst(f"{found.get_kind_display()}: {subject(found)}"),
        "suggestion": found,
        "came_on": day_of(found.arrived_at),
        "decided_on": day_of(found.decided_at),
        "form": form,
        "is_open": opened,
        "masked_fields": [one for one in fields if one.is_masked],
        "has_personal": not opened and bool(found.text or found.reply_to or hides_new or any(one.is_masked for one in fields)),
        "is_new": found.kind == SuggestionKind.NEW,
        "told": told if hides_new else [],
        "is_venue": found.kind == SuggestionKind.VENUE,
        "is_undecided": found.status in UNDECIDED,
        "fields": fields,
        "replies": replies(found.language),
        "may_edit": bool(found.meeting and may(signed_in(request), Right.EDIT, found.meeting)),
    }
    return TemplateResponse(request, "upkeep/suggestion.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reported(request: HttpRequest, public_id: str) -> HttpResponse:
    """The reports about one meeting, and what comes of them."""
    user = signed_in(request)
    meeting = get_object_or_404(in_care(Meeting, user, Right.MODERATE), public_id=public_id)
    lines = reports_about(meeting, user)
    if request.method == "POST":
        return answered(request, meeting, {str(line.report.pk): line for line in lines})
    context = {
        **admin.site.each_context(request),
        "title": _("Reported: %(meeting)s") % {"meeting": meeting},
        "meeting": meeting,
        "lines": lines,
        "may_edit": may(user, Right.EDIT, meeting),
    }
    return TemplateResponse(request, "upkeep/queue_reports.html", context)


def answered(request: HttpRequest, meeting: Meeting, lines: dict[str, ReportLine]) -> HttpResponse:
    """Do what the button says; where somebody else was quicker there is nothing left to do. "not:7" is about one report."""
    user, answer = signed_in(request), request.POST.get("answer", "")[:LONGEST_ANSWER]
    do, _colon, which = request.POST.get("do", "").partition(":")
    here, to_queue = reverse("admin:reported", args=[meeting.public_id]), reverse("admin:queue")
    line = lines.get(which)
    if not lines or (which and line is None):
        messages.warning(request, _("Somebody else has decided this in the meantime. Nothing was done by you."))
    elif line is not None:
        answer_one(line, do, by=user)
        return HttpResponseRedirect(here if do == "show" or len(lines) > 1 else to_queue)
    elif do in ANSWERS:
        ANSWERS[do](meeting, answer=answer, by=user)
        messages.success(request, _("Done."))
    else:
        return HttpResponseRedirect(here)
    return HttpResponseRedirect(to_queue)


def answer_one(line: ReportLine, do: str, *, by: User) -> None:
    """Open what came with a report, or say that it does not count."""
    if do == "show" and line.suggestion:
        open_personal(line.suggestion, by=by)
    elif do == "not":
        does_not_count(line.report, by=by)
