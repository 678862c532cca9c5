"""The kinds and choices of this room, in the words of docs/glossary.md."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interchange.records import Access, Attendance, Frequency

FREQUENCIES = [
    (Frequency.WEEKLY, _("every week, or every n-th week")),
    (Frequency.EVEN_WEEKS, _("in even weeks")),
    (Frequency.ODD_WEEKS, _("in odd weeks")),
    (Frequency.MONTHLY_BY_WEEKDAY, _("every month on a weekday")),
    (Frequency.MONTHLY_BY_DATE, _("every month on a date")),
    (Frequency.ONCE, _("once")),
    (Frequency.ALWAYS_OPEN, _("always open")),
    (Frequency.BY_APPOINTMENT, _("by appointment")),
]
TIMELESS = (Frequency.ALWAYS_OPEN, Frequency.BY_APPOINTMENT)

ORDINALS = [
    (1, pgettext_lazy("week of the month", "first")),
    (2, pgettext_lazy("week of the month", "second")),
    (3, pgettext_lazy("week of the month", "third")),
    (4, pgettext_lazy("week of the month", "fourth")),
    (5, pgettext_lazy("week of the month", "fifth")),
    (-1, pgettext_lazy("week of the month", "last")),
    (-2, pgettext_lazy("week of the month", "last but one")),
    (-3, pgettext_lazy("week of the month", "last but two")),
    (-4, pgettext_lazy("week of the month", "last but three")),
    (-5, pgettext_lazy("week of the month", "last but four")),
]

ACCESSES = [
    (Access.OPEN, _("open: anyone may come")),
    (Access.CLOSED, _("closed: for those whom the group serves")),
    (Access.NOT_STATED, _("not stated")),
]

ATTENDANCES = [
    (Attendance.IN_PERSON, _("in person")),
    (Attendance.ONLINE, _("online")),
    (Attendance.HYBRID, _("in person and online")),
    (Attendance.PHONE, _("by telephone")),
]


REMOTE = (Attendance.ONLINE, Attendance.PHONE)


class MeetingKind(TextChoices):
    MEETING = "meeting", _("meeting")
    OPEN_HOUSE = "open_house", _("open house")
    EDUCATION = "education", _("education")
    SOCIAL = "social", _("social event")
    FAMILY_PROGRAMME = "family_programme", _("family programme")
    SPORT = "sport", _("sport")
    CAMP = "camp", _("camp")
    LECTURE = "lecture", _("lecture")
    MARATHON = "marathon", _("marathon meeting")


COME_AND_GO = (MeetingKind.OPEN_HOUSE, MeetingKind.MARATHON)  # one need not be there at the start
GATHERINGS = (MeetingKind.MEETING, *COME_AND_GO)  # where somebody who needs company can go
DEFAULT_KIND, ALL_KINDS = "meeting", "all"


def kinds_named(names: Iterable[str]) -> list[str]:
    """What the kinds of a search stand for: `meeting` for all that somebody who needs company can go to."""
    if ALL_KINDS in names:
        return [str(kind) for kind in MeetingKind]
    wanted = [GATHERINGS if name == DEFAULT_KIND else (name.replace("-", "_"),) for name in names]
    return [str(kind) for kinds in wanted for kind in kinds]


class MeetingStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("meeting", "draft")
    PUBLISHED = "published", pgettext_lazy("meeting", "published")
    PAUSED = "paused", pgettext_lazy("meeting", "paused")
    ENDED = "ended", pgettext_lazy("meeting", "ended")


class FormatCategory(TextChoices):
    STRUCTURE = "structure", _("how it goes")
    LITERATURE = "literature", _("what is read")
    NOTICE = "notice", _("good to know")


class Audience(TextChoices):
    """For whom a meeting is meant besides what its fellowship says; each *welcome* or *only*."""

    WOMEN = "women", pgettext_lazy("audience", "women")
    MEN = "men", pgettext_lazy("audience", "men")
    LGBTQ = "lgbtq", pgettext_lazy("audience", "LGBTQ+ people")
    TRANS = "trans", pgettext_lazy("audience", "transgender people")
    NON_BINARY = "non_binary", pgettext_lazy("audience", "non-binary people")
    YOUNG = "young", pgettext_lazy("audience", "young people")
    SENIORS = "seniors", pgettext_lazy("audience", "seniors")
    PARENTS = "parents", pgettext_lazy("audience", "parents")
    COUPLES = "couples", pgettext_lazy("audience", "couples")
    FAMILY = "family", pgettext_lazy("audience", "family members")
    FRIENDS = "friends", pgettext_lazy("audience", "friends")
    PERSON_CONCERNED = "person_concerned", pgettext_lazy("audience", "people with the problem themselves")
    FORMERLY_CONCERNED = "formerly_concerned", pgettext_lazy("audience", "people with past experience of the problem")
    EMPLOYERS = "employers", pgettext_lazy("audience", "employers")
    PROFESSIONALS = "professionals", pgettext_lazy("audience", "professionals")
    STUDENTS = "students", pgettext_lazy("audience", "students")
    PUBLIC = "public", pgettext_lazy("audience", "the interested public")
    PEOPLE_OF_COLOUR = "people_of_colour", pgettext_lazy("audience", "people of colour")
    INDIGENOUS = "indigenous", pgettext_lazy("audience", "indigenous people")
    VETERANS = "veterans", pgettext_lazy("audience", "veterans")
    DUAL_DIAGNOSIS = "dual_diagnosis", pgettext_lazy("audience", "people with a mental illness as well")
    DEAF = "deaf", pgettext_lazy("audience", "deaf and hard of hearing people")
    BLIND = "blind", pgettext_lazy("audience", "blind and partially sighted people")


class Facility(TextChoices):
    """What a meeting offers; what a building offers are the venue's access facts."""

    CHILDREN_WELCOME = "children_welcome", _("children welcome")
    CHILD_CARE = "child_care", _("somebody looks after children")
    CAPTIONS = "captions", _("captions")
    FRAGRANCE_FREE = "fragrance_free", _("fragrance-free")
    OUTDOOR = "outdoor", _("outdoors")
    SMOKING_PERMITTED = "smoking_permitted", _("smoking permitted")
    DOGS_WELCOME = "dogs_welcome", _("dogs welcome")
    PROOF_OF_ATTENDANCE = "proof_of_attendance", _("attendance is confirmed on paper if you ask")
    DIGITAL_BASKET = "digital_basket", _("contributions can be made online")


class ExceptionKind(TextChoices):
    CANCELLED = "cancelled", _("does not meet")
    MOVED = "moved", _("at another time or place")
    EXTRA = "extra", _("an extra date")


class OccurrenceStatus(TextChoices):
    SCHEDULED = "scheduled", _("as the rule says")
    CANCELLED = "cancelled", _("cancelled")
    MOVED = "moved", _("moved")
    EXTRA = "extra", _("extra")


class ConfirmedBy(TextChoices):
    """The role that vouched, never a person."""

    GROUP = "group", _("the group")
    COORDINATOR = "coordinator", _("a coordinator")
    OFFICE = "office", _("the office")


class ReportKind(TextChoices):
    NOBODY_THERE = "nobody_there", _("nobody was there")
    WRONG_TIME = "wrong_time", _("wrong time")
    MOVED = "moved", _("it has moved")
    CLOSED_FOR_GOOD = "closed_for_good", _("closed for good")
    CANNOT_GET_IN = "cannot_get_in", _("one cannot get in")
    LINK_BROKEN = "link_broken", _("the online link does not work")
