"""The tutorial, followed from its first command to its last: what it prints is what happens."""

import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

pytestmark = pytest.mark.live

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs/tutorial/first-unfused-operation.md").read_text("utf-8")
FILES = re.findall(r"```py\n# (\w+\.py)\n(.*?)```", TUTORIAL, re.DOTALL)
COMMANDS = re.findall(r"```text\n\$ ([^\n]*)\n(.*?)```", TUTORIAL, re.DOTALL)
ENVIRONMENT = {"JAX_PLATFORMS": "cpu", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
LAUNCHES = re.compile(r"^jit_waves +(\d[\d >-]*)", re.MULTILINE)


def printed_by(command: str, folder: Path) -> str:
    """What a command of the tutorial prints, run with this Python in place of the one on the path."""
    program, *arguments = [sys.executable if word == "python" else word for word in shlex.split(command)]
    start = [program] if program == sys.executable else [sys.executable, "-m", program]
    environment = {name: value for name, value in os.environ.items() if name != "XLA_FLAGS"} | ENVIRONMENT
    done = subprocess.run(
        [*start, *arguments], env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def test_tutorial_can_be_followed(tmp_path: Path) -> None:
    assert [name for name, _ in FILES] == ["waves.py", "mended.py", "compare.py", "test_waves.py"]
    assert len(COMMANDS) == 7
    for name, text in FILES:
        (tmp_path / name).write_text(text, "utf-8")
    for command, shown in COMMANDS:
        printed = printed_by(command, tmp_path)
        assert LAUNCHES.findall(printed) == LAUNCHES.findall(shown)
        if shown and f"jax {version('jax')};" in TUTORIAL:  # another one may name and fuse otherwise
            assert printed == shown
