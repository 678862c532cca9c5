from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from history.public import vocabulary
        from history.tracking import listen
        from meetings import care, past  # noqa: F401  # say what is in whose care, and how the history tells of it
        from meetings.index import on_touched

        listen(on_touched)
        vocabulary.add(("meetings", "format"))
