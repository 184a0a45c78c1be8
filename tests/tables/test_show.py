"""HLO on a terminal: every letter of it, in 80 columns, and what is left out is named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from pygments.token import Error

from hloscope.tables.hlo_lexer import HloLexer
from tests.support.command_line import Printed, run
from tests.support.dumped import TESTDATA

__all__ = ["run"]

ROOT = Path(__file__).parents[2]
TEXTS = sorted(TESTDATA.glob("*/attention*/*after_optimizations.txt")) + sorted(
    TESTDATA.glob("*/scan/*before_opt*.txt")
)
H100 = str(TESTDATA / "jax-0.10.2-h100" / "mlp")
SCAN = str(TESTDATA / "jax-0.10.2-cpu" / "scan")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_lexer_knows_all_that_xla_writes(path: Path) -> None:
    text = path.read_text("utf-8")
    tokens = list(HloLexer(stripnl=False, ensurenl=False).get_tokens(text))
    assert "".join(value for _, value in tokens) == text
    assert [value for token, value in tokens if token is Error] == []


def test_pygments_finds_the_lexer() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["pygments.lexers"]
    module, _, name = declared["hlo"].partition(":")
    assert getattr(import_module(module), name) is HloLexer


def test_kernel_in_80_columns(run: Callable[..., Printed]) -> None:
    status, lines, errors = run("show", H100, "max.5", columns=80)
    assert (status, errors) == (0, "")
    assert max(map(len, lines)) <= 80
    assert lines[2] == "gemm_fusion_dot.1, a kernel, jax_models.py:35"
    assert [line for line in lines if line.startswith("> ")] == [
        "> %max.5 = f32[32,8,32]{2,1,0} maximum(%add.3, %max.4)"
    ]


@pytest.mark.parametrize("width", [20, 40, 200])
def test_no_width_loses_a_letter(run: Callable[..., Printed], width: int) -> None:
    def letters(columns: int) -> str:
        return re.sub(r"\s", "", "".join(run("show", SCAN, "while", "--top", "0", columns=columns)[1]))

    assert letters(width) == letters(100)


def test_lines_that_are_left_out_are_counted(run: Callable[..., Printed]) -> None:
    _, few, _ = run("show", SCAN, "while", "--top", "4")
    _, every, _ = run("show", SCAN, "while", "--top", "0")
    assert "  // 10 lines more, --top 0 for all" in few
    assert not [line for line in every if "--top 0" in line]
    assert len(every) > len(few)
