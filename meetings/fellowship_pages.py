"""What the pages of the fellowships say: who they are, how they work, for whom they are, what they are called elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from groups.kinds import Method, Serves
from groups.models import Fellowship, Topic
from languages.names import language_name
from meetings.access import CLOSED_FOR, OPEN_FOR_ALL, Sentence, own_words
from meetings.next_meetings import NextMeetings, next_meetings
from meetings.reach import ContactLine, fellowship_lines
from meetings.search import MeetingSearch

NAMES = {
    Method.TWELVE_STEP: gettext_lazy("Twelve-step fellowships"),
    Method.SELF_EMPOWERMENT: gettext_lazy("Self-empowerment groups"),
    Method.ABSTINENCE_CLUB: gettext_lazy("Abstinence clubs"),
    Method.PEER_SUPPORT: gettext_lazy("Peer support groups"),
    Method.OTHER: gettext_lazy("Other groups"),
}
METHODS = {
    Method.TWELVE_STEP: gettext_lazy(
        "People tell one another what helped them and work through twelve suggested steps, each at their own pace."
    ),
    Method.SELF_EMPOWERMENT: gettext_lazy(
        "People practise tools that research has found useful, such as handling urges and planning ahead."
    ),
    Method.ABSTINENCE_CLUB: gettext_lazy(
        "People who have stopped, often with their families, meet as a club with talks, trips and sober company."
    ),
    Method.PEER_SUPPORT: gettext_lazy(
        "People in the same situation talk as equals about how they are and what helps. There is no set programme."
    ),
    Method.OTHER: gettext_lazy("They work in a way of their own."),
}
FOR_WHOM = {
    Serves.PERSON_CONCERNED: gettext_lazy("For people who have the problem themselves, or think they might."),
    Serves.RELATIVES: gettext_lazy("For relatives and friends of somebody who has the problem."),
    Serves.ADULT_CHILDREN: gettext_lazy("For adults who grew up in a family with the problem."),
    Serves.MINORS: gettext_lazy("For young people."),
    Serves.ANYONE: gettext_lazy("For anyone whom it concerns."),
}


@dataclass(frozen=True, slots=True)
class MethodGroup:
    """The fellowships that work alike, and how that is."""

    name: str
    sentence: str
    fellowships: list[Fellowship]


@dataclass(frozen=True, slots=True)
class OtherName:
    """What a fellowship calls itself in another language, whose code is `code`."""

    language: str
    code: str
    name: str
    abbreviation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FellowshipPage:
    fellowship: Fellowship
    for_whom: str
    method: str
    about: Sentence | None
    what_happens: Sentence
    open_meetings: Sentence
    closed_meetings: Sentence
    topics: list[Topic]
    other_names: list[OtherName]
    lines: list[ContactLine]
    next: NextMeetings


def by_method() -> list[MethodGroup]:
    """All fellowships, those that work alike together, in the order in which the site lists them."""
    fellowships = list(Fellowship.objects.prefetch_related("topics"))
    groups = [method_group(method, [one for one in fellowships if one.method == method]) for method in Method]
    return [group for group in groups if group.fellowships]


def method_group(method: Method, fellowships: list[Fellowship]) -> MethodGroup:
    return MethodGroup(str(NAMES[method]), str(METHODS[method]), fellowships)


def fellowship_page(fellowship: Fellowship, *, now: datetime) -> FellowshipPage:
    """Everything that the page of a fellowship says."""
    about, what_happens = fellowship.about, fellowship.what_happens
    return FellowshipPage(
        fellowship=fellowship,
        for_whom=str(FOR_WHOM[Serves(fellowship.serves)]),
        method=str(METHODS[Method(fellowship.method)]),
        about=own_words(about, "") if about else None,
        what_happens=own_words(what_happens, _("Ask the group what happens at its meetings.")),
        open_meetings=own_words(fellowship.open_sentence, OPEN_FOR_ALL),
        closed_meetings=own_words(fellowship.closed_sentence, CLOSED_FOR[Serves(fellowship.serves)]),
        topics=list(fellowship.topics.all()),
        other_names=other_names(fellowship),
        lines=fellowship_lines(fellowship, now),
        next=next_meetings(MeetingSearch(fellowship=(fellowship.slug,)), now=now),
    )


def other_names(fellowship: Fellowship) -> list[OtherName]:
    """Its names in the languages that are not the page's; aliases are not shown, slips are among them."""
    shown = fellowship.name.best_language()
    names = [
        OtherName(language_name(code), code, name, fellowship.abbreviation.get(code, ""))
        for code, name in fellowship.name.items()
        if code not in {shown, get_language()}
    ]
    return sorted(names, key=lambda one: one.language)
