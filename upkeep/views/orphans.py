"""Groups that nobody looks after, and terms that end, for whoever edits the body above."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from history.scoped_admin import signed_in
from upkeep.charges import charge_of, team_address
from upkeep.orphans import line_of, line_of_term, orphaned_groups, terms_ending_below
from upkeep.views.team import shown

A_PAGE = 50


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    page = Paginator(orphaned_groups(user, today), A_PAGE).get_page(request.GET.get("page"))
    ending = terms_ending_below(user, today)[:A_PAGE]
    return shown(
        request,
        "orphans",
        _("Groups that nobody looks after"),
        page=page,
        groups=[(line_of(group), team_address(group), group.service_body) for group in page],
        terms=[(line_of_term(term), team_address(charge_of(term))) for term in ending],
    )
