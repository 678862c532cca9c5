from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = _("Imports")

    def ready(self) -> None:
        from history.tracking import listen
        from imports import care, duties  # noqa: F401  # say what is in whose care, and what needs whom
        from imports.merging import on_touched

        listen(on_touched)
