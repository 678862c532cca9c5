"""What a feed is asked for: the search of a page, or meetings picked by hand, and in which language."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict

from meetings.filters import SHOWN, MeetingFilter
from meetings.forms import FlagField
from meetings.search import MeetingSearch, written
from places.distance import Point
from places.ids import ALPHABET, LENGTH
from places.models import Place

MOST_IDS = 100
NOT_IN_FEEDS = ("near", "page")  # what was typed is resolved on the page first; a feed has one page
BESIDE_IDS = frozenset({"ids", "lang", "loss", "discreet"})


class IdsField(forms.Field):
    """ "7k2m9pqr,x4b8wd2h": public ids of meetings, in the order in which they are wanted. Whether there is such a meeting is not
    asked: a calendar that somebody keeps must not break when a meeting ends."""

    def to_python(self, value: object) -> tuple[str, ...]:
        ids = tuple(dict.fromkeys(str(value).split(","))) if value else ()
        if len(ids) > MOST_IDS or not all(len(one) == LENGTH and set(one) <= set(ALPHABET) for one in ids):
            raise ValidationError("")
        return ids


class FeedForm(forms.Form):
    """The parameters that only feeds have."""

    lang = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    loss = FlagField(required=False)
    ids = IdsField(required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked for. A feed is read by programs, which see no notice: with anything in `refused`, parameters or values that
    mean nothing here, it is not answered. `names_language` says whether the language was asked for, or is the site's."""

    search: MeetingSearch
    place: Place | None
    ids: tuple[str, ...]
    language: str
    names_language: bool
    wants_loss: bool
    refused: tuple[str, ...]

    @property
    def centre(self) -> Point | None:
        return self.place.point if self.place else self.search.at


def question(given: QueryDict) -> Question:
    """What the parameters of an address ask for."""
    form = FeedForm(given)
    form.full_clean()
    asked = MeetingFilter(without(given, *form.fields, *NOT_IN_FEEDS))
    search = asked.search
    place = Place.objects.filter(slug=search.place).first() if search.place else None
    refused = [
        *(name for name in NOT_IN_FEEDS if name in given),
        *(f"{name}={given[name]}"[:SHOWN] for name in form.errors),
        *asked.ignored,
        *([f"place={search.place}"[:SHOWN]] if search.place and place is None else []),
        *(name[:SHOWN] for name in given if "ids" in given and name not in BESIDE_IDS),
    ]
    return Question(
        search=search,
        place=place,
        ids=form.cleaned_data.get("ids", ()),
        language=form.cleaned_data.get("lang") or settings.LANGUAGE_CODE,
        names_language=bool(form.cleaned_data.get("lang")),
        wants_loss=form.cleaned_data.get("loss", False),
        refused=tuple(dict.fromkeys(refused)),
    )


def without(given: QueryDict, *names: str) -> QueryDict:
    """The parameters but for these."""
    kept = given.copy()
    for name in names:
        kept.pop(name, None)
    return kept


def rounded(given: QueryDict, search: MeetingSearch) -> str:
    """The parameters with coordinates that say no more than about a kilometre; "" where that is so already."""
    if search.at is None or given.get("at") == written(search.at):
        return ""
    kept = given.copy()
    kept["at"] = written(search.at)
    return kept.urlencode(safe=",:/")
