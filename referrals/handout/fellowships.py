"""What fellowships are called, and who may come to them, in languages that the site does not have: from catalogues of the English
texts of the seeds. Where somebody here has changed the English, what they wrote is shown."""

from collections.abc import Iterable
from pathlib import Path

from groups.models import Fellowship
from groups.seed_texts import context_of
from languages.catalogues import SOURCE_LANGUAGE, catalogue_path, read_catalogue, translation
from languages.text import TranslatedText

CATALOGUES = Path(__file__).resolve().parent / "catalogues"
DOMAIN = "fellowships"
FIELDS = ("name", "open_sentence", "closed_sentence")


def speak(fellowships: Iterable[Fellowship], language: str) -> None:
    """Add to the texts of these rows, which are not saved, what the catalogue of a language says."""
    path = catalogue_path(CATALOGUES, language, DOMAIN)
    if not path.exists():
        return
    for one in fellowships:
        for name in FIELDS:
            text: TranslatedText = getattr(one, name)
            said = translated(path, text.get(SOURCE_LANGUAGE, ""), [context_of(slug, name) for slug in (one.slug, one.method)])
            if said and language not in text:
                setattr(one, name, TranslatedText({**text, language: said}))


def translated(path: Path, text: str, contexts: list[str]) -> str:
    """The translation of a text of a fellowship, or of the method whose words it has; "" where there is none."""
    catalogue = read_catalogue(path)
    found = (translation(catalogue, text, context=context) for context in contexts)
    return next((said for said in found if said), "")
