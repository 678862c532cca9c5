"""By which road a change came."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoadKind(models.TextChoices):
    WORKPLACE = "workplace", _("the workplace")
    IMPORT = "import", _("an import")
    SEED = "seed", _("the project's own lists")
    DEMO = "demo", _("the demo world")
    COMMAND = "command", _("a command")
    MAIL = "mail", _("a mailed link")
    PHONE = "phone", _("the telephone")
    SUGGESTION = "suggestion", _("a suggestion")
    VISITOR = "visitor", _("a visitor")


@dataclass(frozen=True, slots=True)
class Road:
    """A kind of road, and which one of that kind: `Road(RoadKind.IMPORT, "oc-aa")`."""

    kind: RoadKind
    name: str = ""


WORKPLACE = Road(RoadKind.WORKPLACE)
