"""The doctor: finds what is wrong, says what to do, touches nothing, and survives the patient."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teg_tui.config import Config
from teg_tui.service.doctor import Finding, Patient, Verdict, bundle, examine, patient_at, worst

KEY = "sk-ant-canary-canary-canary"
NOT_LOOKED_AT, FINE, ADVICE, TROUBLE = Verdict


def of(findings: tuple[Finding, ...], check: str) -> Finding:
    """The worst of what was found of one thing."""
    return max((f for f in findings if f.check == check), key=lambda f: f.verdict)


def everything_in(root: Path) -> dict[str, tuple[int, int]]:
    """What lies there, with times and sizes."""
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in root.rglob("*")
        if path.is_file()
    }


async def worked_in(house: Any, clock: Any, doing: Any) -> None:
    """A run is over, so that there are ledger, log and commits."""
    async with house.service() as service:
        run = await doing.begin(service, doing.cells((3, 1), mode="notes"))
        await doing.finish(service, clock, run.number)


async def test_where_all_is_well_nothing_is_to_be_done_and_nothing_is_touched(
    house: Any, clock: Any, doing: Any
) -> None:
    await worked_in(house, clock, doing)
    before = everything_in(house.root)
    found = examine(house.root / "data")
    assert everything_in(house.root) == before
    assert worst(found) is FINE, found
    looked_at = {finding.check for finding in found}
    assert looked_at == {
        *("program", "workspace", "scores", "prompts", "endpoint", "key", "connection"),
        *("clock", "ledger", "work", "disk", "git"),
    }


Breaks = Callable[[Path], object]


def corrupt(root: Path) -> None:
    ledger = root / ".teg-tui" / "ledger.db"
    data = bytearray(ledger.read_bytes())
    data[5000:9000] = b"x" * 4000
    ledger.write_bytes(data)


def forgetful(root: Path) -> None:
    with sqlite3.connect(root / ".teg-tui" / "ledger.db") as ledger:
        for table in ("requests", "batches", "runs"):
            ledger.execute(f"DELETE FROM {table}")
    ledger.close()


def from_the_future(root: Path) -> None:
    with sqlite3.connect(root / ".teg-tui" / "ledger.db") as ledger:
        ledger.execute("PRAGMA user_version = 99")
    ledger.close()


def a_file_in_its_place(root: Path) -> None:
    shutil.rmtree(root / ".teg-tui")
    (root / ".teg-tui").touch()


def without_columns(root: Path) -> None:
    (root / "data" / "all-scores.csv").write_text("a,b\n1,2\n")


def in_git(*arguments: str) -> Breaks:
    from teg_tui.store.git import Git

    return lambda root: Git(root).tell(*arguments)


def appended(name: str, text: str) -> Breaks:
    def breaks(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        with (root / name).open("a") as file:
            file.write(text)

    return breaks


BROKEN = [
    (lambda root: (root / "teg.toml").unlink(), "workspace", FINE, "no teg.toml"),
    (corrupt, "ledger", ADVICE, "damaged"),
    (forgetful, "ledger", ADVICE, "knows nothing of a batch"),
    (a_file_in_its_place, "ledger", TROUBLE, "a file stands in the place"),
    (from_the_future, "ledger", TROUBLE, "newer"),
    (appended("teg.toml", "\nmodel = ["), "workspace", TROUBLE, "not valid TOML"),
    (appended("prompts/odd.md", "+++\nkind = 3\n"), "prompts", TROUBLE, "no end"),
    (without_columns, "scores", TROUBLE, "lacks"),
    (lambda root: shutil.rmtree(root / ".git"), "git", ADVICE, "no git repository"),
    (in_git("config", "user.useConfigOnly", "true"), "git", FINE, "can commit"),
    (appended(".gitignore", "data/commentary/\n"), "git", ADVICE, "git ignores data"),
    (appended(".git/index.lock", ""), "git", ADVICE, "another git is at work"),
    (in_git("checkout", "-q", "--detach"), "git", ADVICE, "no branch"),
    (lambda root: shutil.rmtree(root / "data" / "batch_results"), "disk", FINE, "are free"),
]  # fmt: skip


async def test_what_is_broken_is_found_and_the_rest_looked_at_all_the_same(
    house: Any,
    clock: Any,
    doing: Any,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await worked_in(house, clock, doing)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
    for number, (breaks, check, verdict, words) in enumerate(BROKEN):
        root = tmp_path_factory.mktemp("broken") / str(number)
        shutil.copytree(house.root, root)
        breaks(root)
        before = everything_in(root)
        found = examine(root)
        finding = of(found, check)
        assert (finding.verdict, words in finding.what) == (verdict, True), finding
        assert bool(finding.way_out) == (verdict is not FINE or check == "workspace"), finding
        assert len([f for f in found if f.check == check]) == 1, found
        if breaks is corrupt:
            assert "work" not in {f.check for f in found}, "nobody can tell what is under way"
        assert {"ledger", "disk", "git"} <= {finding.check for finding in found}
        assert everything_in(root) == before, finding


async def test_everything_broken_at_once_is_no_more_than_findings(
    house: Any, clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await worked_in(house, clock, doing)
    for breaks, *_ in BROKEN:
        if (house.root / ".git").is_dir() and breaks is not a_file_in_its_place:
            breaks(house.root)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("tempfile.tempdir", str(house.root / "gone"))
    found = examine(house.root)
    assert worst(found) is TROUBLE
    assert "can't be looked at (FileNotFoundError" in of(found, "disk").what
    assert "not installed" in of(found, "git").what


def test_without_a_workspace_the_rest_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    found = examine(tmp_path)
    assert of(found, "workspace").verdict is TROUBLE
    assert of(found, "key").verdict is ADVICE
    assert of(found, "connection").what == "127.0.0.1:9 does not answer: no connection can be made"
    assert of(found, "clock").verdict is NOT_LOOKED_AT
    assert not list(tmp_path.iterdir())


class TestTheNetwork:
    @pytest.fixture
    def real(self, house: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
        """As with Anthropic, but that the simulator answers in its place."""
        house.configure(pretend=False)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
        return house

    def test_a_key_is_tried_and_never_shown(self, real: Any) -> None:
        found = examine(real.root)
        assert (of(found, "key").verdict, of(found, "key").what) == (
            FINE,
            "there is one, and it is taken",
        )
        assert KEY not in str(found)
        assert not real.books(), "nothing that costs was asked"

    def test_a_key_that_is_not_taken_is_told_with_the_reason(
        self, real: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from teg_tui.service.answers import KeyRefused
        from teg_tui.service.gateway import Gateway

        async def refuse(self: Gateway) -> None:
            raise KeyRefused("401 authentication_error: invalid x-api-key")

        monkeypatch.setattr(Gateway, "newest", refuse)
        finding = of(examine(real.root), "key")
        assert finding.verdict is ADVICE
        assert finding.what == (
            f"{real.simulator.url.partition('//')[2]} does not take the API key in"
            " ANTHROPIC_API_KEY (401 authentication_error: invalid x-api-key)"
        )

    def test_who_answers_and_can_not_help_is_no_fault_of_the_key(
        self, make_house: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        house = make_house(faults=["list-500"])
        house.configure(pretend=False)
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", house.simulator.url)
        found = examine(house.root)
        assert of(found, "key").verdict is NOT_LOOKED_AT
        assert "can't help just now" in of(found, "connection").what

    def test_a_key_that_an_error_quotes_is_hidden(
        self, real: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", f"http://{KEY}.invalid:1")
        monkeypatch.setenv("NO_PROXY", "*")
        assert KEY not in of(examine(real.root), "connection").what

    def test_what_an_address_holds_of_secrets_is_not_shown(
        self, real: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://keeper:postbox@127.0.0.1:9?token=canary")
        found = examine(real.root)
        assert of(found, "connection").what.startswith("127.0.0.1:9 does not answer")
        assert "postbox" not in str(found)
        assert "canary" not in of(found, "endpoint").what

    @pytest.mark.parametrize(
        ("skew", "off"), [(-7200, "2 hours ahead"), (2700, "45 minutes behind")]
    )
    def test_how_far_a_clock_is_off_is_told_and_in_which_direction(
        self, real: Any, skew: float, off: str
    ) -> None:
        real.simulator.account.skew(skew)
        finding = of(examine(real.root), "clock")
        assert finding.verdict is ADVICE
        assert finding.what == f"this computer's is {off} of the server's"


class TestTheBundle:
    """For a bug report: what a programmer needs, and nothing that was written or played."""

    SECRETS = (KEY, "STROBBARD", "Wystan", "birdie", "postbox", "keeper@localhost")

    async def test_neither_texts_nor_names_nor_keys_are_in_it(
        self, house: Any, clock: Any, doing: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from teg_tui.service import crash

        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        await worked_in(house, clock, doing)
        said = f"3 false figures: Wystan STROBBARD holed a birdie, {KEY}, keeper@localhost"
        log = house.root / ".teg-tui" / "teg-tui.log"
        with log.open("a") as file:
            file.write(f"2026-11-22 20:00:00,123Z 77 WARNING waves:61 {said}: TimeoutError\n")
            file.write(f'  File "{house.root}/teg_tui/golf/x.py", line 7, in judge\n')
            file.write(f"    birdie = {said!r}\nValueError: {said}\n{said}\n")
        crash.keep(ValueError(f"{said} at the postbox"), house.root, "teg-tui")
        found = (Finding("scores", ADVICE, f"row 3: {said}"), *examine(house.root))
        whole = bundle.text(patient_at(house.root)[0], found)
        for secret in (*self.SECRETS, str(house.root), str(Path.home())):
            assert secret not in whole, secret
        for wanted in ("WARNING waves:61 3 TimeoutError", "golf/x.py:7 judge", "ValueError"):
            assert wanted in whole
        assert "requests: 1 filed" in whole

    def test_folders_above_the_workspace_may_be_named_after_a_person(self, tmp_path: Path) -> None:
        root = tmp_path / "Wystan" / "tour"
        lock = root.parent / ".git" / "index.lock"
        found = Finding("git", ADVICE, f"another git is at work ({lock} is there)")
        whole = bundle.text(Patient(root, Config()), (found,))
        assert "another git is at work ((above it)/.git/index.lock is there)" in whole

    @settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text("ABCDEFGHIJabcdefghij\u00e9\u00fc\u2028 :()\"'", min_size=4))
    def test_no_word_of_the_log_gets_into_it(self, tmp_path: Path, said: str) -> None:
        private = tmp_path / ".teg-tui"
        private.mkdir(exist_ok=True)
        lines = (f"2026-11-22 20:00:00,123Z 77 INFO context:99 {said}", said, f"  {said}: x")
        (private / "teg-tui.log").write_text("\n".join(lines), encoding="utf-8")
        patient = Patient(tmp_path, Config())
        whole = bundle.text(patient, ()).partition("## Log")[2].partition("## Crashes")[0]
        assert set(whole.split()) <= {
            *("2026-11-22", "20:00:00,123Z", "77", "INFO", "context:99"),
        }
