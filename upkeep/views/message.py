"""Write to the group."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from groups.models import Group
from meetings.reach import Reach, reach
from upkeep.kinds import PublicForm
from upkeep.limits import is_too_often
from upkeep.message_form import MessageForm
from upkeep.relay import Delivery, Message, forget_messages, relay
from upkeep.views.open_pages import TOO_MANY, open_page

SEE_OTHER = 303


@sensitive_variables()
@open_page
def message(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form, where the group has a mailbox; where it has none, that is said before anybody writes."""
    group = get_object_or_404(Group.objects.select_related("fellowship", "service_body"), public_id=public_id)
    reached = reach(group, timezone.now())
    if request.method != "POST" or reached.mailbox is None:
        return page(request, group, reached, None)
    form = MessageForm(request.POST, group=group, now=timezone.now())
    if form.is_of_machine:
        return sent(request, group, Delivery.DELIVERED)
    if not form.is_valid():
        return page(request, group, reached, form)
    if is_too_often(request, PublicForm.MESSAGE):
        form.refuse_for_now()
        return page(request, group, reached, form, status=TOO_MANY)
    forget_messages(timezone.now())
    written = Message(form.message_text, form.cleaned_data["reply_to"], request.LANGUAGE_CODE)
    return sent(request, group, relay(reached.mailbox, written, timezone.now()))


def sent(request: HttpRequest, group: Group, delivery: Delivery) -> HttpResponse:
    """To the page that says what became of it; loading that again sends nothing again."""
    discreet = "&discreet=1" if request.GET.get("discreet") == "1" else ""
    return HttpResponseRedirect(f"{reverse('message', args=[group.public_id])}?sent={delivery}{discreet}", status=SEE_OTHER)


def page(request: HttpRequest, group: Group, reached: Reach, form: MessageForm | None, *, status: int = 200) -> HttpResponse:
    mailbox = reached.mailbox
    context = {
        "group": group,
        "has_mailbox": mailbox is not None,
        "of_body": group.service_body if mailbox and mailbox.group_id is None else None,
        "contacts": reached.lines,
        "form": form or MessageForm(group=group, now=timezone.now()),
        "sent": request.GET.get("sent", ""),
        "is_sensitive": group.is_sensitive,
        "is_indexable": False,
    }
    return render(request, "upkeep/message.html", context, status=status)
