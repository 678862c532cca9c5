"""What a group says of itself, in plain sentences: what it costs, who leads, whether one is answered, how many come."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groups.kinds import (
    Activity,
    Channel,
    Confirms,
    Cost,
    Feedback,
    LedBy,
    Orientation,
    ProfessionalRole,
    Purpose,
    Suits,
    UsualSize,
)
from groups.models import Group
from languages.dates import and_list
from languages.text import TranslatedText
from meetings.access import Sentence, own_words

Sayings = dict[str, Promise]

COSTS: Sayings = {
    Cost.FREE: gettext_lazy("Free."),
    Cost.VOLUNTARY: gettext_lazy("Free: a basket may be passed round, newcomers need not give."),
    Cost.MEMBERSHIP_FEE: gettext_lazy("Members pay a membership fee."),
    Cost.FEE: gettext_lazy("There is a fee."),
}
FEEDBACK: Sayings = {
    Feedback.NONE: gettext_lazy("You speak without being interrupted; nobody comments or gives advice."),
    Feedback.ALLOWED: gettext_lazy("Others may respond to what you say."),
    Feedback.GUIDED: gettext_lazy("Others may respond, and whoever leads the meeting sees that it stays kind and useful."),
}
LEADERS: Sayings = {
    LedBy.PEER: gettext_lazy("Members lead the meetings in turn; they have the same experience as you."),
    LedBy.TRAINED_PEER: gettext_lazy("Trained members lead the meetings; they have the same experience as you."),
    LedBy.PROFESSIONAL: gettext_lazy("A professional leads the meetings."),
}
PROFESSIONALS: Sayings = {
    ProfessionalRole.NONE: gettext_lazy("No professionals take part: it is help among equals, not treatment."),
    ProfessionalRole.INVITED: gettext_lazy("Professionals come only as invited guests, to tell something or to answer questions."),
    ProfessionalRole.CO_LEAD: gettext_lazy("A professional leads together with members; it does not replace treatment."),
    ProfessionalRole.FOUNDER: gettext_lazy("A professional founded the group; members run it now."),
}
ORIENTATIONS: Sayings = {
    Orientation.SECULAR: gettext_lazy("Secular: no prayers, no religion."),
    Orientation.SPIRITUAL: gettext_lazy("Spiritual, of no denomination: everyone believes what they will, or nothing."),
    Orientation.FAITH: gettext_lazy("Faith-based: prayer and religion are part of it."),
}
SIZES: Sayings = {
    UsualSize.SMALL: gettext_lazy("Usually up to 8 people come."),
    UsualSize.MIDDLE: gettext_lazy("Usually about 8 to 20 people come."),
    UsualSize.LARGE: gettext_lazy("Usually more than 20 people come."),
}
CONFIRMS: Sayings = {
    Confirms.NEVER: gettext_lazy("The group confirms to nobody that somebody came."),
    Confirms.ASK: gettext_lazy("Ask the group before you come whether it confirms that you were there."),
    Confirms.YES: gettext_lazy("If you ask for it, the group confirms on paper that you were there."),
}
SUITS: Sayings = {
    Suits.MEDICATION: gettext_lazy("Whoever takes medicines as prescribed is welcome and need not justify it."),
    Suits.DUAL_DIAGNOSIS: gettext_lazy("People with an addiction and a mental illness are welcome, and may speak of both."),
}
SPONSORS = {
    True: gettext_lazy("The group helps you to find a sponsor: an experienced member who goes through the programme with you."),
    False: gettext_lazy("Nobody here can be a sponsor at the moment."),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what there is to know: what it is about, and what is so."""

    label: str
    sentences: list[Sentence]


def facts(group: Group) -> list[Fact]:
    """What the group has said, in the order in which a newcomer asks; what it has not said is left out."""
    found = (
        Fact(_("What it costs"), [*said(COSTS, group.cost), *in_own_words(group.cost_note)]),
        *suitability(group),
        Fact(_("When you speak"), said(FEEDBACK, group.feedback)),
        Fact(_("Who leads"), said(LEADERS, group.led_by)),
        Fact(_("Professionals"), said(PROFESSIONALS, group.professional_role)),
        Fact(_("How many people"), said(SIZES, group.usual_size)),
        Fact(_("Sponsors"), sponsor_sentences(group)),
        Fact(_("What it is for"), listed(Purpose, group.purposes)),
        Fact(_("What is done besides talking"), listed(Activity, group.activities)),
        Fact(_("In touch between meetings"), listed(Channel, group.channels)),
        Fact(_("Help wanted"), in_own_words(group.open_service_roles)),
        Fact(_("Answers to messages"), answer_sentences(group)),
    )
    return [fact for fact in found if fact.sentences]


def suitability(group: Group, *, confirms: str = "") -> list[Fact]:
    """Whom it suits and whether it confirms that somebody came: what those have to know who send somebody there. Only what the
    group, or in matters of faith its fellowship, has said; the rest is not known. `confirms` is what one of its meetings says."""
    found = (
        Fact(_("The group says"), [sentence for code in group.suits for sentence in said(SUITS, code)]),
        Fact(_("Faith"), said(ORIENTATIONS, group.orientation or group.fellowship.orientation)),
        Fact(_("Proof that you came"), said(CONFIRMS, group.confirms_attendance or confirms)),
    )
    return [fact for fact in found if fact.sentences]


def answer_sentences(group: Group) -> list[Sentence]:
    """How soon it answers, where it has said so."""
    days = group.answers_within_days
    if days is None:
        return []
    text = ngettext("The group usually answers within a day.", "The group usually answers within %(days)s days.", days)
    return [Sentence(text % {"days": days})]


def said(sayings: Sayings, value: str) -> list[Sentence]:
    """The sentence for a value; none where the group has not said."""
    return [Sentence(str(sayings[value]))] if value in sayings else []


def in_own_words(text: TranslatedText) -> list[Sentence]:
    """A text that the group wrote itself, with its language; none where it wrote nothing."""
    return [own_words(text, "")] if text else []


def sponsor_sentences(group: Group) -> list[Sentence]:
    """Whether one can find a sponsor here, where that is known."""
    return [] if group.has_sponsors is None else [Sentence(str(SPONSORS[group.has_sponsors]))]


def listed(kind: type[Purpose] | type[Activity] | type[Channel], codes: tuple[str, ...]) -> list[Sentence]:
    """ "Company and practical help": several choices as one list."""
    text = and_list([str(kind(code).label) for code in codes])
    return [Sentence(text[:1].upper() + text[1:])] if codes else []


def what_happens(group: Group) -> list[Sentence]:
    """In the group's own words, else in those of its fellowship."""
    text = group.what_happens or group.fellowship.what_happens
    return in_own_words(text) or [Sentence(_("Ask the group what happens at its meetings."))]


def went_on_as(group: Group) -> Group | None:
    """The last of the groups as which one that ended went on, however often it was renamed or merged."""
    passed, last = {group.pk}, group.successor
    while last and last.successor and last.successor.pk not in passed:
        passed.add(last.pk)
        last = last.successor
    return last
