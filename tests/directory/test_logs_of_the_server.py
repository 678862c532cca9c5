"""What gunicorn writes while the site is served: nothing of who asked, nor of what."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

SECRET = "Tajnica"
AGENT = "Tajnehliadac"
STARTING_SECONDS = 30
# Each is sent as it stands; whether it is well-formed is the server's to find out.
REQUESTS = {
    "a path that is none": f"GET /sk/{SECRET}/ HTTP/1.1\r\nHost: localhost\r\nUser-Agent: {AGENT}\r\n\r\n",
    "a route that breaks": f"GET /sk/meetings/?q={SECRET}&at=49.22,18.74 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a host that is not ours": f"GET /sk/?near={SECRET} HTTP/1.1\r\nHost: {SECRET}.example\r\n\r\n",
    "no request at all": f"{SECRET}\r\n\r\n",
    "a header that is none": f"GET /sk/{SECRET}/ HTTP/1.1\r\nHost: localhost\r\n{SECRET} {SECRET}\r\n\r\n",
    "a line that is too long": f"GET /sk/?q={SECRET * 10_000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "thousands of parameters": f"GET /sk/meetings/?{'&'.join(['q=' + SECRET] * 3000)} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a length that is none": f"POST /sk/{SECRET}/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {SECRET}\r\n\r\n",
}


def free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def sent(port: int, request: str) -> bytes:
    """The beginning of what the server answers; none where it hangs up."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as line:
        line.sendall(request.encode())
        try:
            return line.recv(200)
        except ConnectionResetError:
            return b""


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def log(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A server without a database, which every page breaks on, and the file of all that it writes."""
    folder = tmp_path_factory.mktemp("server")
    known = {
        "DJANGO_SETTINGS_MODULE": "tests.directory.served_settings",
        "SECRET_KEY": "not-a-secret",
        "IS_HTTPS": "false",
        "DIRECTORY_ENV_FILE": str(folder / "none"),
    }
    environment = {**os.environ, **known, "DATABASE_URL": f"sqlite:///{folder}/nothing/there.sqlite3"}
    environment.pop("DEBUG", None)
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    written = folder / "log"
    with written.open("wb") as output:
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            wait_for(port)
            yield written
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=STARTING_SECONDS)


def wait_for(port: int) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        try:
            if b"200" in sent(port, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"):
                return
        except ConnectionRefusedError:
            time.sleep(0.2)
    pytest.fail("gunicorn did not start")


@pytest.fixture(scope="module")
def answers(port: int, log: Path) -> dict[str, bytes]:
    return {what: sent(port, request) for what, request in REQUESTS.items()}


@pytest.fixture(scope="module")
def written(log: Path, answers: dict[str, bytes]) -> str:
    return log.read_text()


def test_the_server_refuses_or_answers_each(answers: dict[str, bytes]) -> None:
    statuses = {what: answer.split(b" ")[1:2] for what, answer in answers.items()}

    assert statuses == {
        "a path that is none": [b"404"],
        "a route that breaks": [b"503"],
        "a host that is not ours": [b"400"],
        "no request at all": [b"400"],
        "a header that is none": [b"400"],
        "a line that is too long": [b"414"],
        "thousands of parameters": [b"503"],  # a page of ours, which has no database here
        "a length that is none": [b"400"],
    }


def test_the_log_names_the_route_that_broke(written: str) -> None:
    assert "503 search" in written
    assert "OperationalError" in written


@pytest.mark.parametrize("private", [SECRET, AGENT, "49.22", "near=", "q=", "/sk/", "127.0.0.1", "GET /", "POST"])
def test_the_log_says_nothing_of_a_visit(written: str, private: str) -> None:
    assert private.casefold() not in written.casefold()
