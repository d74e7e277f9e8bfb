"""How the branch stands to its origin: looked up beside the loop, asked for only now and then.

Only `follow`, which the app runs, asks the network unbidden: at its start and every quarter of an
hour, with longer pauses while nobody answers, and never where `git.push` is "never". All it moves
is the upstream's remote-tracking ref.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from teg_tui.config import Push
from teg_tui.errors import StoreError
from teg_tui.service.context import Context, log
from teg_tui.store.gittrouble import Trouble, TroubleKind
from teg_tui.store.remote import Remote, Upstream

_LOOK_SECONDS = 2.0
_LOOK_AGAIN_SECONDS = 60.0
_ASK_EVERY = timedelta(minutes=15)
_ASK_AT_LEAST = timedelta(hours=4)
_PULL = "Run git pull --rebase in the workspace, then push again: the commits are kept"


class Origin:
    """The repository's origin, as far as it is known."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._clock = context.clock
        self._remote = Remote(context.root)
        self._network = Remote(context.root)
        self._looking = asyncio.Lock()
        self._online = asyncio.Lock()
        self._mark: object = None
        self._next_ask: datetime | None = None
        self._failures = 0
        self._stopped = False
        self.known: Upstream | Trouble | None = None
        """As of the last look; None before the first."""

    @property
    def upstream(self) -> Upstream | None:
        """The branch's counterpart, where it is known and there is one."""
        return self.known if isinstance(self.known, Upstream) else None

    async def look(self) -> Upstream | Trouble:
        """Look it up in the repository, where anything there has moved."""
        async with self._looking:
            mark = self._remote.mark()
            if self.known is None or mark != self._mark:
                self.known = await asyncio.to_thread(self._remote.upstream)
                self._mark = self._remote.mark()
            return self.known

    async def follow(self) -> None:
        """Keep `known` up to date, and ask the origin for news now and then; until stopped."""
        while not self._stopped:
            try:
                found = await self.look()
                if isinstance(found, Upstream) and self._may_ask():
                    await self._ask(found)
                pause = _LOOK_SECONDS
            except Exception:  # a disk that is full, or a mistake of ours: no end of the header
                log.exception("the repository can't be looked at; it is tried again")
                pause = _LOOK_AGAIN_SECONDS
            await self._clock.sleep(pause)

    def _may_ask(self) -> bool:
        now = self._clock.now()
        too_far = self._next_ask is not None and self._next_ask - now > _ASK_AT_LEAST
        due = self._next_ask is None or self._next_ask <= now or too_far  # or a clock set back
        return due and self._context.workspace.config.git.push is not Push.NEVER

    async def _ask(self, upstream: Upstream) -> None:
        async with self._online:
            trouble = await asyncio.to_thread(self._network.fetch, upstream)
        self._failures = self._failures + 1 if trouble else 0
        pause = min(_ASK_AT_LEAST, _ASK_EVERY * 2 ** min(self._failures, 10))
        self._next_ask = self._clock.now() + pause
        if trouble is not None:
            log.info("%s could not be asked for news: %s", upstream.name, trouble)

    async def push(self) -> int:
        """Push the branch to its upstream; how many commits went. Never forces, never merges.

        Raises:
            StoreError: it could not be pushed, and what to do; the commits are kept.
        """
        async with self._online:
            found = await self.look()
            if isinstance(found, Trouble):
                raise _error(found)
            if not found.ahead:
                return 0
            if found.behind:
                many = (
                    "a commit that is" if found.behind == 1 else f"{found.behind} commits that are"
                )
                what = f"{found.name} has {many} not here"
                raise _error(Trouble(TroubleKind.BEHIND, what, _PULL))
            trouble = await asyncio.to_thread(self._network.push, found)
            await self.look()
        if trouble is None:
            log.info("%d commits pushed to %s", found.ahead, found.name)
            return found.ahead
        if trouble.kind is TroubleKind.BEHIND:
            self._next_ask = None  # how far behind, the next look will tell
        raise _error(trouble)

    def stop(self) -> None:
        """End what is being asked of git, for good; what it was to do remains to be done."""
        self._stopped = True
        self._remote.stop()
        self._network.stop()


def _error(trouble: Trouble) -> StoreError:
    return StoreError(f"not pushed: {trouble.what}", way_out=trouble.way_out)
