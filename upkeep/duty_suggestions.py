"""What the public sent, as duties of those who moderate."""

from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from accounts.models import User
from upkeep.duties import EXAMPLES, Duty, duty
from upkeep.kinds import SuggestionStatus
from upkeep.moderation import open_reports, report_lines, subject, waiting


@duty(order=10)
def reported_meetings(user: User, today: date) -> Duty | None:
    """Urgent where two independent reports have turned a listing amber."""
    count = open_reports(user).order_by().values("meeting").distinct().count()
    if not count:
        return None
    first = sorted(report_lines(user), key=lambda line: not line.is_urgent)[:EXAMPLES]
    return Duty(
        sentence=ngettext("%(count)d meeting was reported", "%(count)d meetings were reported", count) % {"count": count},
        address=reverse("admin:queue"),
        count=count,
        examples=tuple((f"{line.about}: {line.details}", line.address) for line in first),
        is_urgent=any(line.is_urgent for line in first),
    )


@duty(order=20)
def suggestions_to_decide(user: User, today: date) -> Duty | None:
    """Those that wait for us, not those that wait for an answer from outside."""
    found = waiting(user).filter(status=SuggestionStatus.WAITING)
    count = found.count()
    if not count:
        return None
    first = found.select_related("meeting", "venue").order_by("arrived_at", "pk")[:EXAMPLES]
    sentence = ngettext("%(count)d suggestion waits for a decision", "%(count)d suggestions wait for a decision", count)
    return Duty(
        sentence=sentence % {"count": count},
        address=reverse("admin:queue"),
        count=count,
        examples=tuple((f"{one.get_kind_display()}: {subject(one)}", reverse("admin:suggestion", args=[one.pk])) for one in first),
    )
