from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from history.tracking import listen  # noqa: PLC0415  # models can be imported only now
        from meetings import care, past  # noqa: F401, PLC0415  # say what is in whose care, and how the history tells of it
        from meetings.index import on_touched  # noqa: PLC0415

        listen(on_touched)
