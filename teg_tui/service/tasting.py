"""Variants once they are written: compared with what is on file, and kept.

A variant's text that is kept becomes the report, with its own recipe for provenance; what stood
there unseen is kept aside first, as ever. One that somebody has changed is that person's text,
filed as any other edit is: neither committed nor called ours.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from teg_tui.errors import TegError
from teg_tui.reports.key import CellKey, ReportKey
from teg_tui.reports.kind import Kind, Scope
from teg_tui.reports.kinds import Kinds
from teg_tui.reports.provenance import Provenance
from teg_tui.reports.trial import Trial
from teg_tui.service.checking import Checked, in_words
from teg_tui.service.committing import commit_now
from teg_tui.service.context import Context, log
from teg_tui.service.library import Library
from teg_tui.service.variant_views import Comparison, Draft, PromptChoice
from teg_tui.service.views import Outcome
from teg_tui.store import alike, trailers
from teg_tui.store.commits import Commits
from teg_tui.store.files import blob_id, decode, inside, read_bytes
from teg_tui.store.filing import REPLACED, Filed, file_report


class Tasting:
    """What was tried in one workspace."""

    def __init__(self, context: Context, library: Library) -> None:
        self._context = context
        self._library = library
        self._reads = Commits(context.root)  # one of its own: it may read while the other writes

    async def prompts(self) -> tuple[PromptChoice, ...]:
        """Prompt files beside the kinds' own."""
        await self._library.load()
        kinds = self._context.material.kinds
        return tuple(
            PromptChoice(other.name, kinds[other.name].title, other.source, other.variant)
            for other in kinds.others
            if other.name in kinds.by_name
        )

    def path_of(self, key: ReportKey) -> str:
        """Where a variant's text lies; empty of a report, and where the variant is not known."""
        material = self._context.material
        known = bool(key.variant) and key.kind in material.kinds.by_name
        return material.path_of(key) if known else ""

    async def compare(self, cell: CellKey) -> tuple[Comparison, ...]:
        """The reports of a cell of which there are variants, each with all its texts."""
        await self._library.catalogue()
        made = []
        for kind in self._context.material.kinds:
            key = ReportKey(cell.teg, cell.round, kind.name)
            drafts = await self._drafts(key)
            if any(draft.name for draft in drafts):
                made.append(Comparison(key, kind.title, drafts))
        if not made:
            raise TegError(
                "nothing was tried here yet",
                way_out="Try a prompt or a model: t, or teg-tui rounds --try NAME",
            )
        return tuple(made)

    async def tried(self, name: str) -> tuple[ReportKey, ...]:
        """The reports of which a variant has a text, by tournament and round.

        Raises TegError where it has none.
        """
        catalogue, material = await self._library.catalogue(), self._context.material
        variants = [kind for kind in material.kinds.variants if kind.variant == name]
        keys = (
            ReportKey(*cell.key, kind.name)
            for row in reversed(catalogue.rows)
            for cell in (*row.rounds, row.tournament)
            for kind in variants
            if kind.scope is (Scope.TOURNAMENT if cell.key.round is None else Scope.ROUND)
        )
        root = self._context.root
        found = (key.report for key in keys if inside(root, material.path_of(key)).is_file())
        if not (there := tuple(found)):
            raise TegError(f"there is no text of variant {name} here")
        return there

    async def _drafts(self, key: ReportKey) -> tuple[Draft, ...]:
        """A report's texts that are there."""
        context, kinds = self._context, self._context.material.kinds
        origins = _origins(context, key)
        texts: dict[ReportKey, str] = {}
        for name in origins:
            its = key.as_variant(name) if name else key
            if its.kind in kinds.by_name:
                data = read_bytes(inside(context.root, context.material.path_of(its)))
                texts |= {} if data is None else {its: decode(data)}
        checked = await context.checking.look(texts)
        return tuple(
            _draft(its, text, origins[its.variant], checked[its], kinds)
            for its, text in texts.items()
        )

    async def keep(self, key: ReportKey, name: str) -> str:
        """File a variant's text as the report; what became of it, in words.

        It is committed where it is what was written, and its own origin known. Raises TegError
        where there is no such text, or an open run writes the report.
        """
        context, variant = self._context, key.as_variant(name)
        catalogue = await self._library.catalogue()
        status = catalogue.reports.get(key)
        if status is not None and status.open_run is not None:
            raise TegError(f"run {status.open_run} is writing this report: wait for it")
        kind = context.material.kinds.by_name.get(variant.kind)
        data = None
        if kind is not None:
            data = read_bytes(inside(context.root, context.material.path_of(variant)))
        origin = context.ledger.provenance().get(variant)
        if data is None:
            raise TegError(f"there is no text of variant {name} here")
        ours = origin is not None and origin.blob == blob_id(data)
        filed = await self._file(key, data, ours=ours)
        words = f"Variant {name} is the report now: {filed.path}."
        if origin is not None and ours:
            await self._commit(key, name, filed, origin)
        else:
            words += " It was changed by hand, and is yours to commit."
        if filed.replaced is not None:
            words += f" What stood there is in {filed.replaced.relative_to(context.root)}."
        log.info("%s: variant %s kept", filed.path, name)
        return words

    async def _file(self, key: ReportKey, data: bytes, *, ours: bool) -> Filed:
        """Put a text in a report's place; what had failed or was held is settled by that."""
        context, path = self._context, self._context.material.path_of(key)
        head = (await asyncio.to_thread(self._reads.head_blobs, [path])).get(path)
        known = context.ledger.known_blobs(path)
        if ours:
            context.ledger.know_blob(path, blob_id(data))
        aside = context.workspace.private / REPLACED
        filed = await asyncio.to_thread(file_report, context.root, path, data, known, head, aside)
        with context.ledger.transaction():
            for report in context.runs.unfiled():
                if report.key == key:
                    context.runs.settle_report(report.run, key, Outcome.FILED, "")
        return filed

    async def _commit(self, key: ReportKey, name: str, filed: Filed, origin: Provenance) -> None:
        context, path = self._context, filed.path
        kept = replace(origin, key=key, blob=filed.blob, written_at=context.now())
        context.ledger.put_provenance([kept])
        title = context.material.kinds[key.kind].title
        rnd = "" if key.round is None else f" R{key.round}"
        pretend = " (simulated)" if kept.pretend else ""
        what = f"{context.workspace.config.event} {key.teg}{rnd}, variant {name} kept"
        message = f"{title}: {what}{pretend}"
        result = await commit_now(context, [path], message, [trailers.to_line(kept, path)])
        if (blob := result.blobs.get(path, filed.blob)) != filed.blob:  # a hook made other bytes
            with context.ledger.transaction():
                context.ledger.know_blob(path, blob)
                context.ledger.reformatted(key, filed.blob, blob)

    async def mark_current(self, kind: str) -> str:
        """From now on reports written by older prompts of a kind count as written by today's.

        What became of it, in words. Raises TegError where no report was.
        """
        await self._library.catalogue()
        context = self._context
        its = next((k for k in context.material.kinds if k.name == kind), None)
        if its is None:
            names = ", ".join(k.name for k in context.material.kinds)
            raise TegError(f"there is no kind {kind!r}", way_out=f"There are {names}")
        written = [p for p in context.ledger.provenance().values() if p.key.kind == kind]
        known = {its.digest, *its.alike, ""}
        older = [p for p in written if p.recipe.prompt not in known]
        if not older:
            raise TegError(f"no {its.title.lower()} was written by an older prompt")
        alike.put(context.root, its, frozenset(p.recipe.prompt for p in older))
        message = f"{its.title}: older prompts count as today's"
        await commit_now(context, [alike.FILE], message)
        noun = "report" if len(older) == 1 else "reports"
        return f"{len(older)} {noun} by older prompts count as written by {Path(its.source).name}."


def _draft(
    key: ReportKey, text: str, origin: Provenance | None, checked: Checked, kinds: Kinds
) -> Draft:
    kind, base = kinds[key.kind], kinds[key.report.kind]
    by_this = key.variant or (origin is not None and origin.recipe.prompt == kind.digest)
    return Draft(
        name=key.variant,
        text=text,
        words=len(text.split()),
        false=tuple(map(in_words, checked.false)),
        model=origin.recipe.model if origin else "",
        prompt=Path(kind.source).name if by_this else "",
        cost_usd=origin.cost_usd if origin else None,
        pretend=origin.pretend if origin else False,
        written_at=origin.written_at if origin else None,
        trial=_again(kind, base) if key.variant else None,
    )


def _again(kind: Kind, base: Kind) -> Trial:
    """What to try to have more of a variant."""
    prompt = kind.source if kind.source != base.source else ""
    return Trial(kind.variant, prompt, kind.model or "")


def _origins(context: Context, key: ReportKey) -> dict[str, Provenance | None]:
    """By variant what its text is known to come from, newest first; "" is the report itself."""
    known = context.ledger.provenance()
    names = [kind.variant for kind in context.material.kinds.variants]
    variants = {name: known.get(key.as_variant(name)) for name in dict.fromkeys(names)}
    written = sorted(
        ((its.written_at, name) for name, its in variants.items() if its is not None), reverse=True
    )
    ordered = [name for _, name in written]
    ordered += [name for name in variants if name not in ordered]
    return {"": known.get(key), **{name: variants[name] for name in ordered}}
