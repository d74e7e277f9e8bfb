"""What was corrected in the scores since reports were filed, as far as git remembers.

For every tournament with tables to renew, the score file is read as it was when the first of these
reports was committed, and held against today's.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from teg_tui import workspace as workspaces
from teg_tui.errors import TegError
from teg_tui.golf.corrections import corrections, prizes
from teg_tui.golf.history import History, history_of
from teg_tui.golf.score_rows import scores_path
from teg_tui.golf.tables import Findings
from teg_tui.service.context import Context, log
from teg_tui.service.refresh_views import PrizeCheck, RefreshFile, ScoreChange
from teg_tui.store.earlier import Earlier
from teg_tui.store.files import blob_id, read_bytes

if TYPE_CHECKING:
    from teg_tui.golf.tour import Tour


class Corrected:
    """Compares today's scores with earlier ones."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._earlier = Earlier(context.root)

    def since(
        self, files: Sequence[RefreshFile]
    ) -> tuple[tuple[ScoreChange, ...], tuple[PrizeCheck, ...]]:
        """What was corrected since these reports were committed, and whose prizes it touched."""
        scores: list[ScoreChange] = []
        checks: list[PrizeCheck] = []
        today = self._context.material.tour
        now = history_of(today)
        for blob, tegs in self._blobs(files).items():
            before = self._tour_of(blob)
            if before is None:
                continue
            then = History(before)
            for teg in tegs:
                old, new = before.by_teg.get(teg), today.by_teg.get(teg)
                if old is None or new is None:
                    continue
                its = [ScoreChange(teg, **vars(found)) for found in corrections(old, new)]
                scores += its
                was, had = prizes(then, teg), prizes(now, teg)
                if its:
                    checks += [
                        PrizeCheck(teg, award, was[award], names)
                        for award, names in had.items()
                        if award in was
                    ]
        order = sorted(scores, key=lambda s: (s.teg, s.round, s.hole or 0, s.code))
        return tuple(order), tuple(sorted(checks, key=lambda check: check.teg))

    def _blobs(self, files: Sequence[RefreshFile]) -> dict[str, list[int]]:
        """Earlier score files by their blobs, each with the tournaments to hold against it."""
        folders = {str(PurePosixPath(file.path).parent) for file in files}
        last = self._earlier.last_commits(folders) if folders else {}
        oldest: dict[int, tuple[int, str]] = {}
        for file in files:
            if file.path in last:
                oldest[file.key.teg] = max(last[file.path], oldest.get(file.key.teg, (-1, "")))
        scores = self._score_file()
        commits = sorted({commit for _, commit in oldest.values()})
        blobs = self._earlier.blobs(scores, commits) if commits else {}
        data = read_bytes(self._context.root / scores)
        today = None if data is None else blob_id(data)
        found: dict[str, list[int]] = defaultdict(list)
        for teg, (_, commit) in sorted(oldest.items()):
            blob = blobs.get(commit)
            if blob is not None and blob != today:
                found[blob].append(teg)
        return found

    def _score_file(self) -> str:
        """The one that is read, relative to the workspace."""
        workspace = self._context.workspace
        file = scores_path(workspace.root, workspace.config.data, Findings())
        return file.relative_to(workspace.root).as_posix()

    def _tour_of(self, blob: str) -> Tour | None:
        """The tour as an earlier score file tells it, with today's other files."""
        workspace = self._context.workspace
        content = self._earlier.content(blob)
        if content is None:
            return None
        files = workspace.config.data
        others = (files.rounds, files.players, files.handicaps, files.winners, files.courses)
        with TemporaryDirectory(prefix="teg-tui-") as folder:
            root = Path(folder)
            for name in others:
                source, target = workspace.root / name, root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                if source.is_file():
                    shutil.copyfile(source, target)
            target = root / self._score_file()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            try:
                return workspaces.load_tour(replace(workspace, root=root)).tour
            except TegError as error:
                log.warning("an earlier score file can't be read: %s", error)
                return None
