#!/usr/bin/env python3
"""bin/check_messages.py: every text of code and templates is translated into every language of the site, and no other is kept.

Needs GNU gettext (xgettext). Prints what is missing and exits with 1.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
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
        with open(copy / "locale" / "de" / "LC_MESSAGES" / "django.po", "rb") as file:
            return read_po(file)


def kept(language: str) -> Catalog:
    """The catalogue of a language."""
    with open(ROOT / "locale" / language / "LC_MESSAGES" / "django.po", "rb") as file:
        return read_po(file, locale=language)


def name(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{message.context}: {text}" if message.context else text


def is_translated(message: Message | None) -> bool:
    """Wholly, in every plural form."""
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def problems(language: str, wanted: Catalog) -> list[str]:
    """What is missing, left over or wrong in a catalogue."""
    catalogue = kept(language)
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


def main() -> int:
    django.setup()
    wanted = collected()
    found = {code: problems(code, wanted) for code, _name in settings.LANGUAGES if code != "en"}
    for language, texts in found.items():
        print(f"{language}: {len([message for message in wanted if message.id])} texts, {len(texts)} problems")
        for text in texts[:40]:
            print(f"  {text}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
