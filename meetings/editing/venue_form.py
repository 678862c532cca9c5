"""Where a meeting meets, on the page of the meeting: the building, its coordinates, how to get in."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from places.distance import Point
from places.gazetteer import find, nearest
from places.map_links import locate
from places.models import ACCESS_FACTS, Place, Venue, Visibility

FAR_KM = 30
ADDRESS = ("name", "street", "district", "postal_code", "city", "country")
DOOR_CARD = ("last_stop", "entrance", "sign", "bell", "floor", "ask_for", "directions")
SELDOM = ("region", "address_text", "zone", "is_unconnected_host")
FACT_NAMES = {column.name: column.verbose_name for column in Venue._meta.concrete_fields}
PLACED_BY = ("city", "postal_code", "country", "point")


class PointField(forms.CharField):
    """A point: typed as two numbers, or pasted as a link to a map."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.latitude}, {value.longitude}" if isinstance(value, Point) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        located = locate(text)
        if located.is_short_link:
            raise ValidationError(
                _("This short link itself says nothing. Open it, and copy the long address or the coordinates from there.")
            )
        if located.point is None:
            raise ValidationError(_("Nobody can read a place in this. Paste a link to a map, or write it as 49.2231, 18.7394."))
        return located.point

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or ""))


def fact_field(name: str) -> forms.Field:
    """Yes, no, or not known: three different things."""
    return forms.TypedChoiceField(
        label=capfirst(FACT_NAMES[name]),
        choices=[("", gettext_lazy("not known")), ("true", gettext_lazy("yes")), ("false", gettext_lazy("no"))],
        coerce=lambda value: value == "true",
        empty_value=None,
        required=False,
        widget=FactSelect,
    )


class FactSelect(forms.Select):
    """Shows a stored fact as one of the three."""

    def format_value(self, value: Any) -> Any:
        return super().format_value({True: "true", False: "false"}.get(value, value))


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the gazetteer says that this is."""

    near: Place | None = None
    km: float | None = None
    is_far: bool = False


class VenueForm(forms.ModelForm[Venue]):
    point = PointField(
        label=gettext_lazy("On the map"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "Paste a link to a map, or write the coordinates as 49.2231, 18.7394. Empty: the middle of the town."
        ),
    )

    visibility = forms.ChoiceField(label=gettext_lazy("Of this building everyone may see"), choices=Visibility)

    class Meta:
        model = Venue
        fields = (*ADDRESS, "precision", "visibility", *DOOR_CARD, *ACCESS_FACTS, *SELDOM)

    def __init__(self, data: QueryDict | None = None, *, instance: Venue | None = None, prefix: str = "venue") -> None:
        venue = instance or Venue()
        super().__init__(data, instance=venue, initial={"point": venue.point}, prefix=prefix)
        self.fields.update({name: fact_field(name) for name in ACCESS_FACTS})

    def clean(self) -> dict[str, Any]:
        """Where the town or the point is another now, so are the place and the zone."""
        given = super().clean() or {}
        if "point" in given and any(name in self.changed_data for name in PLACED_BY):
            point = given["point"]
            self.instance.latitude, self.instance.longitude = (point.latitude, point.longitude) if point else (None, None)
            self.instance.place = nearest(point) if point else town_named(given)
            if "zone" not in self.changed_data:
                given["zone"] = ""
        return given

    def placed(self) -> Placed:
        """The place beside the town that was typed, as a check whether both mean the same."""
        self.is_valid()  # puts what was typed into the row
        point = self.instance.point
        place = nearest(point) if point else self.instance.place
        towns = towns_named({"city": self.instance.city, "postal_code": "", "country": self.instance.country})
        if point is None or not towns:
            return Placed(near=place)
        km = min(town.point.km_to(point) for town in towns)
        return Placed(near=place, km=km, is_far=km > FAR_KM)


def towns_named(given: dict[str, Any]) -> list[Place]:
    """The places that an address may mean, in its country if that is given."""
    country = (given.get("country") or "").upper()
    text = " ".join(part for part in (given.get("postal_code"), given.get("city")) if part)
    if not text:
        return []
    answer = find(text, country=country or settings.SITE_COUNTRY, language=get_language() or settings.LANGUAGE_CODE)
    found = [answer.certain] if answer.certain else answer.candidates
    return [place for place in found if not country or place.country == country]


def town_named(given: dict[str, Any]) -> Place | None:
    """The likeliest of them."""
    return next(iter(towns_named(given)), None)
