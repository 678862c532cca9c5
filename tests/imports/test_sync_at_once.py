"""`sync` twice at once, as two processes: every source is fetched once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from django.conf import settings

from tests.imports.fetching.server import Answer, Asked, serving
from tests.imports.world import entries, make_source
from tests.upkeep.test_upkeep_twice import database_of_tests

pytestmark = pytest.mark.django_db(transaction=True)
COMMAND = [sys.executable, "manage.py", "sync"]
FEED = json.dumps(entries(3)).encode()


def slowly(_asked: Asked) -> Answer:
    """A server that takes its time, so that the other process comes along."""
    sleep(0.5)
    return Answer(FEED)


def test_two_processes_at_once_fetch_each_source_once(tmp_path: Path) -> None:
    with serving(slowly) as server:
        for slug in ("a", "b", "c"):
            make_source(slug, address=server.address(f"/{slug}.json"))
        where = {"DATABASE_URL": database_of_tests(tmp_path), "FETCH_PRIVATE_NETWORKS": "127.0.0.1/32"}
        environment = {**os.environ, **where, "SECRET_KEY": "of the tests"}

        running = [subprocess.Popen(COMMAND, cwd=settings.BASE_DIR, env=environment) for _time in range(2)]  # noqa: S603  # our own

        assert [one.wait(timeout=120) for one in running] == [0, 0]
        assert sorted(asked.path for asked in server.asked) == ["/a.json", "/b.json", "/c.json"]
