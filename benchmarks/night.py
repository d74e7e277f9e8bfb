"""A night of 24 hours with the app in a pseudo-terminal, by a clock that runs faster.

python benchmarks/night.py [--seed N] [--speed TIMES] [--size 80x24]

Somebody orders reports by keys, somebody else by commands beside the app; the simulator fails at
random; the app is killed twice, and stopped once for hours. In the morning the books must balance,
or it ends with an error; then it prints what the night took.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from operator import itemgetter
from random import Random
from time import time

from fast import FastClock
from measures import (
    MEGABYTE,
    Figure,
    cpu_seconds,
    demonstration,
    judged,
    show,
)
from night_tour import NightTour, open_files

# isort: split
from canary import found_in  # these lie where `measures` has pointed to
from moments import is_sound
from traces import books_at, commits, uncommitted

from teg_tui.service import crash
from teg_tui.simulator.server import running

HOURS = 24.0
BATCHES = 40
RESTLESS = ((0.5, 13.5), (19.5, 21.5))
"""Hours in which things are ordered and fail; between them it is seen what idling takes."""
ORDERS = (14, 6)
"""How many are placed in each; with one that is watched they make two batches each."""
FAULTS = (60, 15)
KILLS = ((1.5, 3.5), (4.5, 7.0))
"""Between which hours."""
STOPPED = (10.0, 13.0)
IDLE = 2.0
"""Hours with nothing under way, and then as many with a batch that is watched."""
LIES = 0.01
"""How often a figure is wrong, so that some reports are sent back to be corrected."""
WARM = 1
"""Hours after which a process has loaded all it needs."""
SEEN = (WARM, 6, 12, 18)
"""Hours after which its memory is told: growth that ends is not growth that goes on."""
MOST_GROWTH = 5
_MOST_RETRIES = 20
_LATEST = 48.0
"""The hour by which all must have come to an end."""


class Night:
    """Its course, and what is seen of it."""

    def __init__(self, tour: NightTour) -> None:
        self.tour = tour
        self.clock = tour.clock
        self.idling: list[Figure] = []

    def pass_by(self) -> None:
        """From the evening to the morning, with the app left at its end."""
        tour = self.tour
        tour.open()
        self._restless(0, kills=True)
        tour.no_more_faults()
        tour.settle(_LATEST)
        self._idle("nothing under way")
        tour.order(by_keys=True, pace=1.5 * IDLE * 3600)
        self._idle("a batch watched")
        self._restless(1)
        tour.no_more_faults()
        self._finish()
        tour.pass_time(HOURS)

    def _restless(self, which: int, *, kills: bool = False) -> None:
        """Hours in which things are ordered and go wrong, at random."""
        tour, (begin, end) = self.tour, RESTLESS[which]
        deeds: list[Callable[[], object]] = [tour.fault] * FAULTS[which]
        deeds += [partial(tour.order, by_keys=n % 2 == 0) for n in range(ORDERS[which])]
        plans = [(tour.chance.uniform(begin, end), deed) for deed in deeds]
        if kills:
            plans += [(tour.chance.uniform(*hours), tour.kill) for hours in KILLS]
            plans.append((STOPPED[0], partial(tour.stop, until=STOPPED[1])))
        for hour, deed in sorted(plans, key=itemgetter(0)):
            tour.pass_time(hour)
            deed()
            tour.check()

    def _idle(self, what: str) -> None:
        """See what hours take in which nobody does anything."""
        tour = self.tour
        before, begun = cpu_seconds(tour.process.pid), self.clock.hours()
        tour.pass_time(begun + IDLE)
        hours = self.clock.hours() - begun
        seconds = (cpu_seconds(tour.process.pid) - before) / hours
        self.idling.append(
            Figure(
                f"CPU with {what}", f"{seconds:.1f} s in an hour", f"{seconds / 36:.2f} % of a core"
            )
        )

    def _finish(self) -> None:
        """See all of it through, and have sent again what failed, as its user would."""
        for _ in range(_MOST_RETRIES):
            self.tour.settle(_LATEST)
            if not self.tour.retry():
                return
        raise AssertionError(f"{_MOST_RETRIES} retries, and some have failed yet")

    def wrong(self) -> list[str]:
        """What is not as it has to be in the morning; hopefully nothing."""
        tour, private = self.tour, self.tour.root / ".teg-tui"
        tour.check()
        wrong = tour.leave()
        if not is_sound(tour.root):
            wrong.append("the ledger is damaged")
        if status := uncommitted(tour.root):
            wrong.append(f"not committed: {status}")
        logs = "".join(log.read_text() for log in private.glob("teg-tui.log*"))
        if "Traceback" in logs or (private / crash.FOLDER).exists():
            wrong.append("a mistake of ours is in the log")
        wrong += [f"the key is in {path}" for path in found_in(tour.root)]
        wrong += [f"{key} has come to no end" for key in tour.asked - tour.ends().keys()]
        return wrong

    def figures(self) -> list[Figure]:
        """What it took; asked while the app is still there."""
        tour, counts, process = self.tour, self.tour.counts, self.tour.process
        books, struck = books_at(tour.simulator.url), tour.simulator.account.faults.struck
        billed = sum(len(batch["billed"]) for batch in books["batches"])
        ends = Counter(tour.ends().values())
        made, files = len(books["batches"]), open_files(process.pid)
        warm = min(hour for hour in process.hourly if hour >= WARM)
        growth = (process.at_last - process.hourly[warm]) / MEGABYTE
        first, last = (f"{size / MEGABYTE:.1f} MB" for size in (process.at_first, process.at_last))
        hours = [hour for hour in SEEN if hour in process.hourly]
        return [
            Figure(
                "batches made",
                f"{made}",
                f"{billed} requests billed",
                aim=f">= {BATCHES}",
                verdict=judged(made >= BATCHES),
            ),
            Figure("orders", _told(counts, "by keys", "by command", "retries")),
            Figure("reports asked for", f"{len(tour.asked)}", _told(ends, *sorted(ends))),
            Figure("faults that struck", f"{struck.total()}", f"of {len(struck)} kinds"),
            Figure("commits", f"{len(commits(tour.root)) - tour.commits}"),
            Figure("kills, hours stopped", f"{counts['kills']}, {STOPPED[1] - STOPPED[0]:.0f}"),
            Figure("the last process lived", f"{process.lived:.1f} h"),
            Figure("its memory at first", first),
            Figure(
                f"its memory {', '.join(map(str, hours))} hours later",
                ", ".join(f"{process.hourly[hour] / MEGABYTE:.1f}" for hour in hours) + " MB",
            ),
            Figure(
                "its memory in the morning",
                last,
                f"{growth:+.1f} MB",
                aim=f"< +{MOST_GROWTH} MB",
                verdict=judged(growth < MOST_GROWTH),
            ),
            Figure(
                "its file handles, then and in the morning",
                f"{process.files}, {files}",
            ),
            *self.idling,
        ]


def _told(counts: Counter[str], *names: str) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in names)


def main() -> None:
    """One night, told as a table."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--speed", type=float, default=120.0)
    reader.add_argument("--size", default="80x24")
    given = reader.parse_args()
    with ExitStack() as stack:
        found = stack.enter_context(demonstration("poll_seconds = 60"))
        clock = FastClock(time(), given.speed)
        simulator = stack.enter_context(running(now=clock.now, lies=LIES))
        tour = NightTour(found, simulator, clock, Random(given.seed), given.size)
        stack.callback(tour.close)
        night = Night(tour)
        night.pass_by()
        figures = night.figures()
        wrong = night.wrong()
        minutes = (time() - clock.began) / 60
    print(
        f"seed {given.seed}, {given.size}: {clock.hours():.1f} hours in {minutes:.0f} minutes,"
        f" {given.speed:.0f} times as fast"
    )
    show(figures)
    print("\nthe books balance" if not wrong else "\n" + "\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
