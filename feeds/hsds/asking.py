"""What an address of the HSDS API asks for: the parameters of its specification, and beside them our search grammar.

A register is asked, not an agenda: without a word about it all meetings count, at any time, of all kinds, and those for which
nobody has vouched lately.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime

from feeds.asking import Question, question, without
from feeds.hsds.terms import term_named
from interchange.hsds.listings import Taxonomy
from meetings.filters import SHOWN
from meetings.search import MeetingSearch
from meetings.windows import When

DEFAULT_SIZE, MOST_AT_ONCE = 25, 100
FIRST_YEAR, LAST_YEAR = 1970, 9000  # what every database can compare
LINES = "ndjson"
REGISTER = {"when": "any", "kind": "all", "unconfirmed": "1"}
EVERYTHING = MeetingSearch(when=When.ANY, kind=("all",), unconfirmed=True)
PARAMETER_OF = {
    Taxonomy.PROGRAMME: "fellowship",
    Taxonomy.TOPIC: "topic",
    Taxonomy.FORMAT: "format",
    Taxonomy.AUDIENCE: "audience",
    Taxonomy.FACILITY: "facility",
}
CODES = (Taxonomy.AUDIENCE, Taxonomy.FACILITY)  # addresses spell them with hyphens
LISTS = frozenset({"page", "per_page", "search", "lang"})
SEARCHES = LISTS | {"full", "minimal", "modified_after", "organization_id", "taxonomy_term_id", "output"}
TERMS = LISTS | {"taxonomy_id", "top_only", "parent_id"}
SINGLE = frozenset({"lang"})
NOT_ASKED = ("sort", "discreet", "ids")  # pages are turned in one order; HSDS has words of its own for the others


class TruthField(forms.Field):
    """ "true" or "false", as OpenAPI writes it; "1" or "0"."""

    def to_python(self, value: object) -> bool:
        if value not in {None, "", "true", "false", "1", "0"}:
            raise ValidationError("")
        return value in {"true", "1"}


class MomentField(forms.Field):
    """A date, or a date and time of ISO 8601, without a zone in UTC. A "+" that nobody has escaped comes as a blank."""

    def to_python(self, value: object) -> datetime | None:
        text = str(value or "").strip().replace(" ", "+")
        try:
            day = parse_date(text)
            moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else parse_datetime(text)
        except ValueError as error:
            raise ValidationError("") from error
        if text and (moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR):
            raise ValidationError("")
        return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


class HsdsForm(forms.Form):
    """The parameters of the specification. What it calls `format` is `output` here, as ours is the format of a meeting."""

    page = forms.IntegerField(required=False, min_value=1)
    per_page = forms.IntegerField(required=False, min_value=1, max_value=MOST_AT_ONCE)
    search = forms.CharField(required=False)
    full = TruthField(required=False)
    minimal = TruthField(required=False)
    modified_after = MomentField(required=False)
    organization_id = forms.UUIDField(required=False)
    taxonomy_term_id = forms.UUIDField(required=False)
    taxonomy_id = forms.UUIDField(required=False)
    parent_id = forms.UUIDField(required=False)
    top_only = TruthField(required=False)
    output = forms.ChoiceField(required=False, choices=[(LINES, "")])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for. With anything in `question.refused` it is not answered."""

    question: Question
    page: int = 1
    size: int = DEFAULT_SIZE
    words: str = ""
    is_full: bool = False
    is_minimal: bool = False
    in_lines: bool = False
    modified_after: datetime | None = None
    organization: UUID | None = None
    taxonomy: UUID | None = None
    parent: UUID | None = None
    top_only: bool = False

    @property
    def is_searching(self) -> bool:
        """Whether anything is asked of meetings."""
        return self.question.search != EVERYTHING


def asked(given: QueryDict, known: frozenset[str]) -> Asked:
    """What the parameters of an address ask for, if it takes these of the specification."""
    told = outputs_apart(given)
    form = HsdsForm(told)
    form.full_clean()
    values = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    wrong = [name for name in form.fields if name in told and (name not in known or name in form.errors)]
    return Asked(
        question=refusing(meetings_asked(told, form, known), wrong, told),
        page=values.get("page", 1),
        size=values.get("per_page", DEFAULT_SIZE),
        words=values.get("search", ""),
        is_full=values.get("full", False),
        is_minimal=values.get("minimal", False),
        in_lines=values.get("output") == LINES,
        modified_after=values.get("modified_after"),
        organization=values.get("organization_id"),
        taxonomy=values.get("taxonomy_id"),
        parent=values.get("parent_id"),
        top_only=values.get("top_only", False),
    )


def outputs_apart(given: QueryDict) -> QueryDict:
    """The parameters, with `format=ndjson` under a name of its own; `format=json` is what comes in any case."""
    told = given.copy()
    if given.get("format") in {"json", LINES}:
        del told["format"]
    if given.get("format") == LINES:
        told["output"] = LINES
    return told


def refusing(found: Question, wrong: list[str], told: QueryDict) -> Question:
    """The question, which is not answered where these mean nothing here."""
    named = (f"{name}={told[name]}"[:SHOWN] for name in wrong)
    return replace(found, refused=tuple(dict.fromkeys((*found.refused, *named))))


def meetings_asked(told: QueryDict, form: HsdsForm, known: frozenset[str]) -> Question:
    """What is asked of the meetings; where an address takes none of that, any other parameter means nothing."""
    rest = without(told, *form.fields)
    if not known >= SEARCHES:
        language = QueryDict(urlencode({"lang": told["lang"]})) if "lang" in told else QueryDict()
        return refusing(question(language), [name for name in rest if name != "lang"], told)
    for name, value in REGISTER.items():
        rest.setdefault(name, value)
    if told.get("search"):
        rest["q"] = " ".join(map(str, (told["search"], *rest.getlist("q"))))
    refused = [name for name in NOT_ASKED if rest.pop(name, None)]
    wanted = form.cleaned_data.get("taxonomy_term_id")
    term = term_named(wanted) if wanted else None
    if term and term.taxonomy.taxonomy in PARAMETER_OF:
        kind = term.taxonomy.taxonomy
        rest.appendlist(PARAMETER_OF[kind], term.code.replace("_", "-") if kind in CODES else term.code)
    elif wanted:
        refused.append("taxonomy_term_id")
    return refusing(question(rest), refused, told)
