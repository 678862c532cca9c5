"""The duty of holidays ahead: dates in one's care of which nobody has said yet whether they take place."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext

from accounts.care import Right, care_of
from accounts.models import User
from upkeep.duties import Duty, duty
from upkeep.holidays import are_too_many, countries_in_care, dates_in_care
from upkeep.occasions import occasions

NOTICE_DAYS = 45
URGENT_DAYS = 3


@duty(order=40)
def holidays_ahead(user: User, today: date) -> Duty | None:
    """The next occasion of which something is not decided; the one after it comes up when that is done."""
    if not care_of(user, Right.EDIT, today=today):
        return None
    for occasion in occasions(countries_in_care(user), today, today + timedelta(days=NOTICE_DAYS)):
        if are_too_many(user, [occasion.span]):  # an administrator of a large directory: its coordinators decide
            return None
        undecided = [one for one in dates_in_care(user, [occasion.span]) if not one.is_decided and one.day >= today]
        meetings = len({one.meeting.pk for one in undecided})
        if meetings:
            sentence = ngettext(
                "%(occasion)s: %(count)d meeting is not decided yet",
                "%(occasion)s: %(count)d meetings are not decided yet",
                meetings,
            )
            return Duty(
                sentence=sentence % {"occasion": occasion.name, "count": meetings},
                address=f"{reverse('admin:holidays')}?{urlencode({'days': occasion.span.code})}",
                count=meetings,
                is_urgent=occasion.span.first <= today + timedelta(days=URGENT_DAYS),
            )
    return None
