"""The lowest versions that `make test-lowest` installs are those that pyproject.toml allows."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
_REQUIREMENT = re.compile(r"([\w-]+)(?:\[[\w,-]+\])?>=([\d.]+)")


def bounds() -> dict[str, str]:
    """The lower bounds of the core and of its tests, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    texts = [*project["dependencies"], *extras["test"], *extras["completion"], *extras["proto"]]
    found = [_REQUIREMENT.match(text) for text in texts if not text.startswith("hloscope[")]
    assert all(found), "every dependency has a lower bound"
    return {match[1]: match[2] for match in found if match}


def test_lowest_versions_are_the_bounds() -> None:
    lines = (ROOT / ".ci" / "lowest.txt").read_text("utf-8").splitlines()
    lowest = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert lowest.keys() == bounds().keys()
    for name, bound in bounds().items():
        parts = len(bound.split("."))
        assert lowest[name].split(".")[:parts] == bound.split("."), name
