"""What is not settled, in words: complete, concrete, and the same however it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import specimens
from hypothesis import given
from hypothesis import strategies as st

from teg_tui.reports.key import ReportKey
from teg_tui.service import explaining, reasons, results
from teg_tui.service.explaining import Explanation
from teg_tui.service.views import BatchState, BatchView, Doubt, Outcome, RequestView, RunView

NOW = specimens.NOW
UNDER_WAY, OVER = specimens.runs()
SURE = Doubt(
    sent_at=NOW - timedelta(minutes=5),
    looked_at=NOW - timedelta(minutes=1),
    settles_at=NOW + timedelta(minutes=25, seconds=10),
    left=timedelta(minutes=26),
    candidates=(),
    not_ours=0,
    unanswered=False,
    asks=False,
    endpoint_now="",
    other_key=False,
    canceled=False,
)


@pytest.fixture(autouse=True)
def _utc(utc: None) -> None:
    """Times of day are local."""


def in_state(state: BatchState, note: str = "", doubt: Doubt | None = None) -> BatchView:
    return replace(UNDER_WAY.batches[1], state=state, note=note, doubt=doubt)


def unsure(**changes: Any) -> Explanation:
    found = explaining.of_batch(
        in_state(BatchState.UNCERTAIN, "can't reach it", replace(SURE, **changes)), NOW
    )
    assert found is not None
    return found


def whole(explanation: Explanation) -> str:
    actions = " ".join(action.what for action in explanation.actions)
    return f"{explanation.known} {explanation.waits_for} {explanation.settles} {actions}"


def key(rnd: int) -> ReportKey:
    return ReportKey(17, rnd, "round_notes")


def ended(outcome: Outcome, reason: str) -> RequestView:
    return specimens.request(key(1), outcome, reason)


class TestSentOrNot:
    def test_it_says_when_it_was_sent_what_the_list_shows_and_by_when_it_settles(self) -> None:
        told = unsure()
        assert "3 requests went to Anthropic at 13:55" in told.known
        assert "list, read at 13:59, shows no such batch" in told.known
        assert "At 14:26 at the latest, if the list still shows no such batch" in told.settles
        assert told.settles_at == SURE.settles_at
        assert "14:26" in told.brief
        assert {action.command for action in told.actions} >= {"teg-tui watch", "teg-tui cancel 3"}

    def test_in_a_run_that_is_to_stop_nothing_is_sent_again(self) -> None:
        assert "sent again by itself" in unsure().settles
        assert "the run ends" in unsure(canceled=True).settles

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"other_key": True}, "API key has been changed"),
            ({"endpoint_now": "127.0.0.1:8787"}, "127.0.0.1:8787 knows nothing of it"),
        ],
    )
    def test_what_has_been_changed_since_keeps_it_from_settling_and_is_said(
        self, changed: dict[str, Any], words: str
    ) -> None:
        told = unsure(asks=True, settles_at=None, **changed)
        assert words in told.known
        assert told.settles.startswith("Not by itself")
        assert told.settles_at is None
        assert "it needs you" in told.title

    def test_a_batch_that_may_be_it_is_named_with_the_time_at_which_it_shows(self) -> None:
        end = NOW + timedelta(hours=20)
        told = unsure(settles_at=None, candidates=(("msgbatch_7", end),), not_ours=2)
        assert "msgbatch_7" in told.known
        assert "2 batches of the same size turned out to be somebody else's" in told.known
        assert "Mon 10:0" in told.settles
        assert told.settles_at == end

    def test_where_the_list_can_not_be_read_no_time_is_promised(self) -> None:
        told = unsure(settles_at=None, unanswered=True)
        assert "can't reach it" in told.waits_for
        assert "after 26 minutes of reading it" in told.settles
        assert told.settles_at is None

    @given(st.builds(timedelta, seconds=st.integers(0, 100_000)))
    def test_the_minute_that_is_told_is_not_over_before_it_settles(self, left: timedelta) -> None:
        settles_at = NOW + left
        told = unsure(settles_at=settles_at).settles
        hour, minute = map(int, told.split(" at the latest")[0][-5:].split(":"))
        promised = settles_at.replace(hour=hour, minute=minute, second=0)
        promised += (
            timedelta(days=1) if promised < settles_at - timedelta(hours=12) else timedelta()
        )
        assert timedelta() <= promised - settles_at < timedelta(minutes=1)


def every_trouble() -> list[Explanation | None]:
    """One of each, with the words that the service itself uses."""
    batch = in_state(BatchState.COLLECTED)
    notes = {
        BatchState.PREPARED: ["can't reach Anthropic"],
        BatchState.IN_PROGRESS: [
            "can't reach Anthropic",
            f"{reasons.SENT_TO}127.0.0.1:9: only there can it be asked for",
            "Anthropic does not know it (any more) with this API key",
        ],
        BatchState.ENDED: ["2 of 3 results came"],
        BatchState.COLLECTED: [
            f"{reasons.NOT_COMMITTED}a git hook refused the commit",
            reasons.NO_LONGER_KEPT,
        ],
        BatchState.REJECTED: [
            "Anthropic does not take the API key in ANTHROPIC_API_KEY (401 authentication_error)",
            "Anthropic says no (400 invalid_request_error: your credit balance is too low)",
            "Anthropic says no (429 rate_limit_error: spend limit)",
            "Anthropic says no (413 request_too_large: too large)",
            "canceled; it may have been billed (no answer)",
        ],
    }
    of_batches = [
        explaining.of_batch(in_state(state, note), NOW) for state in notes for note in notes[state]
    ]
    cut = results.Result("x", "text", "max_tokens", "", "m", results.SUCCEEDED, output_tokens=9)
    held = [
        results.held_reason(cut),
        reasons.REFUSED,
        f"{reasons.STOPPED_EARLY}pause)",
        "2 false figures: line 3 says 37, right is 35",
        "after 2 corrections 1 false figure: line 3 says 37, right is 35",
        reasons.NONE_FALSE,
        reasons.NO_PLACE,
        f"{reasons.UNKNOWN_KIND}postponed)",
        f"{reasons.TOO_LONG}5,000,000 characters",
        "a symbolic link on the way leads out of the workspace",
    ]
    failed = [
        reasons.EXPIRED,
        reasons.EMPTY,
        reasons.NOT_SENT,
        f"{reasons.WRITTEN_FROM}Round notes, which did not come",
        f"broken off while it was being written: {reasons.MAY_BE_BILLED}",
        reasons.NO_LONGER_KEPT,
        reasons.NOTHING_CAME,
        "overloaded_error: try later",
        reasons.CANCELED,
    ]
    of_requests = [
        explaining.of_request(batch, ended(outcome, reason), NOW)
        for outcome, words in ((Outcome.HELD, held), (Outcome.FAILED, failed))
        for reason in words
    ]
    waits = [
        "waits for run 2",
        "stops as soon as it can",
        "there is no API key: set ANTHROPIC_API_KEY and start again",
        "about $3 more would exceed the monthly cap of $5.00 ($3.00 are spent or under way)",
        "was begun with a simulator and would go on with Anthropic: change base_url back or cancel",
        "no price is known. Raise budget.confirm_above, or cancel the run",
    ]
    of_runs = [explaining.of_run(replace(UNDER_WAY, waiting=why), NOW) for why in waits]
    return [*of_batches, *of_requests, *of_runs, unsure()]


@pytest.mark.parametrize("told", every_trouble())
def test_of_everything_it_is_told_what_is_known_waited_for_settled_and_done(
    told: Explanation | None,
) -> None:
    assert told is not None
    for part in (told.title, told.known, told.waits_for, told.settles, told.brief):
        assert part.strip()
    for sentence in (told.known, told.waits_for, told.settles):
        assert sentence.endswith(".")
        assert ".." not in sentence
        assert "  " not in sentence
    for action in told.actions:
        assert not action.what.endswith(".")


@pytest.mark.parametrize("state", [BatchState.COLLECTED, BatchState.IN_PROGRESS])
def test_of_what_goes_as_planned_nothing_is_said(state: BatchState) -> None:
    assert explaining.of_batch(in_state(state), NOW) is None
    assert explaining.of_request(in_state(state), ended(Outcome.FILED, ""), NOW) is None
    assert explaining.of_run(UNDER_WAY, NOW) is None


@pytest.mark.parametrize("end", [reasons.SENT_AGAIN, reasons.PREPARED_AGAIN])
def test_a_batch_in_whose_place_another_stands_is_no_trouble(end: str) -> None:
    assert explaining.of_batch(in_state(BatchState.REJECTED, f"it was lost{end}"), NOW) is None


@pytest.mark.parametrize(
    ("reason", "billed"),
    [
        (reasons.EXPIRED, "Nothing was billed"),
        ("overloaded_error: try later", "Nothing was billed"),
        (f"no answer: {reasons.MAY_BE_BILLED}", "may have been billed"),
    ],
)
def test_what_failed_says_whether_it_was_billed(reason: str, billed: str) -> None:
    unused = replace(ended(Outcome.FAILED, reason), input_tokens=0, output_tokens=0)
    told = explaining.of_request(in_state(BatchState.COLLECTED), unused, NOW)
    assert told is not None
    assert billed in f"{told.title} {told.known}"


def test_the_cap_is_told_with_the_beginning_of_the_next_month() -> None:
    told = explaining.of_run(replace(UNDER_WAY, waiting="it would exceed the monthly cap"), NOW)
    assert told is not None
    assert told.settles_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert "1 Dec 00:00" in told.settles


class TestTroubles:
    @staticmethod
    def run(number: int, *requests: RequestView) -> RunView:
        batch = replace(OVER.batches[0], number=number, run=number, requests=requests)
        return replace(OVER, number=number, batches=(batch,), finished_at=NOW)

    def test_reports_that_came_to_the_same_end_are_told_once(self) -> None:
        keys = [key(number) for number in (1, 2, 3)]
        expired = [specimens.request(its, Outcome.FAILED, reasons.EXPIRED) for its in keys]
        (trouble,) = explaining.troubles([self.run(4, *expired)], NOW)
        assert (trouble.run, trouble.batch, trouble.outcome) == (4, 4, Outcome.FAILED)
        assert trouble.keys == tuple(keys)

    def test_what_a_newer_batch_has_taken_up_is_its_business(self) -> None:
        old = self.run(4, specimens.request(key(1), Outcome.FAILED, reasons.EXPIRED))
        new = self.run(5, specimens.request(key(1), Outcome.FILED))
        assert explaining.troubles([old], NOW)
        assert not explaining.troubles([old, new], NOW)

    def test_what_a_person_stopped_or_an_old_program_left_is_settled(self) -> None:
        request = specimens.request(key(1), Outcome.FAILED, reasons.CANCELED)
        lost = specimens.request(key(1), Outcome.FAILED, reasons.EXPIRED)
        assert not explaining.troubles([self.run(4, request)], NOW)
        assert not explaining.troubles([replace(self.run(4, lost), imported=True)], NOW)


async def test_an_uncertain_batch_is_settled_by_the_time_that_was_told(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["drop-before-create"])
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        promised = batch.doubt.settles_at
        while batch.state is BatchState.UNCERTAIN:
            clock.advance(seconds=70)
            await service.tick()
            batch = (await doing.run_of(service, run.number)).batches[0]
        assert promised - timedelta(minutes=3) < clock.now() <= promised


async def test_a_strangers_batch_is_told_as_one_that_may_be_ours_until_it_shows(
    make_house: Callable[..., Any], clock: Any, doing: Any
) -> None:
    house = make_house(faults=["drop-before-create"], pace=600.0)
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await service.tick()
        params = {"model": "claude-sonnet-5-5", "max_tokens": 10}
        params["messages"] = [{"role": "user", "content": "Hello"}]
        foreign = await service.context.gateway.create([{"custom_id": "its", "params": params}])
        clock.advance(seconds=70)
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert batch.doubt.candidates == ((foreign.batch_id, foreign.expires_at),)
        told = explaining.of_batch(batch, clock.now())
        assert told.settles_at == foreign.expires_at
        clock.advance(minutes=11)
        await service.tick()
        (batch,) = (await doing.run_of(service, run.number)).batches
        assert (batch.doubt.candidates, batch.doubt.not_ours) == ((), 1)
        catalogue = await service.catalogue()
        report = catalogue.reports[batch.requests[0].key]
        assert report.note.startswith("sent or not: settles by ")
