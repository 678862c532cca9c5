"""What the words of a search mean."""

from collections.abc import Iterable

import pytest
from django.core.management import call_command
from django.test import Client

from meetings.words import Wanted, understood
from tests.meetings.visits import page, today_meeting
from tests.meetings.world import make_fellowship, make_group

TERMS = {"aa": frozenset({"w:1"}), "dda": frozenset({"w:2"}), "dospele deti": frozenset({"w:2"}), "pitie": frozenset({"t:1"})}


def in_names(words: Iterable[str]) -> set[str]:
    return {"nadej", "zilina"}.intersection(words)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("mityng aa", [Wanted(("aa",), frozenset({"w:1"}))]),
        ("stretnutie", []),
        ("dospele deti zilina", [Wanted(("dospele deti",), frozenset({"w:2"})), Wanted(("zilina",))]),
        ("nadje", [Wanted(("nadej",))]),
        ("pitei", [Wanted((), frozenset({"t:1"}))]),
        ("neviem", [Wanted(("neviem",))]),
    ],
)
def test_words_are_understood(words: str, wanted: list[Wanted]) -> None:
    assert understood(words.split(), TERMS, in_names) == wanted


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["VDA", "DDA", "ACA", "mityng DDA", "Dorosłe Dzieci Alkoholików", "dospele deti alkoholikov", "Ранок"]
)
def test_every_name_of_a_fellowship_finds_its_meetings(client: Client, words: str) -> None:
    call_command("load_seeds", verbosity=0)
    group = make_group("Ранок", fellowship="aca")
    today_meeting("Утро", group=group)

    assert "Утро" in page(client, f"/sk/meetings/?q={words}")


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["alkohol", "alcohol", "pitie", "picie", "alkocholizm", "mityng alkohol", "Żilina", "zilna"])
def test_topics_and_towns_are_found_by_any_word_and_with_a_slip(client: Client, words: str) -> None:
    call_command("load_seeds", verbosity=0)
    today_meeting("Nový začiatok")

    assert "Nový začiatok" in page(client, f"/pl/meetings/?q={words}")


@pytest.mark.django_db
def test_another_topic_is_not_found(client: Client) -> None:
    call_command("load_seeds", verbosity=0)
    make_fellowship("ga")
    today_meeting("Nový začiatok")

    assert "Nový začiatok" not in page(client, "/sk/meetings/?q=hazard")
