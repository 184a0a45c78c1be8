"""What is printed: whether anything in it is more than text."""

import re
from collections.abc import Iterator

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
CONTROL = re.compile(r"(?m)^\s*::|##(?:vso|teamcity)?\[")


def problems_of(printed: str) -> Iterator[str]:
    """What in something that was printed is more than text; colours are ours."""
    plain = COLOURS.sub("", printed)
    yield from (f"control: {line!r}" for line in plain.split("\n") if not line.isprintable())
    yield from (f"command: {found[0]!r}" for found in CONTROL.finditer(plain))
    yield from (["a traceback"] if "Traceback" in plain else [])
