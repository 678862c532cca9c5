"""Model fields: texts per language, words per language, lists of codes."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import Contains
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from languages.forms import CodeListFormField, TranslatedFormField, TranslatedWidget, WordsFormField
from languages.text import TranslatedText, TranslatedWords

if TYPE_CHECKING:
    TextColumn = models.JSONField[Mapping[str, str], TranslatedText]
    WordsColumn = models.JSONField[Mapping[str, list[str]], TranslatedWords]
    CodesColumn = models.CharField[Iterable[Any], tuple[Any, ...]]
else:
    TextColumn = WordsColumn = models.JSONField
    CodesColumn = models.CharField


# What a JSON column tells its form field; the row itself knows what it was, so no hidden copy goes to the page and back.
AS_JSON = {"encoder": None, "decoder": None, "show_hidden_initial": False}


class TranslatedField(TextColumn):
    """A text per language, as JSON; reads as `TranslatedText`. `lines` is the height of its input in forms."""

    def __init__(self, *args: Any, lines: int = 1, **kwargs: Any) -> None:
        self.lines = lines
        kwargs.setdefault("default", TranslatedText)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> TranslatedText:
        return TranslatedText(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> TranslatedText:
        if not isinstance(value, (dict, str, type(None))):
            raise ValidationError(_("Give a text for each language."))
        return TranslatedText.of(value)

    def clean(self, value: Any, model_instance: models.Model | None) -> TranslatedText:
        cleaned: TranslatedText = super().clean(value, model_instance)
        return cleaned

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        widget = TranslatedWidget(lines=self.lines)
        return super().formfield(**{"form_class": TranslatedFormField, **AS_JSON, **kwargs, "widget": widget})


class TranslatedWordsField(WordsColumn):
    """Words per language, as JSON; reads as `TranslatedWords`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", TranslatedWords)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> TranslatedWords:
        return TranslatedWords(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> TranslatedWords:
        return TranslatedWords(value or {})

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": WordsFormField, **AS_JSON, **kwargs})


class CodeListField(CodesColumn):
    """A few codes in their order, kept as "|sk|en|", so that both databases can ask whether one is among them
    (`languages__has="sk"`). Reads as a tuple; empty is ()."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.options = list(kwargs.pop("options", None) or ())
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("default", tuple)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def parse(self, text: str) -> tuple[Any, ...]:
        return tuple(part for part in text.split("|") if part)

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> tuple[Any, ...]:
        return self.parse(value or "")

    def to_python(self, value: Any) -> tuple[Any, ...]:
        if isinstance(value, str):
            return self.parse(value)
        return self.parse("|".join(str(item) for item in value or ()))

    def get_prep_value(self, value: Any) -> str:
        items = self.to_python(value)
        return f"|{'|'.join(str(item) for item in items)}|" if items else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> tuple[Any, ...]:  # noqa: FBT001  # as Django calls it
        """Codes out of a known list are kept in its order, so that the same choice is always the same value."""
        codes = self.to_python(super().pre_save(model_instance, add))
        if self.options:
            ranks = {str(code): rank for rank, (code, _label) in enumerate(self.options)}
            codes = tuple(sorted(codes, key=lambda code: ranks.get(str(code), len(ranks))))
        setattr(model_instance, self.attname, codes)
        return codes

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        allowed = {str(code) for code, _label in self.options}
        unknown = [str(item) for item in value if allowed and str(item) not in allowed]
        if unknown:
            raise ValidationError(_("Not a known value: %(codes)s."), params={"codes": ", ".join(unknown)})

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return CodeListFormField(
            options=self.options,
            coerce=self.to_python,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )


@CodeListField.register_lookup
class Has(Contains):
    """`field__has="sk"`: the code is among the field's codes."""

    lookup_name = "has"

    def get_prep_lookup(self) -> str:
        return f"|{self.rhs}|"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return str(connection.operators["contains"] % rhs)


class IntegerListField(CodeListField):
    """A few whole numbers, kept as "|1|3|-1|"."""

    def parse(self, text: str) -> tuple[int, ...]:
        try:
            return tuple(int(part) for part in super().parse(text))
        except ValueError as error:
            raise ValidationError(_("Give whole numbers.")) from error
