from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from history.limits import on_connected


class HistoryConfig(AppConfig):
    name = "history"
    verbose_name = _("History")

    def ready(self) -> None:
        from history import care  # noqa: F401  # says what is in whose care

        connection_created.connect(on_connected, dispatch_uid="limits")
