"""What staff paste into a page of their own: a frame, or a line for whoever builds the page on a server."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.models import ReferralList

ACCENT_NAMES = {"teal": gettext_lazy("Green-blue"), "violet": gettext_lazy("Violet")}  # the colours of links and lines
ACCENTS = tuple(ACCENT_NAMES)  # the first one where none is asked for
FRAME_PIXELS = 640  # of its height; what does not fit is scrolled inside


@dataclass(frozen=True, slots=True)
class Snippet:
    """A frame in one of the accents, and the address at which our own pages may show it."""

    accent: str
    label: str
    html: str
    preview: str


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """What staff see of it: the code, on which sites it works, and the other ways."""

    referral_list: ReferralList
    snippets: list[Snippet]
    fragment: str
    formats: list[tuple[str, str]]


def embed_page(referral_list: ReferralList) -> EmbedPage:
    """The page of a list."""
    names = {"list_json": _("JSON"), "list_guide": _("Meeting Guide JSON"), "list_calendar": _("Calendar (iCalendar)")}
    return EmbedPage(
        referral_list=referral_list,
        snippets=[snippet(referral_list, accent) for accent in ACCENTS],
        fragment=address("embed_fragment", referral_list),
        formats=[(label, address(name, referral_list)) for name, label in names.items()],
    )


def snippet(referral_list: ReferralList, accent: str) -> Snippet:
    """The code in one of the accents."""
    preview = reverse("embed_preview", args=[referral_list.code])
    return Snippet(accent, str(ACCENT_NAMES[accent]), frame(referral_list, accent), f"{preview}?accent={accent}")


def accent_of(asked: str) -> str:
    """An accent that there is."""
    return asked if asked in ACCENTS else ACCENTS[0]


def frame(referral_list: ReferralList, accent: str) -> str:
    """The element to paste. Its title is read aloud before what is in it; styles of a page may change its height."""
    more = "" if accent == ACCENTS[0] else f"?accent={accent}"
    return format_html(
        '<iframe src="{}{}" title="{}" width="100%" height="{}" loading="lazy" referrerpolicy="no-referrer"></iframe>',
        address("embed", referral_list),
        more,
        _("Appointments") if referral_list.is_discreet else referral_list.name,
        FRAME_PIXELS,
    )


def address(name: str, referral_list: ReferralList) -> str:
    """One of the list's addresses, whole."""
    return settings.SITE_ADDRESS + reverse(name, args=[referral_list.code])
