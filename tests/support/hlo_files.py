"""The HLO texts of testdata/, by framework, version and target."""

from collections import defaultdict
from functools import cache
from pathlib import Path

from tests.support.dumped import TESTDATA


@cache
def texts_by_target() -> dict[str, dict[Path, str]]:
    """`jax-0.10.2-cpu` -> the path and the text of each file that XLA or XLA's printer wrote."""
    found: dict[str, dict[Path, str]] = defaultdict(dict)
    for path in sorted(TESTDATA.glob("*/*/*.txt")):
        text = path.read_text("utf-8")
        if text.startswith("HloModule"):
            found[path.relative_to(TESTDATA).parts[0]][path] = text
    return found


TARGETS = sorted(path.name for path in TESTDATA.iterdir() if path.is_dir() and any(path.glob("*/*before_optim*.txt")))

assert len(TARGETS) >= 10
