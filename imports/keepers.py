"""Mails to the keepers of sources: when one breaks or waits, once a week while it does, and once when it is well again.

A mail goes out at most once. Its claim is a row that only one process can insert, kept before the mail leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from imports.health import Health, health_of
from imports.kinds import Condition
from imports.models import KeeperMail, Source
from imports.reasons import ImportCode
from imports.telling import reason_text
from upkeep.confirm_links import absolute
from upkeep.digests import language_of
from upkeep.mailing import Outcome, send

AGAIN = timedelta(days=7)
TROUBLES = (Condition.BROKEN, Condition.WAITS)
# A fault of ours is nothing that a keeper could mend; whoever works here sees it in the list of sources.
OURS = (ImportCode.BROKEN_OFF,)
ON_THE_WAY = (
    *(ImportCode.ADDRESS_UNFIT, ImportCode.ADDRESS_PRIVATE, ImportCode.HOST_UNKNOWN, ImportCode.UNREACHABLE, ImportCode.TLS_FAILED),
    *(ImportCode.TOO_SLOW, ImportCode.BAD_STATUS, ImportCode.TOO_MANY_REDIRECTS),
)
MISSING = (ImportCode.MANY_MISSING, ImportCode.MOST_MISSING)
SUBJECTS: Mapping[Condition, Promise] = {
    Condition.BROKEN: gettext_lazy("Your list cannot be read at the moment"),
    Condition.WAITS: gettext_lazy("Your list has lost many meetings"),
    Condition.WELL: gettext_lazy("Your list can be read again"),
}


@dataclass(slots=True)
class Told:
    """What became of the mails of one run. `is_stopped`: the mail server did not answer, the rest waits for the next run."""

    mails: int = 0
    failed: int = 0
    is_stopped: bool = False


def tell_keepers(now: datetime) -> Told:
    """Write to every keeper whose source has broken, waits, or is well again."""
    told = Told()
    keepers = Source.objects.fetched_by_itself().exclude(owner_mail="").with_health().with_last_mail().order_by("pk")
    for key in [source.pk for source in keepers if to_tell(source, now)]:
        claimed = claim(key, now)
        if claimed is None:
            continue
        mail, health = claimed
        outcome = send_mail(mail, health)
        settle(mail, outcome, told)
        if outcome is Outcome.UNREACHABLE:
            told.is_stopped = True
            break
    return told


def to_tell(source: Any, now: datetime) -> Condition | None:
    """What the keeper of a row of `with_health()` and `with_last_mail()` is to be told; None for nothing."""
    health = health_of(source, now)
    is_known = source.mailed_about in TROUBLES
    if health.condition not in TROUBLES:
        is_well = health.condition in (Condition.WELL, Condition.LATE)
        return Condition.WELL if is_known and is_well else None
    is_too_soon = is_known and source.mailed_at > now - AGAIN
    return None if is_too_soon or health.reason in OURS else health.condition


def claim(key: int, now: datetime) -> tuple[KeeperMail, Health] | None:
    """The right to write to a keeper now; None where another process has it or had it, or where a run is writing."""
    with transaction.atomic():
        if Source.objects.select_for_update(skip_locked=True).filter(pk=key).first() is None:
            return None
        source = Source.objects.with_health().with_last_mail().get(pk=key)
        about = to_tell(source, now)
        if about is None:
            return None
        return KeeperMail.objects.create(source=source, about=about, claimed_at=now), health_of(source, now)


def settle(mail: KeeperMail, outcome: Outcome, told: Told) -> None:
    """Keep what became of a mail. What certainly has not left is taken back, for the next run."""
    if outcome is Outcome.SENT:
        KeeperMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
        told.mails += 1
        return
    told.failed += 1
    if outcome in {Outcome.UNREACHABLE, Outcome.LATER}:
        mail.delete()


def send_mail(mail: KeeperMail, health: Health) -> Outcome:
    """Write to a keeper, in their language. The subject does not say of whom the list is."""
    source, about = mail.source, Condition(mail.about)
    with translation.override(language_for(source)):
        context = {
            "title": source.title,
            "is_well": about is Condition.WELL,
            "why": "" if about is Condition.WELL else reason_text(health.reason, health.detail),
            "advice": advice(health.reason),
            "listed": health.listed,
            "address": source.address,
            "workplace": absolute("admin:imports_source_change", str(source.pk)),
            "site_name": str(settings.SITE_NAME),
        }
        return send(to=source.owner_mail, subject=str(SUBJECTS[about]), text=render_to_string("imports/mail/keeper.txt", context))


def advice(reason: str) -> str:
    """What the keeper of a list can do about this."""
    if reason in MISSING:
        return _(
            "Please look whether these meetings have really ended. If they have, you need not do anything: somebody will decide. "
            "If not, the list is incomplete; once it is whole again, all is well."
        )
    if reason in ON_THE_WAY:
        return _(
            "Please open the address in a browser. If it does not open, ask whoever runs the website. If the list has another "
            "address now, enter that in the workplace, or tell it to whoever looks after the list there."
        )
    return _(
        "The address answers, but not with the list as it was. Please look what has changed on the website: an update, a plugin, a "
        "page for signing in."
    )


def language_for(source: Source) -> str:
    """The keeper's own, where they have an account with this address; else that of the list, else the site's."""
    user = User.objects.filter(email__iexact=source.owner_mail).exclude(language="").first()
    if user is not None:
        return language_of(user)
    spoken = source.language.partition("-")[0]
    return spoken if spoken in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
