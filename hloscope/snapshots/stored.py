"""Stored snapshots: a file of many, of which one is looked at and one is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from hloscope.dump.writing import write_whole
from hloscope.errors import DumpError
from hloscope.regex import lazy_pattern
from hloscope.reports.reader import read_json
from hloscope.snapshots.form import SnapshotForm, json_text
from hloscope.snapshots.snapshot import Snapshot, check_form
from hloscope.version import SNAPSHOT_SCHEMA

# An entry as it was written here: lines that are further in, up to the brace that closes it.
_ENTRY = lazy_pattern(r'^    ("(?:[^"\\\n]|\\.)*+"): (\{\n(?:      [^\n]*+\n)*+    \}),?+$', re.MULTILINE)


class StoredSnapshots(Mapping[str, Snapshot]):
    """The snapshots in a file, each read when it is asked for; none if there is no such file.

    Raises:
        DumpError: it cannot be read, or is no file of snapshots; the message says where in it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._forms: dict[str, SnapshotForm] = {}
        if path.exists():
            found = read_json(path)
            is_file = isinstance(found.get("snapshots"), dict) and found.get("schema") == SNAPSHOT_SCHEMA
            check_form(found if not is_file else {**found, "snapshots": {}}, path)
            self._forms = found["snapshots"]

    def __getitem__(self, key: str) -> Snapshot:
        """The snapshot of that key.

        Raises:
            DumpError: it is none; the message says where in it.
        """
        form = self._forms[key]
        check_form({"schema": SNAPSHOT_SCHEMA, "snapshots": {key: form}}, self._path)
        return Snapshot.from_form(form)

    def __iter__(self) -> Iterator[str]:
        """The keys, in the order of the file."""
        return iter(self._forms)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._forms)

    def write_with(self, key: str, snapshot: Snapshot) -> None:
        """Writes the file anew, sorted, with this one in it; the others stay as they are.

        Raises:
            DumpError: it cannot be written.
        """
        texts = self._texts() | {key: json_text(snapshot.to_dict(), "    ")}
        entries = ",\n".join(f"    {json.dumps(key)}: {texts[key]}" for key in sorted(texts))
        content = f'{{\n  "schema": {SNAPSHOT_SCHEMA},\n  "snapshots": {{\n{entries}\n  }}\n}}\n'
        try:
            write_whole(self._path, content)
        except OSError as error:
            raise DumpError(f"cannot be written: {error.strerror}", str(self._path)) from error

    def _texts(self) -> dict[str, str]:
        """The text of each, which takes a hundredth of the time to find that it takes to write."""
        found = _ENTRY.findall(self._path.read_text("utf-8")) if self._forms else []
        texts = {json.loads(key): text for key, text in found}
        if [*texts] == [*self._forms]:
            return texts
        return {key: json_text(form, "    ") for key, form in self._forms.items()}
