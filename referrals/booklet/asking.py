"""What a booklet is asked for: the search of a page, and how it is to lie on the paper."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from feeds.asking import Question, question, without
from meetings.forms import FlagField
from meetings.search import MeetingSearch
from meetings.windows import When

SMALLEST, LARGEST = 7, 18  # points
ONLY_OF_FEEDS = ("lang", "loss")


class Paper(StrEnum):
    A4 = "a4"
    A5 = "a5"
    A6 = "a6"


class By(StrEnum):
    DAY = "day"
    PLACE = "place"


PAPERS = [
    (Paper.A4, _("A4: a list for the wall or the desk")),
    (Paper.A5, _("A5: half of that, a booklet")),
    (Paper.A6, _("A6: for a pocket")),
]
ORDERS = [(By.DAY, _("by day, then by place")), (By.PLACE, _("by place, then by day"))]
COLUMNS = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]


class BookletForm(forms.Form):
    """The parameters that only booklets have."""

    paper = forms.ChoiceField(label=_("Paper"), choices=PAPERS, required=False, initial=Paper.A4, widget=forms.RadioSelect)
    by = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False, initial=By.DAY, widget=forms.RadioSelect)
    columns = forms.ChoiceField(label=_("Columns"), choices=[("", _("as fits the paper")), *COLUMNS], required=False)
    size = forms.IntegerField(min_value=SMALLEST, max_value=LARGEST, required=False)
    pages = forms.ChoiceField(choices=[("4", "4")], required=False)
    fold = FlagField(required=False)

    def clean_fold(self) -> bool:
        """There is no paper in a copier of which A4 is half."""
        is_folded: bool = self.cleaned_data["fold"]
        if is_folded and self.cleaned_data.get("paper") not in {Paper.A5, Paper.A6}:
            raise forms.ValidationError(_("Only booklets of A5 or A6 are folded."))
        return is_folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How it lies on the paper. `columns` and `size` (points) are None where they fit the paper; `multiple` is of what number the
    count of pages is a multiple; `is_folded` puts two or four pages on a sheet of A4."""

    paper: Paper = Paper.A4
    by: By = By.DAY
    columns: int | None = None
    size: int | None = None
    multiple: int = 1
    is_folded: bool = False

    def given(self) -> list[tuple[str, object]]:
        """The parameters that differ from their defaults, in canonical order."""
        pairs = (
            ("paper", "" if self.paper is Paper.A4 else self.paper),
            ("by", "" if self.by is By.DAY else self.by),
            ("columns", self.columns),
            ("size", self.size),
            ("pages", 4 if self.multiple > 1 and not self.is_folded else 0),
            ("fold", int(self.is_folded)),
        )
        return [(name, value) for name, value in pairs if value]


@dataclass(frozen=True, slots=True)
class BookletQuestion:
    """A booklet of a search or of picked meetings. With anything in `refused`, parameters or values that mean nothing, none is
    made: whoever hangs it on a wall would not see that a filter was not understood. `live_address` is where one looks later, if not
    at the page of the search."""

    of: Question
    layout: Layout
    language: str
    refused: tuple[str, ...] = ()
    live_address: str = ""

    @property
    def search(self) -> MeetingSearch:
        return self.of.search

    @property
    def search_query(self) -> str:
        """The meetings as the parameters of an address."""
        if self.of.ids:
            return urlencode({"ids": ",".join(self.of.ids)}, safe=",")
        says_week = self.search.when is When.WEEK and self.search.date is None
        return "&".join(part for part in (self.search.query_string(), "when=week" if says_week else "") if part)

    @property
    def query(self) -> str:
        """The canonical address: read again, it asks for the same."""
        return "&".join(part for part in (self.search_query, urlencode(self.layout.given())) if part)


def booklet_question(given: QueryDict, language: str) -> BookletQuestion:
    """What the parameters of an address ask for. Paper lasts longer than a week: where no time is named, any is meant."""
    form = BookletForm(given)
    form.full_clean()
    asked = with_any_time(without(given, *form.fields))
    of = question(without(asked, *ONLY_OF_FEEDS))
    refused = [*of.refused, *(f"{name}={given[name]}" for name in form.errors), *(name for name in ONLY_OF_FEEDS if name in given)]
    return BookletQuestion(of, layout(form), language, tuple(refused))


def with_any_time(given: QueryDict) -> QueryDict:
    """The same, at any time where none is named."""
    if {"when", "date", "ids"} & given.keys():
        return given
    asked = given.copy()
    asked["when"] = When.ANY
    return asked


def layout(form: BookletForm) -> Layout:
    """What could be read of it. Four pages are a folded sheet; a folded booklet of A6 is two such sheets cut from one."""
    said = form.cleaned_data
    paper, is_folded = Paper(said.get("paper") or Paper.A4), bool(said.get("fold"))
    return Layout(
        paper=paper,
        by=By(said.get("by") or By.DAY),
        columns=int(said["columns"]) if said.get("columns") else None,
        size=said.get("size"),
        multiple=4 if is_folded or said.get("pages") else 1,
        is_folded=is_folded,
    )
