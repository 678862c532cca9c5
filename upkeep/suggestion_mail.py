"""Mails to whoever sent a suggestion and left an address: in the language in which it was sent, with the link to its state."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from upkeep.kinds import SuggestionStatus
from upkeep.mailing import send
from upkeep.models import Suggestion


def tell_sender(suggestion: Suggestion) -> None:
    """Tell that there is a question or a decision. Spam gets no answer; nothing is said where no address was left."""
    if not suggestion.reply_to or suggestion.status == SuggestionStatus.SPAM:
        return
    with translation.override(suggestion.language or settings.LANGUAGE_CODE):
        is_question = suggestion.status == SuggestionStatus.ASKED_BACK
        context = {
            "is_question": is_question,
            "status": suggestion.get_status_display(),
            "answer": suggestion.answer,
            "site_name": str(settings.SITE_NAME),
            "address": f"{settings.SITE_ADDRESS}{reverse('suggestion', args=[suggestion.key])}",
        }
        # Nothing of what it is about stands in the subject: others may see a screen.
        subject = _("A question about what you sent us") if is_question else _("What became of what you sent us")
        send(to=suggestion.reply_to, subject=subject, text=render_to_string("upkeep/suggestion_mail.txt", context))
