"""The workplace: Django's admin, with who may enter, what is on its first screen, and pages of its own."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import Right, care_of
from accounts.models import User
from upkeep.duties import duties_of
from upkeep.workplace_urls import pages


class Workplace(AdminSite):
    """Open to administrators, and to whoever has a role on anything today."""

    index_template = "upkeep/first_screen.html"

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and bool(care_of(user, Right.VIEW))

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [*pages(self.admin_view), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What needs whoever is at work, and nothing else; the lists are a line in the header."""
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
