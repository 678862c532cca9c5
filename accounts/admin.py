"""Users in the workplace: administrators see and change them, nobody else does."""

from typing import Any

from allauth.account import admin as addresses_of_allauth  # noqa: F401  # registered there first, to be taken out below
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa import admin as factors_of_allauth  # noqa: F401
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group as PermissionGroup
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.second_factors import in_words, of, remove_all

# Who may do what is said by roles on service bodies and groups (accounts/care.py), not by lists of permissions; what allauth
# keeps is shown on the page of the person.
admin.site.unregister([PermissionGroup, EmailAddress, Authenticator])


class UserForm(UserChangeForm[User]):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[("", "–"), *settings.LANGUAGES], required=False)
    is_superuser = forms.BooleanField(
        label=gettext_lazy("Administrator"),
        help_text=gettext_lazy("Sees and changes everything. Needs a passkey or an authenticator app."),
        required=False,
    )


@admin.register(User)
class UserAdmin(BaseUserAdmin[User]):
    form = UserForm
    ordering = ("email",)
    list_display = ("email", "display_name", "is_administrator", "is_active")
    list_filter = ("is_superuser", "is_active")
    search_fields = ("email", "display_name")
    filter_horizontal = ()
    readonly_fields = ("second_factors",)
    fieldsets = (
        (None, {"fields": ("email", "password", "display_name", "language")}),
        (gettext_lazy("What they may do"), {"fields": ("is_active", "is_superuser")}),
        (gettext_lazy("Second step of signing in"), {"fields": ("second_factors",)}),
    )
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    @admin.display(description=gettext_lazy("administrator"), boolean=True, ordering="is_superuser")
    def is_administrator(self, user: User) -> bool:
        return user.is_superuser

    @admin.display(description=gettext_lazy("what there is"))
    def second_factors(self, user: User) -> SafeString | str:
        """In words, without secrets; and the way to remove them."""
        there = in_words(of(user))
        if not there:
            return _("Nothing: the password is enough.")
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in there))
        address = reverse("admin:accounts_user_second_factors", args=[user.pk])
        return format_html('<ul>{}</ul><p><a href="{}">{}</a></p>', lines, address, _("Remove all of them, for a lost phone"))

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.remove_second_factors)
        return [path("<int:pk>/second-factors/", page, name="accounts_user_second_factors"), *super().get_urls()]

    def remove_second_factors(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A page that asks, and a POST that does it. The person is told by mail."""
        user = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if request.method != "POST":
            context = {**self.admin_site.each_context(request), "title": _("Remove the second step"), "person": user}
            return TemplateResponse(request, "accounts/remove_second_factors.html", {**context, "factors": in_words(of(user))})
        remove_all(user)
        self.log_change(request, user, _("Passkeys, authenticator app and recovery codes were removed."))
        get_adapter().send_notification_mail("account/email/second_factors_removed", user)
        self.message_user(request, _("They are removed, and the person is told by mail."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[user.pk]))
