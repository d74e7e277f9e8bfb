"""What the proofs of `make torture` share: each says how much it tried, and that is printed.

A proof is a file `prove_*.py` here, so that `make test` does not collect it. What it shares with a
small sample in `make test` lies in tests/support.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

COUNTS = pytest.StashKey[Counter[str]]()


@pytest.fixture
def count(pytestconfig: pytest.Config) -> Callable[..., None]:
    """Adds to what is printed at the end: `count("steps killed")`, `count("rows billed", 7)`."""

    def add(what: str, how_many: int = 1) -> None:
        pytestconfig.stash.setdefault(COUNTS, Counter())[what] += how_many

    return add


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = terminalreporter.config.stash.get(COUNTS, None)
    if counts:
        terminalreporter.section("counted")
        for what, how_many in counts.items():
            terminalreporter.write_line(f"{how_many:>10,}  {what}")
