"""The kinds and choices of this room, in the words of docs/glossary.md."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SuggestionKind(TextChoices):
    """What was sent."""

    CHANGE = "change", _("a change")
    NEW = "new", _("a new meeting")
    REPORT = "report", _("a mistake")
    VENUE = "venue", _("a change of a shared venue")


class SuggestionStatus(TextChoices):
    WAITING = "waiting", pgettext_lazy("suggestion", "waiting")
    ASKED_BACK = "asked_back", pgettext_lazy("suggestion", "asked back")
    ACCEPTED = "accepted", pgettext_lazy("suggestion", "accepted")
    IN_PART = "in_part", pgettext_lazy("suggestion", "accepted in part")
    DECLINED = "declined", pgettext_lazy("suggestion", "declined")
    DUPLICATE = "duplicate", pgettext_lazy("suggestion", "known already")
    SPAM = "spam", pgettext_lazy("suggestion", "spam")


UNDECIDED = (SuggestionStatus.WAITING, SuggestionStatus.ASKED_BACK)


class Stage(IntegerChoices):
    """Whom a listing asks for, by the days since it was last vouched for."""

    SOON = 76, _("before it is due")
    DUE = 90, _("when it is due")
    OTHER_HOLDER = 97, _("the other holder")
    BODY = 104, _("the service body")


class PublicForm(TextChoices):
    """The forms that anybody may send; each has its own limit for a network."""

    REPORT = "report", _("report a mistake")
    CHANGE = "change", _("suggest a change")
    NEW = "new", _("add a meeting")
    MESSAGE = "message", _("write to the group")
    CHECK = "check", _("check a feed")
    LINK = "link", _("make a short link")
    ACCOUNT = "account", _("ask for an account")
