"""A building in which others meet as well: who, and what becomes of a change to it.

Nobody changes the address of other people's meetings. A higher room registers who is to hear of the wish:

    @on_shared_change
    def ask_the_others(venue: Venue, changed: dict[str, Any], *, by: User) -> None: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.care import Right, in_care, may
from meetings.models import Meeting
from places.models import Venue

if TYPE_CHECKING:
    from accounts.models import User

# The stored venue, and the values by field that somebody wishes it had.
WishHandler = Callable[..., Any]
_handlers: list[WishHandler] = []
MOST_NAMED = 12


def on_shared_change(handler: WishHandler) -> WishHandler:
    """Register what becomes of such a wish: `handler(venue, changed, by=user)`, inside the transaction of the form."""
    _handlers.append(handler)
    return handler


def wish(venue: Venue, changed: dict[str, Any], *, by: "User") -> None:
    """Hand the wish to whoever sees to it. Raises ValidationError where nobody does."""
    if not _handlers:
        raise ValidationError(_("Others meet in this building too: only an administrator can change it."))
    for handler in _handlers:
        handler(venue, changed, by=by)


@dataclass(frozen=True, slots=True)
class MeetHere:
    """The other meetings in a building: those in one's care by name, of the rest only how many and whose."""

    own: tuple[Meeting, ...] = ()
    others: int = 0
    bodies: tuple[str, ...] = ()
    is_shared: bool = False

    @property
    def count(self) -> int:
        return len(self.own) + self.others


def meet_here(venue: Venue | None, user: "User", besides: int | None = None) -> MeetHere:
    """Who else is affected by a change to this building."""
    if venue is None or venue._state.adding:
        return MeetHere()
    here = Meeting.objects.filter(venue=venue).exclude(pk=besides or 0)
    seen = in_care(Meeting, user, Right.VIEW).values("pk")
    own = here.filter(pk__in=seen).order_by("name", "pk")
    others = here.exclude(pk__in=seen)
    bodies = others.exclude(group__service_body=None).order_by("group__service_body__name")
    names = bodies.values_list("group__service_body__name", flat=True).distinct()[:MOST_NAMED]
    return MeetHere(
        tuple(own[:MOST_NAMED]), others.count() + max(0, own.count() - MOST_NAMED), tuple(names), not may(user, Right.EDIT, venue)
    )
