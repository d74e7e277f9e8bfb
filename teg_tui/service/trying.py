"""Variants before they are written: what is tried, beside what, and whether that may be.

A variant's texts are written from the reports that are on file, as they are: what is tried is one
prompt or model, not a chain of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from teg_tui.errors import ConfigError, TegError
from teg_tui.reports import promptfile
from teg_tui.reports.kind import Kind
from teg_tui.reports.plan import Mode, Plan, Selection
from teg_tui.reports.trial import Trial, check_name, kind_of
from teg_tui.service.context import Context
from teg_tui.store import variants


@dataclass(frozen=True)
class Tried:
    """A selection that is tried, or one that is not."""

    selection: Selection
    kinds: Mapping[str, Kind]
    """The variant's kinds by name; none where nothing is tried."""
    prompts: Mapping[str, str]
    """The files they were read from."""

    def refusal(self, context: Context) -> str:
        """Why it may not be written now, in words; empty where it may."""
        trial = self.selection.trial
        for key, run in context.runs.writers().items() if trial else ():
            if trial and key.variant == trial.name:
                return f"run {run} is writing variant {trial.name}: wait for it, or name another"
        return ""

    def remember(self, context: Context, plan: Plan) -> None:
        """Keep what a plan's texts are written by, before anything is begun."""
        for name in {key.kind for key in plan.reports} & self.kinds.keys():
            variants.put(context.root, self.kinds[name], _text(Path(self.prompts[name])))


@contextmanager
def known(context: Context, selection: Selection) -> Iterator[Tried]:
    """While the block lasts, the kinds of what is tried are known; after it, those kept on disk.

    Raises TegError where the name, the prompt or the model is none.
    """
    if selection.trial is None:
        yield Tried(selection, {}, {})
        return
    material = context.material
    tried = _tried(context, selection, selection.trial)
    material.put_variants(variants.known(material.kinds, tried.kinds.values()).variants)
    try:
        yield tried
    finally:
        material.put_variants(variants.add_to(material.kinds, context.root).variants)


def _tried(context: Context, selection: Selection, trial: Trial) -> Tried:
    check_name(trial.name)
    kinds = context.material.kinds
    prompt = _prompt(trial.prompt) if trial.prompt else None
    if prompt is not None:
        if prompt.name not in {kind.name for kind in kinds}:
            raise TegError(f"there is no kind {prompt.name!r} to try it on", where=prompt.source)
        selection = replace(selection, kinds=frozenset({prompt.name}), mode=Mode.FULL)
    made, prompts = {}, {}
    for base in kinds:
        its = prompt if prompt is not None and prompt.name == base.name else None
        model = trial.model or context.material.model_of(its or base)
        kind = kind_of(base, trial.name, its, model)
        made[kind.name], prompts[kind.name] = kind, kind.source
    return Tried(selection, made, prompts)


def _prompt(path: str) -> Kind:
    kind = promptfile.parse(_text(Path(path)), path)
    if kind is None:
        raise ConfigError("is no prompt file", where=path, way_out="Copy one: teg-tui prompts")
    return kind


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"can't be read: {error}", where=str(path)) from error
