"""What imports need a coordinator for (upkeep/duties.py)."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.care import Right, in_care
from accounts.models import User
from imports.kinds import WAITING_OUTCOMES, Outcome
from imports.models import HeldText, ImportRun, Source
from upkeep.duties import EXAMPLES, Duty, duty

COUNTED = 1000


@duty(order=50)
def runs_that_wait(user: User, today: date) -> Duty | None:
    """Feeds that would withdraw many meetings: somebody has to say whether they are right."""
    waiting = in_care(ImportRun, user, Right.EDIT).filter(outcome__in=WAITING_OUTCOMES).select_related("source").order_by("-pk")
    count = waiting.order_by()[:COUNTED].count()
    if not count:
        return None
    sentence = ngettext("%(count)d import waits for your decision", "%(count)d imports wait for your decision", count)
    examples = [(run.source.title, reverse("admin:imports_importrun_change", args=[run.pk])) for run in waiting[:EXAMPLES]]
    return Duty(sentence=sentence % {"count": count}, address=runs_address(WAITING_OUTCOMES), count=count, examples=tuple(examples))


@duty(order=55)
def sources_that_broke(user: User, today: date) -> Duty | None:
    """Sources whose last run was refused: their meetings grow old."""
    broken = list(last_refused(in_care(Source, user))[:COUNTED])
    if not broken:
        return None
    sentence = ngettext("%(count)d list cannot be read at the moment", "%(count)d lists cannot be read at the moment", len(broken))
    examples = [(source.title, f"{runs_address((Outcome.REFUSED,))}&source__id__exact={source.pk}") for source in broken[:EXAMPLES]]
    return Duty(
        sentence=sentence % {"count": len(broken)},
        address=runs_address((Outcome.REFUSED,)),
        count=len(broken),
        examples=tuple(examples),
    )


@duty(order=90)
def held_texts(user: User, today: date) -> Duty | None:
    """What was taken out of feeds because it seemed personal."""
    held = in_care(HeldText, user, Right.EDIT).filter(pk__in=HeldText.objects.undecided().current(timezone.now()).values("pk"))
    count = held.order_by()[:COUNTED].count()
    if not count:
        return None
    sentence = ngettext("%(count)d text of an import seemed personal", "%(count)d texts of imports seemed personal", count)
    return Duty(sentence=sentence % {"count": count}, address=reverse("admin:imports_heldtext_changelist"), count=count)


def last_refused(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Those in use whose latest run was refused."""
    last = ImportRun.objects.filter(source=OuterRef("pk")).exclude(outcome__in=(Outcome.DRY_RUN, Outcome.RUNNING)).order_by("-pk")
    return sources.filter(is_active=True).alias(last=Subquery(last.values("outcome")[:1])).filter(last=Outcome.REFUSED)


def runs_address(outcomes: tuple[Outcome, ...]) -> str:
    """The list of runs with these outcomes."""
    return f"{reverse('admin:imports_importrun_changelist')}?outcome__in={','.join(outcomes)}"
