"""Form fields and widgets for texts per language and lists of codes. They work without scripts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict

from languages.names import language_name
from languages.text import TranslatedText, TranslatedWords


class TranslatedWidget(forms.Widget):
    """One labelled input for each language of the site, and for each other language the text already has."""

    template_name = "languages/translated_widget.html"

    def __init__(self, *, lines: int = 1, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.lines = lines

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        texts: Mapping[str, Any] = value if isinstance(value, dict) else {}
        codes = dict.fromkeys([*dict(settings.LANGUAGES), *texts])
        context["widget"]["lines"] = self.lines
        context["widget"]["languages"] = [
            {"code": code, "label": language_name(code), "text": self.shown(texts.get(code))} for code in codes
        ]
        return context

    def shown(self, value: Any) -> str:
        return value or ""

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        prefix = f"{name}__"
        return {key.removeprefix(prefix): data[key] for key in data if key.startswith(prefix)}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Mapping[str, Any], name: str) -> bool:
        return not any(key.startswith(f"{name}__") for key in data)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}__{next(iter(dict(settings.LANGUAGES)))}"


class WordsWidget(TranslatedWidget):
    """As `TranslatedWidget`, for words: separated by commas."""

    def shown(self, value: Any) -> str:
        return ", ".join(value or [])


class TranslatedFormField(forms.Field):
    """A text per language, from a `TranslatedWidget`."""

    widget = TranslatedWidget

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> TranslatedText:
        return TranslatedText.of(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return TranslatedText.of(initial) != TranslatedText.of(data)


class WordsFormField(TranslatedFormField):
    """Words per language, from a `WordsWidget`."""

    widget = WordsWidget

    def to_python(self, value: Any) -> Any:
        words = {code: [word.strip() for word in text.split(",") if word.strip()] for code, text in value.items()}
        return TranslatedWords({code: items for code, items in words.items() if items})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return dict(initial or {}) != dict(self.to_python(data or {}))


class CodeListFormField(forms.TypedMultipleChoiceField):
    """Checkboxes where the codes are known, else a line of codes separated by spaces or commas."""

    def __init__(
        self,
        *,
        options: Iterable[tuple[Any, Any]] | None,
        coerce: Callable[[Any], tuple[Any, ...]],
        **kwargs: Any,
    ) -> None:
        choices = [(str(code), label) for code, label in options or ()]
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple if choices else CodesInput)
        super().__init__(choices=choices, empty_value=[], **kwargs)
        self.as_tuple = coerce

    def prepare_value(self, value: Any) -> list[str]:
        return [str(item) for item in value or ()]

    def to_python(self, value: Any) -> list[str]:
        return [str(item) for item in value or ()]

    def valid_value(self, value: str) -> bool:
        return not self.choices or super().valid_value(value)

    def clean(self, value: Any) -> Any:
        return self.as_tuple(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != self.prepare_value(data)


class CodesInput(forms.TextInput):
    """A line of codes: "sk, hu"."""

    def format_value(self, value: Any) -> str:
        return ", ".join(value or [])

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> list[str]:
        return str(data.get(name) or "").replace(",", " ").split()
