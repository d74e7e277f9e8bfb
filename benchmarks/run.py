"""All benchmarks, each in a process of its own, and one table at the end."""

from __future__ import annotations

import importlib
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from measures import MISSED, Figure, show

NAMES = ("version", "start", "keys", "quote", "learning", "facts", "bulk", "bulk_job", "idle")


def measured(name: str) -> list[Figure]:
    """The figures of one benchmark."""
    figures: list[Figure] = importlib.import_module(name).measure()
    return figures


def main() -> None:
    """One after the other, so that none disturbs another."""
    figures: list[Figure] = []
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        for name in NAMES:
            print(f"{name} …", file=sys.stderr, flush=True)
            figures += processes.submit(measured, name).result()
    show(figures)
    missed = sum(figure.verdict == MISSED for figure in figures)
    print(f"\n{missed} aims missed" if missed else "\nevery aim met")


if __name__ == "__main__":
    main()
