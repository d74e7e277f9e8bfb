"""Runs the SDK's own tests of the Message Batches API against the simulator: `make conformance`.

The tests come out of the SDK's source distribution and run in an environment of their own under
`.conformance/`. They speak of made-up ids; `EveryIdIsKnown` stands before the simulator and makes
a batch for each, so that the simulator itself need not pretend to know it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from teg_tui.simulator.account import Account
from teg_tui.simulator.server import running

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

SDK = "2.12.0"
TESTS = 126
FOLDER = Path(__file__).parents[2] / ".conformance"
PACKAGES = (
    f"anthropic[aiohttp]=={SDK}",
    "pytest==8.4.2",
    "pytest-asyncio",
    "pytest-xdist",
    "respx",
    "inline-snapshot",
    "http-snapshot[httpx]==0.1.9",
    "dirty-equals",
    "time-machine",
)
_BATCH = re.compile(r"(/v1/messages/batches/)([^/]+)(.*)")


class EveryIdIsKnown:
    """ASGI middleware: an id that is no batch's becomes that of a batch made for this call."""

    def __init__(self, app: ASGIApp, account: Account) -> None:
        self._app = app
        self._account = account

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the call through with ids that exist."""
        scope = dict(scope)
        if scope["type"] == "http" and (path := _BATCH.fullmatch(scope["path"])):
            takes = 0.0 if scope["method"] == "DELETE" else 60.0
            scope["path"] = f"{path[1]}{self._known(path[2], takes)}{path[3]}"
        query = parse_qsl(scope.get("query_string", b"").decode())
        known = [(k, self._known(v, 0.0) if k.endswith("_id") else v) for k, v in query]
        scope["query_string"] = urlencode(known).encode()
        await self._app(scope, receive, send)

    def _known(self, batch_id: str, takes: float) -> str:
        if self._account.store.get(batch_id):
            return batch_id
        draft = self._account.store.draft("2026-10-21")
        message = {"role": "user", "content": "Hello"}
        params: dict[str, Any] = {"model": "claude-opus-5-5", "max_tokens": 8}
        draft.add({"custom_id": "made-up", "params": {**params, "messages": [message]}})
        return self._account.store.create(draft, self._account.clock.now(), takes).id


def environment() -> Path:
    """The Python that has the SDK's test tools; made at the first run."""
    python = FOLDER / "venv" / "bin" / "python"
    ready = FOLDER / f"ready-{SDK}"
    if not ready.exists():
        venv.create(FOLDER / "venv", with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", *PACKAGES], check=True)
        source = ["--no-binary", "anthropic", "--no-deps", f"anthropic=={SDK}"]
        subprocess.run([*pip, "download", "--dest", str(FOLDER), *source], check=True)
        with tarfile.open(FOLDER / f"anthropic-{SDK}.tar.gz") as archive:
            archive.extractall(FOLDER, filter="data")
        ready.touch()
    return python


def main() -> int:
    """Run the tests; 0 where all passed."""
    python = environment()
    with running(wrap=EveryIdIsKnown) as simulator:
        command = [str(python), "-m", "pytest", "-o", "addopts=--tb=short -p tests._alias_httpx"]
        command += ["-p", "no:cacheprovider", "-q", "tests/api_resources/messages/test_batches.py"]
        done = subprocess.run(
            command,
            cwd=FOLDER / f"anthropic-{SDK}",
            env={k: v for k, v in os.environ.items() if k != "PYTHONSAFEPATH"}
            | {"TEST_API_BASE_URL": simulator.url},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    sys.stdout.write(done.stdout)
    passed = re.search(r"(\d+) passed", done.stdout)
    if done.returncode == 0 and passed and int(passed[1]) == TESTS:
        return 0
    sys.stdout.write(f"Conformance failed: {TESTS} tests should have passed.\n")
    return done.returncode or 1


if __name__ == "__main__":
    sys.exit(main())
