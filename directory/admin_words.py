"""Texts of Django's admin that our catalogues say themselves: Django's put a noun into a sentence in which Polish and Slovak would
have to decline it ("Pridať skupina"), ours put it after a colon ("Pridať: skupina")."""

from django.utils.translation import gettext_noop

ADMIN_WORDS = (
    gettext_noop("Add %s"),
    gettext_noop("Add %(name)s"),
    gettext_noop("Add another %(model)s"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Change %s"),
    gettext_noop("Change selected %(model)s"),
    gettext_noop("Delete selected %(model)s"),
    gettext_noop("Delete selected %(verbose_name_plural)s"),
    gettext_noop("Select %s"),
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
    gettext_noop("View %s"),
    gettext_noop("View selected %(model)s"),
    gettext_noop(" By %(filter_title)s "),
)
