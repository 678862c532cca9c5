"""Pages of the workplace that are no form of one row; each is open to whoever may enter, and asks itself what is in their care."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from upkeep.views import bulk, confirmations, handover, holidays, invitations, moderation, orphans, plans, team

View = Callable[..., Any]


def pages(inside: Callable[[View], View]) -> list[URLPattern]:
    """The addresses under /admin/; `inside` lets in only those who may enter. Their names are in the namespace "admin"."""
    return [
        path("suggestions/", inside(moderation.suggestions), name="queue"),
        path("suggestions/reports/<slug:public_id>/", inside(moderation.reported), name="reported"),
        path("suggestions/<int:pk>/", inside(moderation.suggestion), name="suggestion"),
        path("confirmations/", inside(confirmations.confirmations), name="confirmations"),
        path("confirmations/<slug:public_id>/", inside(confirmations.meeting), name="confirm_meeting"),
        path("holidays/", inside(holidays.holidays), name="holidays"),
        path("bulk/", inside(bulk.choose), name="bulk"),
        path("bulk/<slug:what>/", inside(bulk.change), name="bulk_change"),
        path("bulk/done/<int:revision>/", inside(plans.bulk_done), name="bulk_done"),
        path("welcome/", inside(invitations.welcome), name="welcome"),
        path("team/<slug:kind>/<slug:public_id>/", inside(team.team), name="team"),
        path("team/<slug:kind>/<slug:public_id>/invite/", inside(team.invite_to), name="invite"),
        path("term/<int:key>/", inside(team.term), name="term"),
        path("term/<int:key>/end/", inside(team.end_term), name="end_term"),
        path("invitation/<int:key>/take-back/", inside(team.take_back), name="withdraw"),
        path("handover/", inside(handover.handover), name="handover"),
        path("handover/plan/", inside(handover.plan), name="handover_plan"),
        path("handover/checklist/", inside(handover.checklist), name="handover_checklist"),
        path("orphans/", inside(orphans.report), name="orphans"),
    ]
