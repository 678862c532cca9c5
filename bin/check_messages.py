#!/usr/bin/env python3
"""bin/check_messages.py: every text of code, templates and seed files is translated into every language that has a catalogue,
wholly and surely, and no other is kept.

Needs GNU gettext (xgettext). Prints what is missing and exits with 1.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")

import django

django.setup()  # before anything that has models is imported

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

from directory.management.commands import collect_seed_texts
from languages.catalogues import SEED, SITE, catalogue_path, translated_languages
from referrals.handout.fellowships import CATALOGUES, DOMAIN

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
NOT_COPIED = shutil.ignore_patterns(".*", "var", "tests", "node_modules", "*.xz", "docs")


def collected() -> Catalog:
    """The texts of the code and templates as they are now, collected in a copy so that the catalogues stay as they are."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
        os.chdir(copy)
        settings.LOCALE_PATHS = []
        call_command("makemessages", locale=["de"], verbosity=0)  # any language would do
        os.chdir(ROOT)
        with catalogue_path(copy / "locale", "de", SITE).open("rb") as file:
            return read_po(file)


def kept(folder: Path, language: str, domain: str) -> Catalog:
    """The catalogue of a language; an empty one where there is none."""
    path = catalogue_path(folder, language, domain)
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def name(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context}: {text}" if message.context else text


def is_translated(message: Message | None) -> bool:
    """Wholly, in every plural form."""
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def problems(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """What is missing, left over or wrong in a catalogue: also a placeholder, or the number of plural forms."""
    texts = [message for message in wanted if message.id]
    known = {(message.id if isinstance(message.id, str) else message.id[0], message.context) for message in texts}
    untranslated = [message for message in texts if not is_translated(catalogue.get(message.id, message.context))]
    found = [f"not translated: {name(message)}" for message in untranslated]
    for message in catalogue:
        text = message.id if isinstance(message.id, str) else message.id and message.id[0]
        if text and (text, message.context) not in known:
            found.append(f"no longer used: {name(message)}")
    found += [f"{error}: {name(message)}" for message, errors in catalogue.check() for error in errors]
    return found


def part_of(wanted: Catalog, catalogue: Catalog) -> Catalog:
    """Those of the wanted texts that a catalogue has which need not have all."""
    part = Catalog()
    for message in wanted:
        if message.id and catalogue.get(message.id, message.context):
            part.add(message.id, context=message.context, flags=message.flags)
    return part


def found() -> Iterator[tuple[str, int, list[str]]]:
    """Each catalogue by its name: how many texts it should have, and its problems."""
    site, seed = collected(), collect_seed_texts.collected()
    for language in translated_languages(LOCALE):
        for domain, texts in ((SITE, site), (SEED, seed)):
            yield f"{language}, {domain}", len(texts), problems(kept(LOCALE, language, domain), texts)
    for language in translated_languages(CATALOGUES):
        for domain, texts in ((SITE, site), (DOMAIN, seed)):
            catalogue = kept(CATALOGUES, language, domain)
            part = part_of(texts, catalogue)
            yield f"handouts in {language}, {domain}", len(part), problems(catalogue, part)


def main() -> int:
    is_good = True
    for which, count, texts in found():
        print(f"{which}: {count} texts, {len(texts)} problems")
        for text in texts[:40]:
            print(f"  {text}")
        is_good = is_good and not texts
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
