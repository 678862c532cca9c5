"""Milliseconds, queries and requests per second of an address: in this process, and through gunicorn."""

import gc
import http.client
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from statistics import median
from time import monotonic, perf_counter, sleep
from typing import Any

from django.db import connection
from django.test import Client

from history.keeping import forget, forget_version
from meetings.drawing import by_rows, drawn_branches
from meetings.results import ANSWERS

TIMES = 40
CLIENTS, SECONDS, PORT = 8, 4.0, 8765
STARTING_SECONDS = 30
MILLISECONDS = 1000
# What is drawn of the form and of the topics; kept as long as the vocabulary.
DRAWN = ("form", *(f"{one.__module__}.{one.__qualname__}" for one in (by_rows, drawn_branches)))


def in_process(address: str, **headers: str) -> dict[str, Any]:
    """As the first page of a process; with nothing kept but the names of the vocabulary; with cards and form kept but the search
    asked anew; and with all that is kept: medians and 95th percentiles in milliseconds. And how many queries the first one asks."""
    client = Client()

    def ask() -> None:
        response = client.get(address, headers=headers)
        if response.status_code not in {200, 304}:
            raise RuntimeError(f"{address}: {response.status_code}")

    ask()
    gc.collect()
    gc.freeze()
    forget()
    queries = queries_of(ask)
    ways: dict[str, Callable[[], None] | None] = {
        "first": forget,
        "from_nothing": forget_drawn,
        "kept": lambda: forget(ANSWERS),
        "all_kept": None,
    }
    taken = {name: [timed(ask, before=before) for _time in range(TIMES)] for name, before in ways.items()}
    return {"queries": queries, **{key: figure for name, figures in taken.items() for key, figure in spread(name, figures).items()}}


def forget_drawn() -> None:
    """Keep nothing but the names of the vocabulary."""
    forget_version()
    forget(*DRAWN)


def queries_of(ask: Callable[[], None]) -> int:
    """How many statements it sends to the database."""
    sent: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        ask()
    return len(sent)


def timed(ask: Callable[[], None], before: Callable[[], None] | None = None) -> float:
    if before:
        before()
    began = perf_counter()
    ask()
    return (perf_counter() - began) * MILLISECONDS


def spread(name: str, figures: list[float]) -> dict[str, float]:
    """The median and the 95th percentile."""
    ordered = sorted(figures)
    return {f"{name}_ms": round(median(ordered), 1), f"{name}_p95_ms": round(ordered[int(len(ordered) * 0.95) - 1], 1)}


@contextmanager
def gunicorn(database: str) -> Iterator[None]:
    """The site as it is served, with two workers."""
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{PORT}"]
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "directory.bench.settings"}
    server = subprocess.Popen(command, env=environment)  # noqa: S603  # no word of it comes from outside
    try:
        wait_until_it_answers()
        yield
    finally:
        server.terminate()
        server.wait(20)


def wait_until_it_answers() -> None:
    """Workers are ready some seconds after the server is started."""
    until = monotonic() + STARTING_SECONDS
    while monotonic() < until:
        try:
            server = http.client.HTTPConnection("127.0.0.1", PORT, timeout=STARTING_SECONDS)
            server.request("GET", "/bench/nothing")
            server.getresponse().read()
        except ConnectionRefusedError:
            sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn did not start")


def through_gunicorn(address: str) -> dict[str, Any]:
    """Requests per second and the 95th percentile of eight clients that ask one after another, for a few seconds."""
    figures: list[float] = []
    refused: set[int] = set()
    until = monotonic() + SECONDS
    clients = [threading.Thread(target=ask_on, args=(address, until, figures, refused)) for _client in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if refused:
        raise RuntimeError(f"{address}: {refused}")
    return {"per_second": round(len(figures) / SECONDS, 1), **spread("gunicorn", figures)}


def ask_on(address: str, until: float, figures: list[float], refused: set[int]) -> None:
    """One client, on a kept connection; `refused` gathers the statuses of what is no answer."""
    server = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    while monotonic() < until:
        began = perf_counter()
        server.request("GET", address, headers={"Accept-Encoding": "gzip"})
        response = server.getresponse()
        response.read()
        figures.append((perf_counter() - began) * MILLISECONDS)
        if response.status != HTTPStatus.OK:
            refused.add(response.status)
    server.close()
