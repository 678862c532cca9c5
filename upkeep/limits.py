"""How often a network may send a public form. Counted by its hash; the counts are thrown away after a day."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from upkeep.kinds import PublicForm
from upkeep.models import FormUse
from upkeep.networks import hashed_network

SPAN = timedelta(hours=1)
KEPT = timedelta(days=1)
NOBODY_KNOWS = "unknown"


def is_too_often(request: HttpRequest, form: PublicForm) -> bool:
    """Count this use of a form, unless its network has used it up for the hour. Where the server does not say whence a visitor
    comes, all such visitors share one count."""
    hashes = hashed_network(request).split() or [NOBODY_KNOWS]
    now = timezone.now()
    # Kept before it is counted: of two that come at once neither overlooks the other.
    use = FormUse.objects.create(form=form, network_hash=hashes[0], at=now)
    lately = FormUse.objects.filter(form=form, network_hash__in=hashes, at__gt=now - SPAN).count()
    if lately <= settings.FORM_USES_AN_HOUR[form]:
        return False
    use.delete()
    return True


def forget_uses(now: datetime) -> int:
    """Throw away counts that no limit asks for any more; how many."""
    return FormUse.objects.filter(at__lt=now - KEPT).delete()[0]
