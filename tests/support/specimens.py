"""Plain data of an invented tour, for the app's tests: a catalogue, quotes, runs, and a door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from teg_tui.config import Push
from teg_tui.costs.account import Account, By, Line, Statement
from teg_tui.costs.advice import Advice, Via
from teg_tui.costs.estimate import Estimate, Money, Rates, Span
from teg_tui.costs.models import Model, ModelList
from teg_tui.errors import StoreError, TegError
from teg_tui.golf.claims import Claim, Kind, Verdict
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Mode, Plan, Selection
from teg_tui.reports.provenance import Provenance, Recipe
from teg_tui.reports.publication import Publication
from teg_tui.reports.state import Catalogue, Cell, ReportStatus, Row, State
from teg_tui.service import doctor
from teg_tui.service.amend_views import CorrectionQuote, Difference
from teg_tui.service.publish_views import PublishFile, PublishQuote, PublishResult
from teg_tui.service.refresh_views import (
    FalseSentence,
    PrizeCheck,
    RefreshFile,
    RefreshQuote,
    RefreshResult,
    ScoreChange,
)
from teg_tui.service.views import (
    BatchState,
    BatchView,
    CatalogueChanged,
    Counts,
    Event,
    Morning,
    Outcome,
    Quote,
    ReportText,
    RequestView,
    RunsChanged,
    RunView,
    Status,
    StatusChanged,
)
from teg_tui.store.remote import Upstream

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
AREAS = {
    18: "Isle of Skerry",
    17: "Costa Serena, Portugal",
    16: "The Lowland Links",
    15: "Vale do Pinhal, Portugal",
    14: "Kerrymore, Ireland",
    13: "Dunes of Haar",
}
COURSES = ("Old Harbour", "Castle Hills", "The Warren", "Kingsmere")
ROUND_KINDS = (("round_notes", "Round notes"), ("round_report", "Round report"))
TEG_KINDS = (
    ("tournament_notes", "Tournament notes"),
    ("main_report", "Main report"),
    ("brief_summary", "Brief summary"),
)
P, M, U, S, E, H, F, ON = (
    State.PRESENT,
    State.MISSING,
    State.UNKNOWN_ORIGIN,
    State.STALE,
    State.EDITED,
    State.HELD,
    State.FAILED,
    State.IN_FLIGHT,
)
STATES: dict[int, tuple[tuple[State, ...], ...]] = {
    17: ((ON, ON), (ON, ON), (P, ON), (P, M), (M, M, M)),
    16: ((P, P), (P, S), (P, P), (P, P), (P, P, S)),
    15: ((P, H), (P, P), (P, F), (P, P), (P, M, M)),
    14: ((P, P), (P, E), (P, P), (P, P), (P, P, P)),
}
NOTES = {
    M: "",
    S: "scores changed since",
    E: "changed by hand after it was filed",
    H: "cut off at the token limit",
    F: "the API said: overloaded",
    ON: "run 3",
    U: "",
    P: "",
}


def status(key: ReportKey, title: str, state: State) -> ReportStatus:
    """A report in a state, with all that belongs to it."""
    where = f"TEG{key.teg}_R{key.round}" if key.round else f"teg_{key.teg}"
    origin = provenance(key) if state in (P, S, E) else None
    return ReportStatus(
        key,
        title,
        state,
        f"data/commentary/{where}_{key.kind}.md",
        NOTES[state],
        provenance=origin,
        open_run=3 if state is ON else None,
    )


def provenance(key: ReportKey) -> Provenance:
    """Written in a batch, ten days ago."""
    return Provenance(
        key,
        Recipe("f" * 64, (), "p" * 64, "claude-sonnet-5-5"),
        "b" * 40,
        "msgbatch_01Specimen",
        11_240,
        1_912,
        Decimal("0.0312"),
        False,
        NOW - timedelta(days=10),
    )


def _cell(teg: int, number: int | None, states: tuple[State, ...]) -> Cell:
    kinds = ROUND_KINDS if number else TEG_KINDS
    reports = tuple(
        status(ReportKey(teg, number, kind), title, state)
        for (kind, title), state in zip(kinds, states, strict=True)
    )
    played = date(2008 + teg, 10, 8 + number) if number else None
    course = COURSES[number - 1] if number else ""
    worst = max(report.state for report in reports)
    return Cell(CellKey(teg, number), worst, reports, course=course, date=played)


def _row(teg: int) -> Row:
    plain = ((U, U),) * 4 + ((U, U, U),)
    missing = ((M, M),) * 4 + ((M, M, M),)
    states = STATES.get(teg, plain if teg < 8 else missing)
    found = [_cell(teg, number, states[number - 1]) for number in (1, 2, 3, 4)]
    area = AREAS.get(teg, "")
    return Row(
        teg, f"TEG {teg}", 2008 + teg, area, False, tuple(found), _cell(teg, None, states[4])
    )


def _live_row() -> Row:
    rounds = (
        _cell(18, 1, (P, P)),
        _cell(18, 2, (M, M)),
        Cell(
            CellKey(18, 3),
            State.INCOMPLETE,
            (),
            "4 of 5 cards, 71 of 90 holes",
            course="The Warren",
            date=date(2026, 10, 11),
        ),
        Cell(CellKey(18, 4), State.NOT_PLAYED, (), course="Kingsmere", date=date(2026, 10, 12)),
    )
    whole = Cell(CellKey(18, None), State.NOT_PLAYED, ())
    return Row(18, "TEG 18", 2026, AREAS[18], True, rounds, whole)


def catalogue() -> Catalogue:
    """18 tournaments, the last one live, every state somewhere."""
    rows = (_live_row(), *(_row(teg) for teg in range(17, 0, -1)))
    kinds = tuple((kind, title, True) for kind, title in (*ROUND_KINDS, *TEG_KINDS))
    return Catalogue(rows, (*kinds, ("satire", "Satire", False)), newest_lacking=CellKey(18, 2))


def money(low: str, likely: str, high: str) -> Money:
    """Three amounts."""
    return Money(Decimal(low), Decimal(likely), Decimal(high))


RATES = Rates(Decimal(3), Decimal(15), Decimal("1.5"), Decimal("7.5"))
ADVICE = Advice(
    Via.BATCH,
    "Eight tournaments at once: batch halves the price and nobody waits for it",
    "By 15:10; this computer must be awake at 14:40 for the next wave",
    "In about 25 min",
)


def quote(selection: Selection) -> Quote:
    """A quote that grows with the selection."""
    keys = []
    kinds = selection.kinds
    for cell in sorted(selection.cells, key=lambda key: (key.teg, key.round or 9)):
        for kind, _ in ROUND_KINDS if cell.round else TEG_KINDS:
            notes = kind.endswith("notes")
            if kinds is not None and kind not in kinds:
                continue
            if selection.mode is Mode.FULL or notes is (selection.mode is Mode.NOTES):
                keys.append(ReportKey(cell.teg, cell.round, kind))
    count = len(keys)
    one = Decimal(count)
    waves = (
        tuple(key for key in keys if key.kind.endswith("notes")),
        tuple(key for key in keys if not key.kind.endswith("notes")),
    )
    standard = Money(one * Decimal("0.051"), one * Decimal("0.065"), one * Decimal("0.088"))
    batch = Money(standard.low / 2, standard.likely / 2, standard.high / 2)
    estimate = Estimate(
        count,
        "claude-sonnet-5-5",
        Span(count * 9100, count * 10400, count * 12800),
        Span(count * 1500, count * 2050, count * 2800),
        standard,
        batch,
        RATES,
        False,
    )
    plan = Plan(selection, tuple(wave for wave in waves if wave))
    where = tuple(f"data/commentary/TEG{k.teg}_R{k.round}_{k.kind}.md" for k in keys)
    return Quote(plan, estimate, ADVICE, "", "", where)


STATUS = Status(
    "", False, True, "claude-sonnet-5-5", Decimal("3.2"), Decimal(20), Decimal(5), True, ""
)


def request(key: ReportKey, outcome: Outcome, reason: str = "") -> RequestView:
    """A request with its usage where it has come back."""
    back = outcome is not Outcome.OPEN
    return RequestView(
        key,
        f"TEG{key.teg}_R{key.round}_{key.kind}-x7k2q",
        outcome,
        reason,
        11_240 if back else 0,
        1_912 if back else 0,
        Decimal("0.0312") if back else None,
    )


def batch(
    number: int, run: int, kind: tuple[str, str], state: BatchState, *, ago: int
) -> BatchView:
    """A batch of three, created `ago` minutes ago."""
    outcome = Outcome.FILED if state is BatchState.COLLECTED else Outcome.OPEN
    requests = [request(ReportKey(17, n, kind[0]), outcome) for n in (1, 2, 3)]
    if state is BatchState.COLLECTED:
        cut = "cut off at 4,000 tokens; a retry would allow 8,000"
        requests[2] = request(ReportKey(17, 3, kind[0]), Outcome.HELD, cut)
    over = state is BatchState.COLLECTED
    return BatchView(
        number,
        run,
        1,
        *kind,
        batch_id=f"msgbatch_{number:02}",
        endpoint="Anthropic",
        pretend=False,
        state=state,
        note="",
        created_at=NOW - timedelta(minutes=ago),
        ended_at=NOW - timedelta(minutes=ago - 9) if over else None,
        expires_at=NOW + timedelta(hours=24) - timedelta(minutes=ago),
        next_poll=None if over else NOW + timedelta(seconds=61),
        usual=timedelta(minutes=40),
        estimated=money("0.08", "0.10", "0.14"),
        actual_usd=Decimal("0.0936") if over else None,
        requests=tuple(requests),
    )


def runs() -> tuple[RunView, ...]:
    """One under way in its second wave, one finished."""
    under_way = RunView(
        3,
        Via.BATCH,
        "TEG 17, full pipeline",
        NOW - timedelta(minutes=47),
        None,
        2,
        2,
        "",
        6,
        2,
        1,
        0,
        money("0.17", "0.21", "0.29"),
        Decimal("0.0936"),
        False,
        (
            batch(5, 3, ("round_notes", "Round notes"), BatchState.COLLECTED, ago=47),
            batch(6, 3, ("round_report", "Round reports"), BatchState.IN_PROGRESS, ago=12),
        ),
    )
    finished = replace(
        under_way,
        number=2,
        title="TEG 16, full pipeline",
        started_at=NOW - timedelta(days=2),
        finished_at=NOW - timedelta(days=2, hours=-1),
        filed=11,
        held=0,
        reports=11,
        actual_usd=Decimal("0.4021"),
        batches=(batch(3, 2, ("round_notes", "Round notes"), BatchState.COLLECTED, ago=2900),),
    )
    return (under_way, finished)


TEXT = """# TEG 16: Calder holds on

**The Warren • 11 October 2024 • Round 3 of 4**

### Round summary

Ines Calder began the day four points behind and ended it two ahead. Her 39 points were the
best of the tour's week, and she never needed a putt longer than six feet.

- **Trophy:** Calder 108, Oakes 106, Farrow 97
- **Jacket:** Oakes +41, Calder +44, Farrow +60

> The wind got up at the turn, and with it the scores.

### How it unfolded

Tom Oakes took the lead at the 4th with a birdie and kept it for nine holes. At the 13th he
found the burn twice and wrote down an eight; Calder made a four and was ahead for good.

### Player by player

Calder played the last six in 14 points. Oakes had five blow-ups, three of them on the back
nine. Farrow finished with three pars and called it progress.
"""


def account(requests: int, usd: str, *, batch: bool = True, more: Account | None = None) -> Account:
    """So many requests of that cost, which had been estimated at a little less."""
    cost = Decimal(usd)
    return Account(
        requests=requests,
        input_tokens=requests * 10_400,
        output_tokens=requests * 2050,
        usd=cost,
        standard_usd=cost * 2 if batch else cost,
        estimated_usd=cost * Decimal("0.95"),
        foreseen_usd=cost,
    ) + (more or Account())


FLYING = Account(in_flight=8, in_flight_usd=Decimal("0.26"))
LOST = Account(in_doubt=1, in_doubt_usd=Decimal("0.07"))


def statement(by: By) -> Statement:
    """An autumn's work: mostly by batch, one evening in real time, one answer lost."""
    grouped: dict[By, tuple[Line, ...]] = {
        By.MONTH: (
            Line("2026-11", "November 2026", account(62, "1.8312", more=FLYING)),
            Line("2026-10", "October 2026", account(14, "0.8804", batch=False, more=LOST)),
            Line("2026-09", "September 2026", account(5, "0.1312")),
        ),
        By.KIND: (
            Line("round_report", "Round report", account(40, "1.5014", more=FLYING)),
            Line("main_report", "Main report", account(14, "0.8804", batch=False, more=LOST)),
            Line("round_notes", "Round notes", account(27, "0.4610")),
        ),
        By.RUN: (
            Line("3", "TEG 17, full pipeline", account(67, "1.9624", more=FLYING)),
            Line("2", "TEG 16, main report", account(14, "0.8804", batch=False, more=LOST)),
        ),
    }
    total = sum((line.account for line in grouped[By.MONTH]), Account())
    grouped[By.MODEL] = (Line("claude-sonnet-5-5", "claude-sonnet-5-5", total),)
    return Statement(by, grouped[by])


NOTHING_HAPPENED = Morning(NOW - timedelta(hours=9), NOW, (), (), 0, (), Decimal(0), Decimal(0), ())


UPSTREAM = Upstream(
    branch="refs/heads/main",
    name="origin/main",
    tracking="refs/remotes/origin/main",
    remote="origin",
    ref="refs/heads/main",
    ahead=2,
    behind=0,
    subjects=("Publish TEG 17: Main report, Brief summary", "Main report: TEG 17"),
)


def publish_file(
    kind: str = "main_report", stands: Publication = Publication.NOT_YET, stale: str = ""
) -> PublishFile:
    """A tournament's report to be published."""
    name = f"teg_17_{kind}.md"
    title = dict(TEG_KINDS)[kind]
    draft, copy = f"data/commentary/drafts/{name}", f"data/commentary/{name}"
    return PublishFile(ReportKey(17, None, kind), title, draft, copy, "a" * 40, stands, stale)


TO_PUBLISH = PublishQuote(
    files=(publish_file(), publish_file("brief_summary", Publication.OUTDATED)),
    current=0,
    uncommitted=(),
    left_out=(),
    commits=True,
    commit_trouble="",
    push=Push.ASK,
    upstream=replace(UPSTREAM, ahead=1, subjects=UPSTREAM.subjects[1:]),
)


MODELS = ModelList(
    (
        Model(
            "claude-haiku-5-5",
            "Claude Haiku 5.5",
            Rates(Decimal("0.1"), Decimal("0.5"), Decimal("0.05"), Decimal("0.25")),
            1_000_000,
            128_000,
            True,
            "active",
        ),
        Model("claude-sonnet-5-5", "Claude Sonnet 5.5", RATES, 1_000_000, 128_000, True, "active"),
        Model("claude-fable-9", "Claude Fable 9", None, None, None, False, "active"),
        Model(
            "claude-sonnet-4-5-20250929",
            "Claude Sonnet 4.5",
            RATES,
            200_000,
            64_000,
            True,
            "deprecated",
            datetime(2026, 11, 30, tzinfo=UTC),
        ),
    ),
    "claude-sonnet-5-5",
    "As Anthropic lists them now.",
)


def refresh_file(commits: bool = True) -> RefreshFile:
    """A round's report in which one score has been corrected."""
    before = "# TEG 17, Round 4\n\n**Trophy:** WS 166 | TM 165\n\nTella won with 165.\n"
    return RefreshFile(
        ReportKey(17, 4, "round_report"),
        "Round report",
        "data/commentary/round_reports/TEG17_R4_report.md",
        "a" * 40,
        before,
        before.replace("WS 166 | TM 165", "TM 167 | WS 166"),
        (3,),
        commits,
    )


TO_REFRESH = RefreshQuote(
    read=4,
    files=(refresh_file(),),
    false=(
        FalseSentence(
            ReportKey(17, 4, "round_report"),
            "data/commentary/round_reports/TEG17_R4_report.md",
            Claim(5, 15, "Tella won with 165.", Kind.TOTAL, Verdict.FALSE, "165", "167"),
        ),
    ),
    scores=(ScoreChange(17, 4, 9, "TM", "score", 7, 5),),
    prizes=(
        PrizeCheck(17, "Trophy", ("Wystan Strobbard",), ("Tella Mair",)),
        PrizeCheck(17, "Jacket", ("Tella Mair",), ("Tella Mair",)),
    ),
    left_out=(),
    stale=("data/commentary/round_reports/TEG17_R4_report.md",),
)


FINDINGS = (
    doctor.Finding("key", doctor.Verdict.FINE, "there is one, and it is taken"),
    doctor.Finding("git", doctor.Verdict.ADVICE, "git does not know who you are", "Set user.name"),
)


class SpecimenDoor:
    """Answers from memory; remembers what it was asked to do."""

    def __init__(self, texts: Mapping[ReportKey, str] | None = None) -> None:
        self.texts = dict(texts or {})
        self.claims: dict[ReportKey, tuple[Claim, ...]] = {}
        self.differences: dict[ReportKey, Difference] = {}
        self.done: list[tuple[str, object]] = []
        self.statements = {by: statement(by) for by in By}
        self.shown = catalogue()
        self.counted = 0
        self.to_refresh = TO_REFRESH
        self.refreshed = RefreshResult((), (), (), (), "6" * 40, "")
        self.to_publish = TO_PUBLISH
        self.published = PublishResult((), (), (), "5" * 40, "", UPSTREAM)
        self.push_trouble = ""
        self.fresh: Morning | None = None
        """What has happened since the last look."""
        self.told = NOTHING_HAPPENED
        """What was told at the last look."""
        self.tell: Callable[[Event], None] = lambda event: None

    def open(self, tell: Callable[[Event], None]) -> None:
        self.tell = tell
        tell(CatalogueChanged(self.shown))
        tell(StatusChanged(STATUS))
        tell(RunsChanged(runs()))

    async def keys(self) -> Mapping[str, str]:
        return {}

    async def examine(self) -> tuple[doctor.Finding, ...]:
        return FINDINGS

    async def close(self) -> None:
        self.done.append(("close", None))

    async def quote(self, selection: Selection, via: Via) -> Quote:
        return quote(selection)

    async def start(self, selection: Selection, via: Via) -> RunView:
        self.done.append(("start", (selection, via)))
        return runs()[0]

    async def cancel(self, run: int) -> None:
        self.done.append(("cancel", run))

    async def retry_quote(self, run: int, via: Via) -> Quote:
        return quote(Selection(frozenset({CellKey(17, 3)})))

    async def retry(self, run: int, via: Via) -> RunView:
        self.done.append(("retry", run))
        return runs()[0]

    async def count(self, selection: Selection) -> Counts:
        """Two more at every call; half of them can be counted."""
        reports = quote(selection).estimate.requests
        countable = -(-reports // 2)
        self.counted = min(self.counted + 2, countable)
        return Counts(reports, countable, self.counted, 0.0)

    async def models(self) -> ModelList:
        return MODELS

    async def choose_model(self, name: str) -> None:
        self.done.append(("model", name))

    async def read(self, key: ReportKey) -> ReportText:
        found = self.shown.reports.get(key)
        if found is None:
            raise TegError("There is no such report")
        there = found.state not in (State.MISSING, State.FAILED, State.IN_FLIGHT)
        text = self.texts.get(key, TEXT if there else "")
        return ReportText(found, text, found.state is H, self.claims.get(key, ()))

    async def accept(self, key: ReportKey, claim: Claim, reason: str) -> str:
        self.done.append(("accept", (key, claim, reason)))
        return "It stands."

    async def put_right(self, key: ReportKey, claim: Claim) -> str:
        self.done.append(("put_right", (key, claim)))
        lines = self.texts[key].split("\n")
        line = lines[claim.line - 1]
        after = line[claim.column + len(claim.said) :]
        lines[claim.line - 1] = line[: claim.column] + claim.expected + after
        self.texts[key] = "\n".join(lines)
        right = replace(claim, verdict=Verdict.TRUE, said=claim.expected)
        self.claims[key] = tuple(right if its == claim else its for its in self.claims[key])
        return f"{claim.said} is {claim.expected} now."

    async def correction_quote(self, key: ReportKey) -> CorrectionQuote:
        if key not in self.claims:
            raise TegError("There is no text here yet")
        return CorrectionQuote(1, money("0.01", "0.02", "0.04"), pretend=False, standing=True)

    async def correct(self, key: ReportKey) -> RunView:
        self.done.append(("correct", key))
        return runs()[0]

    async def file_held(self, key: ReportKey) -> str:
        self.done.append(("file_held", key))
        return "Filed."

    async def begin_edit(self, key: ReportKey) -> Path:
        raise TegError(f"There is no text of {key.kind} here yet")

    async def end_edit(self, key: ReportKey) -> str:
        raise TegError(f"There is no text of {key.kind} here yet")

    async def difference(self, key: ReportKey) -> Difference:
        found = self.differences.get(key)
        if found is None:
            raise TegError("Git knows no version before this one")
        return found

    async def put_back(self, shown: Difference) -> str:
        self.done.append(("put_back", shown))
        return "The version before is back."

    async def news(self) -> Morning | None:
        return self.fresh

    async def morning(self) -> Morning:
        return self.fresh or self.told

    async def looked(self, seen: Morning) -> None:
        self.done.append(("looked", seen.until))
        self.told, self.fresh = seen, None

    async def left(self) -> None:
        self.done.append(("left", None))

    async def refresh_quote(
        self, cells: frozenset[CellKey], kinds: frozenset[str] | None
    ) -> RefreshQuote:
        self.done.append(("refresh_quote", (cells, kinds)))
        return self.to_refresh

    async def refresh(self, quote: RefreshQuote) -> RefreshResult:
        self.done.append(("refresh", quote.files))
        return replace(self.refreshed, renewed=quote.files)

    async def publish_quote(
        self, cells: frozenset[CellKey], kinds: frozenset[str] | None
    ) -> PublishQuote:
        self.done.append(("publish_quote", (cells, kinds)))
        return self.to_publish

    async def publish(self, quote: PublishQuote) -> PublishResult:
        self.done.append(("publish", quote.files))
        return replace(self.published, copied=quote.files)

    async def push(self) -> int:
        self.done.append(("push", None))
        if self.push_trouble:
            raise StoreError(self.push_trouble)
        return 2

    async def costs(self, by: By) -> Statement:
        return self.statements.get(by, Statement(by, ()))


def false_report(key: ReportKey, title: str, count: int, file_state: State = P) -> ReportStatus:
    """A report with so many false figures."""
    made = status(key, title, file_state)
    return replace(made, state=State.FALSE, file_state=file_state, false_claims=count)


def with_report(shown: Catalogue, report: ReportStatus) -> Catalogue:
    """The catalogue with one report in another state."""

    def changed(cell: Cell) -> Cell:
        reports = tuple(report if one.key == report.key else one for one in cell.reports)
        if reports == cell.reports:
            return cell
        return replace(cell, reports=reports, state=max(one.state for one in reports))

    rows = (
        replace(row, rounds=tuple(map(changed, row.rounds)), tournament=changed(row.tournament))
        for row in shown.rows
    )
    return replace(shown, rows=tuple(rows))
