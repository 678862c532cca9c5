"""What imports need a coordinator for (upkeep/duties.py)."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.care import Right, in_care
from accounts.models import User
from imports.kinds import WAITING_OUTCOMES, DuplicateState, Outcome
from imports.models import Disagreement, DuplicatePair, HeldText, ImportRun, Source, WordedSchedule
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
    examples = [(run.source.title, reverse("admin:imports_importrun_missing", args=[run.pk])) for run in waiting[:EXAMPLES]]
    return Duty(sentence=sentence % {"count": count}, address=runs_address(WAITING_OUTCOMES), count=count, examples=tuple(examples))


@duty(order=55)
def sources_that_broke(user: User, today: date) -> Duty | None:
    """Sources whose last run was refused: their meetings grow old."""
    broken = list(Source.objects.broken().filter(pk__in=in_care(Source, user).values("pk"))[:COUNTED])
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


@duty(order=60)
def possible_duplicates(user: User, today: date) -> Duty | None:
    """Pairs of listings that may be one meeting, both in one's care: visitors find it twice, and one of them grows old."""
    undecided = in_care(DuplicatePair, user, Right.EDIT).filter(state=DuplicateState.OPEN)
    count = undecided.order_by()[:COUNTED].count()
    if not count:
        return None
    first = undecided.select_related("first", "second")[:EXAMPLES]
    return Duty(
        sentence=ngettext("%(count)d meeting may be listed twice", "%(count)d meetings may be listed twice", count)
        % {"count": count},
        address=f"{reverse('admin:imports_duplicatepair_changelist')}?state__exact={DuplicateState.OPEN}",
        count=count,
        examples=tuple((str(pair), reverse("admin:imports_duplicatepair_change", args=[pair.pk])) for pair in first),
    )


@duty(order=57)
def disagreements(user: User, today: date) -> Duty | None:
    """Fields that a person changed here, and their source after that."""
    open_ones = Disagreement.objects.open().values("pk")
    found = in_care(Disagreement, user, Right.EDIT).filter(pk__in=open_ones)
    count = found.order_by()[:COUNTED].count()
    if not count:
        return None
    sentence = ngettext(
        "%(count)d field says something else here than in its source",
        "%(count)d fields say something else here than in their sources",
        count,
    )
    return Duty(sentence=sentence % {"count": count}, address=reverse("admin:imports_disagreement_changelist"), count=count)


@duty(order=58)
def worded_schedules(user: User, today: date) -> Duty | None:
    """Sentences of notes that would make rules: until somebody takes them, visitors have to read them themselves."""
    offered = in_care(WordedSchedule, user, Right.EDIT).open()  # type: ignore[attr-defined]  # its own queryset
    count = offered.order_by()[:COUNTED].count()
    if not count:
        return None
    sentence = ngettext(
        "%(count)d sentence in notes says when a meeting meets",
        "%(count)d sentences in notes say when meetings meet",
        count,
    )
    address = reverse("admin:imports_wordedschedule_changelist")
    return Duty(sentence=sentence % {"count": count}, address=address, count=count)


@duty(order=90)
def held_texts(user: User, today: date) -> Duty | None:
    """What was taken out of feeds because it seemed personal."""
    held = in_care(HeldText, user, Right.EDIT).filter(pk__in=HeldText.objects.undecided().current(timezone.now()).values("pk"))
    count = held.order_by()[:COUNTED].count()
    if not count:
        return None
    sentence = ngettext("%(count)d text of an import seemed personal", "%(count)d texts of imports seemed personal", count)
    return Duty(sentence=sentence % {"count": count}, address=reverse("admin:imports_heldtext_changelist"), count=count)


def runs_address(outcomes: tuple[Outcome, ...]) -> str:
    """The list of runs with these outcomes."""
    return f"{reverse('admin:imports_importrun_changelist')}?outcome__in={','.join(outcomes)}"
