"""Tables of filed reports are renewed in place: nothing else changes, and nothing is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Mode
from teg_tui.reports.state import State
from teg_tui.service.refresh_views import RefreshQuote, RefreshResult
from teg_tui.service.service import Service

REPORT = ReportKey(3, 1, "round_report")
OLD = (
    "# Day one\n\nArn won with 45 points.\n\n**Round 1 Stableford:** AV 1 | BT 2 | CO 3  \n\nEnd.\n"
)


def correct(house: Any, tour_folder: Any, hole: int = 4, score: int = 2) -> None:
    """One score of AV's first round was wrong in the file."""
    tour_folder.row(3, 1, "AV", hole)["Sc"] = str(score)
    tour_folder.write()


def put(house: Any, text: str = OLD, name: str = "TEG3_R1_report.md") -> Path:
    """An old report of unknown origin."""
    path: Path = house.file_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


async def refresh(service: Service, **which: Any) -> tuple[RefreshQuote, RefreshResult]:
    quote = await service.refresher.quote(**which)
    return quote, await service.refresher.refresh(quote)


async def write_round(house: Any, doing: Any) -> None:
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode=Mode.FULL))
        await doing.finish(service, house.clock, run.number)


class TestOldReports:
    async def test_only_their_lines_change_and_they_are_committed(self, house: Any) -> None:
        path = put(house)
        house.git("add", ".")
        house.git("commit", "-q", "-m", "old")
        async with house.service() as service:
            quote, result = await refresh(service)
            assert (await service.catalogue()).reports[REPORT].state is State.UNKNOWN_ORIGIN
        told = path.read_text()
        assert told == OLD.replace("AV 1 | BT 2 | CO 3", "CO 46 | BT 36 | AV 28")
        assert (quote.tables, quote.files[0].lines) == (1, (5,))
        assert house.git("log", "-1", "--format=%s").strip() == (
            "Tables of TEG 3 R1 made anew: Round report"
        )
        assert house.git("status", "--short") == ""
        assert (result.trouble, result.replaced, result.uncommitted) == ("", (), ())
        assert house.calls() == 0

    async def test_what_is_false_in_the_prose_is_told(self, house: Any) -> None:
        put(house)
        async with house.service() as service:
            quote = await service.refresher.quote()
        assert [(false.claim.line, false.claim.said) for false in quote.false] == [(3, "45")]
        assert quote.stale == ()

    async def test_unseen_work_goes_aside_and_is_left_to_be_committed(self, house: Any) -> None:
        path = put(house)
        async with house.service() as service:
            _, result = await refresh(service)
        assert (house.root / result.replaced[0]).read_text() == OLD
        assert result.uncommitted == (str(path.relative_to(house.root)),)
        assert (result.sha, result.trouble) == ("", "")

    async def test_where_nothing_is_committed_nothing_is_said_of_it(self, house: Any) -> None:
        house.configure(more="\n[git]\ncommit = false\n")
        path = put(house)
        async with house.service() as service:
            quote, result = await refresh(service)
        assert quote.files[0].commits
        assert (result.uncommitted, result.sha, result.trouble) == ((), "", "")
        assert "CO 46" in path.read_text()

    async def test_bytes_that_are_no_text_stay_as_they_are(self, house: Any) -> None:
        path = put(house)
        path.write_bytes(b"\xef\xbb\xbf" + OLD.encode().replace(b"\n", b"\r\n") + b"\xff\x00")
        before = path.read_bytes()
        async with house.service() as service:
            await refresh(service)
        right = before.replace(b"AV 1 | BT 2 | CO 3", b"CO 46 | BT 36 | AV 28")
        assert path.read_bytes() == right

    async def test_what_changed_after_the_quote_is_left_alone(self, house: Any) -> None:
        path = put(house)
        async with house.service() as service:
            quote = await service.refresher.quote()
            path.write_text("mine")
            result = await service.refresher.refresh(quote)
        assert path.read_text() == "mine"
        assert result.renewed == ()
        assert "changed meanwhile" in result.left_out[0][1]

    async def test_the_second_time_there_is_nothing_to_do(self, house: Any) -> None:
        put(house)
        async with house.service() as service:
            await refresh(service)
            assert (await service.refresher.quote()).files == ()

    async def test_only_what_is_meant_is_looked_at(self, house: Any) -> None:
        put(house)
        async with house.service() as service:
            other = frozenset({CellKey(3, 2)})
            assert (await service.refresher.quote(other)).read == 0
            assert (await service.refresher.quote(None, frozenset({"main_report"}))).read == 0
            here = await service.refresher.quote(frozenset({CellKey(3, 1)}))
        assert here.read == 1


class TestReportsOfOurs:
    async def test_a_corrected_score_is_told_with_whom_it_touched(
        self, house: Any, doing: Any, tour_folder: Any
    ) -> None:
        await write_round(house, doing)
        correct(house, tour_folder)
        async with house.service() as service:
            quote, result = await refresh(service)
            after = await service.refresher.quote()
        (change,) = quote.scores
        assert (change.teg, change.round, change.hole, change.code) == (3, 1, 4, "AV")
        assert (change.what, change.was, change.now) == ("score", 5, 2)
        kept, gone = quote.prizes
        assert (kept.award, kept.now, kept.changed) == ("Trophy", ("Cyd Ormond",), False)
        assert (gone.award, gone.now, gone.changed) == ("Jacket", ("Arn Vollmer",), True)
        assert len(gone.was) == 3
        assert sum("TEG3_R1" in path for path in quote.stale) == len(quote.stale) == 2
        assert result.renewed
        assert after.files == ()

    async def test_it_keeps_its_origin_and_stays_stale(
        self, house: Any, doing: Any, tour_folder: Any
    ) -> None:
        await write_round(house, doing)
        async with house.service() as service:
            before = (await service.catalogue()).reports[REPORT]
            assert before.state is State.PRESENT
        correct(house, tour_folder)
        async with house.service() as service:
            await refresh(service)
            status = (await service.catalogue()).reports[REPORT]
        assert (status.state, status.note) == (State.STALE, "the scores have changed")
        assert status.provenance
        assert before.provenance
        assert status.provenance.batch_id == before.provenance.batch_id
        assert status.provenance.blob != before.provenance.blob

    async def test_it_keeps_its_origin_without_any_commit(
        self, house: Any, doing: Any, tour_folder: Any
    ) -> None:
        house.configure(more="\n[git]\ncommit = false\n")
        await write_round(house, doing)
        correct(house, tour_folder)
        async with house.service() as service:
            _, result = await refresh(service)
            status = (await service.catalogue()).reports[REPORT]
        assert (result.sha, result.replaced) == ("", ())
        assert status.state is State.STALE

    async def test_a_fresh_clone_knows_the_same(
        self, house: Any, doing: Any, tour_folder: Any
    ) -> None:
        await write_round(house, doing)
        correct(house, tour_folder)
        async with house.service() as service:
            await refresh(service)
            blob = (await service.catalogue()).reports[REPORT].provenance
        for file in (house.root / ".teg-tui").glob("ledger.db*"):
            file.unlink()
        async with house.service() as service:
            status = (await service.catalogue()).reports[REPORT]
        assert status.provenance == blob
        assert status.state is State.STALE

    async def test_another_workspace_takes_over_what_was_renewed(
        self, house: Any, doing: Any, tour_folder: Any
    ) -> None:
        """As after a pull: its ledger knows the report, and not yet the new tables."""
        await write_round(house, doing)
        ledger = (house.root / ".teg-tui/ledger.db").read_bytes()
        correct(house, tour_folder)
        async with house.service() as service:
            await refresh(service)
        for file in (house.root / ".teg-tui").glob("ledger.db*"):
            file.unlink()
        (house.root / ".teg-tui/ledger.db").write_bytes(ledger)
        async with house.service() as service:
            assert (await service.catalogue()).reports[REPORT].state is State.STALE

    async def test_a_text_edited_by_hand_stays_edited(
        self, house: Any, doing: Any, tour_folder: Any
    ) -> None:
        await write_round(house, doing)
        path = house.file_of("TEG3_R1_report.md")
        path.write_text(path.read_text() + "\nMine.\n")
        correct(house, tour_folder)
        async with house.service() as service:
            _, result = await refresh(service)
            assert (await service.catalogue()).reports[REPORT].state is State.EDITED
        assert str(path.relative_to(house.root)) in result.uncommitted
        assert path.read_text().endswith("\nMine.\n")
        assert "TEG3_R1_report.md" in house.git("status", "--short")
