"""What identifies a prompt as it would be sent now, without building it."""

from __future__ import annotations

from teg_tui.reports import requests as wording
from teg_tui.reports.key import ReportKey
from teg_tui.service.material import Mark, Material
from teg_tui.service.material import mark_of as look_of
from teg_tui.store.count_book import mark_of
from teg_tui.store.files import blob_id, inside, read_bytes


class Marks:
    """The marks of prompts; each text they are made of is read once while it stays as it is."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._blobs: dict[str, tuple[Mark, str]] = {}

    def mark(self, key: ReportKey) -> str | None:
        """What identifies a report's prompt; None where a text in it is not there."""
        material = self._material
        kind = material.kinds[key.kind]
        blobs = []
        for need in material.needs_of(key):
            blob = self._blob(material.path_of(need))
            if blob is None:
                return None
            blobs.append((need, blob))
        facts = material.fingerprint(key)
        return mark_of(key, wording.recipe(kind, facts, blobs, material.model_of(kind)))

    def _blob(self, path: str) -> str | None:
        file = inside(self._material.workspace.root, path)
        look = look_of(file)
        if look is None:
            return None
        known = self._blobs.get(path)
        if known is None or known[0] != look:
            known = self._blobs[path] = (look, blob_id(read_bytes(file) or b""))
        return known[1]
