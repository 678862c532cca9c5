"""The page on which a booklet is put together, and the booklet itself, under an address that stays and is always current."""

from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from feeds.asking import rounded, without
from feeds.kept_files import sent
from history.limits import at_most
from history.public import public_page, this_minute
from meetings.headings import heading, removable, sentence
from meetings.views.search import is_sensitive, named, never_cached
from referrals.booklet.asking import BookletForm, BookletQuestion, booklet_question, layout
from referrals.booklet.choosing import MOST, TooManyMeetings, chosen
from referrals.booklet.setting import MOST_TO_FOLD, TooThickToFold
from referrals.booklet.waiting import Standing, is_ordered, made, order, ready
from referrals.codes import tidied
from referrals.embed.records import question_of
from referrals.links import short_address
from referrals.list_page import Entry, contents
from referrals.models import ReferralList
from referrals.views.lists import told_language

FEW = 300  # meetings that are printed while the visitor waits
REFRESH_SECONDS = 3
ACCEPTED, BUSY, TOO_LARGE, WRONG = 202, 503, 422, 400
PDF = "application/pdf"
at_once = BoundedSemaphore(2)  # booklets that one process makes while visitors wait; more are ordered like large ones


@public_page
def page(request: HttpRequest) -> HttpResponse:
    """How a search is to lie on paper."""
    asked = booklet_question(request.GET, get_language() or settings.LANGUAGE_CODE)
    return form_page(request, asked)


@public_page
def file(request: HttpRequest) -> Any:
    """The booklet of a search. What it does not understand it does not print: the page says what that is."""
    asked = booklet_question(request.GET, get_language() or settings.LANGUAGE_CODE)
    coarser = rounded(request.GET, asked.search)
    if coarser and not asked.refused:
        return never_cached(HttpResponse(status=302, headers={"Location": f"{request.path}?{coarser}"}))
    if asked.refused:
        return form_page(request, asked, status=WRONG)
    with at_most(settings.FEED_SECONDS):
        return answered(request, asked)


@public_page
def of_list(request: HttpRequest, code: str) -> Any:
    """The booklet of a clinic's list: those of its meetings to which one can go. A plain search has one under its own address."""
    found = ReferralList.objects.filter(code=tidied(code)).first()
    if found is None:
        raise Http404
    language = told_language(request, found) or settings.LANGUAGE_CODE
    if found.service_body_id is None:
        with translation.override(language):
            return HttpResponseRedirect(f"{reverse('booklet_file')}?{found.search}")
    asked = of_entries(request.GET, found, contents(found, this_minute()).entries, language)
    title = "" if found.is_discreet else found.name
    return HttpResponse(made(asked, this_minute(), title), content_type=PDF, headers=headers(asked))


def of_entries(given: QueryDict, found: ReferralList, entries: list[Entry], language: str) -> BookletQuestion:
    """The booklet of picked meetings, on the paper that is asked for."""
    form = BookletForm(given)
    form.full_clean()
    asked = question_of(found, entries, language)
    return BookletQuestion(asked, layout(form), language, live_address=short_address(found.code))


def answered(request: HttpRequest, asked: BookletQuestion) -> Any:
    """A kept one, one that is made now, or word that it is being made."""
    kept = ready(asked)
    found = sent(request, kept, content_type=PDF, headers=headers(asked)) if kept else None
    if found is not None:
        return found
    if is_ordered(asked):
        return ordered(request, asked)
    try:
        if len(chosen(asked, this_minute()).meetings) <= FEW and at_once.acquire(blocking=False):
            try:
                return HttpResponse(made(asked, this_minute()), content_type=PDF, headers=headers(asked))
            finally:
                at_once.release()
    except TooManyMeetings:
        return told(request, asked, "too_many_meetings", status=TOO_LARGE)
    except TooThickToFold:
        return told(request, asked, "too_thick", status=TOO_LARGE)
    return ordered(request, asked)


def ordered(request: HttpRequest, asked: BookletQuestion) -> HttpResponse:
    """The page that waits for it."""
    match order(asked):
        case Standing.FAILED:
            return told(request, asked, "failed", status=BUSY)
        case Standing.TOO_MANY:
            return told(request, asked, "busy", status=BUSY)
        case _:
            response = told(request, asked, "waiting", status=ACCEPTED)
            response.headers["Refresh"] = str(REFRESH_SECONDS)
            return response


def headers(asked: BookletQuestion) -> dict[str, str]:
    """By what name it is saved, and that search engines need not have it."""
    name = "appointments.pdf" if asked.search.discreet else "meetings.pdf"
    return {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Language": asked.language,
        "X-Robots-Tag": "noindex",
    }


def told(request: HttpRequest, asked: BookletQuestion, standing: str, *, status: int) -> HttpResponse:
    """Why there is no booklet, or not yet."""
    context = {
        "standing": standing,
        "most": MOST,
        "most_to_fold": MOST_TO_FOLD,
        "address": request.get_full_path(),
        "form_address": f"{reverse('booklet')}?{asked.query}",
        "is_discreet": asked.search.discreet,
        "is_sensitive": is_sensitive(asked.search),
        "is_indexable": False,
    }
    response = never_cached(render(request, "referrals/booklet_waiting.html", context, status=status))
    response.headers["Retry-After"] = str(REFRESH_SECONDS)
    return response


def form_page(request: HttpRequest, asked: BookletQuestion, *, status: int = 200) -> HttpResponse:
    """The form, with what was not understood."""
    search, place = asked.search, asked.of.place
    only = without(request.GET, *BookletForm.base_fields)
    context = {
        "form": BookletForm(request.GET if BookletForm.base_fields.keys() & request.GET.keys() else None),
        "search": search,
        "heading": heading(search, place),
        "sentence": "" if asked.of.ids else sentence(search, place, list(removable(search))),
        "parameters": [(name, value) for name, values in only.lists() for value in values if name != "page"],
        "is_discreet": search.discreet,
        "is_sensitive": is_sensitive(search),
        "is_indexable": False,
        **named([one for one in asked.refused if not one.startswith("page")]),
    }
    return render(request, "referrals/booklet.html", context, status=status)
