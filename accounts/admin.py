"""Users in the workplace."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group as PermissionGroup
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# Lists of permissions are not kept by hand: what is in whose care will be said by roles on service bodies and groups. Until they
# are asked, whoever works here is an administrator.
admin.site.unregister(PermissionGroup)


class UserForm(UserChangeForm[User]):
    language = forms.ChoiceField(label=_("language"), choices=[("", "–"), *settings.LANGUAGES], required=False)


@admin.register(User)
class UserAdmin(BaseUserAdmin[User]):
    form = UserForm
    ordering = ("email",)
    list_display = ("email", "display_name", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "display_name")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "password", "display_name", "language")}),
        (_("What they may do"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only administrators say who may work here."""
        return () if request.user.is_superuser else ("is_staff", "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_above(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_above(request, obj)


def is_above(request: HttpRequest, user: User | None) -> bool:
    """An administrator's account, for somebody who is none: with its password they would be one."""
    return user is not None and user.is_superuser and not request.user.is_superuser
