"""Clinics that wait for an account: for administrators (upkeep/duties.py)."""

from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from accounts.models import User
from referrals.kinds import RequestState
from referrals.models import AccountRequest
from upkeep.duties import EXAMPLES, Duty, duty


@duty(order=65)
def clinics_that_wait(user: User, today: date) -> Duty | None:
    """Organisations that asked for an account; nobody else may give one."""
    if not user.is_superuser:
        return None
    waiting = AccountRequest.objects.filter(state=RequestState.OPEN)
    count = waiting.count()
    if not count:
        return None
    address = reverse("admin:referrals_accountrequest_changelist")
    sentence = ngettext("%(count)d clinic asks for an account", "%(count)d clinics ask for an account", count) % {"count": count}
    examples = tuple((str(one), f"{address}{one.pk}/change/") for one in waiting[:EXAMPLES])
    return Duty(sentence=sentence, address=f"{address}?state__exact={RequestState.OPEN}", count=count, examples=examples)
