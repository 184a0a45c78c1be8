"""The diff as a person reads it, pinned whole: in a terminal, and as Markdown."""

import io
from collections.abc import Sequence

import pytest
from rich.console import Console

import hloscope
from hloscope.comparisons.diff import Diff, diff_outlines
from hloscope.comparisons.outline import Outline, WrittenBroadcast
from hloscope.formats.markdown import diff_markdown
from hloscope.tables.diff import diff_tables
from tests.support.dumped import TESTDATA
from tests.support.outlines import launch, outline

FILL = WrittenBroadcast("broadcast.1", "f32[8,8]{1,0}", "f32[8]{0}", 256, "src/a.py:3")
SPLIT = [
    outline(*[launch("add:f/a sine:f/s", name=f"cluster{n}", source="src/a.py:3") for n in range(3)]),
    outline(*[launch(one) for _ in range(3) for one in ("add:f/a", "sine:f/s")], broadcasts=[FILL]),
]


def lines_of(diff: Diff, *, width: int = 80, top: int = 10) -> list[str]:
    printed = io.StringIO()
    Console(file=printed, width=width, highlight=False, markup=False).print(diff_tables(diff, top=top))
    return [line.rstrip() for line in printed.getvalue().splitlines()]


def diff_of(old: Sequence[Outline], new: Sequence[Outline]) -> Diff:
    return diff_outlines(old, new)


def test_regression_is_told_first() -> None:
    others = [outline(name="jit_same"), outline(name="jit_gone")], [outline(name="jit_same")]
    assert lines_of(diff_of([SPLIT[0], *others[0]], [SPLIT[1], *others[1]])) == [
        "3 regressions (rules: launches, broadcasts, split)",
        "  jit_f: compute launches 3 -> 6",
        "  jit_f: bytes of materialized broadcasts 0 -> 256",
        "  jit_f: 3x cluster cluster0 (add, sine) was split into 2 launches",
        "",
        "Programs that changed",
        "Program   Launches   Clusters     Broadcasts          Traffic",
        "─────────────────────────────────────────────────────────────",
        "jit_f       3 -> 6     3 -> 0   0 B -> 256 B   192 B -> 384 B",
        "jax cpu",
        "",
        "jit_f (jax cpu)",
        "Change     Old                 New             Source",
        "─────────────────────────────────────────────────────",
        "3x split   add, sine [kLoop]   add [kernel]    a.py:3",
        "                               sine [kernel]",
        "",
        "jit_f (jax cpu) now writes 256 B: f32[8,8]{1,0} broadcast.1 a.py:3",
        "",
        "1 program the same: jit_same",
        "1 program only old: jit_gone",
        "",
        "Broadcasts: bytes of those that write memory. Traffic: bytes that launches read",
        "and write in a run.",
        "Which launches became which is inferred from the operations in them.",
    ]


def test_markdown_says_the_same_and_shows_names_as_they_are() -> None:
    assert diff_markdown(diff_of(SPLIT[:1], SPLIT[1:])).splitlines() == [
        "### hloscope diff: 3 regressions (rules: launches, broadcasts, split)",
        "",
        "- jit_f: compute launches 3 -> 6",
        "- jit_f: bytes of materialized broadcasts 0 -> 256",
        "- jit_f: 3x cluster cluster0 (add, sine) was split into 2 launches",
        "",
        "| Program | Launches | Clusters | Broadcasts | Traffic |",
        "|---|---:|---:|---:|---:|",
        "| jit_f (jax cpu) | 3 -> 6 | 3 -> 0 | 0 B -> 256 B | 192 B -> 384 B |",
        "",
        "<details><summary>jit_f (jax cpu)</summary>",
        "",
        "- 3x split: add, sine \\[kLoop\\] -> add \\[kernel\\] + sine \\[kernel\\]; a.py:3",
        "- now writes 256 B: f32\\[8,8\\]{1,0} broadcast.1 a.py:3",
        "",
        "</details>",
        "",
        "Broadcasts: bytes of those that write memory. Traffic: bytes that launches read and write in a run.",
        "Which launches became which is inferred from the operations in them.",
    ]


def test_markdown_cannot_be_broken_out_of() -> None:
    evil = outline(launch("add"), name="<script>|\n# `x`\x1b[31m")
    text = diff_markdown(diff_of([evil], [outline(launch("sine"), launch("add"), name=evil.name)]))
    assert "- \\<script>\\|\\\\n# \\`x\\`\\\\x1b\\[31m: compute" in text
    assert "<summary>&lt;script&gt;|\\n# `x`\\x1b[31m (jax cpu)</summary>" in text
    assert "<script>" not in text.replace("\\<script>", "")


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_nothing_changed_is_one_line_and_a_list(form: str) -> None:
    diff = diff_of(SPLIT[:1], SPLIT[:1])
    if form == "table":
        assert lines_of(diff) == ["Nothing changed", "", "1 program the same: jit_f"]
    else:
        assert diff_markdown(diff) == "### hloscope diff: Nothing changed\n\n- 1 program the same: jit_f\n"


def test_programs_of_one_name_are_counted() -> None:
    three = [outline(launch("add"), name=name, parameters=(shape,)) for name, shape in NAMED]
    assert lines_of(diff_of(three, three))[-1] == "3 programs the same: jit_f (2), jit_g"


NAMED = (("jit_f", "f32[8]"), ("jit_f", "f32[16]"), ("jit_g", "f32[8]"))


def test_counts_of_another_unit_are_marked() -> None:
    lines = lines_of(diff_of([outline(launch("add"), unit="top_level_ops")], [outline(launch("add"), launch("sine"))]))
    assert lines[0] == "No regression (rules: launches, broadcasts, split)"
    assert "jit_f      1 -> 2*   64 B -> 128 B" in lines
    assert lines[-2].startswith("* One side counts top-level operations, the other launches")


def test_top_bounds_the_changes_of_each_program() -> None:
    diff = hloscope.diff(TESTDATA / "jax-0.6.2-cpu" / "attention", TESTDATA / "jax-0.10.2-cpu" / "attention")
    assert "jit_attention (jax cpu) (2 of 5 changes, --top 0 for all)" in lines_of(diff, top=2)
    assert "jit_attention (jax cpu)" in lines_of(diff, top=0)


def test_renamed_program_and_other_backend_are_both_told() -> None:
    old = outline(launch("add"), name="jit_step", before=9)
    new = outline(launch("add"), launch("sine"), name="jit_train", before=9)
    assert "jit_step -> jit_train (jax cpu)" in lines_of(diff_of([old], [new]))
    moved = outline(launch("add"), launch("sine"), platform="gpu", path="run2")
    assert "jit_f (jax cpu -> jax gpu, run2)" in lines_of(diff_of([outline(launch("add"))], [moved]))


@pytest.mark.parametrize("width", [80, 120])
def test_tables_fit_the_terminal(width: int) -> None:
    diff = hloscope.diff(TESTDATA / "tensorflow-2.16.2-cpu", TESTDATA / "tensorflow-2.21.0-cpu")
    assert max(map(len, lines_of(diff, width=width))) <= width
