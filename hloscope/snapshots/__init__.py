"""Snapshots: what was reviewed of a compilation, as readable JSON beside a test, and whether it is still so."""

from hloscope.snapshots.check import Checked, Unseen, check_snapshot, installed_compiler
from hloscope.snapshots.snapshot import Snapshot, Snapshots, read_snapshots, write_snapshots

__all__ = [
    "Checked",
    "Snapshot",
    "Snapshots",
    "Unseen",
    "check_snapshot",
    "installed_compiler",
    "read_snapshots",
    "write_snapshots",
]
