"""A machine that does whatever a user, a server, a neighbour or a power cut can do, in any order.

After every step the books must balance; at the end, left to itself, everything must come to an end.
A short run of it is in `make test`, a long one in `make torture`.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, ClassVar

from balance import Balance
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from world import Died, Ground, Program, World

from teg_tui.costs.advice import Via
from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Mode, Plan, Selection
from teg_tui.service.service import Service
from teg_tui.simulator.faults import FAULTS
from teg_tui.store.ledger import LedgerError

CELLS = [CellKey(3, 1), CellKey(3, 2), CellKey(3, None)]
VERSION = "2026-10-21"
"""Of the API, as somebody else in the account uses it."""
EDITED = "Written by hand: "
LAGS = 3
"""How often at most the list lacks a batch: for half an hour it may, by assumption."""
_DAY = 24 * 60
_MOST_ROUNDS = 400

programs = st.integers(0, 1)
faults = st.sets(st.sampled_from(sorted(FAULTS)), max_size=8)
cells = st.sets(st.sampled_from(CELLS), min_size=1)
ways = st.sampled_from([Via.BATCH, Via.BATCH, Via.REALTIME])
places = st.integers(0, 7)
times = st.integers(1, 3)
minutes = st.sampled_from([1, 2, 2, 2, 5, 15, 45])


class AnyOrder(RuleBasedStateMachine):
    """One world, and beside it what the user agreed to."""

    ground: ClassVar[Ground]

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.ground)
        self.account = self.world.account
        self.counts = self.ground.counts
        self.balance = Balance(self.world.root / ".teg-tui" / "ledger.db", self.account)
        self.lags = 0
        self.edits = 0
        self.to_be_kept: set[bytes] = set()

    # what the user does

    @initialize(cells=cells, via=ways, faults=faults, times=times)
    def begin(self, cells: set[CellKey], via: Via, faults: set[str], times: int) -> None:
        self.something_will_go_wrong(faults, times)
        self.ask_for(0, cells, Mode.FULL, via)

    @rule(which=programs, cells=cells, mode=st.sampled_from(Mode), via=ways)
    def ask_for(self, which: int, cells: set[CellKey], mode: Mode, via: Via) -> None:
        selection = Selection(frozenset(cells), mode)
        self._agree(
            which,
            via,
            lambda service: service.quote(selection, via=via),
            lambda service, plan: service.start(plan.agreed, via),
        )

    @rule(which=programs, place=places, via=ways)
    def retry(self, which: int, place: int, via: Via) -> None:
        number = self._run(place)
        self._agree(
            which,
            via,
            lambda service: service.retry_quote(number, via),
            lambda service, _: service.retry(number, via),
        )

    def _agree(
        self,
        which: int,
        via: Via,
        ask: Callable[[Service], Coroutine[Any, Any, Any]],
        begin: Callable[[Service, Plan], Coroutine[Any, Any, Any]],
    ) -> None:
        """See what it would cost, and agree to it."""
        program = self.world.program(which)
        if via is Via.REALTIME and program.writes_in_real_time:
            return
        quote = self._act(program, ask)
        if quote is None or program not in self.world.programs:
            return
        plan: Plan = quote.plan
        try:
            run = self.world.act(program, begin(program.service, plan))
        except Died:
            self.balance.unheard.append(frozenset(plan.reports))
        except TegError as error:
            self._expected(error)
        else:
            self.counts["requests approved"] += len(plan.reports)
            self.balance.approve(run.number, plan.reports)
        self.world.calm()

    @rule(which=programs, place=places)
    def correct(self, which: int, place: int) -> None:
        keys = self._held()
        if not keys:
            return
        program = self.world.program(which)
        if program.writes_in_real_time:
            return
        key = keys[place % len(keys)]
        try:
            run = self.world.act(program, program.service.correct(key))
        except TegError as error:
            self._expected(error)
            return
        except Died:
            self.balance.unheard.append(frozenset({key}))
        else:
            if run.corrects is None:  # the report as it stands, in a run of its own
                self.balance.approve(run.number, {key})
        self.balance.corrections_asked += 1
        self.world.calm()

    def _held(self) -> list[ReportKey]:
        return sorted(self.balance.held(), key=str)

    def _run(self, place: int) -> int:
        """One of the runs; one that is not there, where there are none."""
        return place % max(1, len(self.balance.runs())) + 1

    @rule(which=programs, place=places)
    def cancel(self, which: int, place: int) -> None:
        number = self._run(place)
        if self._act(self.world.program(which), lambda service: service.cancel(number)):
            self.counts["runs cancelled"] += 1

    @rule(which=programs)
    def look_now(self, which: int) -> None:
        self._act(self.world.program(which), Service.look_now)

    @rule(place=places, how=st.sampled_from(["change", "remove", "commit"]))
    def edit_by_hand(self, place: int, how: str) -> None:
        reports = sorted((self.world.root / "data" / "commentary").rglob("*.md"))
        if not reports:
            return
        report = reports[place % len(reports)]
        if how == "commit":
            self._commit_by_hand(report)
            return
        self.to_be_kept.discard(report.read_bytes())  # what he overwrites is his own affair
        if how == "remove":
            report.unlink()
            return
        self.edits += 1
        report.write_text(f"{EDITED}{self.edits}\n")
        self.to_be_kept.add(report.read_bytes())

    def _commit_by_hand(self, report: Path) -> None:
        """Then git keeps it."""
        path = str(report.relative_to(self.world.root))
        self.world.git("add", "--", path)
        if self.world.git("diff", "--cached", "--name-only", "--", path):
            self.world.git("commit", "-q", "-m", "By hand", "--", path)
        self.to_be_kept.discard(report.read_bytes())

    # what programs do

    @rule(which=programs)
    def tick(self, which: int) -> None:
        self._act(self.world.program(which), Service.tick)

    @rule(which=programs, minutes=minutes)
    def a_while_later(self, which: int, minutes: int) -> None:
        self.world.clock.advance(minutes=minutes)
        self.world.calm()
        self._act(self.world.program(which), Service.tick)

    @rule(which=programs, minutes=minutes, times=st.integers(2, 8))
    def it_goes_on(self, which: int, minutes: int, times: int) -> None:
        for _ in range(times):
            self.a_while_later(which, minutes)
            self.books_balance()

    @rule(minutes=st.sampled_from([1, 90, 8 * 60, 25 * 60, 28 * _DAY, 30 * _DAY]))
    def nobody_looks_for(self, minutes: int) -> None:
        self.world.clock.advance(minutes=minutes)
        self.world.calm()

    @precondition(lambda self: len(self.world.programs) < 2)
    @rule()
    def begin_one_more(self) -> None:
        self.world.begin()

    @precondition(lambda self: len(self.world.programs) == 2)
    @rule()
    def two_at_once(self) -> None:
        one, other = (program.service for program in self.world.programs)
        did = self.world.together(one.tick(), other.tick())
        assert did.count(True) == 1, "two have the lock, or nobody"
        self.world.calm()

    @precondition(lambda self: bool(self.world.programs))
    @rule(which=programs)
    def leave(self, which: int) -> None:
        self.world.end(self.world.program(which))

    @precondition(lambda self: bool(self.world.programs))
    @rule(which=programs)
    def kill(self, which: int) -> None:
        self.world.kill(self.world.program(which))

    @rule(step=st.integers(1, 120))
    def doom_at_a_step(self, step: int) -> None:
        self.world.doom(step=step)

    @rule(call=st.integers(1, 6), done=st.booleans())
    def doom_in_a_call(self, call: int, done: bool) -> None:
        self.world.doom(call=call, done=done)

    # what the others do

    @rule(faults=faults, times=times)
    def something_will_go_wrong(self, faults: set[str], times: int) -> None:
        for fault in sorted(faults):
            if fault == "list-lag":
                times = min(times, LAGS - self.lags)
                self.lags += times
            self.account.faults.arm(fault, times)

    @rule(rate=st.sampled_from([0.0, 0.2, 1.0]))
    def lie_from_now_on(self, rate: float) -> None:
        self.account.lie(rate)

    @rule(minutes=st.sampled_from([0, 1.5, 40, 2 * _DAY]))
    def batches_take(self, minutes: float) -> None:
        self.ground.switchboard.pace = 60 * minutes

    @rule(hours=st.sampled_from([-12, -1, 0, 1, 12]))
    def the_servers_clock_is_off(self, hours: int) -> None:
        self.account.skew(3600.0 * hours)

    @rule(size=st.integers(1, 3))
    def somebody_else_sends(self, size: int) -> None:
        self.account.create_stranger(size, VERSION)

    @rule()
    def somebody_else_tidies_up(self) -> None:
        now = self.account.clock.now()
        for record in self.account.store.newest_first():
            if record.stranger and record.status(now) == "ended":
                self.account.delete(record.id)
                return

    # what must hold

    @invariant()
    def books_balance(self) -> None:
        self.counts["steps"] += 1
        self.balance.check()
        self.edits_are_kept()

    def edits_are_kept(self) -> None:
        if self.to_be_kept:
            folders = (self.world.root / "data" / "commentary", self.world.root / ".teg-tui")
            texts = {path.read_bytes() for folder in folders for path in folder.rglob("*.md")}
            assert texts >= self.to_be_kept, self.to_be_kept - texts

    def teardown(self) -> None:
        try:
            self.come_to_an_end()
        finally:
            self._count()
            self.world.close()

    def come_to_an_end(self) -> None:
        """Left to itself every run ends, and whatever was billed is there to be read."""
        self.world.spare()
        self.account.faults.clear()
        self.ground.switchboard.pace = 90.0
        self._until_quiet()
        for run in self.balance.open_runs():
            assert self._says_what_it_waits_for(run), f"goes on for ever: {self._tell(run)}"
            self._act(self.world.program(), lambda service, run=run: service.cancel(run))
        self._until_quiet()
        left = self.balance.open_runs()
        assert not left, f"cancelled, and goes on for ever: {self._tell(left[0])}"
        self.books_balance()
        self.balance.check_texts(self.world.program().service.context)
        self.balance.check_rows(self.world.root / "data" / "batch_results")
        self.nothing_is_left_over()

    def _until_quiet(self) -> None:
        """Tick, with time passing, until there is nothing to do, or only for a person."""
        for passed in range(_MOST_ROUNDS):
            self.world.program()  # there is one at least
            for program in self.world.programs:  # one of them has the lock
                self._act(program, Service.tick)
            self.balance.check()
            idle = program.service.context.runs.idle()
            if idle or (passed > _MOST_ROUNDS // 2 and self._all_wait_for_somebody()):
                return
            self.world.clock.advance(minutes=2 if passed < _MOST_ROUNDS // 4 else 30)

    def _all_wait_for_somebody(self) -> bool:
        return all(map(self._says_what_it_waits_for, self.balance.open_runs()))

    def _says_what_it_waits_for(self, run: int) -> bool:
        context = self.world.program().service.context
        record = context.runs.run(run)
        asks = any(batch.asks for batch in context.batches.of_run(run))
        return asks or (record is not None and bool(record.waiting))

    def _tell(self, run: int) -> str:
        context = self.world.program().service.context
        return f"{context.runs.run(run)}, {context.batches.of_run(run)}"

    def nothing_is_left_over(self) -> None:
        """What git has not is by hand only, and nothing is half written."""
        half = [path for path in self.world.root.rglob("*.tmp") if ".git" not in path.parts]
        assert half == []
        for line in self.world.git("status", "--porcelain", "-uall").splitlines():
            path = self.world.root / line[3:]
            by_hand = not path.exists() or path.read_text().startswith(EDITED)
            assert by_hand, f"not committed: {line}"

    # how it is done

    def _act(self, program: Program, doing: Callable[[Service], Coroutine[Any, Any, Any]]) -> Any:
        """Have a program do something; None where it died, or was refused."""
        try:
            return self.world.act(program, doing(program.service))
        except Died:
            return None
        except TegError as error:
            self._expected(error)
            return None
        finally:
            self.world.calm()

    def _expected(self, error: TegError) -> None:
        assert not isinstance(error, LedgerError), str(error)
        self.counts["refusals"] += 1

    def _count(self) -> None:
        records = [r for r in self.account.store.ever_created() if not r.stranger]
        self.counts["examples"] += 1
        self.counts["batches created"] += len(records)
        self.counts["requests billed"] += sum(sent.billed for sent in self.balance.sent())
        self.counts["answers in real time"] += len(self.account.store.messages())
        self.counts["faults struck"] += self.account.faults.struck.total()
