"""The types of public pages: a name, and the path of a page of the demo world after `/<language>/`."""

from django.db.models import Count
from django.utils import timezone

from groups.models import Group
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from meetings.views.explainers import EXPLAINERS

RESULTS = "meetings/?when=any"  # more than a page of them, whatever the hour
SEARCHES = {
    "home": "",
    "results": RESULTS,
    "results_for_family": "meetings/?place=bratislava&who=family&when=any",
    "results_last": f"{RESULTS}&page=2",
    "online": "meetings/?how=online&when=any&tz=America/New_York",
    "which_place": "meetings/which/?among=lipnica-pl-podkarpackie,zilina,bratislava",
    "no_place": "meetings/which/?among=",
    "nothing_found": "meetings/?place=zilina&fellowship=itaa&from=03:00&until=03:10",
    "left_out": "meetings/?fellowship=aa&when=x&nonsense=1",
}
LISTS = {
    "fellowships": "fellowships/",
    "fellowship": "fellowships/aa/",
    "topics": "topics/",
    "topic": "topics/alcohol/",
    "countries": "countries/",
    "country": "countries/sk/",
    "town": "places/bratislava/",
    "town_without_meetings": "places/medzilaborce/",
    "help": "help/",
    "map": "meetings/map/?place=bratislava",
    "holidays": "holidays/",
    "no_selection": "selection/",
    "explainers": "about/",
    "figures": "figures/",
    "suggest_new": "suggest/",
    "link": "link/?place=bratislava&fellowship=aa",
    "pick": "pick/?place=bratislava",
    "clinic_account": "clinics/account/",
    "not_found": "nothing/",
}


def pages() -> dict[str, str]:
    """One page of each type; of explainers the one with the most in it."""
    return {**SEARCHES, **LISTS, **listings(), "explainer": "about/glossary/"}


def explainer_pages() -> dict[str, str]:
    return {explainer.slug: f"about/{explainer.slug}/" for explainer in EXPLAINERS}


def listings() -> dict[str, str]:
    """The pages whose addresses are known only when the world is there; the fullest there are."""
    published = Meeting.objects.published()
    shown = published.filter(venue__bell__gt="", venue__entrance__gt="", venue__visibility="public").order_by("pk")
    online = published.filter(attendance="online").order_by("pk")
    ended = Meeting.objects.filter(status=MeetingStatus.ENDED).order_by("pk")
    group = Group.objects.annotate(held=Count("meetings")).order_by("-held", "pk")[0]
    return {
        "meeting": meeting_page(shown[0]),
        "meeting_online": meeting_page(online[0]),
        "report": f"report/{shown[0].public_id}/",
        "suggest": f"suggest/{shown[0].public_id}/",
        "message": f"message/{group.public_id}/",
        "tombstone": meeting_page(ended[0]),
        "group": f"groups/{group.public_id}/{group.slug}/",
        "holiday": f"holidays/{timezone.localdate():%Y}-12-24/",
        "selection": f"selection/?ids={','.join(shown.values_list('public_id', flat=True)[:8])}",
    }


def meeting_page(meeting: Meeting) -> str:
    return f"meetings/{meeting.public_id}/{meeting.slug}/"
