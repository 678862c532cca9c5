"""A text in several languages, and which of them is shown to whom."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import Self, TypeVarTuple

from django.conf import settings
from django.utils.translation import get_language

Arguments = TypeVarTuple("Arguments")

UNDETERMINED = "und"  # BCP 47: the language of an imported text that nobody stated


def fallback_chain(language: str) -> Iterator[str]:
    """The languages to try for a reader of `language`, best first: their own, its relatives, the site's, English."""
    seen: set[str] = set()
    related = settings.LANGUAGE_RELATIVES.get(language, ())
    for candidate in (language, language.partition("-")[0], *related, settings.LANGUAGE_CODE, "en"):
        if candidate and candidate not in seen:
            seen.add(candidate)
            yield candidate


def said_once(word: Callable[[*Arguments], str]) -> Callable[[*Arguments], str]:
    """A function whose text depends on nothing but its arguments, the catalogues and the active language: a page says the same few
    things many times, so each is put together once."""

    @lru_cache(maxsize=4096)
    def known(_language: str | None, args: tuple[*Arguments]) -> str:
        return word(*args)

    @wraps(word)
    def said(*args: *Arguments) -> str:
        return known(get_language(), args)

    return said


class TranslatedText(dict[str, str]):
    """{language: text}. Printed, it is the text for the active language, or the nearest there is: a row is never hidden
    because nobody translated it."""

    @classmethod
    def of(cls, value: "Mapping[str, str] | str | None", *, language: str = UNDETERMINED) -> Self:
        """A text from a mapping, or from a plain string that is in `language`; empty texts are left out."""
        if isinstance(value, str):
            value = {language: value}
        return cls({code: text.strip() for code, text in (value or {}).items() if text and text.strip()})

    def best_language(self, reader: str | None = None) -> str:
        """The language in which `reader` (default: the active language) is shown this text; "" if there is no text."""
        wanted = reader or get_language() or settings.LANGUAGE_CODE
        return wanted if wanted in self else next((code for code in fallback_chain(wanted) if code in self), next(iter(self), ""))

    @property
    def foreign_language(self) -> str:
        """For the `lang` attribute: the text's language where it is known and not the page's, else ""."""
        return self.with_language()[1]

    def with_language(self) -> tuple[str, str]:
        """The text for the active language, and its `foreign_language`."""
        reader = get_language()
        shown = self.best_language(reader)
        return self.get(shown, ""), "" if shown in {UNDETERMINED, reader} else shown

    def shown_to(self, reader: str | None) -> str:
        """The text for a reader of this language; where many are shown it is asked for once."""
        return self.get(self.best_language(reader), "")

    def __str__(self) -> str:
        return self.shown_to(None)


class TranslatedWords(dict[str, list[str]]):
    """{language: [word, …]}: search aliases and synonyms. All languages' words count for everyone."""
