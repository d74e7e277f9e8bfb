"""What came back makes the next estimate better: also where the truth is not what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from teg_tui.reports.plan import Mode
from teg_tui.service.views import Outcome
from teg_tui.simulator.tokens import Truth
from teg_tui.workspace import shipped


async def test_an_estimate_after_a_run_is_nearer_and_surer_than_before(
    make_house: Callable[..., Any], doing: Any, clock: Any
) -> None:
    house = make_house(truth=Truth(11, kinds=0.4))
    async with house.service() as service:
        first, second = (doing.cells((3, rnd), mode=Mode.FULL) for rnd in (1, 2))
        offs, widths = [], []
        for rounds in (first, second):
            expected = (await service.quote(rounds)).estimate.batch
            number = (await doing.begin(service, rounds)).number
            actual = (await doing.finish(service, clock, number)).actual_usd
            offs.append(abs(expected.likely - actual) / actual)
            widths.append((expected.high - expected.low) / expected.likely)
            assert expected.low <= actual <= expected.high
    assert offs[1] < offs[0] / 2
    assert widths[1] < widths[0]


async def test_an_answer_that_was_cut_teaches_that_it_was_as_long_as_its_cap(
    house: Any, doing: Any, clock: Any
) -> None:
    text = (shipped("prompts") / "round_notes.md").read_text(encoding="utf-8")
    prompts = house.root / "prompts"
    prompts.mkdir()
    cut = re.sub(r"(?m)^max_tokens = \d+$", "max_tokens = 100", text)
    (prompts / "round_notes.md").write_text(cut, encoding="utf-8")
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode=Mode.NOTES))
        run = await doing.finish(service, clock, run.number)
        [request] = run.batches[0].requests
        assert request.outcome is Outcome.HELD
        (prompts / "round_notes.md").write_text(text, encoding="utf-8")
        learned = (await service.quote(doing.cells((3, 2), mode=Mode.NOTES))).estimate
    assert learned.output_tokens.likely == request.output_tokens == 100
