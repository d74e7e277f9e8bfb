"""The process: says its URL first, stops with its parent, listens to this computer only."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx2
import pytest

from teg_tui.errors import TegError
from teg_tui.simulator import serve

PROGRAM = "from teg_tui.simulator import serve; serve(exit_with_stdin=True)"


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        yield running
        running.kill()


def test_the_first_line_is_a_url_that_answers(process: subprocess.Popen[str]) -> None:
    url = process.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:")
    assert httpx2.get(f"{url}/_simulator/books").json()["batches"] == []


def test_it_stops_when_its_input_closes(process: subprocess.Popen[str]) -> None:
    process.stdout.readline()
    process.stdin.close()
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "example.org", "::"])
def test_it_listens_to_this_computer_only(host: str) -> None:
    with pytest.raises(TegError, match="this computer only"):
        serve(host=host)


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(TegError, match=f"port {port}"):
            serve(port=port)
