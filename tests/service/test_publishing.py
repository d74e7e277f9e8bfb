"""Drafts become published copies: byte for byte, committed once, nobody's work lost; pushed."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from teg_tui.costs.advice import Via
from teg_tui.errors import StoreError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.plan import Mode
from teg_tui.reports.provenance import Provenance, Recipe
from teg_tui.reports.publication import Publication
from teg_tui.service.publish_views import PublishQuote, PublishResult
from teg_tui.service.service import Service
from teg_tui.store.files import blob_id
from teg_tui.store.git import Git

TOURNAMENT = frozenset({CellKey(3, None)})
MAIN = ReportKey(3, None, "main_report")
BRIEF = ReportKey(3, None, "brief_summary")
DRAFTS, READERS = "data/commentary/drafts/teg_3_", "data/commentary/teg_3_"


def write(house: Any, path: str, text: str) -> Path:
    place: Path = house.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    return place


def draft(house: Any, kind: str = "main_report", text: str = "# As it was\n") -> Path:
    return write(house, f"{DRAFTS}{kind}.md", text)


def copy_of(house: Any, kind: str = "main_report") -> Path:
    return Path(house.root / f"{READERS}{kind}.md")


async def publish(service: Service, **which: Any) -> PublishResult:
    return await service.publisher.publish(await service.publisher.quote(**which))


async def state_of(service: Service, key: ReportKey = MAIN) -> Publication:
    return (await service.catalogue()).reports[key].publication


def reasons(quote: PublishQuote) -> dict[str, str]:
    return {key.kind: reason for key, reason in quote.left_out}


def commits(house: Any) -> list[str]:
    found: list[str] = house.git("log", "--format=%s").splitlines()
    return found


@contextmanager
def without_commits_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Git does not get to commit: killed right before it."""
    run = Git._run

    def killed(self: Git, arguments: tuple[str, ...], *rest: Any, **more: Any) -> Any:
        if "commit" in arguments:
            raise KeyboardInterrupt
        return run(self, arguments, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Git, "_run", killed)
        yield


class TestWhatIsPublished:
    async def test_drafts_are_copied_byte_for_byte_and_committed_alone(self, house: Any) -> None:
        text = "# Ünïcode \r\n\n\ttail  "
        draft(house, text=text)
        draft(house, "brief_summary")
        write(house, "data/commentary/teg_3_notes.txt", "mine, staged")
        house.git("add", "data/commentary/teg_3_notes.txt")
        async with house.service() as service:
            assert await state_of(service) is Publication.NOT_YET
            result = await publish(service, cells=TOURNAMENT)
            assert await state_of(service) is Publication.CURRENT
        assert copy_of(house).read_bytes() == draft(house, text=text).read_bytes()
        assert (len(result.copied), result.left_out, result.trouble) == (2, (), "")
        assert house.git("rev-parse", "HEAD").strip() == result.sha
        assert commits(house)[0] == "Publish TEG 3: Brief summary, Main report"
        changed = house.git("show", "--format=", "--name-only", "HEAD").split()
        assert changed == [f"{READERS}brief_summary.md", f"{READERS}main_report.md"]
        assert "A  data/commentary/teg_3_notes.txt" in house.git("status", "--short")

    async def test_nothing_new_is_published_twice(self, house: Any) -> None:
        draft(house)
        async with house.service() as service:
            await publish(service, cells=TOURNAMENT)
            before = commits(house)
            quote = await service.publisher.quote(TOURNAMENT)
            assert not quote.news
            assert quote.current == 1
            result = await service.publisher.publish(quote)
        assert (result.copied, result.sha, commits(house)) == ((), "", before)

    async def test_a_draft_that_changes_is_newer_until_it_is_published(self, house: Any) -> None:
        draft(house)
        async with house.service() as service:
            await publish(service, cells=TOURNAMENT)
            draft(house, text="# Better\n")
            assert await state_of(service) is Publication.OUTDATED
            result = await publish(service)
            assert await state_of(service) is Publication.CURRENT
        assert copy_of(house).read_text() == "# Better\n"
        assert result.replaced == ()
        assert len(commits(house)) == 3

    async def test_what_the_players_have_is_told_as_false_until_it_is_published_anew(
        self, house: Any
    ) -> None:
        key = ReportKey(3, None, "main_report")
        async with house.service() as service:
            await service.library.load()

            async def told() -> str:
                await service.catalogue()
                await service.library.proofs.read()
                return (await service.catalogue()).reports[key].published_words

            wrong = "Cyd Ormond had 47 points in the first round and won the round.\n"
            draft(house, text=wrong)
            await publish(service, cells=TOURNAMENT)
            assert await told() == "published"
            draft(house, text=wrong.replace("47", "46"))
            assert await told() == "published with 1 false figure, draft is newer"
            [file] = (await service.publisher.quote()).files
            assert file.usual == "the draft is newer, 1 false figure in the copy"
            draft(house).unlink()
            assert await told() == "published with 1 false figure"
            draft(house, text=wrong.replace("47", "46"))
            await publish(service)
            assert await told() == "published"

    async def test_only_the_kinds_asked_for_or_switched_on_are_meant(self, house: Any) -> None:
        for kind in ("main_report", "brief_summary", "satire"):
            draft(house, kind)
        async with house.service() as service:
            quote = await service.publisher.quote(TOURNAMENT)
            assert {file.key.kind for file in quote.files} == {"main_report", "brief_summary"}
            quote = await service.publisher.quote(TOURNAMENT, frozenset({"satire"}))
            assert [file.path for file in quote.files] == [f"{READERS}satire.md"]

    async def test_a_kind_without_a_published_path_says_so_where_nothing_else_is_meant(
        self, house: Any
    ) -> None:
        write(house, "data/commentary/round_reports/TEG3_R1_report.md", "text")
        draft(house)
        write(house, f"{READERS}story_notes.md", "notes for us")
        async with house.service() as service:
            quote = await service.publisher.quote(frozenset({CellKey(3, 1)}))
            assert not quote.news
            assert "no published path" in reasons(quote)["round_report"]
            quote = await service.publisher.quote(TOURNAMENT)
        assert "tournament_notes" not in reasons(quote)
        assert [file.key for file in quote.files] == [MAIN]

    async def test_what_is_not_there_or_failed_is_left_out_with_the_reason(
        self, make_house: Any, doing: Any
    ) -> None:
        house = make_house(faults=["messages-500=20"])
        write(house, f"{READERS}story_notes.md", "notes")
        draft(house, "brief_summary")
        async with house.service() as service:
            named = reasons(await service.publisher.quote(TOURNAMENT))
            assert named == {"main_report": "it is not written yet"}
            assert reasons(await service.publisher.quote()) == {}, "that is no news"
            selection = doing.cells((3, None), mode=Mode.REPORTS)
            run = await service.start(selection, Via.REALTIME)
            named = reasons(await service.publisher.quote(TOURNAMENT))
            assert named == dict.fromkeys(["brief_summary", "main_report"], "it is being written")
            await end_of(service, run.number)
            named = reasons(await service.publisher.quote(TOURNAMENT))
            assert named.keys() == {"brief_summary", "main_report"}
            assert all(reason.startswith("it failed (") for reason in named.values())
            assert reasons(await service.publisher.quote()).keys() == {"brief_summary"}

    async def test_a_draft_that_changes_after_it_was_looked_at_is_not_published(
        self, house: Any
    ) -> None:
        place = draft(house)
        async with house.service() as service:
            quote = await service.publisher.quote(TOURNAMENT)
            place.write_text("# Nobody has agreed to this\n")
            result = await service.publisher.publish(quote)
        assert "has changed meanwhile" in result.left_out[0][1]
        assert not copy_of(house).exists()
        assert result.sha == ""


class TestStaleDrafts:
    async def test_they_are_published_only_where_they_are_named(self, house: Any) -> None:
        place = draft(house)
        recipe = Recipe(facts="f" * 64, needs=(), prompt="p", model="m")
        origin = Provenance(
            MAIN, recipe, blob_id(place.read_bytes()), None, 1, 1, None, True, house.clock.now()
        )
        async with house.service() as service:
            service.context.ledger.put_provenance([origin])
            quote = await service.publisher.quote()
            assert not quote.files
            assert "stale (the scores have changed)" in reasons(quote)["main_report"]
            named = await service.publisher.quote(TOURNAMENT)
        assert [file.stale for file in named.files] == ["the scores have changed"]


class TestFalseDrafts:
    async def test_they_are_published_only_where_they_are_named_and_say_so(
        self, house: Any
    ) -> None:
        draft(house, text="# TEG 3\n\n**Final Trophy:** AV 999 | BT 1\n")
        async with house.service() as service:
            quote = await service.publisher.quote()
            assert not quote.files
            assert "2 false figures in it" in reasons(quote)["main_report"]
            [named] = (await service.publisher.quote(TOURNAMENT)).files
        assert named.oddity.startswith("2 false figures in it")


class TestCopiesThatStandThere:
    async def test_unseen_work_is_kept_aside_before_it_is_replaced(self, house: Any) -> None:
        draft(house)
        async with house.service() as service:
            await publish(service, cells=TOURNAMENT)
            copy_of(house).write_text("# Corrected by hand, in no commit\n")
            assert await state_of(service) is Publication.EDITED
            everything = await service.publisher.quote()
            assert not everything.news
            assert "changed by hand" in reasons(everything)["main_report"]
            result = await publish(service, cells=TOURNAMENT)
        (kept,) = result.replaced
        assert (house.root / kept).read_text() == "# Corrected by hand, in no commit\n"
        assert copy_of(house).read_text() == "# As it was\n"
        assert result.sha == "", "HEAD holds this text already"

    async def test_a_text_of_unknown_origin_is_named_as_such(self, house: Any) -> None:
        draft(house)
        copy_of(house).write_text("# From the old days\n")
        house.git("add", "data")
        house.git("commit", "-q", "-m", "old days")
        async with house.service() as service:
            assert await state_of(service) is Publication.UNKNOWN
            assert not (await service.publisher.quote()).news
            result = await publish(service, cells=TOURNAMENT)
        assert result.replaced == (), "git has it"
        assert result.sha

    async def test_a_fresh_clone_knows_a_copy_that_was_its_draft(self, house: Any) -> None:
        draft(house)
        copy_of(house).write_text("# As it was\n")
        async with house.service() as service:  # nothing was published from here
            await service.catalogue()
            draft(house, text="# Better\n")
            assert await state_of(service) is Publication.OUTDATED

    async def test_a_copy_made_by_hand_is_published_and_only_to_be_committed(
        self, house: Any
    ) -> None:
        draft(house)
        copy_of(house).write_text("# As it was\n")
        async with house.service() as service:
            quote = await service.publisher.quote()
            assert (quote.files, len(quote.uncommitted)) == ((), 1)
            assert (await service.publisher.publish(quote)).sha
            assert not (await service.publisher.quote()).news

    async def test_a_place_that_can_not_be_written_spoils_nothing_else(self, house: Any) -> None:
        draft(house)
        draft(house, "brief_summary")
        copy_of(house).symlink_to("/etc/hostname")
        async with house.service() as service:
            result = await publish(service, cells=TOURNAMENT)
        assert [file.key for file in result.copied] == [BRIEF]
        assert "symbolic link" in dict(result.left_out)[MAIN]


class TestCommits:
    async def test_an_interruption_between_copy_and_commit_is_made_good_by_the_next(
        self, house: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft(house)
        async with house.service() as service:
            with without_commits_once(monkeypatch), pytest.raises(KeyboardInterrupt):
                await publish(service, cells=TOURNAMENT)
        assert commits(house) == ["scores"]
        async with house.service() as service:
            quote = await service.publisher.quote()
            assert (quote.files, [file.key for file in quote.uncommitted]) == ((), [MAIN])
            await service.publisher.publish(quote)
        assert commits(house) == ["Publish TEG 3: Main report", "scores"]

    async def test_without_commits_only_the_copy_is_made(self, house: Any) -> None:
        house.configure(more="[git]\ncommit = false\n")
        draft(house)
        async with house.service() as service:
            quote = await service.publisher.quote()
            assert not quote.commits
            result = await service.publisher.publish(quote)
            assert not (await service.publisher.quote()).news
        assert copy_of(house).exists()
        assert (result.sha, result.trouble, commits(house)) == ("", "", ["scores"])

    async def test_a_commit_that_can_not_be_made_is_said_and_made_the_next_time(
        self, house: Any
    ) -> None:
        draft(house)
        hook = house.root / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho 'no commits today' >&2\nexit 1\n")
        hook.chmod(0o755)
        async with house.service() as service:
            result = await publish(service)
            assert "a git hook refused the commit (no commits today)" in result.trouble
            assert "it is tried again" not in result.trouble
            hook.unlink()
            again = await publish(service)
        assert again.sha
        assert commits(house)[0] == "Publish TEG 3: Main report"

    async def test_bytes_that_a_hook_changed_count_as_published(self, house: Any) -> None:
        draft(house, text="# Loose end  \n")
        hook = house.root / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        copy = copy_of(house)
        hook.write_text(f"#!/bin/sh\nsed -i 's/ *$//' {copy}\ngit add {copy}\n")
        hook.chmod(0o755)
        async with house.service() as service:
            await publish(service)
            assert copy.read_text() == "# Loose end\n"
            assert await state_of(service) is Publication.CURRENT
            assert not (await service.publisher.quote()).news

    async def test_another_git_at_work_is_waited_for(self, house: Any) -> None:
        draft(house)
        lock = house.root / ".git" / "index.lock"
        lock.touch()
        slept = house.clock.sleep

        async def leaves(seconds: float) -> None:
            lock.unlink(missing_ok=True)
            await slept(seconds)

        house.clock.sleep = leaves
        async with house.service() as service:
            assert (await publish(service)).sha

    async def test_no_repository_is_said_beforehand(self, house: Any, tmp_path: Path) -> None:
        draft(house)
        (house.root / ".git").rename(tmp_path / "gone")
        async with house.service() as service:
            quote = await service.publisher.quote()
            assert "Run git init" in quote.commit_trouble
            assert quote.upstream is None
            assert "Run git init" in (await service.publisher.publish(quote)).trouble


@pytest.fixture
def origin(house: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare origin of the workspace's branch."""
    bare = tmp_path_factory.mktemp("origin") / "tour.git"
    house.git("init", "-q", "--bare", "-b", "main", str(bare))
    house.git("remote", "add", "origin", str(bare))
    house.git("push", "-q", "-u", "origin", "main")
    return bare


def somebody_pushes(origin: Path) -> None:
    clone = origin.parent / "clone"
    who = ("-c", "user.name=Bo", "-c", "user.email=bo@localhost")
    for command in (
        ("clone", "-q", str(origin), str(clone)),
        ("-C", str(clone), *who, "commit", "-q", "--allow-empty", "-m", "theirs"),
        ("-C", str(clone), "push", "-q"),
    ):
        subprocess.run(["git", *command], check=True)


class TestTheOrigin:
    async def test_what_is_published_is_counted_as_not_pushed_until_it_is(
        self, house: Any, origin: Path
    ) -> None:
        draft(house)
        async with house.service() as service:
            result = await publish(service)
            assert result.upstream is not None
            assert (result.upstream.name, result.upstream.ahead) == ("origin/main", 1)
            assert (await service.status()).upstream == result.upstream
            assert await service.publisher.origin.push() == 1
            assert await service.publisher.origin.push() == 0
            status = await service.status()
        assert status.upstream is not None
        assert status.upstream.ahead == 0
        assert house.git("ls-remote", "origin", "main").split()[0] == result.sha

    async def test_an_origin_that_has_gone_on_is_not_overwritten_and_shows_as_ahead(
        self, house: Any, origin: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft(house)
        asked = fetches(house, monkeypatch)
        async with house.service() as service:
            following = asyncio.create_task(service.publisher.origin.follow())
            await until(lambda: asked and house.clock.now() > asked[0])
            somebody_pushes(origin)
            theirs = house.git("ls-remote", "origin", "main")
            result = await publish(service)
            with pytest.raises(StoreError, match="Run git pull --rebase, then push again"):
                await service.publisher.origin.push()
            refused_at = house.clock.now()
            await until(lambda: service.publisher.origin.upstream.behind)
            following.cancel()
            assert asked[1] - refused_at < timedelta(minutes=1), "it is asked again at once"
            with pytest.raises(StoreError, match="has a commit that is not here"):
                await service.publisher.origin.push()
        assert house.git("ls-remote", "origin", "main") == theirs
        assert house.git("rev-parse", "HEAD").strip() == result.sha

    async def test_a_branch_without_an_upstream_is_told_how_to_get_one(self, house: Any) -> None:
        async with house.service() as service:
            assert (await service.publisher.quote()).upstream is None
            with pytest.raises(StoreError, match="no upstream to push to"):
                await service.publisher.origin.push()

    @pytest.mark.parametrize(
        ("policy", "asks"), [("ask", True), ("always", True), ("never", False)]
    )
    async def test_the_origin_is_asked_for_news_every_quarter_of_an_hour_unless_never_pushed_to(
        self, house: Any, origin: Path, monkeypatch: pytest.MonkeyPatch, policy: str, asks: bool
    ) -> None:
        house.configure(more=f'[git]\npush = "{policy}"\n')
        asked = fetches(house, monkeypatch)
        async with house.service() as service:
            await followed_for(service, house.clock, minutes=50)
        gaps = [(later - earlier) for earlier, later in pairwise(asked)]
        assert bool(asked) is asks
        assert len(asked) in ((4,) if asks else (0,))
        assert all(timedelta(minutes=15) <= gap < timedelta(minutes=16) for gap in gaps)

    async def test_where_nobody_answers_it_asks_less_and_less_often_and_says_nothing(
        self, house: Any, origin: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        house.git("remote", "set-url", "origin", str(origin.with_name("away")))
        asked = fetches(house, monkeypatch)
        async with house.service() as service:
            await followed_for(service, house.clock, minutes=120)
            status = await service.status()
            told = service.context.notices.newest()
        gaps = [round((b - a) / timedelta(minutes=30)) for a, b in pairwise(asked)]
        assert gaps == [1, 2]
        assert (status.trouble, told) == ("", 0)


def fetches(house: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """When the origin is asked for news."""
    asked: list[Any] = []
    run = Git._run

    def noted(self: Git, arguments: tuple[str, ...], *rest: Any, **more: Any) -> Any:
        if "fetch" in arguments:
            asked.append(house.clock.now())
        return run(self, arguments, *rest, **more)

    monkeypatch.setattr(Git, "_run", noted)
    return asked


async def followed_for(service: Service, clock: Any, *, minutes: float) -> None:
    """Let the origin be followed for a while of the driven clock, a minute at a look."""
    end = clock.now() + timedelta(minutes=minutes)

    async def sleep(_seconds: float) -> None:
        clock.advance(minutes=1)
        await asyncio.sleep(0)
        if clock.now() > end:
            await asyncio.Event().wait()

    clock.sleep = sleep
    following = asyncio.create_task(service.publisher.origin.follow())
    await until(lambda: clock.now() > end)
    following.cancel()


async def end_of(service: Service, run: int) -> None:
    """Tick until a run is over; in real time it goes on by itself meanwhile."""
    for _ in range(500):
        await service.tick()
        if next(its for its in await service.runs() if its.number == run).finished_at:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("not finished")


async def until(condition: Callable[[], Any]) -> None:
    """Let others work until something is so."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to that")
