"""The nightly command twice at once, as two processes: every mail goes out once."""

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.mail import Mailbox
from tests.meetings.world import make_group
from tests.upkeep.holding_world import aged_meeting, make_holder, now
from tests.upkeep.test_relay import make_mailbox
from upkeep.models import UndeliveredMessage

pytestmark = pytest.mark.django_db(transaction=True)
COMMAND = [sys.executable, "manage.py", "upkeep", "--mail"]


def database_of_tests(folder: Path) -> str:
    """The address of the database with what the test has written; that of SQLite lies in memory and is copied to a file."""
    if connection.vendor == "postgresql":
        known = connection.settings_dict
        return f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
    file = folder / "copy.sqlite3"
    copy = sqlite3.connect(file)
    connection.cursor()  # there is a connection from here on
    connection.connection.backup(copy)
    copy.close()
    return f"sqlite:///{file}"


def test_two_processes_at_once_send_each_mail_once(mailbox: Mailbox, tmp_path: Path) -> None:
    old = now() - timedelta(hours=1)
    for number in range(4):
        group = make_group(f"Skupina {number}")
        make_holder(f"drzitel{number}", on=group)
        aged_meeting(group=group, name=f"Skupina {number}")
        contact = make_mailbox(group, value=f"schranka{number}@example.org")
        UndeliveredMessage.objects.create(contact=contact, text="Dobrý deň.", language="en", written_at=old, tried_at=old)
    where = {"DATABASE_URL": database_of_tests(tmp_path), "EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}"}
    environment = {**os.environ, **where, "SECRET_KEY": "of the tests"}

    running = [subprocess.Popen(COMMAND, cwd=settings.BASE_DIR, env=environment) for _time in range(2)]  # noqa: S603  # our own

    assert [one.wait(timeout=120) for one in running] == [0, 0]
    recipients = sorted(one for [one] in mailbox.recipients)
    assert recipients == sorted(f"{name}{number}@example.org" for name in ("drzitel", "schranka") for number in range(4))


def test_command_run_again_sends_nothing_again(mailbox: Mailbox) -> None:
    group = make_group()
    make_holder(on=group)
    aged_meeting(group=group)

    for _time in range(2):
        call_command("upkeep")

    assert len(mailbox.messages) == 1
