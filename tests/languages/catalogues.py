"""Catalogues for the tests: a few lines of a .po file."""

from collections.abc import Mapping
from pathlib import Path

from languages.catalogues import SEED, catalogue_path

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def write_catalogue(folder: Path, language: str, texts: Mapping[tuple[str, ...], str], *, domain: str = SEED) -> Path:
    """A catalogue of a language: by context and text, the translation. Before the context may stand a line of flags."""
    path = catalogue_path(folder, language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [
        "\n".join([*flags, f'msgctxt "{context}"', f'msgid "{text}"', f'msgstr "{translated}"'])
        for (*flags, context, text), translated in texts.items()
    ]
    path.write_text("\n\n".join([HEADER, *entries]), encoding="utf-8")
    return path
