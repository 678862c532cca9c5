from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Groups")

    def ready(self) -> None:
        from groups import care, past  # noqa: F401  # say what is in whose care, and how the history tells of it
        from history.public import vocabulary
        from history.tracking import listen

        listen(care.on_touched)
        vocabulary.update({("groups", "fellowship"), ("groups", "topic")})
