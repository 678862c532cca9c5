"""A list at /r/<code>, for whoever has the address."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import pgettext

from history.public import moved_to, public_page, this_minute
from referrals.codes import tidied
from referrals.links import short_address
from referrals.models import ReferralList
from referrals.patient_page import patient_page
from referrals.qr import qr_svg

SHOWN = 20  # signs of a code that nobody knows


@public_page
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of a list today. A short address of a plain search leads on to the search."""
    found = ReferralList.objects.select_related("service_body").filter(code=tidied(code)).first()
    if found and code != found.code:
        return moved_to(request, reverse("referral", args=[found.code]))
    with translation.override(language_of(request, found)):
        response = answer(request, found, code)
        response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
    if not told_language(request, found):
        patch_vary_headers(response, ["Accept-Language"])
    return response


def answer(request: HttpRequest, found: ReferralList | None, code: str) -> HttpResponse:
    """The page in the active language."""
    if found is None:
        return shown(request, "referrals/unknown.html", {"typed": code[:SHOWN]}, status=HTTPStatus.NOT_FOUND)
    if found.service_body is None:
        return HttpResponseRedirect(f"{reverse('search')}?{found.search}")
    # Also one that its clinic has closed: its address is on paper in somebody's pocket. 410 would be true of the list, but browsers
    # and caches may then keep the way on from whoever needs it.
    context = {"page": patient_page(found, now=this_minute()), **discretion(request, found)}
    return shown(request, "referrals/list.html", context)


def shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = HTTPStatus.OK) -> HttpResponse:
    """A page with itself in the other languages."""
    own_languages = [(code, name, f"?lang={code}") for code, name in settings.LANGUAGES]
    about = {"own_languages": own_languages, "is_indexable": False}
    return render(request, template, {**about, **context}, status=status)


def language_of(request: HttpRequest, referral_list: ReferralList | None) -> str:
    """The language in which a list is shown: told, else the one that the reader's browser likes best."""
    return told_language(request, referral_list) or translation.get_language_from_request(request)


def told_language(request: HttpRequest, referral_list: ReferralList | None) -> str:
    """The language that was asked for, else that of the list, if the site has it; "" where only the browser can tell."""
    own = referral_list.language if referral_list and referral_list.service_body_id else ""
    return next((one for one in (request.GET.get("lang", ""), own) if one in dict(settings.LANGUAGES)), "")


def discretion(request: HttpRequest, referral_list: ReferralList) -> dict[str, Any]:
    """A discreet list is so from the first moment; a reader may choose otherwise."""
    chosen = request.GET.get("discreet")
    is_discreet = chosen == "1" or (referral_list.is_discreet and chosen != "0")
    kept = f"?lang={request.GET['lang']}&" if request.GET.get("lang") in dict(settings.LANGUAGES) else "?"
    return {
        "site_name": pgettext("a name that tells nothing", "Calendar") if is_discreet else settings.SITE_NAME,
        "is_discreet": is_discreet,
        "keep": "?discreet=1" if is_discreet else "",
        "other_discretion": f"{kept}discreet={'0' if is_discreet else '1'}",
    }


@public_page
def qr(_request: HttpRequest, code: str) -> HttpResponse:
    """The address as a picture to scan: black on white, whatever the page looks like."""
    if not ReferralList.objects.filter(code=code).exists():
        raise Http404
    return HttpResponse(qr_svg(short_address(code)), content_type="image/svg+xml")
