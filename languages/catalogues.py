"""The catalogues of locale/. A language is one of the site's because there is a catalogue for it, and for no other reason.

The settings ask this module, so it asks no setting.
"""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation import to_language, to_locale

SOURCE_LANGUAGE = "en"  # in which the texts of the code and of the seed files are written
SITE, SEED = "django", "seed"  # the domains: texts of pages, mails and forms; texts that become rows


def catalogue_path(folder: Path, language: str, domain: str) -> Path:
    """Where gettext looks for a catalogue: locale/pt_BR/LC_MESSAGES/django.po."""
    return folder / to_locale(language) / "LC_MESSAGES" / f"{domain}.po"


def translated_languages(folder: Path, domain: str = SITE) -> list[str]:
    """The languages that have a catalogue of this domain, by their codes."""
    return sorted(to_language(path.parent.parent.name) for path in folder.glob(f"*/LC_MESSAGES/{domain}.po"))


def site_languages(folder: Path) -> list[str]:
    """English, and every language that has a catalogue."""
    return list(dict.fromkeys([SOURCE_LANGUAGE, *translated_languages(folder)]))


@cache
def read_catalogue(path: Path) -> Catalog:
    """A catalogue; read once, as gettext reads those that are compiled."""
    with path.open("rb") as file:
        return read_po(file)


def translation(catalogue: Catalog, text: str, *, context: str) -> str:
    """What the catalogue says for a text; "" where it says nothing yet, or is not sure."""
    message = catalogue.get(text, context)
    return "" if message is None or message.fuzzy else str(message.string)
