"""`rounds` and `tournaments`: what is understood, refused, and left untouched."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from canary import KEY
from online import online_tour
from traces import books, books_at

from teg_tui.commands.carrying_out import consent
from teg_tui.costs.advice import Advice, Via
from teg_tui.costs.estimate import Estimate, Money, Span
from teg_tui.demo import workspace_in
from teg_tui.reports.key import ReportKey
from teg_tui.reports.plan import Plan, Selection
from teg_tui.service.views import Quote, Status
from teg_tui.simulator.server import running
from teg_tui.workspace import shipped

Command = Callable[..., Any]
DRY = "Nothing was sent and nothing was touched"


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration in which nothing was ever done; and no simulator."""
    return workspace_in(tmp_path_factory.mktemp("untouched") / "tour").root


@pytest.fixture
def dry(
    teg_tui: Command, tour: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Any]]:
    """Tries a line with --dry-run: the workspace is the same afterwards, nobody was called."""

    def called(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", called)
    before = listing(tour)
    yield lambda line: teg_tui("-C", tour, *line.split(), "--dry-run")
    assert listing(tour) == before


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder, with when it changed and how large it is."""
    seen = {str(path): path.lstat() for path in (folder, *folder.rglob("*"))}
    return {name: (its.st_mtime_ns, its.st_size) for name, its in seen.items()}


class TestADryRun:
    def test_of_rounds_shows_waves_cost_and_files(self, dry: Callable[[str], Any]) -> None:
        said = dry("rounds --teg 16-17 --round 1-4 --use-batch")
        assert (said.code, DRY in said.out) == (0, True)
        assert "Wave 1 of 2: Story notes (8)\nWave 2 of 2: Round report (8)\n" in said.out
        assert re.search(r"batch +\$\d", said.out)
        assert "  data/commentary/round_reports/TEG17_R4_report.md\n" in said.out
        assert said.out.count("_story_notes.md") == said.out.count("_report.md") == 8

    def test_knows_what_the_ledger_knows(
        self, teg_tui: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = workspace_in(tmp_path / "tour").root
        assert teg_tui("-C", root, "batches").code == 0
        before = listing(root)
        assert teg_tui("-C", root, "rounds", 17, 1, "--dry-run", "--use-batch").code == 0
        assert listing(root) == before

    @pytest.mark.parametrize(
        ("line", "wave"),
        [
            ("rounds 17 2", "Wave 2 of 2: Round report (1)"),
            ("rounds --teg 17", "Wave 2 of 2: Round report (4)"),
            ("rounds --teg 18", "Wave 2 of 2: Round report (2)"),
            ("rounds --teg 17 --round 4 --story-notes-only", "Wave 1 of 1: Story notes (1)"),
            ("rounds --teg 17 --round 4 --reports-only --force", "Wave 1 of 1: Round report (1)"),
            ("tournaments 17", "Wave 2 of 2: Tournament notes (1)"),
            ("tournaments 17 --partial 3", "Wave 2 of 2: Partial notes (1)"),
            ("tournaments 18 --partial 2 --use-batch", "Wave 2 of 2: Partial notes (1)"),
            ("tournaments --range 17 15", "Wave 2 of 2: Tournament notes (3)"),
            ("tournaments 17 --full-pipeline", "Wave 3 of 3: Brief summary (1), Main report (1)"),
            (
                "tournaments 17 --full-pipeline --include-satire --batch-reports",
                "Wave 3 of 3: Brief summary (1), Main report (1), Satire (1)",
            ),
        ],
    )
    def test_says_what_a_line_means(self, dry: Callable[[str], Any], line: str, wave: str) -> None:
        said = dry(line)
        assert (said.code, said.err) == (0, "")
        assert f"{wave}\n" in said.out
        assert said.out.count(".md\n") == sum(map(int, re.findall(r"\((\d+)\)", waves(said.out))))

    @pytest.mark.parametrize(
        ("line", "missing"),
        [
            ("rounds 16 2-3 --reports-only", "Story notes of 16 R2, 16 R3"),
            ("tournaments 16 --generate-reports", "Tournament notes of 16"),
            ("tournaments --range 15 16 --main-report-only", "Tournament notes of 15, 16"),
            ("tournaments 16 --satirical-only", "Tournament notes of 16"),
        ],
    )
    def test_missing_notes_are_named(
        self, dry: Callable[[str], Any], line: str, missing: str
    ) -> None:
        said = dry(line)
        assert (said.code, said.out) == (2, "")
        assert f"{missing}. Write the story notes " in said.err

    @pytest.mark.parametrize(
        ("line", "left_out"),
        [
            ("rounds --teg 99", "99: there is no such tournament"),
            ("rounds --teg 17,99", "99: there is no such tournament"),
            ("tournaments 99", "99: there is no such tournament"),
        ],
    )
    def test_a_tournament_that_is_not_there_is_named(
        self, dry: Callable[[str], Any], line: str, left_out: str
    ) -> None:
        said = dry(line)
        assert said.code == (0 if "17" in line else 2)
        assert f"left out: {left_out}" in said.err

    def test_is_a_plan_for_a_program(self, dry: Callable[[str], Any]) -> None:
        said = dry("rounds 17 3-4 --use-batch --json")
        assert said.code == 0
        assert DRY in said.err
        plan = said.json
        assert plan["via"] == "batch"
        assert [[(each["round"], each["kind"]) for each in wave] for wave in plan["waves"]] == [
            [(3, "round_notes"), (4, "round_notes")],
            [(3, "round_report"), (4, "round_report")],
        ]
        first, last = plan["waves"][0]
        assert first["file"] == "data/commentary/round_reports/TEG17_R3_story_notes.md"
        assert (first["replaces"], last["replaces"]) == (None, "unknown_origin")
        assert plan["estimate"]["requests"] == 4
        assert (plan["waits_for"], plan["skipped"], plan["consent"]) == ([], [], None)

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("tournaments 17 --partial 4", "round 4 is the last.*Leave out --partial"),
            ("tournaments 17 --partial 7", "there is no such round"),
            ("tournaments 18 --partial 3", "not played yet"),
        ],
    )
    def test_a_round_that_tells_nothing_partial_is_refused(
        self, dry: Callable[[str], Any], line: str, reason: str
    ) -> None:
        said = dry(line)
        assert (said.code, said.out) == (2, "")
        assert re.search(reason, said.err)


def waves(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.startswith("Wave "))


@pytest.mark.parametrize(
    "line",
    [
        "rounds",
        "rounds --round 2",
        "rounds 17 2 3",
        "rounds 17 --teg 16",
        "rounds seventeen",
        "rounds --teg 17 --story-notes-only --reports-only",
        "rounds 99 1 --use-batch",
        "tournaments",
        "tournaments 17 --range 16 17",
        "tournaments 17 --full-pipeline --main-report-only",
        "tournaments 17 --generate-reports --full-pipeline",
        "tournaments 17 --include-satire",
        "tournaments 17 --partial 2 --full-pipeline",
        "tournaments 17 --partial 0",
        "tournaments 17 --pause-between -1",
    ],
)
def test_what_can_not_be_meant_is_said(teg_tui: Command, tour: Path, line: str) -> None:
    said = teg_tui("-C", tour, *line.split(), "--dry-run")
    assert (said.code, said.out) == (2, "")
    assert said.err


class TestConsent:
    """Real money, above budget.confirm_above of $5."""

    STATUS = Status(
        endpoint="",
        pretend=False,
        has_key=True,
        model="claude-sonnet-5-5",
        spent_this_month=Decimal(0),
        monthly_cap=None,
        confirm_above=Decimal(5),
        holder=False,
        trouble="",
    )

    def quote(self, reports: int, standard: str) -> Quote:
        money = Money(*[Decimal(standard)] * 3)
        half = Money(*[Decimal(standard) / 2] * 3)
        keys = tuple(ReportKey(17, n + 1, "round_notes") for n in range(reports))
        tokens = Span(1, 1, 1)
        return Quote(
            Plan(Selection(frozenset()), (keys,)),
            Estimate(reports, "m", tokens, tokens, money, half, None, guess=False),
            Advice(Via.BATCH, "", "", ""),
            refusal="",
            ask="",
            writes=(),
        )

    @pytest.mark.parametrize(
        ("reports", "standard", "via", "asked"),
        [
            (64, "9.99", Via.BATCH, ""),
            (64, "10.02", Via.BATCH, "$5.01, more than $5.00"),
            (2, "5.01", Via.REALTIME, "$5.01, more than $5.00"),
            (10, "1", Via.REALTIME, ""),
            (11, "1", Via.REALTIME, "by batch (--use-batch) about $0.50"),
        ],
    )
    def test_is_asked_for_above_the_threshold_and_before_a_bulk_job_at_full_price(
        self, reports: int, standard: str, via: Via, asked: str
    ) -> None:
        question = consent(self.quote(reports, standard), self.STATUS, via)
        assert bool(question) is bool(asked)
        assert asked in question


class TestSending:
    """In a workspace of its own, with a simulator that goes on from line to line."""

    @pytest.fixture
    def sent(
        self, teg_tui: Command, tmp_path: Path
    ) -> Iterator[Callable[..., Callable[[str], Any]]]:
        """Makes the workspace; its lines run against a simulator with these faults."""
        with ExitStack() as stack:

            def start(**how: Any) -> Callable[[str], Any]:
                simulator = stack.enter_context(running(**how))
                root = online_tour(tmp_path / "tour", simulator.url)
                return lambda line: teg_tui("-C", root, *line.split())

            yield start

    def cut_story_notes(self, root: Path) -> None:
        """Have every story note cut short, so that it is held."""
        prompt = (shipped("prompts") / "round_notes.md").read_text(encoding="utf-8")
        (root / "prompts").mkdir()
        cut = re.sub(r"max_tokens = \d+", "max_tokens = 40", prompt)
        (root / "prompts" / "round_notes.md").write_text(cut, encoding="utf-8")

    def test_what_is_held_is_told_with_its_reason_and_ends_with_1(
        self, sent: Callable[..., Any], tmp_path: Path
    ) -> None:
        teg = sent()
        self.cut_story_notes(tmp_path / "tour")
        said = teg("rounds 16 2 --use-batch")
        assert said.code == 1
        assert "0 reports written, 1 held, 1 failed" in said.out
        assert re.search(r"held: \S+TEG16_R2_story_notes.md \(.*cut off.*\)", said.out)
        assert re.search(r"failed: \S+TEG16_R2_report.md \(.*written from.*\)", said.out)
        assert "teg-tui retry 1" in said.out

    def test_corrections_are_waited_for_and_what_stays_false_ends_with_1(
        self, sent: Callable[..., Any]
    ) -> None:
        said = sent(lies=1.0)("rounds 16 2 --use-batch")
        assert said.code == 1
        first, _, corrections = said.out.partition("Correction of run 1:\n")
        assert "1 report written, 1 held, 0 failed" in first
        assert "false figures: line" in first
        assert "teg-tui retry" not in first
        assert "Second correction of run 1:\n" in corrections
        assert "after 2 corrections" in corrections
        assert corrections.endswith("teg-tui retry 3\n")

    def test_what_a_correction_puts_right_ends_well(self, sent: Callable[..., Any]) -> None:
        def honest_in_the_end(app: Any, account: Any) -> Any:
            """Notes and report are full of lies, the correction has none."""

            async def middle(scope: Any, receive: Any, send: Any) -> None:
                if account.books.calls["POST /v1/messages"] == 2:
                    account.lie(0.0)
                await app(scope, receive, send)

            return middle

        done = sent(lies=1.0, wrap=honest_in_the_end)("rounds 16 2 --json")
        assert done.code == 0
        runs = done.json["runs"]
        assert [(run["corrects"], run["filed"], run["held"]) for run in runs] == [
            (None, 1, 1),
            (1, 1, 0),
        ]

    def test_a_program_is_told_of_every_report(
        self, sent: Callable[..., Any], tmp_path: Path
    ) -> None:
        teg = sent()
        done = teg("rounds 16 2 --story-notes-only --json")
        assert (done.code, "1 of 1 reports written" in done.err) == (0, True)
        [run] = done.json["runs"]
        assert (run["via"], run["filed"], run["held"], run["failed"]) == ("realtime", 1, 0, 0)
        assert run["reports"] == [
            {
                "teg": 16,
                "round": 2,
                "kind": "round_notes",
                "file": "data/commentary/round_reports/TEG16_R2_story_notes.md",
                "outcome": "filed",
                "reason": None,
            }
        ]
        assert run["usd"]["actual"] > 0
        assert teg("rounds 16 2 --story-notes-only --skip-fresh --json").json == {"runs": []}

        self.cut_story_notes(tmp_path / "tour")
        cut = teg("rounds 16 3 --use-batch --json")
        outcomes = [
            (each["outcome"], bool(each["reason"])) for each in cut.json["runs"][0]["reports"]
        ]
        assert (cut.code, outcomes) == (1, [("held", True), ("failed", True)])
        again = teg("retry --yes --json")
        [batch] = again.json["runs"][0]["batches"]
        assert (again.code, batch["state"], batch["held"]) == (1, "collected", 1)
        fetched = teg(f"retrieve {batch['id']} --json")
        assert (fetched.code, fetched.json["runs"][0]["held"]) == (1, 1)

    def test_a_program_that_cancels_is_told_of_the_run(self, sent: Callable[..., Any]) -> None:
        teg = sent(pace=60)
        begun = teg("rounds 16 2 --submit-only --json").json["runs"][0]
        assert [each["outcome"] for each in begun["reports"]] == ["open", "open"]
        stopped = teg(f"cancel {begun['number']} --json").json["runs"][0]
        assert stopped["number"] == begun["number"]
        assert stopped["batches"][0]["state"] == "canceling"

    def test_nothing_is_sent_where_notes_are_missing_and_nobody_is_there(
        self, sent: Callable[..., Any], tmp_path: Path
    ) -> None:
        teg = sent()
        for line in ("rounds 16 2-3 --reports-only --use-batch", "rounds 16 2-3 --reports-only"):
            refused = teg(line)
            assert (refused.code, refused.out) == (2, "")
            assert "Story notes of 16 R2, 16 R3" in refused.err
        assert books(tmp_path / "tour")["batches"] + books(tmp_path / "tour")["messages"] == []

    def test_real_time_says_what_batch_would_have_cost(self, sent: Callable[..., Any]) -> None:
        said = sent()("rounds --teg 15-16 --round 2 --story-notes-only")
        assert (said.code, "2 reports written" in said.out) == (0, True)
        assert re.search(r"It would have cost \$0\.\d\d.*\nBy batch \(--use-batch\): ", said.out)

    def test_the_first_error_stops_the_tournaments_after_it(
        self, sent: Callable[..., Any], tmp_path: Path
    ) -> None:
        teg = sent()
        self.cut_story_notes(tmp_path / "tour")
        line = "rounds --teg 15-16 --round 1 --story-notes-only --pause-between 0.01"
        stopped = teg(f"{line} --stop-on-error")
        assert (stopped.code, stopped.out.count("1 held, 0 failed")) == (1, 1)
        both = teg(line)
        assert (both.code, both.out.count("1 held, 0 failed")) == (1, 2)

    def test_the_first_error_stops_the_waves_after_it(
        self, sent: Callable[..., Any], tmp_path: Path
    ) -> None:
        teg = sent(faults=["messages-500=1"], pace=3)
        stopped = teg("rounds --teg 15 --round 1-3 --stop-on-error")
        assert (stopped.code, "may have been billed" in stopped.out) == (4, True)
        assert not re.search(r"filed: \S+_report.md", stopped.out)

    def test_an_answer_that_was_lost_ends_with_4_and_is_not_paid_twice(
        self, sent: Callable[..., Any], tmp_path: Path
    ) -> None:
        teg = sent(faults=["drop-after-create=1"], list_delay=3600)
        said = teg("rounds 16 2 --story-notes-only --submit-only")
        assert said.code == 4
        assert "no clear answer" in said.err
        assert teg("watch --once").code == 4
        assert len(books(tmp_path / "tour")["batches"]) == 1

    def test_real_money_above_the_threshold_is_refused_with_3_unless_agreed_to(
        self, sent: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        teg = sent()
        config = tmp_path / "tour" / "teg.toml"
        text = config.read_text(encoding="utf-8")
        url = re.findall(r'base_url = "(.*)"', text)[0]
        real = re.sub(r"base_url = .*\n", "", text) + "\n[budget]\nconfirm_above = 0\n"
        config.write_text(real, encoding="utf-8")
        monkeypatch.setenv("ANTHROPIC_BASE_URL", url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        for line in ("rounds 16 2 --use-batch", "rounds 16 2", "tournaments 16"):
            refused = teg(line)
            assert (refused.code, "--yes" in refused.err) == (3, True)
        assert not books_at(url)["batches"] + books_at(url)["messages"]
        assert teg("rounds 16 2 --use-batch --yes").code == 0
        assert len(books_at(url)["batches"]) == 2
