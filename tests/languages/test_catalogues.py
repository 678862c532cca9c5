"""The languages of the site are those that have a catalogue."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client
from pytest_django import Settings

from directory.checks import site_settings
from languages.catalogues import SITE, site_languages
from languages.names import own_name
from tests.languages.catalogues import write_catalogue

LOCALE = site.BASE_DIR / "locale"


def test_the_languages_are_english_and_those_with_a_catalogue(tmp_path: Path) -> None:
    for language in ("sk", "pt-br"):
        write_catalogue(tmp_path, language, {}, domain=SITE)
    (tmp_path / "hu" / "LC_MESSAGES").mkdir(parents=True)

    assert site_languages(tmp_path) == ["en", "pt-br", "sk"]


def test_the_site_offers_every_catalogue_by_the_name_that_its_readers_use() -> None:
    assert list(dict(site.LANGUAGES)) == site_languages(LOCALE)
    assert dict(site.LANGUAGES).items() >= {"en": "English", "cs": "Čeština", "pl": "Polski", "sk": "Slovenčina"}.items()


@pytest.mark.parametrize(("code", "name"), [("de", "Deutsch"), ("pt-br", "Português (Brasil)"), ("uk", "Українська"), ("xx", "xx")])
def test_a_language_is_called_what_it_calls_itself(code: str, name: str) -> None:
    assert own_name(code) == name


def test_a_setting_offers_fewer_languages_in_its_own_order() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", "from directory.settings import LANGUAGES; print(*(code for code, _name in LANGUAGES))"],
        env={**os.environ, "SITE_LANGUAGES": "sk,en"},
        cwd=site.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert shown.stdout.split() == ["sk", "en"]


def test_a_language_without_a_catalogue_cannot_be_offered(settings: Settings) -> None:
    settings.LANGUAGES = [*site.LANGUAGES, ("eo", "Esperanto")]

    assert [problem.id for problem in site_settings(None)] == ["directory.E004"]


@pytest.mark.django_db
def test_a_new_language_needs_a_catalogue_and_nothing_else(client: Client, settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(LOCALE, tmp_path, dirs_exist_ok=True)
    before = client.get("/de/")
    write_catalogue(tmp_path, "de", {}, domain=SITE)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [(code, own_name(code)) for code in site_languages(tmp_path)]

    response = client.get("/de/")

    assert before.status_code == 404
    assert (response.status_code, response.headers["Content-Language"]) == (200, "de")
    assert '<html lang="de">' in response.content.decode()
    assert "Find a meeting" in response.content.decode()  # English, until somebody translates it
    assert ">Deutsch</a>" in client.get("/sk/").content.decode()
