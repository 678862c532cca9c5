"""Duties about roles: one's own term that ends, and groups below that nobody looks after."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from groups.models import Membership
from languages.dates import date_text
from upkeep.charges import charge_of, team_address
from upkeep.duties import EXAMPLES, Duty, duty
from upkeep.orphans import line_of, line_of_term, orphaned_groups, terms_ending_below
from upkeep.terms import SOON

COUNTED = 1000


@duty(order=70)
def own_terms_ending(user: User, today: date) -> Duty | None:
    """Whoever goes hands over, or stays on."""
    ending = Membership.objects.current(today).filter(user=user, ends_on__lte=today + SOON)
    terms = list(ending.select_related("group", "service_body").order_by("ends_on", "pk")[:COUNTED])
    if not terms:
        return None
    if len(terms) == 1:
        told = {"on": charge_of(terms[0]), "day": date_text(terms[0].ends_on)}
        sentence = _("Your term for %(on)s ends on %(day)s: hand over, or prolong it") % told
    else:
        sentence = ngettext(
            "%(count)d of your terms ends soon: hand over, or prolong it",
            "%(count)d of your terms end soon: hand over, or prolong them",
            len(terms),
        ) % {"count": len(terms)}
    examples = tuple((line_of_term(one), team_address(charge_of(one))) for one in terms[:EXAMPLES] if len(terms) > 1)
    return Duty(sentence=sentence, address=reverse("admin:handover"), count=len(terms), examples=examples)


@duty(order=80)
def orphaned(user: User, today: date) -> Duty | None:
    """For those who edit the body above."""
    found = orphaned_groups(user, today)
    count = found.order_by()[:COUNTED].count()
    if not count:
        return None
    sentence = ngettext(
        "%(count)d group has nobody who looks after it, or not for much longer",
        "%(count)d groups have nobody who looks after them, or not for much longer",
        count,
    )
    examples = tuple((line_of(group), team_address(group)) for group in found[:EXAMPLES])
    return Duty(sentence=sentence % {"count": count}, address=reverse("admin:orphans"), count=count, examples=examples)


@duty(order=85)
def terms_below_ending(user: User, today: date) -> Duty | None:
    """For those who edit the body above: somebody's term ends, and others may not know."""
    found = terms_ending_below(user, today)
    count = found.order_by()[:COUNTED].count()
    if not count:
        return None
    sentence = ngettext(
        "%(count)d term under your service body ends within 30 days",
        "%(count)d terms under your service body end within 30 days",
        count,
    )
    examples = tuple((line_of_term(one), team_address(charge_of(one))) for one in found[:EXAMPLES])
    return Duty(sentence=sentence % {"count": count}, address=reverse("admin:orphans"), count=count, examples=examples)
