"""A clinic asks for an account."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from referrals.account_requests import file_request
from referrals.public_forms import AccountForm
from upkeep.kinds import PublicForm
from upkeep.limits import is_too_often
from upkeep.views.open_pages import TOO_MANY, open_page

SEE_OTHER = 303


@open_page
def ask_for_account(request: HttpRequest) -> HttpResponse:
    """The form, and what happens next."""
    form = AccountForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, form)
    if not form.is_of_machine:
        if not form.is_valid():
            return page(request, form)
        if is_too_often(request, PublicForm.ACCOUNT):
            form.refuse_for_now()
            return page(request, form, status=TOO_MANY)
        file_request(form.cleaned_data, language=request.LANGUAGE_CODE)
    return HttpResponseRedirect(f"{reverse('clinic_account')}?sent=1", status=SEE_OTHER)


def page(request: HttpRequest, form: AccountForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "is_sent": "sent" in request.GET, "is_indexable": False}
    return render(request, "referrals/clinic_account.html", context, status=status)
