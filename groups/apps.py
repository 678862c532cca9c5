from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Groups")

    def ready(self) -> None:
        from groups import care, past  # noqa: F401, PLC0415  # say what is in whose care, and how the history tells of it
        from history.tracking import listen  # noqa: PLC0415  # models can be imported only now

        listen(care.on_touched)
