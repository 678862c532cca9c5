"""The workplace: Django's admin, with who may enter, what is on its first screen, and pages of its own."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.care import Right, care_of
from accounts.models import User
from upkeep.duties import duties_of
from upkeep.workplace_urls import pages

# What stands at the top of every page, for those who have the right to do it.
WAYS = (
    (Right.VIEW, "index", gettext_lazy("What needs you")),
    (Right.VIEW, "meetings_meeting_changelist", gettext_lazy("Meetings")),
    (Right.CONFIRM, "confirmations", gettext_lazy("Confirmations")),
    (Right.MODERATE, "queue", gettext_lazy("Suggestions")),
    (Right.EDIT, "holidays", gettext_lazy("Holidays")),
    (Right.EDIT, "bulk", gettext_lazy("Many at once")),
    (Right.VIEW, "handover", gettext_lazy("My roles")),
)


class Workplace(AdminSite):
    """Open to administrators, and to whoever has a role on anything today."""

    index_template = "upkeep/first_screen.html"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and bool(care_of(user, Right.VIEW))

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [*pages(self.admin_view), *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "ways": ways(request.user) if isinstance(request.user, User) else []}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What needs whoever is at work, and nothing else; the lists are behind one line."""
        user = request.user
        assert isinstance(user, User)  # noqa: S101  # admin_view has let them in
        context = {
            **self.each_context(request),
            "title": _("What needs you"),
            "duties": duties_of(user, timezone.localdate()),
            "app_list": self.get_app_list(request),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.index_template or "", context)


def ways(user: User) -> list[tuple[str, str]]:
    """(address, label) of the pages that this person has a right to."""
    rights = {right for right in Right if care_of(user, right)}
    return [(reverse(f"admin:{name}"), str(label)) for right, name, label in WAYS if right in rights]
