"""A list for programs. Its meetings leave as every listing does: as records, written by `interchange`."""

import json
from array import array
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from feeds.answers import records
from feeds.asking import Question
from feeds.views import not_counted
from interchange import meeting_guide
from interchange.records import MeetingRecord
from meetings.models import Meeting
from meetings.search import MeetingSearch
from referrals.kinds import Concern
from referrals.list_page import Entry
from referrals.models import ReferralList

NO_MEETING = "-"  # an id that none has: without any id a feed would hold what the search of everything finds


def question_of(referral_list: ReferralList, found: Iterable[Entry], language: str) -> Question:
    """What a feed is asked for that holds the meetings of a list to which one can go."""
    return Question(
        search=MeetingSearch(discreet=referral_list.is_discreet),
        place=None,
        ids=tuple(one.meeting.public_id for one in found if not one.is_gone) or (NO_MEETING,),
        language=language,
        names_language=True,
        wants_loss=False,
        refused=(),
    )


def list_as_json(referral_list: ReferralList, found: list[Entry], *, now: datetime, site: str, language: str) -> dict[str, Any]:
    """The list with what staff say of its meetings, as long as somebody keeps it; each as objects of Meeting Guide. Of one that is
    gone there is where to go instead, and of one that is not listed any more nothing else."""
    asked = question_of(referral_list, found, language)
    chosen = array("q", [one.meeting.pk for one in found if not one.is_gone])
    objects = {one.key: one for one in records(chosen, asked, now=now, site=site)}
    today = timezone.localdate(now)
    is_kept = referral_list.closed_on is None or referral_list.closed_on > today
    with translation.override(language):
        return {
            "name": _("Appointments") if referral_list.is_discreet else referral_list.name,
            "url": site + reverse("referral", args=[referral_list.code]),
            "language": language,
            "as_of": now.isoformat(),
            "closed_on": referral_list.closed_on.isoformat() if referral_list.closed_on else None,
            "entries": [
                {**about(one, site), **(said_of(one) if is_kept else UNSAID), "meeting_guide": guide(one, objects, today)}
                for one in found
            ],
        }


UNSAID: dict[str, Any] = {"notes": [], "note_sentences": [], "text": ""}


def said_of(one: Entry) -> dict[str, Any]:
    """What staff say of it."""
    return {"notes": list(one.notes), "note_sentences": [str(note.label) for note in one.notes], "text": one.text}


def about(one: Entry, site: str) -> dict[str, Any]:
    """Which meeting it is, what is the matter with it, and where to go instead."""
    is_named = one.concern is not Concern.UNLISTED
    return {
        "id": one.meeting.public_id if is_named else None,
        "name": one.meeting.name if is_named else None,
        "url": address(one.meeting, site) if is_named else None,
        "concern": one.concern or None,
        "instead": [{"id": other.public_id, "name": other.name, "url": address(other, site)} for other in one.alternatives],
    }


def guide(one: Entry, objects: dict[str, MeetingRecord], today: date) -> list[Any]:
    """Its objects of Meeting Guide: one for each of its weekly times."""
    own = [objects[one.meeting.public_id]] if one.meeting.public_id in objects else []
    pieces = meeting_guide.write(own, options=meeting_guide.WriteOptions(today=today), on_loss=not_counted)
    found: list[Any] = json.loads(b"".join(pieces))
    return found


def address(meeting: Meeting, site: str) -> str:
    return site + reverse("meeting", args=[meeting.public_id, meeting.slug])
