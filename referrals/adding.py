"""Finding meetings to put on a list: by words, by the id or address of a meeting's page, or a search by its whole address."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from languages.fold import fold
from meetings.filters import MeetingFilter
from meetings.models import Meeting
from meetings.views.search import located
from meetings.words import MOST_WORDS
from places.ids import ALPHABET
from places.ids import LENGTH as PUBLIC_ID_LENGTH
from referrals.links import lasting, obstacle

SHOWN = 20
PUBLIC_ID = re.compile(rf"(?<![^/?=,\s])[{ALPHABET}]{{{PUBLIC_ID_LENGTH}}}(?![^/?&,#\s])")
SEARCH_PAGE = re.compile(r"^(?:(?:https?://)?[^/?\s]+)?(?:/[a-z]{2}/meetings/?)?\?(?P<query>\S*)$")


def found_by(text: str, now: datetime) -> list[Meeting]:
    """The meetings with these words in their public names and addresses, or whose ids stand in the text: as many as one reads. By a
    hidden address nobody finds anything here."""
    ids = PUBLIC_ID.findall(text.lower())
    known = Meeting.objects.published().for_listing(now)
    by_id = list(known.filter(public_id__in=[*ids, *Meeting.objects.led_on(ids).values()])) if ids else []
    words = fold(text).split()[:MOST_WORDS]
    if by_id or not words:
        return by_id
    condition = Q()
    for word in words:
        condition &= Q(search_text__contains=word)
    return list(known.filter(condition).order_by("name", "pk")[:SHOWN])


def search_of(text: str) -> str:
    """The canonical address of a search, from one that was copied out of a browser; "" for nothing. Raises ValidationError with
    what is wrong with it."""
    if not text.strip():
        return ""
    address = SEARCH_PAGE.match(text.strip()) or SEARCH_PAGE.match(f"?{text.strip()}")
    if address is None:
        raise ValidationError(_("Copy the whole address of a page with results, as it stands in the browser."))
    asked = MeetingFilter(QueryDict(address["query"]))
    search, _place, left_out = located(asked.search)
    unread = [*asked.ignored, *left_out, *(["near"] if asked.typed_place else [])]
    if unread:
        raise ValidationError(_("This address says something that cannot be read: %(parts)s.") % {"parts": ", ".join(unread[:3])})
    wanted = lasting(search)
    said = obstacle(wanted)
    if said:
        raise ValidationError(said)
    return wanted.query_string()
