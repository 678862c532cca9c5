"""The kinds and choices of this room, in the words of docs/glossary.md."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Note(TextChoices):
    """What staff say of a meeting on their list: a fixed set, so that it can be said in every language of the reader."""

    FIRST_VISIT = "first_visit", _("A good place for a first visit.")
    CALL_FIRST = "call_first", _("Please call before you go.")
    CHECKED = "checked", _("We have checked that it takes place.")
    SOMEONE_MEETS = "someone_meets", _("Somebody from the group can meet you at the door.")
    WE_COME_ALONG = "we_come_along", _("Somebody from our team can go there with you the first time.")
    WOMENS_ENTRANCE = "womens_entrance", _("There is an entrance for women.")
    QUIET_ENTRANCE = "quiet_entrance", _("The entrance cannot be seen from the street.")
    STEP_FREE = "step_free", _("We have checked that you get in without steps.")
    GOOD_WITH_MEDICINES = "good_with_medicines", _("You are welcome there if you take prescribed medicines.")
    EASY_TO_REACH = "easy_to_reach", _("Easy to reach by public transport from here.")


class HandoutLanguage(TextChoices):
    """The languages of whoever reads a sheet of paper: more than those of the site. By their own names."""

    EN = "en", "English"
    SK = "sk", "Slovenčina"
    PL = "pl", "Polski"
    CS = "cs", "Čeština"
    DE = "de", "Deutsch"
    HU = "hu", "Magyar"
    UK = "uk", "Українська"


class Concern(TextChoices):
    """What is the matter with a meeting on a list, or with its search, the gravest first; staff and patients are told at once."""

    ENDED = "ended", _("It has ended.")
    UNLISTED = "unlisted", _("It is not listed any more.")
    PAUSED = "paused", _("It is paused.")
    CHANGED = "changed", _("Its place or its times have changed since you looked at it.")
    REPORTED = "reported", _("People who went there have reported a mistake.")
    STALE = "stale", _("Nobody has confirmed it for long.")
    EMPTY = "empty", _("This search finds nothing any more.")


class RequestState(TextChoices):
    """What became of an organisation's wish for an account."""

    OPEN = "open", pgettext_lazy("request", "waiting")
    INVITED = "invited", pgettext_lazy("request", "invited")
    DECLINED = "declined", pgettext_lazy("request", "declined")
