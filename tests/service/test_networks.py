"""Nights without a network, of every kind: the poller keeps on, says so, and goes on at once."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from teg_tui.service import logfile
from teg_tui.service.answers import TryLater
from teg_tui.service.doctor import examine
from teg_tui.service.endpoint import Endpoint, find
from teg_tui.service.gateway import Gateway
from teg_tui.service.pace import LONGEST
from teg_tui.service.views import BatchState


@contextlib.contextmanager
def listener(answer: bytes = b"") -> Iterator[tuple[int, list[bytes]]]:
    """A port whose callers are read once, answered and left; and what they said."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    caller, _ = server.accept()
                    with caller, contextlib.suppress(OSError):
                        heard.append(caller.recv(65536))
                        caller.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)


class Cable:
    """Leads from a port of its own to the simulator's; can be pulled out and plugged in again."""

    def __init__(self, url: str, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._to = int(url.rpartition(":")[2])
        self.port = 0
        self._server: socket.socket | None = None

    def plug_in(self) -> None:
        self._server = socket.create_server(("127.0.0.1", self.port))
        self.port = self._server.getsockname()[1]
        threading.Thread(target=self._serve, args=(self._server,), daemon=True).start()

    def pull_out(self) -> None:
        assert self._server is not None
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _serve(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = server.accept()
                if self._tls is not None:
                    try:
                        here = self._tls.wrap_socket(here, server_side=True)
                    except OSError:  # the caller did not like it
                        continue
                there = socket.create_connection(("127.0.0.1", self._to))
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=self._pump, args=ends, daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


async def test_eight_hours_without_a_network_cost_eight_hours(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=90)
    cable = Cable(house.simulator.url)
    cable.plug_in()
    config = house.root / "teg.toml"
    ours = f"http://127.0.0.1:{cable.port}"
    config.write_text(config.read_text().replace(house.simulator.url, ours))
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        await service.tick()
        cable.pull_out()
        began, longest = clock.now(), timedelta(0)
        while clock.now() - began < timedelta(hours=8):
            await service.tick()
            said = (await service.status()).trouble
            due = service.context.network.next_try
            if due is not None:
                longest = max(longest, due - clock.now())
            clock.advance(minutes=1)
        batch = (await doing.run_of(service, run.number)).batches[0]
        assert batch.state is BatchState.IN_PROGRESS
        assert f"can't reach 127.0.0.1:{cable.port} since " in said
        assert "(no connection can be made); next try " in said
        assert batch.note == said.partition(";")[0]
        assert longest <= timedelta(seconds=LONGEST * 1.1)
        assert service.context.notices.after(0) == ()
        log = (house.root / ".teg-tui" / logfile.NAME).read_text()
        assert log.count("can't reach") <= 3
        cable.plug_in()
        clock.advance(minutes=11)
        await service.tick()
        assert (await service.status()).trouble == ""
        run = await doing.run_of(service, run.number)
        assert run.batches[0].note == ""
    assert run.filed == 2
    assert len(house.books()) == 1


async def test_a_network_that_comes_and_goes_costs_nothing_but_time(
    make_house: Any, clock: Any, doing: Any
) -> None:
    house = make_house(pace=90)
    cable = Cable(house.simulator.url)
    cable.plug_in()
    config = house.root / "teg.toml"
    ours = f"http://127.0.0.1:{cable.port}"
    config.write_text(config.read_text().replace(house.simulator.url, ours))
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2)))
        for look in range(60):
            cable.pull_out()
            await service.tick()
            cable.plug_in()
            clock.advance(seconds=70)
            if look % 2:
                await service.tick()
        run = await doing.run_of(service, run.number)
        assert run.filed == 4
        assert (await service.status()).trouble == ""
        assert len(service.context.notices.after(0)) == 1
    assert len(house.books()) == 2


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://nobody.invalid", "its name can't be looked up"),
        ("https://127.0.0.1:{plain}", "no secure connection could be made"),
        ("http://127.0.0.1:9", "no connection can be made"),
    ],
)
async def test_why_nobody_answers_is_said(
    make_house: Any, doing: Any, monkeypatch: pytest.MonkeyPatch, address: str, why: str
) -> None:
    house = make_house()
    house.configure(pretend=False)
    with listener(b"HTTP/1.1 400 Bad Request\r\n\r\n") as (plain, _):
        monkeypatch.setenv("ANTHROPIC_API_KEY", "some-key-or-other")
        monkeypatch.setenv("ANTHROPIC_BASE_URL", address.format(plain=plain))
        async with house.service() as service:
            await doing.begin(service, doing.cells((3, 1), mode="notes"))
            await service.tick()
            assert f"({why}); next try" in (await service.status()).trouble


@contextlib.contextmanager
def behind_a_certificate(url: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """The simulator behind TLS, with a certificate that nobody has signed but itself."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    cable = Cable(url, context)
    cable.plug_in()
    yield f"https://127.0.0.1:{cable.port}", certificate
    cable.pull_out()


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is needed to make a certificate")
async def test_a_certificate_that_is_not_trusted_is_said_and_waited_for(
    make_house: Any, clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    house = make_house()
    house.configure(pretend=False)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "some-key-or-other")
    with behind_a_certificate(house.simulator.url, tmp_path) as (address, certificate):
        monkeypatch.setenv("ANTHROPIC_BASE_URL", address)
        async with house.service() as service:
            await doing.begin(service, doing.cells((3, 1), mode="notes"))
            for _ in range(2):
                await service.tick()
                said = (await service.status()).trouble
                assert "(its certificate is not trusted); next try" in said
                clock.advance(minutes=11)
            found = {its.check: its for its in await asyncio.to_thread(examine, house.root)}
            assert found["connection"].what.endswith("its certificate is not trusted")
            assert "SSL_CERT_FILE" in found["connection"].way_out
        assert house.calls() == 0
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        async with house.service() as service:
            await service.tick()
            assert (await service.status()).trouble == ""
    assert len(house.books()) == 1


async def test_a_proxy_of_the_environment_is_asked_but_for_this_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "some-key-or-other")
    for name in ("NO_PROXY", "no_proxy", "http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with listener(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n") as (port, heard):
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        for address in ("https://nobody.invalid", "http://127.0.0.1:9", "http://localhost:9"):
            gateway = Gateway(find("", {"ANTHROPIC_BASE_URL": address, "ANTHROPIC_API_KEY": "k"}))
            with pytest.raises(TryLater) as caught:
                await gateway.newest()
            assert caught.value.away
            await gateway.close()
        assert [line.split()[:2] for line in heard] == [[b"CONNECT", b"nobody.invalid:443"]]
        monkeypatch.setenv("NO_PROXY", "invalid")
        gateway = Gateway(Endpoint("https://nobody.invalid", pretend=False, has_key=True))
        with pytest.raises(TryLater):
            await gateway.newest()
        await gateway.close()
        assert len(heard) == 1


async def test_a_proxy_that_cannot_be_one_is_said_and_nothing_is_sent_past_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "some-key-or-other")
    monkeypatch.setenv("HTTPS_PROXY", "gopher://somewhere")
    gateway = Gateway(Endpoint("https://nobody.invalid", pretend=False, has_key=True))
    with pytest.raises(TryLater, match="the proxy that is set can't be used") as caught:
        await gateway.create([])
    assert caught.value.away
