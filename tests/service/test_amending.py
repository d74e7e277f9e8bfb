"""Reports amended on a person's word: exactly what was meant, nobody's work lost, committed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from teg_tui.errors import TegError
from teg_tui.golf.claims import Claim, Kind, Verdict
from teg_tui.reports.key import ReportKey
from teg_tui.reports.state import State
from teg_tui.service.amending import put_right
from teg_tui.service.service import Service
from teg_tui.store.files import blob_id

REPORT = ReportKey(3, 1, "round_report")
PATH = "data/commentary/round_reports/TEG3_R1_report.md"


def claim(column: int, said: str, expected: str, line: int = 1) -> Claim:
    return Claim(line, column, said, Kind.TOTAL, Verdict.FALSE, said, expected)


class TestPuttingOneValueInPlace:
    def test_nothing_else_changes(self) -> None:
        text = "He had 37.\r\nThey had 37, 37 and 37.\n"
        assert put_right(text, claim(13, "37", "35", 2)) == (
            "He had 37.\r\nThey had 37, 35 and 37.\n"
        )

    @pytest.mark.parametrize(
        ("text", "said", "expected", "amended"),
        [
            ("Maiden Trophy", "maiden", "second", "Second Trophy"),
            ("MAIDEN TROPHY", "maiden", "second", "SECOND TROPHY"),
            ("maiden Trophy", "maiden", "second", "second Trophy"),
        ],
    )
    def test_it_is_written_as_what_stood_there(
        self, text: str, said: str, expected: str, amended: str
    ) -> None:
        assert put_right(text, claim(0, said, expected)) == amended

    @pytest.mark.parametrize(("column", "expected"), [(0, ""), (1, "35"), (99, "35")])
    def test_what_is_not_certain_is_left_to_a_person(self, column: int, expected: str) -> None:
        with pytest.raises(TegError, match="by hand"):
            put_right("37 points", claim(column, "37", expected))

    @pytest.mark.parametrize(
        ("text", "said", "expected"),
        [
            ("He led at the 6th.", "6th", "tied with Ned Quillock"),
            ("Bram's best finish of the day.", "best", "Ned Quillock"),
            ("Bram won the Wooden Spoon.", "Wooden Spoon", "Ned Quillock"),
            ("He won it on countback.", "countback", "none"),
            ("He made a birdie there.", "birdie", "eagle"),
            ("He made a birdie three.", "birdie", "par"),
            ("He had an 8 at the last.", "8", "7"),
            ("He led by one point.", "one", "three"),
            ("He led by two points.", "two", "zero"),
            ("He was second.", "second", "second"),
        ],
    )
    def test_what_would_not_read_on_is_left_to_a_person(
        self, text: str, said: str, expected: str
    ) -> None:
        kind = Kind.MARGIN if expected == "zero" else Kind.RESULT
        wrong = Claim(1, text.index(said), text, kind, Verdict.FALSE, said, expected)
        with pytest.raises(TegError, match="does not read on"):
            put_right(text, wrong, {"bram", "ned", "quillock"})

    @pytest.mark.parametrize(
        ("text", "said", "expected", "amended"),
        [
            ("Ned won it.", "Ned", "Bram Quillock", "Bram Quillock won it."),
            ("H6: he leads.", "H6", "H10", "H10: he leads."),
            ("He made a birdie.", "birdie", "double bogey", "He made a double bogey."),
            ("T3 on 40", "T3", "4", "4 on 40"),
            ("a one-point lead", "one", "three", "a three-point lead"),
        ],
    )
    def test_what_is_of_the_same_form_reads_on(
        self, text: str, said: str, expected: str, amended: str
    ) -> None:
        wrong = Claim(1, text.index(said), text, Kind.RESULT, Verdict.FALSE, said, expected)
        assert put_right(text, wrong, {"bram", "ned", "quillock"}) == amended

    @given(st.text(max_size=30), st.text(max_size=30), st.integers(2, 7), st.integers(20, 79))
    def test_all_around_it_stays(self, before: str, after: str, said: int, right: int) -> None:
        assume(not before.casefold().endswith("an "))
        text = f"{before}{said}{after}"
        lines = before.split("\n")
        wrong = claim(len(lines[-1]), str(said), str(right), len(lines))
        assert put_right(text, wrong) == f"{before}{right}{after}"


@pytest.fixture
async def service(house: Any) -> Any:
    async with house.service() as opened:
        await opened.library.load()
        yield opened


def right(service: Service, code: str = "BT") -> int:
    rnd = service.context.material.tour.by_teg[3].round(1)
    assert rnd is not None
    return sum(p or 0 for p in rnd.card_of[code].points)


def standings(service: Service, wrong: int) -> str:
    """A line in which the second figure is so much too high."""
    return f"**Round 1 Trophy:** AV {right(service, 'AV')} | BT {right(service) + wrong}"


def text_with(service: Service, wrong: int) -> str:
    return f"# Round 1\n\n{standings(service, wrong)}\n\nBea is happy.\n"


def write(house: Any, text: str, *, commit: bool = True) -> Path:
    path: Path = house.root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    if commit:
        house.git("add", PATH)
        house.git("commit", "-q", "-m", "an old report")
    return path


async def false_one(service: Service) -> Claim:
    report = await service.read(REPORT)
    return next(its for its in report.claims if its.verdict is Verdict.FALSE)


async def written(house: Any, doing: Any, service: Service) -> None:
    """A report that was written here, filed and committed."""
    run = await doing.begin(service, doing.cells((3, 1)))
    await doing.finish(service, house.clock, run.number)
    await service.tick()


async def test_an_old_report_is_put_right_and_committed(house: Any, service: Service) -> None:
    path = write(house, text_with(service, 3))
    words = await service.amender.put_right(REPORT, await false_one(service))
    assert words == f"{right(service) + 3} is {right(service)} now."
    assert path.read_text() == text_with(service, 0)
    log = house.git("log", "-1", "--format=%B")
    assert log.startswith("Correct figures: TEG 3 R1, Round report\n\nline 3 says BT ")
    assert house.git("status", "--porcelain", "data/commentary") == ""


async def test_a_text_of_ours_stays_ours(house: Any, service: Service, doing: Any) -> None:
    await written(house, doing, service)
    path = house.root / PATH
    (await service.library.catalogue())
    origin = service.context.ledger.provenance()[REPORT]
    ours = path.read_bytes() + text_with(service, 3).encode()
    path.write_bytes(ours)
    service.context.ledger.know_blob(PATH, blob_id(ours))
    service.context.ledger.reformatted(REPORT, origin.blob, blob_id(ours))
    house.git("commit", "-q", "-m", "as written", "--", PATH)
    await service.amender.put_right(REPORT, await false_one(service))
    status = (await service.catalogue()).reports[REPORT]
    assert status.file_state is State.PRESENT
    assert "Teg-Report: {" in house.git("log", "-1", "--format=%B")
    corrected = service.context.ledger.provenance()[REPORT]
    assert corrected.claims is not None
    assert corrected.claims.corrected == 1
    await service.close()
    house.root.joinpath(".teg-tui", "ledger.db").rename(house.root / "ledger.gone")
    async with house.service() as fresh:
        status = (await fresh.catalogue()).reports[REPORT]
        assert status.file_state is State.PRESENT, "the commits tell it to a fresh clone"


async def test_what_a_person_was_editing_is_put_right_kept_aside_and_not_committed(
    house: Any, service: Service
) -> None:
    write(house, "# Round 1\n")
    path = write(house, text_with(service, 3), commit=False)
    words = await service.amender.put_right(REPORT, await false_one(service))
    assert "not committed: that text was being edited" in words
    assert path.read_text() == text_with(service, 0)
    kept = list((house.root / ".teg-tui" / "replaced").iterdir())
    assert [its.read_text() for its in kept] == [text_with(service, 3)]
    assert house.git("log", "-1", "--format=%s") == "an old report\n"
    assert blob_id(path.read_bytes()) not in service.context.ledger.known_blobs(PATH)


async def test_what_has_changed_since_it_was_shown_is_left_alone(
    house: Any, service: Service
) -> None:
    write(house, text_with(service, 3))
    wrong = await false_one(service)
    path = write(house, "# Another text\n")
    with pytest.raises(TegError, match="changed meanwhile"):
        await service.amender.put_right(REPORT, wrong)
    assert path.read_text() == "# Another text\n"


async def test_to_let_it_stand_takes_a_reason(house: Any, service: Service) -> None:
    write(house, text_with(service, 3))
    wrong = await false_one(service)
    with pytest.raises(TegError, match="reason"):
        await service.amender.accept(REPORT, wrong, "  ")
    await service.amender.accept(REPORT, wrong, "agreed at dinner")
    report = await service.read(REPORT)
    assert report.accepted == {wrong: "agreed at dinner"}
    assert "agreed at dinner" in (house.root / "data" / "accepted_claims.toml").read_text()


class TestHeldTexts:
    """A model that lies, and lies again when it is corrected: then a person mends it."""

    @pytest.fixture
    async def liar(self, make_house: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
        state = tmp_path_factory.mktemp("account")
        (state / "account.json").write_text('{"seed": "liar"}')
        house = make_house(lies=1.0, state=state)
        async with house.service() as opened:
            yield house, opened

    async def test_mended_figure_by_figure_it_is_filed_with_one_key(
        self, liar: Any, doing: Any
    ) -> None:
        house, service = liar
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, house.clock, run.number)
        while not service.context.runs.idle():  # the corrections
            house.clock.advance(seconds=70)
            await service.tick()
        assert (await service.catalogue()).reports[REPORT].state is State.HELD
        assert len(service.context.runs.runs()) == 3, "written, and corrected twice"
        quote = await service.correction_quote(REPORT)
        assert (quote.reports, quote.pretend) == (1, True)
        asked = await service.correct(REPORT)
        assert asked.title == f"Further correction of run {run.number}"
        with pytest.raises(TegError, match="is writing this report"):
            await service.correct(REPORT)
        await doing.finish(service, house.clock, asked.number)
        assert service.context.runs.idle(), "nothing is sent back unasked any more"
        assert (await service.catalogue()).reports[REPORT].state is State.HELD
        with pytest.raises(TegError, match="false figure"):
            await service.amender.file_held(REPORT)
        assert not (house.root / PATH).exists()
        words, notes = "", [(await service.catalogue()).reports[REPORT].note]
        while "can be filed" not in words:
            words = await service.amender.put_right(REPORT, await false_one(service))
            notes.append((await service.catalogue()).reports[REPORT].note)
        left = [note.partition(" false figure")[0] for note in notes]
        before = left[0].rstrip("0123456789")
        assert left == [*(f"{before}{n}" for n in range(len(notes) - 1, 0, -1)), "no"]
        held = (await service.read(REPORT)).text
        assert await service.amender.file_held(REPORT) == f"Filed as {PATH}."
        assert (house.root / PATH).read_text() == held
        status = (await service.catalogue()).reports[REPORT]
        assert (status.state, status.false_claims) == (State.PRESENT, 0)
        log = house.git("log", "-1", "--format=%B")
        assert log.startswith("Round report: TEG 3 R1")
        assert '"left":0' in log
        assert house.git("status", "--porcelain", "data/commentary") == ""
        with pytest.raises(TegError, match="no held text"):
            await service.amender.file_held(REPORT)


class TestACorrectionOfWhatStandsThere:
    """Any report with false figures can be sent to the model, whoever wrote it."""

    FALSE = "Cyd Ormond had 47 points and won the round."
    RIGHT = "Cyd Ormond had 46 points and won the round."

    def text(self, sentence: str, wrong: int, service: Service) -> str:
        box = f'<p class="standings">{standings(service, wrong)}</p>'
        return f"# Day one {{.report-title}}\n\n{sentence}\n\n{box}\n"

    async def corrected(self, house: Any, service: Service) -> Any:
        """Ask for a correction, and follow it to its end."""
        asked = await service.correct(REPORT)
        for _ in range(200):
            await service.tick()
            if service.context.runs.idle():
                break
            await house.clock.sleep(1)
        return service.viewer.run(asked.number)

    async def test_an_old_one_is_sent_with_its_tables_made_anew(
        self, house: Any, service: Service
    ) -> None:
        path = write(house, self.text(self.FALSE, 3, service))
        quote = await service.correction_quote(REPORT)
        assert (quote.reports, quote.pretend, quote.standing) == (1, True, True)
        run = await self.corrected(house, service)
        assert (run.title, run.via, run.filed) == (
            "Correction of TEG 3 R1, Round report",
            "realtime",
            1,
        )
        tidy = service.context.material.renew(self.text(self.RIGHT, 3, service), REPORT).text
        assert path.read_text() == tidy
        assert f"BT {right(service)}" in tidy
        assert '"corrected":1,"left":0' in house.git("log", "-1", "--format=%B")
        status = (await service.catalogue()).reports[REPORT]
        assert (status.state, status.false_claims) == (State.UNKNOWN_ORIGIN, 0)
        assert len(service.context.runs.runs()) == 1

    async def test_one_edited_by_hand_goes_as_it_stands_and_is_kept(
        self, house: Any, doing: Any, service: Service
    ) -> None:
        await written(house, doing, service)
        path = house.root / PATH
        mine = f"{path.read_text()}\n{self.FALSE} A word of mine.\n"
        path.write_text(mine)
        assert (await self.corrected(house, service)).filed == 1
        assert path.read_text() == mine.replace(self.FALSE, self.RIGHT)
        kept = list((house.root / ".teg-tui" / "replaced").iterdir())
        assert [its.read_text() for its in kept] == [mine]
        assert (await service.catalogue()).reports[REPORT].state is State.PRESENT

    async def test_where_only_tables_are_wrong_no_model_is_asked(
        self, house: Any, service: Service
    ) -> None:
        write(house, self.text(self.RIGHT, 3, service))
        with pytest.raises(TegError, match="f makes them anew, at no cost"):
            await service.correct(REPORT)
        assert not service.context.runs.runs()

    async def test_false_still_it_is_held_and_what_stands_there_stays(
        self, house: Any, service: Service
    ) -> None:
        house.simulator.account.lie(1.0)
        path = write(house, self.text(self.FALSE, 0, service))
        assert (await self.corrected(house, service)).held == 1
        assert path.read_text() == self.text(self.FALSE, 0, service)
        titles = [run.title for run in service.context.runs.runs()]
        assert titles == ["Second correction of run 1", "Correction of TEG 3 R1, Round report"]
        status = (await service.catalogue()).reports[REPORT]
        assert status.state is State.HELD
        assert status.note.startswith("after 2 corrections 1 false figure")

    async def test_a_held_text_that_somebody_has_mended_in_part_goes_as_it_is_now(
        self, house: Any, doing: Any, service: Service
    ) -> None:
        house.simulator.account.lie(1.0)
        run = await doing.begin(service, doing.cells((3, 1)))
        await doing.finish(service, house.clock, run.number)
        while not service.context.runs.idle():
            house.clock.advance(seconds=70)
            await service.tick()
        assert not (await service.correction_quote(REPORT)).standing
        await service.amender.put_right(REPORT, await false_one(service))
        held = (await service.read(REPORT)).text
        assert (await service.correction_quote(REPORT)).standing
        house.simulator.account.lie(0.0)
        assert (await self.corrected(house, service)).filed == 1
        wrong = {its.line for its in service.context.checking.check(REPORT, held).false}
        lines = zip(held.split("\n"), (house.root / PATH).read_text().split("\n"), strict=True)
        assert {n for n, (old, new) in enumerate(lines, 1) if old != new} == wrong


class TestEditing:
    async def test_what_an_editor_made_of_it_takes_its_place(
        self, house: Any, service: Service
    ) -> None:
        path = write(house, text_with(service, 3))
        draft = await service.amender.begin_edit(REPORT)
        draft.write_text(text_with(service, 0))
        words = await service.amender.end_edit(REPORT)
        assert words == f"Nothing in it is false. Saved in {PATH}, and yours to commit."
        assert path.read_text() == text_with(service, 0)
        assert not draft.exists()
        known = service.context.ledger.known_blobs(PATH)
        assert blob_id(path.read_bytes()) not in known, "it is a person's work, to be kept"

    async def test_left_as_it_was_nothing_happens(self, house: Any, service: Service) -> None:
        write(house, text_with(service, 3))
        draft = await service.amender.begin_edit(REPORT)
        assert await service.amender.end_edit(REPORT) == "Nothing was changed."
        assert not draft.exists()

    async def test_what_a_crash_left_of_an_edit_is_kept(self, house: Any, service: Service) -> None:
        write(house, text_with(service, 3))
        draft = await service.amender.begin_edit(REPORT)
        draft.write_text("half a night's work\n")
        await service.amender.begin_edit(REPORT)
        kept = list((house.root / ".teg-tui" / "replaced").iterdir())
        assert [its.read_text() for its in kept] == ["half a night's work\n"]

    async def test_two_who_edit_at_once_lose_nothing(self, house: Any, service: Service) -> None:
        path = write(house, text_with(service, 3))
        draft = await service.amender.begin_edit(REPORT)
        draft.write_text("mine\n")
        path.write_text("theirs\n")
        with pytest.raises(TegError, match=r"yours is in \.teg-tui/editing/"):
            await service.amender.end_edit(REPORT)
        assert (path.read_text(), draft.read_text()) == ("theirs\n", "mine\n")


class TestVersions:
    async def test_the_one_before_is_shown_and_put_back(self, house: Any, service: Service) -> None:
        write(house, text_with(service, 3))
        path = write(house, text_with(service, 0))
        shown = await service.amender.difference(REPORT)
        changed = [its.text for its in shown.lines if its.side in "-+"]
        assert changed == [
            standings(service, 3),
            standings(service, 0),
        ]
        assert await service.amender.put_back(shown) == "The version before is back."
        assert path.read_text() == text_with(service, 3)
        assert house.git("log", "-1", "--format=%s") == "Put back: TEG 3 R1, Round report\n"

    async def test_an_edit_that_git_has_not_seen_is_kept(
        self, house: Any, service: Service
    ) -> None:
        write(house, text_with(service, 3))
        path = write(house, "# Mine\n", commit=False)
        words = await service.amender.put_back(await service.amender.difference(REPORT))
        assert "What stood there is in .teg-tui/replaced/" in words
        assert path.read_text() == text_with(service, 3)

    async def test_a_text_of_ours_is_known_again(
        self, house: Any, service: Service, doing: Any
    ) -> None:
        await written(house, doing, service)
        write(house, "# By hand\n")
        assert (await service.catalogue()).reports[REPORT].file_state is State.EDITED
        await service.amender.put_back(await service.amender.difference(REPORT))
        assert (await service.catalogue()).reports[REPORT].file_state is State.PRESENT

    async def test_without_a_version_before_it_says_so(self, house: Any, service: Service) -> None:
        write(house, text_with(service, 3))
        with pytest.raises(TegError, match="no version before"):
            await service.amender.difference(REPORT)
