"""How the history tells of this room's rows."""

from collections.abc import Iterator

from django.db import models

from groups.models import Contact, Fellowship, Group, Membership, Resource, ServiceBody, Topic
from history.belonging import gone_from, history_also
from history.erasing import keep_for_good
from history.wording import leave_out, say
from languages.names import language_name

leave_out(Group, "public_id", "slug", "search_text")
leave_out(ServiceBody, "public_id", "path")
leave_out(Resource, "public_id")
say(Resource, languages=language_name)
# The project's own lists ask the history under which names they were known, and it tells of nobody.
keep_for_good(Topic, Fellowship)


@history_also(Group)
@history_also(ServiceBody)
def contacts_and_roles(row: models.Model) -> Iterator[tuple[type[models.Model], list[int]]]:
    """How a group or body is reached, and who has a role on it."""
    column = "group" if isinstance(row, Group) else "service_body"
    for kind in (Contact, Membership):
        there = kind._base_manager.filter(**{column: row.pk}).values_list("pk", flat=True)
        yield kind, [*there, *gone_from(row, kind, f"{column}_id")]
