from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = _("Imports")

    def ready(self) -> None:
        from history.tracking import listen  # noqa: PLC0415  # models can be imported only now
        from imports import care, duties  # noqa: F401, PLC0415  # say what is in whose care, and what needs whom
        from imports.merging import on_touched  # noqa: PLC0415

        listen(on_touched)
