"""The rows that the page of a meeting is made of, in a few small questions that are always asked in the same words."""

from datetime import datetime

from django.db.models import BigIntegerField, CharField, DateTimeField

from groups.models import Group, Topic
from history.questions import Given, RowQuestion
from meetings.kinds import MeetingStatus
from meetings.models import Format, Meeting, Occurrence, ScheduleRule
from meetings.windows import GRACE, epoch_minute

KEY = BigIntegerField()
CALLED = RowQuestion(
    lambda: (
        Meeting.objects.select_related("group__fellowship", "venue")
        .exclude(status=MeetingStatus.DRAFT)
        .filter(public_id=Given("public_id", CharField()))
    )
)
RULES = RowQuestion(lambda: ScheduleRule.objects.filter(meeting=Given("meeting", KEY)))
FORMATS = RowQuestion(lambda: Format.objects.filter(meetings=Given("meeting", KEY)))
DATES = RowQuestion(
    lambda: (
        Occurrence.objects.from_minute(Given("minute", KEY), Given("moment", DateTimeField()))
        .filter(meeting=Given("meeting", KEY))
        .select_related("exception", "venue")
    )
)
TOPICS = RowQuestion(lambda: Topic.objects.of_keys(Given("group", KEY), Given("fellowship", KEY)))


def meeting_called(public_id: str, now: datetime) -> Meeting | None:
    """The meeting with this id, unless it is a draft, with all that its page and a card show."""
    for meeting in CALLED.rows(public_id=public_id):
        begin = now - GRACE
        meeting.loaded_rules = RULES.rows(meeting=meeting.pk)
        meeting.loaded_formats = FORMATS.rows(meeting=meeting.pk)
        meeting.near_dates = DATES.rows(meeting=meeting.pk, minute=epoch_minute(begin), moment=begin)
        for rule in meeting.loaded_rules:
            rule.meeting = meeting
        return meeting
    return None


def topics_of(group: Group) -> list[Topic]:
    """Those that the group has named, else those of its fellowship."""
    return TOPICS.rows(group=group.pk, fellowship=group.fellowship_id)
