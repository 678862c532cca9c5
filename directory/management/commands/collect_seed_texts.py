"""Brings the catalogues of the seed texts up to the seed files, as makemessages does with the texts of the code."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import to_locale

from groups.seed_texts import context_of, is_words, text_in
from groups.seeding import SEED as GROUPS_SEED
from groups.seeding import Entry, read_file, read_folder
from languages.catalogues import SEED, SOURCE_LANGUAGE, catalogue_path, translated_languages
from meetings.seeding import SEED as MEETINGS_SEED

# No dates: a catalogue changes when a text does.
HEADER = """\
msgid ""
msgstr ""
"Language: {}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
ON_ONE_LINE = 0  # what write_po takes for "do not wrap"
WORDS_COMMENT = "Search words, with commas between them: what people type."


class Command(BaseCommand):
    help = "Bring locale/*/LC_MESSAGES/seed.po up to the seed files; what is translated is kept, what changed is marked fuzzy."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.LOCALE_PATHS[0]  # those of handouts say only what a handout needs, and stay as they are
        for language in translated_languages(folder):
            path = catalogue_path(folder, language, SEED)
            catalogue = brought_up(kept(path), language)
            write(catalogue, path, to_locale(language))
            missing = sum(not message.string or message.fuzzy for message in texts(catalogue))
            self.stdout.write(f"{language}: {len(catalogue)} seed texts, {missing} to translate")


def entries() -> list[Entry]:
    """Every entry of every seed file."""
    return [
        *read_folder(GROUPS_SEED / "topics"),
        *read_folder(GROUPS_SEED / "fellowships"),
        *read_file(GROUPS_SEED / "methods.toml"),
        *read_folder(MEETINGS_SEED / "formats"),
    ]


def collected(language: str = "") -> Catalog:
    """The English texts of the seed files, each under the place where it is used; with what the files, and the catalogues
    that there are, say in the language."""
    template = Catalog(fuzzy=False)
    for entry in entries():
        for name, value in entry.values.items():
            text = text_in(SOURCE_LANGUAGE, value)
            if text:
                comments = [WORDS_COMMENT] if is_words(value) else []
                template.add(text, text_in(language, value), context=context_of(entry.slug, name), auto_comments=comments)
    return template


def texts(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def kept(path: Path) -> Catalog:
    """The catalogue as it is; an empty one where there is none yet."""
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def brought_up(old: Catalog, language: str) -> Catalog:
    """The texts of the seed files with the old translations. Where the English has changed, the translation of what stood
    there before is kept as a suggestion, marked fuzzy: it is not used until somebody has looked at it."""
    new = collected(language)
    before = {message.context: message for message in texts(old)}
    for message in texts(new):
        same = old.get(message.id, message.context)
        found = same or before.get(message.context)
        if found and found.string:
            message.string = found.string
            if same is None or same.fuzzy:
                message.flags.add("fuzzy")
    return new


def write(catalogue: Catalog, path: Path, locale: str) -> None:
    """Write a catalogue, one line for a text."""
    with path.open("wb") as file:
        file.write(HEADER.format(locale).encode())
        write_po(file, catalogue, width=ON_ONE_LINE, omit_header=True)
