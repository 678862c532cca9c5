"""Lists that a clinic hands to its patients, and a clinic that would like to keep some. On one of them a meeting has ended since
anybody looked."""

from django.utils import timezone

from directory.demo.tables import Table, read
from directory.demo.world import World
from history.road import Road
from meetings.models import Meeting
from referrals.actions import add_meetings, save_list, save_listed
from referrals.models import AccountRequest, ListedMeeting, ReferralList


def make_lists(world: World, *, source: Road) -> None:
    """The lists of the file, each with the meetings of the groups that it names."""
    for told in read("lists")["lists"]:
        known = {name: told[name] for name in ("code", "name", "language", "search", "is_discreet") if name in told}
        made = save_list(ReferralList(service_body=world.known.bodies[told["body"]], **known), by=None, source=source)
        for group in told["groups"]:
            meetings = list(Meeting.objects.filter(group=world.group(group["name"])).order_by("pk")[:1])
            for row in add_meetings(made, meetings, at=timezone.now(), by=None, source=source):
                say(row, group, source=source)
    AccountRequest.objects.create(**read("lists")["request"])


def say(row: ListedMeeting, told: Table, *, source: Road) -> None:
    """What staff say of a meeting. Of one that has ended since, they do not know yet."""
    row.notes, row.text = tuple(told.get("notes", ())), told.get("text", "")
    if told.get("has_ended_since"):
        row.seen = ""
    save_listed(row, by=None, source=source)
