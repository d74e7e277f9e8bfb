"""What identifies a prompt as it would be sent now, without building it."""

from __future__ import annotations

from teg_tui.reports import requests as wording
from teg_tui.reports.key import ReportKey
from teg_tui.service.material import Mark, Material
from teg_tui.service.material import mark_of as look_of
from teg_tui.store.count_book import mark_of
from teg_tui.store.files import blob_id, inside, read_bytes


class Marks:
    """The marks of prompts, worked out again only where something in them has changed."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._generation = material.generation
        self._known: dict[ReportKey, tuple[tuple[Mark, ...], str]] = {}

    def mark(self, key: ReportKey) -> str | None:
        """What identifies a report's prompt; None where a text in it is not there."""
        material = self._material
        if self._generation != material.generation:
            self._generation = material.generation
            self._known.clear()
        looks = []
        for need in material.needs_of(key):
            look = look_of(material.workspace.root / material.path_of(need))
            if look is None:
                return None
            looks.append(look)
        seen, known = tuple(looks), self._known.get(key)
        if known is None or known[0] != seen:
            known = self._known[key] = (seen, self._work_out(key))
        return known[1]

    def _work_out(self, key: ReportKey) -> str:
        material = self._material
        kind = material.kinds[key.kind]
        blobs = [(need, self._blob(material.path_of(need))) for need in material.needs_of(key)]
        facts = material.fingerprint(key)
        return mark_of(key, wording.recipe(kind, facts, blobs, material.model_of(kind)))

    def _blob(self, path: str) -> str:
        return blob_id(read_bytes(inside(self._material.workspace.root, path)) or b"")
