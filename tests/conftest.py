"""Fixtures that several rooms' tests share."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import outside
import pytest
from canary import found_in, holds

PROJECT = Path(__file__).parent.parent

# A busy machine is no failure; everything else stays as Hypothesis has it here or in CI.
hypothesis.settings.register_profile("untimed", hypothesis.settings(deadline=None))
hypothesis.settings.load_profile("untimed")


outside.watch()


@pytest.fixture(autouse=True)
def _nobody_outside_is_called() -> Iterator[None]:
    """No test talks to anybody but this computer, were it only to ask where he is."""
    outside.CALLED.clear()
    yield
    assert not outside.CALLED, "somebody else's computer was called"


@pytest.fixture(autouse=True)
def _no_key_is_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test does, the API key it was given is in none of its files afterwards."""
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder is not None:
        assert not found_in(folder), "the API key was written down"


@pytest.fixture(scope="session")
def real_tour() -> Path:
    """A part of a real tour's files, where somebody has put one; private, so never in the repo."""
    named = os.environ.get("TEG_REAL_TOUR")
    path = Path(named) if named else PROJECT.parent / "shared" / "real-tour"
    if not (path / "data" / "all-scores.parquet").is_file():
        pytest.skip("no real tour here: set TEG_REAL_TOUR to a workspace to test against one")
    return path


SCORE_COLUMNS = ("TEG", "TEGNum", "Round", "Hole", "PAR", "SI", "Pl", "Player", "Sc", "HC")
NAMES = {"AV": "Arn VOLLMER", "BT": "Bea TRASK", "CO": "Cyd ORMOND", "DU": "Dov URQUIL"}


class TourFolder:
    """A small tour's files, made for a test: change `scores` and the rest, then `write`.

    Round by round every player has one over par on each hole, as `play` puts it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.scores: list[dict[str, str]] = []
        self.files: dict[str, str] = {}

    def play(self, teg: int, rnd: int, handicaps: dict[str, int], over: int = 1) -> None:
        """Everybody's 18 holes of a round; stroke index is the hole's number."""
        for code, handicap in handicaps.items():
            for hole in range(1, 19):
                par = 3 + hole % 3
                values = (f"TEG {teg}", teg, rnd, hole, par, hole, code, NAMES[code], par + over)
                texts = map(str, (*values, handicap))
                self.scores.append(dict(zip(SCORE_COLUMNS, texts, strict=True)))

    def row(self, teg: int, rnd: int, code: str, hole: int) -> dict[str, str]:
        """A player's hole, to be changed."""
        wanted = (str(teg), str(rnd), code, str(hole))
        key = ("TEGNum", "Round", "Pl", "Hole")
        return next(row for row in self.scores if tuple(row[k] for k in key) == wanted)

    def line(self, row: dict[str, str]) -> int:
        """The line it is written to."""
        return next(n for n, mine in enumerate(self.scores, 2) if mine is row)

    def write(self, name: str = "data/all-scores.csv") -> Path:
        """Write all files; the scores as CSV, or as Parquet with numbers. Returns the root."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        header = list(self.scores[0])
        lines = [",".join(header), *(",".join(row.values()) for row in self.scores)]
        path.with_suffix(".csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if path.suffix == ".parquet":
            import polars as pl

            pl.read_csv(path.with_suffix(".csv")).write_parquet(path)
            path.with_suffix(".csv").unlink()
        for other, text in self.files.items():
            (self.root / other).parent.mkdir(parents=True, exist_ok=True)
            (self.root / other).write_text(text, encoding="utf-8")
        return self.root


@pytest.fixture(scope="session")
def new_tour_folder() -> type[TourFolder]:
    """Makes such folders where one a test is not enough."""
    return TourFolder


@pytest.fixture
def tour_folder(tmp_path: Path) -> TourFolder:
    """A tour's folder with TEG 3 played: two rounds, three players."""
    folder = TourFolder(tmp_path)
    folder.play(3, 1, {"AV": 10, "BT": 18, "CO": 28})
    folder.play(3, 2, {"AV": 10, "BT": 18, "CO": 28}, over=2)
    return folder


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration workspace to read from; whoever writes makes one of his own."""
    from teg_tui.demo import workspace_in

    return workspace_in(tmp_path_factory.mktemp("demonstration") / "tour").root


@dataclass(frozen=True)
class Printed:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its answer, read as JSON."""
        return json.loads(self.out)


@pytest.fixture
def teg_tui(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Printed]:
    """Calls a command as the console script does, in an empty folder, without a key."""
    from teg_tui import cli

    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ANTHROPIC_")]:
        monkeypatch.delenv(name)

    def call(*arguments: object) -> Printed:
        monkeypatch.setattr(sys, "argv", ["teg-tui", *map(str, arguments)])
        code = cli.main()
        printed = Printed(code, *capsys.readouterr())
        assert not holds((printed.out + printed.err).encode()), "the API key was printed"
        return printed

    return call


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is UTC while the test lasts."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
