"""The duty to say whether listings are still true."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from upkeep.duties import EXAMPLES, Duty, duty
from upkeep.queues import MOST, longest_first, queue_of


@duty(order=30)
def confirmations_due(user: User, today: date) -> Duty | None:
    """What waits for this person; of very many it is enough to know that they are."""
    queue = queue_of(user, today)
    count = queue[: MOST + 1].count()
    if not count:
        return None
    if count > MOST:
        sentence = _("More than %(count)d listings wait for a confirmation") % {"count": MOST}
    else:
        one_or_more = ngettext("%(count)d listing waits for a confirmation", "%(count)d listings wait for a confirmation", count)
        sentence = one_or_more % {"count": count}
    some = queue.order_by() if count > MOST else longest_first(queue)  # to put a million in order takes seconds
    shown = some.values_list("name", "public_id")[:EXAMPLES]
    examples = tuple((name, reverse("admin:confirm_meeting", args=[key])) for name, key in shown)
    return Duty(sentence=sentence, address=reverse("admin:confirmations"), count=count, examples=examples)
