"""The parameters of a search as OpenAPI describes them: from the fields that read them."""

from typing import Any

from django import forms
from django.conf import settings

from feeds.asking import BESIDE_IDS, MOST_IDS, NOT_IN_FEEDS, FeedForm, IdsField
from meetings.filters import FIELDS
from meetings.forms import (
    LONGEST_CODE,
    LONGEST_TEXT,
    MOST_VALUES,
    CodesField,
    DayField,
    FlagField,
    HourField,
    PointField,
    SeveralField,
    ZoneField,
)
from places.ids import ALPHABET, LENGTH

Schema = dict[str, Any]
A_NUMBER = r"-?\d{1,3}(\.\d+)?"
# What a field of this kind takes, whatever it is called.
FORMS: dict[type[forms.Field], Schema] = {
    FlagField: {"type": "string", "enum": ["1"]},
    PointField: {"type": "string", "pattern": f"^{A_NUMBER},{A_NUMBER}$", "example": "49.22,18.74"},
    DayField: {"type": "string", "format": "date"},
    HourField: {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$", "example": "18:30"},
    ZoneField: {"type": "string", "example": "Europe/Bratislava"},
    IdsField: {
        "type": "string",
        "pattern": f"^[{ALPHABET}]{{{LENGTH}}}(,[{ALPHABET}]{{{LENGTH}}}){{0,{MOST_IDS - 1}}}$",
        "description": f"Public ids of meetings, in the order wanted; only beside {', '.join(sorted(BESIDE_IDS - {'ids'}))}.",
    },
}


def search_parameters() -> list[Schema]:
    """Those of every feed of a search."""
    fields = {**{name: field for name, field in FIELDS.items() if name not in NOT_IN_FEEDS}, **FeedForm.base_fields}
    return [parameter(name, field) for name, field in fields.items()]


def parameter(name: str, field: forms.Field) -> Schema:
    """A parameter in the query."""
    schema = dict(schema_of(field))
    described = {"description": schema.pop("description")} if "description" in schema else {}
    return {"name": name, "in": "query", "required": False, **described, "schema": schema}


def schema_of(field: forms.Field) -> Schema:
    """What a field takes. What is a row of the database may be another one tomorrow, and is not listed."""
    if isinstance(field, CodesField):
        return several({"type": "string", "pattern": f"^[A-Za-z0-9]([A-Za-z0-9-]{{0,{LONGEST_CODE - 2}}}[A-Za-z0-9])?$"})
    if isinstance(field, SeveralField):
        return several(listed(field) if has_fixed_choices(field) else {"type": "string"})
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    if isinstance(field, forms.ChoiceField):
        return listed(field)
    return FORMS.get(type(field), {"type": "string", "maxLength": LONGEST_TEXT})


def several(schema: Schema) -> Schema:
    """A parameter that may be repeated."""
    return {"type": "array", "items": schema, "maxItems": MOST_VALUES}


def listed(field: Any) -> Schema:
    """One of fixed values."""
    return {"type": "string", "enum": [str(value) for value, _label in field.choices if value]}


def has_fixed_choices(field: Any) -> bool:
    """Whether the choices stand in the code, not in the database."""
    return isinstance(field.choices, list)


def language_parameter() -> Schema:
    """In which language texts are."""
    return parameter("lang", forms.ChoiceField(choices=settings.LANGUAGES))
