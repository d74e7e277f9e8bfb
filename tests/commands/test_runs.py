"""How runs and batches are told: to programs, to people, to the shell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import specimens

from teg_tui.commands import explained
from teg_tui.commands.carrying_out import _say_alike
from teg_tui.commands.runs import Watcher, _line, batch_json, exit_code, run_line
from teg_tui.costs.advice import Via
from teg_tui.costs.estimate import Money
from teg_tui.reports.key import ReportKey
from teg_tui.service import explaining
from teg_tui.service.reasons import EXPIRED
from teg_tui.service.views import (
    BatchState,
    BatchView,
    Notice,
    Outcome,
    RequestView,
    RunsChanged,
    RunView,
    Severity,
    StatusChanged,
)

BEGAN = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def request(rnd: int, outcome: Outcome) -> RequestView:
    key = ReportKey(17, rnd, "round_notes")
    return RequestView(key, f"TEG17_R{rnd}_story_notes-x", outcome, "", 100, 50, Decimal("0.01"))


BATCH = BatchView(
    number=3,
    run=2,
    wave=1,
    kind="round_notes",
    kind_title="Story notes",
    batch_id="msgbatch_1",
    endpoint="Anthropic",
    pretend=False,
    state=BatchState.COLLECTED,
    note="",
    created_at=BEGAN,
    ended_at=BEGAN.replace(minute=6),
    expires_at=None,
    next_poll=None,
    usual=None,
    estimated=Money(Decimal("0.3"), Decimal("0.41"), Decimal("0.5")),
    actual_usd=Decimal("0.39"),
    requests=(request(1, Outcome.FILED), request(2, Outcome.HELD), request(3, Outcome.FAILED)),
)
RUN = RunView(
    number=2,
    via=Via.BATCH,
    title="TEG 17, full pipeline",
    started_at=BEGAN,
    finished_at=None,
    waves=2,
    wave=1,
    waiting="",
    reports=8,
    filed=1,
    held=0,
    failed=0,
    estimated=None,
    actual_usd=None,
    pretend=False,
    batches=(BATCH,),
)


def test_a_batchs_public_shape() -> None:
    assert batch_json(BATCH) == {
        "number": 3,
        "run": 2,
        "wave": 1,
        "kind": "round_notes",
        "id": "msgbatch_1",
        "endpoint": "Anthropic",
        "pretend": False,
        "state": "collected",
        "note": "",
        "created_at": "2026-11-22T14:00:00+00:00",
        "ended_at": "2026-11-22T14:06:00+00:00",
        "expires_at": None,
        "requests": 3,
        "filed": 1,
        "held": 1,
        "failed": 1,
        "usd": {"estimated": 0.41, "actual": 0.39},
    }


def test_money_that_is_not_known_is_null() -> None:
    unknown = replace(BATCH, estimated=None, actual_usd=None)
    assert batch_json(unknown)["usd"] == {"estimated": None, "actual": None}


def test_the_exit_code_tells_the_worst_first() -> None:
    uncertain = replace(RUN, batches=(replace(BATCH, state=BatchState.UNCERTAIN),))
    assert exit_code([RUN]) == 0
    assert exit_code([RUN, replace(RUN, held=1)]) == 1
    assert exit_code([replace(RUN, failed=1)]) == 1
    assert exit_code([replace(RUN, failed=1), uncertain]) == 4


def test_an_open_run_is_told_with_its_wave_and_batches() -> None:
    told = run_line(replace(RUN, held=2, batches=(replace(BATCH, state=BatchState.IN_PROGRESS),)))
    assert told == (
        "run 2 (TEG 17, full pipeline): 1 of 8 reports written, 2 held, wave 1 of 2,"
        " Story notes in progress"
    )


def test_a_finished_run_is_told_without_them() -> None:
    done = replace(RUN, finished_at=BEGAN, filed=8)
    assert run_line(done) == "run 2 (TEG 17, full pipeline): 8 of 8 reports written"


def test_a_cost_is_estimated_only_while_something_is_to_come() -> None:
    unbilled = replace(BATCH, actual_usd=None)
    assert "~$0.41" not in _line(unbilled)
    coming = replace(unbilled, requests=(request(1, Outcome.OPEN),))
    assert "~$0.41" in _line(coming)


def test_what_keeps_a_batch_is_told_with_it() -> None:
    kept = replace(BATCH, state=BatchState.PREPARED, note="can't reach Anthropic")
    told = run_line(replace(RUN, batches=(kept,)))
    assert told.endswith("Story notes prepared (can't reach Anthropic)")


def test_a_watcher_hears_what_matters() -> None:
    (warning,) = Watcher().lines(Notice("no network", Severity.WARNING))
    assert warning.endswith(" warning: no network")
    (plain,) = Watcher(lambda: BEGAN).lines(Notice("filed"))
    assert plain == f"{BEGAN.astimezone():%H:%M:%S} filed"


def test_a_watcher_is_told_nothing_twice() -> None:
    watcher = Watcher()
    assert len(list(watcher.lines(RunsChanged((RUN,))))) == 1
    sent = replace(BATCH, state=BatchState.IN_PROGRESS, next_poll=BEGAN)
    polled = replace(RUN, batches=(sent,))
    assert len(list(watcher.lines(RunsChanged((polled,))))) == 1
    later = replace(polled, batches=(replace(polled.batches[0], next_poll=BEGAN.replace(hour=15)),))
    assert not list(watcher.lines(RunsChanged((later,))))
    assert not list(watcher.lines(RunsChanged((replace(later, finished_at=BEGAN),))))


def test_a_watcher_hears_when_nobody_answers_and_when_somebody_does_again() -> None:
    def status(trouble: str) -> StatusChanged:
        return StatusChanged(replace(specimens.STATUS, trouble=trouble))

    watcher = Watcher()
    troubles = ("", "can't reach it; next try 03:10", "can't reach it; next try 03:20", "", "")
    told = [line[9:] for trouble in troubles for line in watcher.lines(status(trouble))]
    assert told == ["can't reach it; next try 03:10", "all is well again"]


def test_a_reason_that_many_reports_have_in_common_is_told_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _say_alike("failed", "the key is refused", ["a.md", "b.md"])
    _say_alike("failed", "expired", ["c.md"])
    _say_alike("filed", "", ["d.md", "e.md"])
    assert capsys.readouterr().out.splitlines() == [
        "failed: 2 reports (the key is refused):",
        "  a.md",
        "  b.md",
        "failed: c.md (expired)",
        "filed: d.md",
        "filed: e.md",
    ]


def test_what_only_the_app_can_do_is_said_to_be_done_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    held = replace(request(3, Outcome.HELD), reason="1 false figure: line 2 says 4, right is 5")
    run = replace(RUN, batches=(replace(BATCH, requests=(held,)),))
    explained.say(explaining.troubles([run], BEGAN), [run])
    said = " ".join(capsys.readouterr().out.split())
    assert "put right what is false (=), then file it (F) (in the app)" in said


def test_what_is_not_settled_is_explained_with_the_reports_and_the_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    late = replace(request(3, Outcome.FAILED), reason=EXPIRED)
    run = replace(RUN, batches=(replace(BATCH, requests=(request(1, Outcome.FILED), late)),))
    unsettled = explaining.troubles([run], BEGAN)
    explained.say(unsettled, [run])
    said = capsys.readouterr().out
    assert "Run 2 (TEG 17, full pipeline), batch 3 (17 R3): Expired" in said
    assert "  You can  Send again what did not come (teg-tui retry 2)" in said
    (told,) = map(explained.as_json, unsettled)
    assert list(told) == [
        *("run", "batch", "reports", "outcome", "title", "known", "waits_for", "settles"),
        *("settles_at", "actions"),
    ]
    assert told["reports"] == [{"teg": 17, "round": 3, "kind": "round_notes"}]
    assert (told["outcome"], told["settles_at"]) == ("failed", None)
    assert told["actions"] == [
        {"what": "Send again what did not come", "key": "R", "command": "teg-tui retry 2"}
    ]
