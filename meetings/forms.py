"""Fields of the search form that never fail: what they cannot read they leave out, and say so."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from languages.names import is_country
from meetings.search import POINT_DECIMALS
from places.distance import Point
from places.zones import is_zone

LONGEST_TEXT = 200
LONGEST_CODE = 35  # of BCP 47
MOST_VALUES = 40  # of one parameter; nobody chooses more, and each costs


class SeveralField(forms.MultipleChoiceField):
    """Several values of a parameter; unknown ones are left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> list[str]:
        given = list(dict.fromkeys(str(one) for one in value or () if one))
        known = self.known(given[:MOST_VALUES])
        return [one for one in given if one in known]

    def known(self, given: list[str]) -> set[str]:
        """Those that are choices; the choices are asked for once."""
        choices: Any = self.choices if given else ()
        return {str(code) for code, _label in choices}.intersection(given)

    def validate(self, value: Any) -> None:
        """What is left is known."""


class CodesField(SeveralField):
    """Several values that are codes of any kind: languages, public ids."""

    def known(self, given: list[str]) -> set[str]:
        return {one for one in given if one.replace("-", "").isalnum() and one.isascii() and len(one) <= LONGEST_CODE}


class TextField(forms.CharField):
    """A line of text; a longer one is cut, null bytes are left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.validators = []  # Django's refuses null bytes

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\x00", "")[:LONGEST_TEXT]


class PointField(forms.Field):
    """ "49.22,18.74", rounded to about a kilometre."""

    def to_python(self, value: Any) -> Point | None:
        if not value:
            return None
        try:
            latitude, longitude = (round(float(part), POINT_DECIMALS) for part in str(value).split(","))
        except (ValueError, OverflowError) as error:
            raise ValidationError("") from error
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004  # degrees
            raise ValidationError("")
        return Point(latitude, longitude)


class DayField(forms.DateField):
    """ "2026-12-24", in this century."""

    def __init__(self, **kwargs: Any) -> None:
        bounds = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 1, 1))]
        super().__init__(input_formats=["%Y-%m-%d"], validators=bounds, **kwargs)


class HourField(forms.TimeField):
    """ "18:30"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M"], **kwargs)


class FlagField(forms.Field):
    """`1` or nothing."""

    def to_python(self, value: Any) -> bool:
        if value not in {None, "", "1"}:
            raise ValidationError("")
        return bool(value)


class CountryField(forms.Field):
    """A country by its code of two letters: "sk"."""

    def to_python(self, value: Any) -> str:
        if value and not is_country(value.upper()):
            raise ValidationError("")
        return (value or "").lower()


class ZoneField(forms.Field):
    """A time zone by its IANA name."""

    def to_python(self, value: Any) -> str:
        if value and not is_zone(value):
            raise ValidationError("")
        return value or ""
