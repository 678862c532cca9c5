"""Measures the gazetteer: how long each kind of question takes on the database in use."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from places.distance import Point
from places.gazetteer import complete, find, nearest
from places.models import Place, PostalCode

# Milliseconds at the median that issue 2 asks for; None where it asks nothing.
LIMITS = {"exact name": 1.0, "postal code": 1.0, "prefix": 1.0, "slip": 30.0, "address": None, "nearest": None}


class Command(BaseCommand):
    help = "Measure the questions that the gazetteer answers, on random places of all that are loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--questions", type=int, default=500, help="of each kind")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        random = Random(options["seed"])  # noqa: S311 - a benchmark
        places = _sample(random, options["questions"])
        if not places:
            raise CommandError("The gazetteer is empty: run load_places.")
        figures = {kind: _measure(ask, questions) for kind, ask, questions in _questions(random, places)}
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for kind, figure in figures.items():
            limit = LIMITS[kind]
            verdict = (
                "" if limit is None else f"  limit {limit:.0f} ms: {'holds' if figure['median_ms'] < limit else 'DOES NOT HOLD'}"
            )
            self.stdout.write(f"{kind:12} median {figure['median_ms']:6.2f} ms   95 % {figure['p95_ms']:6.2f} ms{verdict}")


def _sample(random: Random, size: int) -> list[Place]:
    ids = list(Place.objects.order_by("id").values_list("id", flat=True))
    return list(Place.objects.filter(id__in=random.sample(ids, min(size, len(ids)))).order_by("id"))


def _questions(random: Random, places: list[Place]) -> Iterable[tuple[str, Callable[[Any], object], list[Any]]]:
    """The kinds of question, what asks them, and the questions."""
    names = [place.name for place in places]
    codes = [code.key for place in places if (code := PostalCode.objects.filter(place=place).first())]

    def ask(text: str) -> object:
        return find(text, country=settings.SITE_COUNTRY, language=settings.LANGUAGE_CODE)

    def begin(text: str) -> object:
        return complete(text, country=settings.SITE_COUNTRY, language=settings.LANGUAGE_CODE)

    yield "exact name", ask, names
    yield "postal code", ask, codes
    yield "prefix", begin, [name[: random.randint(2, 6)] for name in names]
    yield "slip", ask, [_with_a_slip(random, name) for name in names]
    yield "address", ask, [f"Main street 5, {place.name}, {place.country}" for place in places]
    yield "nearest", nearest, [Point(place.latitude + random.uniform(-0.1, 0.1), place.longitude) for place in places]


def _with_a_slip(random: Random, name: str) -> str:
    position = random.randrange(len(name))
    return random.choice([name[:position] + name[position + 1 :], f"{name[:position]}e{name[position:]}"])


def _measure(ask: Callable[[Any], object], questions: list[Any]) -> dict[str, float]:
    """Milliseconds. The first question is asked twice, so that nothing is measured cold."""
    ask(questions[0])
    took = []
    for question in questions:
        started = perf_counter()
        ask(question)
        took.append((perf_counter() - started) * 1000)
    return {"median_ms": round(median(took), 3), "p95_ms": round(quantiles(took, n=20)[-1], 3)}
