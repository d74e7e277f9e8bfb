"""What comes back is judged: filed, held or failed, and what can be had is never thrown away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from meddling import Meddler, changed, failed

from teg_tui import workspace as workspaces
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import State
from teg_tui.service.views import BatchState, Outcome


def shorten_answers(root: Path, kind: str, tokens: int) -> None:
    """Give the workspace a prompt of its own that allows so many tokens."""
    text = (workspaces.shipped("prompts") / f"{kind}.md").read_text()
    (root / "prompts").mkdir(exist_ok=True)
    changed = re.sub(r"max_tokens = \d+", f"max_tokens = {tokens}", text)
    (root / "prompts" / f"{kind}.md").write_text(changed)


async def test_a_cut_text_is_held_and_a_retry_allows_more(
    house: Any, clock: Any, doing: Any
) -> None:
    shorten_answers(house.root, "round_notes", 60)
    key = ReportKey(3, 1, "round_notes")
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1)))
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.held, run.failed) == (0, 1, 1)
        outcomes = {r.key: r for b in run.batches for r in b.requests}
        assert outcomes[key].outcome is Outcome.HELD
        assert "cut off" in outcomes[key].reason
        assert (await service.catalogue()).reports[key].state is State.HELD
        read = await service.read(key)
        assert read.held
        assert read.text
        assert house.reports() == set()
        quote = await service.retry_quote(run.number)
        assert quote.plan.waves == ((key,), (ReportKey(3, 1, "round_report"),))
        again = await service.retry(run.number)
        await doing.finish(service, clock, again.number)
        (notes, *_) = (await doing.run_of(service, again.number)).batches
        line = json.loads((house.root / sent_file(service, notes)).read_text().splitlines()[0])
        assert line["params"]["max_tokens"] == 120


def sent_file(service: Any, batch: Any) -> str:
    name: str = service.context.batches.get(batch.number).request_file
    return name


async def test_a_refusal_is_held_and_blocks_only_what_needs_it(
    meddled: Any, meddler: Meddler, clock: Any, doing: Any
) -> None:
    meddler.rewrite = lambda rows: [
        changed(row, stop_reason="refusal", content=[]) if b"TEG3_R1_story" in row else row
        for row in rows
    ]
    async with meddled.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2)))
        run = await doing.finish(service, clock, run.number)
    assert (run.filed, run.held, run.failed) == (2, 1, 1)
    assert {Path(name).name for name in meddled.reports()} == {
        "TEG3_R2_story_notes.md",
        "TEG3_R2_report.md",
    }


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ({"type": "expired"}, "expired"),
        ({"type": "surprise"}, "surprise"),
        (
            {
                "type": "errored",
                "error": {
                    "type": "error",
                    "error": {"type": "api_error", "message": "broken\u001b[2J"},
                },
            },
            "api_error: broken [2J",
        ),
        ({"type": "succeeded", "message": {"content": [], "stop_reason": "end_turn"}}, "nothing"),
    ],
)
async def test_a_request_that_failed_says_why_in_words(
    meddled: Any, meddler: Meddler, clock: Any, doing: Any, result: dict[str, Any], words: str
) -> None:
    meddler.rewrite = lambda rows: [failed(row, result) for row in rows]
    async with meddled.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        await service.cancel(run.number)  # the counts tell of a text, which would be waited for
        run = await doing.finish(service, clock, run.number)
    (request,) = run.batches[0].requests
    assert request.outcome is Outcome.FAILED
    assert words in request.reason
    assert request.reason.isprintable()


async def test_results_with_rows_missing_are_asked_for_until_they_are_whole(
    meddled: Any, meddler: Meddler, clock: Any, doing: Any
) -> None:
    meddler.rewrite = lambda rows: rows[:1]
    async with meddled.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.ENDED
        assert "1 of 2 results came" in batch.note
        assert meddled.reports() == set()
        for _ in range(6):
            clock.advance(minutes=11)
            await service.tick()
        assert len(meddled.reports()) == 1
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.ENDED
        meddler.rewrite = lambda rows: rows
        clock.advance(minutes=11)
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 2
    assert len(meddled.books()) == 1


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda rows: [rows[0], rows[0], *rows[1:]],
        lambda rows: [b"\n", *reversed(rows)],
        lambda rows: [*rows, b'{"custom_id": "../../etc/passwd", "result": {"type": "expired"}}\n'],
    ],
)
async def test_odd_rows_do_no_harm(
    meddled: Any,
    meddler: Meddler,
    clock: Any,
    doing: Any,
    rewrite: Callable[[list[bytes]], list[bytes]],
) -> None:
    meddler.rewrite = rewrite
    async with meddled.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 2
    assert len(meddled.reports()) == 2


async def test_a_stream_cut_in_the_middle_of_a_row_is_fetched_again(
    meddled: Any, meddler: Meddler, clock: Any, doing: Any
) -> None:
    meddler.rewrite = lambda rows: [rows[0], rows[1][:40]]
    async with meddled.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.ENDED
        meddler.rewrite = lambda rows: rows
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 2


async def test_no_control_character_of_a_text_reaches_a_file(
    meddled: Any, meddler: Meddler, clock: Any, doing: Any
) -> None:
    nasty = "Fine.\u0000\u001b]0;gotcha\u0007 \ud800 \u202e \u009b31m\r\nNext {{standings}}"
    meddler.rewrite = lambda rows: [
        changed(row, content=[{"type": "text", "text": nasty}]) for row in rows
    ]
    async with meddled.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    text = meddled.file_of("TEG3_R1_story_notes.md").read_text()
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "gotcha" in text


async def test_a_result_that_lies_elsewhere_is_not_followed(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    asked: list[str] = []

    def elsewhere(app: Any, _account: Any) -> Any:
        async def wrapped(scope: Any, receive: Any, send: Any) -> None:
            async def rewrite(message: Any) -> None:
                if message["type"] == "http.response.body":
                    body = message.get("body", b"").replace(b"http://127.", b"http://128.")
                    message = message | {"body": body}
                await send(message)

            asked.append(scope.get("path", ""))
            await app(scope, receive, rewrite)

        return wrapped

    house = make_house(wrap=elsewhere)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        for _ in range(3):
            await service.tick()
            clock.advance(minutes=15)
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert "another address" in batch.note
    assert not any(path.endswith("/results") for path in asked)


async def test_a_report_whose_place_leads_out_of_the_workspace_is_held(
    house: Any, clock: Any, doing: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), (3, 2), mode="notes"))
        link = house.file_of("TEG3_R1_story_notes.md")
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(outside / "victim.md")
        run = await doing.finish(service, clock, run.number)
        assert (run.filed, run.held) == (1, 1)
        assert list(outside.iterdir()) == []
        assert (await service.read(ReportKey(3, 1, "round_notes"))).held


async def test_a_full_disk_loses_nothing_and_stops_nothing_for_good(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=30)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        results = house.root / "data" / "batch_results"
        shelved = [path.rename(house.root / "shelved") for path in [results] if path.exists()]
        results.write_text("something in the way")
        clock.advance(minutes=5)
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.state is BatchState.ENDED
        assert "in the folder's place" in batch.note
        results.unlink()
        for path in shelved:
            path.rename(results)
        run = await doing.finish(service, clock, run.number)
    assert run.filed == 1
    assert len(house.books()) == 1


async def test_what_expires_has_failed_and_can_be_sent_again(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=30 * 3600.0)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        clock.advance(hours=25)
        run = await doing.finish(service, clock, run.number)
        assert run.failed == 1
        assert "expired" in run.batches[0].requests[0].reason
        assert (await service.catalogue()).cells[3, 1].state is State.FAILED
        assert (await service.retry_quote(run.number)).plan.reports == run_keys(run)


def run_keys(run: Any) -> tuple[ReportKey, ...]:
    return tuple(request.key for batch in run.batches for request in batch.requests)


async def test_a_clock_set_back_does_not_stop_the_polling(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(pace=60)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        calls = house.calls()
        clock.advance(hours=-5)
        await service.tick()
        assert house.calls() > calls
        run = await doing.run_of(service, run.number)
        assert run.batches[0].state is BatchState.IN_PROGRESS
