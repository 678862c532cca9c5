"""What the page of a topic says: that one is not alone with it, who meets about it, when, and what other help there is."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from groups.models import Fellowship, Resource, Topic
from meetings.next_meetings import NextMeetings, next_meetings
from meetings.other_help import HelpLine, help_lines
from meetings.search import MeetingSearch

MOST_HELP = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """`topics` are those of a branch; of a topic, the others of its branch."""

    topic: Topic
    topics: list[Topic]
    fellowships: list[Fellowship]
    next: NextMeetings
    help: list[HelpLine]
    search: MeetingSearch
    is_sensitive: bool

    @property
    def is_branch(self) -> bool:
        return self.topic.parent_id is None


def topic_page(topic: Topic, *, now: datetime) -> TopicPage:
    """The page of a topic or of a branch."""
    search = MeetingSearch(topic=(topic.slug,))
    today = timezone.localdate(now)
    found = Resource.objects.published().sourced().on_topics([topic.slug]).for_listing(today)
    beside = Topic.objects.filter(parent=topic.parent_id or topic.pk).exclude(pk=topic.pk)
    return TopicPage(
        topic=topic,
        topics=list(beside),
        fellowships=list(Fellowship.objects.on_topics([topic.slug])),
        next=next_meetings(search, now=now),
        help=help_lines(found.order_by("kind", "pk")[:MOST_HELP], now),
        search=search,
        is_sensitive=topic.is_sensitive,
    )
