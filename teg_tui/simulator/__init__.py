"""A local server that speaks the Messages and Message Batches APIs, so that all can be tried.

Nothing it writes comes from a model and nothing it counts is money. It imports no part of the
program but `golf` and the errors, so that it cannot agree with it by accident.

| module | what |
|---|---|
| `server` | `serve` (blocks) and `running` (a thread), both on loopback only |
| `app`, `routes`, `gate` | the endpoints; who gets in; connections dropped on purpose |
| `batches` | a batch's life, as a pure function of its record and the time |
| `intake`, `store` | a batch's requests from the wire to the disk, one at a time |
| `params`, `models`, `messages`, `tokens` | what a request may say, and what answers it |
| `texts` | the reports: written by rules from the facts in the prompt |
| `liar` | figures that are wrong on purpose, and their corrections |
| `faults`, `broken_rows`, `odd_answers`, `sending` | what goes wrong on purpose, and how |
| `books`, `control`, `timekeeper` | what was billed; who drives it all; its clock |
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    state: Path | None = None,
    pace: float = 2.0,
    list_delay: float = 0.0,
    faults: Sequence[str] = (),
    lies: float = 0.0,
    exit_with_stdin: bool = False,
) -> None:
    """Serve until interrupted; the first line on stdout is the URL, once it answers.

    `port` 0 takes a free one; `state` is the folder that batches survive in; `pace` and
    `list_delay` are seconds; `faults` are armed from the start ("NAME" or "NAME=TIMES"); `lies`
    is the share of figures that are wrong on purpose. With `exit_with_stdin` it stops when its
    standard input closes.
    """
    from teg_tui.simulator.server import serve as serve_now

    serve_now(
        host=host,
        port=port,
        state=state,
        pace=pace,
        list_delay=list_delay,
        faults=faults,
        lies=lies,
        exit_with_stdin=exit_with_stdin,
    )
