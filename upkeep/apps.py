from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    name = "upkeep"
    verbose_name = _("Keeping listings true")

    def ready(self) -> None:
        # Models can be imported only now. What is imported says what is in whose care, and what needs whom.
        from meetings.editing.shared_venues import on_shared_change
        from upkeep import care, duty_confirmations, duty_holidays, duty_suggestions, duty_terms  # noqa: F401
        from upkeep.actions import suggest_venue_change

        # Nobody changes the address of other people's meetings: they are asked.
        on_shared_change(suggest_venue_change)
