"""Who may come: which visitors a rule admits, and the sentences that say so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.kinds import Serves
from interchange.records import Access
from languages.text import TranslatedText
from meetings.kinds import Audience
from meetings.schedule import regular_dates

if TYPE_CHECKING:
    from meetings.models import Meeting, ScheduleRule

A_YEAR = (date(2025, 1, 1), date(2025, 12, 31))  # any one, to tell seldom from usual
YOUNG_UNTIL = 17  # a group that asks for a higher age than this is not for a young person


class Who(StrEnum):
    """Who is coming: the first question of a search."""

    ME = "me"
    UNSURE = "unsure"
    FAMILY = "family"
    YOUNG = "young"
    PROFESSIONAL = "professional"


ALL = frozenset(Serves)
CONCERNED = frozenset({Serves.PERSON_CONCERNED, Serves.ANYONE})
CLOSE_TO_SOMEONE = frozenset({Serves.RELATIVES, Serves.ADULT_CHILDREN, Serves.ANYONE})
YOUNG_CONCERNED = frozenset({Serves.MINORS, Serves.PERSON_CONCERNED, Serves.ANYONE})
NOBODY: frozenset[Serves] = frozenset()


@dataclass(frozen=True, slots=True)
class Admission:
    """Whom a group must serve so that a visitor may come to its open dates, and to its closed and not stated ones."""

    to_open: frozenset[Serves] = ALL
    to_closed: frozenset[Serves] = ALL
    age_limit_counts: bool = False

    def admits(self, access: str, serves: Serves, *, minimum_age: int | None = None) -> bool:
        """Whether the visitor may come to a date."""
        if access == Access.OPEN:
            return serves in self.to_open
        too_young = self.age_limit_counts and minimum_age is not None and minimum_age > YOUNG_UNTIL
        return serves in self.to_closed and not too_young


def admission(who: Who | None, chosen: frozenset[Serves] = NOBODY) -> Admission:
    """Where a visitor may come. `chosen` is whom the topics or fellowships that they picked are for: a wife who picks Al-Anon is
    "me" there."""
    match who:
        case None:
            return Admission()
        case Who.ME | Who.UNSURE:
            mine = chosen | {Serves.ANYONE} if chosen else CONCERNED
            return Admission(to_open=mine, to_closed=mine)
        case Who.FAMILY:
            return Admission(to_closed=CLOSE_TO_SOMEONE)
        case Who.YOUNG:
            return Admission(to_closed=YOUNG_CONCERNED, age_limit_counts=True)
        case Who.PROFESSIONAL:
            return Admission(to_closed=NOBODY)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence, and its language where that is not the page's."""

    text: str
    language: str = ""


# An open and a closed meeting of a fellowship that has not written its own sentence.
OPEN_FOR_ALL = gettext_lazy("Anyone may come, also family, friends and professionals.")
CLOSED_FOR = {
    Serves.PERSON_CONCERNED: gettext_lazy("Only for people who have this problem themselves, or think they might."),
    Serves.RELATIVES: gettext_lazy("Only for relatives and friends of somebody who has this problem."),
    Serves.ADULT_CHILDREN: gettext_lazy("Only for adults who grew up in a family with this problem."),
    Serves.MINORS: gettext_lazy("Only for young people."),
    Serves.ANYONE: gettext_lazy("Only for members and for those who want to join."),
}
ONLY_FOR = {
    Audience.WOMEN: gettext_lazy("Women only."),
    Audience.MEN: gettext_lazy("Men only."),
    Audience.LGBTQ: gettext_lazy("Only for LGBTQ+ people."),
    Audience.TRANS: gettext_lazy("Only for transgender people."),
    Audience.NON_BINARY: gettext_lazy("Only for non-binary people."),
    Audience.YOUNG: gettext_lazy("Only for young people."),
    Audience.SENIORS: gettext_lazy("Only for seniors."),
    Audience.PARENTS: gettext_lazy("Only for parents."),
    Audience.COUPLES: gettext_lazy("Only for couples."),
    Audience.FAMILY: gettext_lazy("Only for family members."),
    Audience.FRIENDS: gettext_lazy("Only for friends of somebody who has the problem."),
    Audience.PERSON_CONCERNED: gettext_lazy("Only for people who have the problem themselves."),
    Audience.FORMERLY_CONCERNED: gettext_lazy("Only for people who have had the problem in the past."),
    Audience.EMPLOYERS: gettext_lazy("Only for employers."),
    Audience.PROFESSIONALS: gettext_lazy("Only for professionals."),
    Audience.STUDENTS: gettext_lazy("Only for students."),
    Audience.PUBLIC: gettext_lazy("For the interested public."),
    Audience.PEOPLE_OF_COLOUR: gettext_lazy("Only for people of colour."),
    Audience.INDIGENOUS: gettext_lazy("Only for indigenous people."),
    Audience.VETERANS: gettext_lazy("Only for veterans."),
    Audience.DUAL_DIAGNOSIS: gettext_lazy("Only for people who have a mental illness as well."),
    Audience.DEAF: gettext_lazy("Only for deaf and hard of hearing people."),
    Audience.BLIND: gettext_lazy("Only for blind and partially sighted people."),
}
AFFECTED = {Audience.PERSON_CONCERNED, Audience.FORMERLY_CONCERNED, Audience.DUAL_DIAGNOSIS}
ESPECIALLY_WELCOME = {
    Audience.WOMEN: gettext_lazy("Women are especially welcome."),
    Audience.MEN: gettext_lazy("Men are especially welcome."),
    Audience.LGBTQ: gettext_lazy("LGBTQ+ people are especially welcome."),
    Audience.TRANS: gettext_lazy("Transgender people are especially welcome."),
    Audience.NON_BINARY: gettext_lazy("Non-binary people are especially welcome."),
    Audience.YOUNG: gettext_lazy("Young people are especially welcome."),
    Audience.SENIORS: gettext_lazy("Seniors are especially welcome."),
    Audience.PARENTS: gettext_lazy("Parents are especially welcome."),
    Audience.COUPLES: gettext_lazy("Couples are especially welcome."),
    Audience.FAMILY: gettext_lazy("Family members are welcome."),
    Audience.FRIENDS: gettext_lazy("Friends are welcome."),
    Audience.PERSON_CONCERNED: gettext_lazy("People who have the problem themselves are welcome."),
    Audience.FORMERLY_CONCERNED: gettext_lazy("People who have had the problem in the past are welcome."),
    Audience.EMPLOYERS: gettext_lazy("Employers are welcome."),
    Audience.PROFESSIONALS: gettext_lazy("Professionals are welcome."),
    Audience.STUDENTS: gettext_lazy("Students are welcome."),
    Audience.PUBLIC: gettext_lazy("The interested public is welcome."),
    Audience.PEOPLE_OF_COLOUR: gettext_lazy("People of colour are especially welcome."),
    Audience.INDIGENOUS: gettext_lazy("Indigenous people are especially welcome."),
    Audience.VETERANS: gettext_lazy("Veterans are especially welcome."),
    Audience.DUAL_DIAGNOSIS: gettext_lazy("People who have a mental illness as well are especially welcome."),
    Audience.DEAF: gettext_lazy("Deaf and hard of hearing people are especially welcome."),
    Audience.BLIND: gettext_lazy("Blind and partially sighted people are especially welcome."),
}


def who_may_come(meeting: "Meeting", rule: "ScheduleRule", *, says_mixed: bool = True) -> list[Sentence]:
    """Who may come on the dates of a rule, in whole sentences, the most important first."""
    return [
        *(mixed_access(meeting, rule) if says_mixed else []),
        *access_sentences(meeting, rule),
        *age_sentences(meeting),
        *ask_sentences(meeting, rule),
    ]


def mixed_access(meeting: "Meeting", rule: "ScheduleRule") -> list[Sentence]:
    """Where the dates of a meeting differ, this one says how it differs from the usual ones."""
    others = {other.access for other in meeting.loaded_rules if other.pk != rule.pk}
    if rule.access == Access.OPEN and Access.CLOSED in others:
        is_rare = dates_a_year(meeting, Access.OPEN) * 2 < dates_a_year(meeting, Access.CLOSED)
        text = _("Usually closed. Open on this date.") if is_rare else _("Open on this date; on some others it is closed.")
        return [Sentence(text)]
    if rule.access == Access.CLOSED and Access.OPEN in others:
        return [Sentence(_("Closed on this date; on some other dates it is open."))]
    return []


def dates_a_year(meeting: "Meeting", access: Access) -> int:
    """How often the rules with this access say that it meets."""
    rules = [rule.recurrence for rule in meeting.loaded_rules if rule.access == access and rule.start_minute is not None]
    return sum(sum(1 for _day in regular_dates(rule, A_YEAR[0], A_YEAR[1])) for rule in rules)


def own_words(text: TranslatedText, otherwise: str | Promise) -> Sentence:
    """The fellowship's own sentence, else ours."""
    return Sentence(*text.with_language()) if text else Sentence(str(otherwise))


def access_sentences(meeting: "Meeting", rule: "ScheduleRule") -> list[Sentence]:
    """Open, closed or not stated, and for whom only. Where a restriction stands, "anyone may come" would be untrue."""
    only = only_sentences(meeting)
    if rule.access != Access.OPEN or not (only or meeting.group.is_invitation_only):
        return [access_sentence(meeting, rule), *only]
    if meeting.group.is_invitation_only:
        return only
    is_for_the_affected = AFFECTED.intersection(meeting.audiences_only)
    return only if is_for_the_affected else [*only, Sentence(_("You do not have to be affected yourself."))]


def only_sentences(meeting: "Meeting") -> list[Sentence]:
    """For whom only."""
    return [Sentence(str(ONLY_FOR[Audience(code)])) for code in meeting.audiences_only]


def access_sentence(meeting: "Meeting", rule: "ScheduleRule") -> Sentence:
    """Open, closed or not stated, in the fellowship's words."""
    fellowship = meeting.group.fellowship
    if rule.access == Access.OPEN:
        return own_words(fellowship.open_sentence, OPEN_FOR_ALL)
    if rule.access == Access.CLOSED:
        serves = meeting.group.whom_it_serves
        if serves is Serves.MINORS and fellowship.serves != Serves.MINORS:  # an Alateen group, in the words of Al-Anon for adults
            return Sentence(str(CLOSED_FOR[serves]))
        return own_words(fellowship.closed_sentence, CLOSED_FOR[serves])
    return Sentence(_("The group has not said who may come; please ask first."))


def age_sentences(meeting: "Meeting") -> list[Sentence]:
    """The group's age limits, else the fellowship's."""
    group, fellowship = meeting.group, meeting.group.fellowship
    lowest = group.minimum_age if group.minimum_age is not None else fellowship.minimum_age
    highest = group.maximum_age if group.maximum_age is not None else fellowship.maximum_age
    ages = {"lowest": lowest, "highest": highest}
    if lowest is not None and highest is not None:
        return [Sentence(_("For ages %(lowest)d to %(highest)d.") % ages)]
    if lowest is not None:
        return [Sentence(_("From the age of %(lowest)d.") % ages)]
    return [Sentence(_("Up to the age of %(highest)d.") % ages)] if highest is not None else []


def ask_sentences(meeting: "Meeting", rule: "ScheduleRule") -> list[Sentence]:
    """What has to be done before the first visit."""
    if meeting.group.is_invitation_only:
        return [Sentence(_("By invitation: please contact the group first."))]
    if rule.ask_first and rule.access != Access.NOT_STATED:
        return [Sentence(_("Please contact the group before your first visit."))]
    return []


def welcome_sentences(meeting: "Meeting") -> list[Sentence]:
    """Who is especially welcome."""
    return [Sentence(str(ESPECIALLY_WELCOME[Audience(code)])) for code in meeting.audiences_welcome]
