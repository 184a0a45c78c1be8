"""Why functions were compiled again: programs of which it is known what was changed, and jax's own words."""

import json
from pathlib import Path

import pytest

import hloscope
from hloscope.cli import main
from hloscope.comparisons.jax_log import LoggedArgument, LoggedCompile, function_key, logged_compiles
from hloscope.comparisons.recompiles import LOG_NAME, Recompile
from hloscope.errors import HloscopeError

PLAIN = """HloModule jit_f, entry_computation_layout={(f32[8,4]{1,0}, f32[])->f32[8,4]{1,0}}

ENTRY %main.1 (x.1: f32[8,4], y.1: f32[]) -> f32[8,4] {
  %x.1 = f32[8,4]{1,0} parameter(0), metadata={op_name="x"}
  %y.1 = f32[] parameter(1), metadata={op_name="y"}
  %constant.1 = f32[] constant(2)
  %mul.1 = f32[] multiply(%y.1, %constant.1), metadata={op_name="jit(f)/mul" source_file="m.py" source_line=3}
  %mul.2 = f32[8,4]{1,0} broadcast(%mul.1), dimensions={}, metadata={op_name="jit(f)/mul" source_file="m.py" source_line=3}
  %mul.3 = f32[8,4]{1,0} multiply(%x.1, %mul.2), metadata={op_name="jit(f)/mul" source_file="m.py" source_line=3}
  ROOT %rev.1 = f32[8,4]{1,0} reverse(%mul.3), dimensions={0}, metadata={op_name="jit(f)/rev" source_file="m.py" source_line=4}
}
"""
CHANGES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "shape": (
        PLAIN.replace("f32[8,4]", "f32[9,4]"),
        [("shape", "argument 0 (x): f32[8,4] -> f32[9,4]")],
    ),
    "type": (
        PLAIN.replace("f32[8,4]", "bf16[8,4]"),
        [("type", "argument 0 (x): f32[8,4] -> bf16[8,4]")],
    ),
    "layout": (
        PLAIN.replace("(f32[8,4]{1,0}, f32[])->", "(f32[8,4]{0,1}, f32[])->"),
        [("layout", "argument 0 (x), layout: {1,0} -> {0,1}")],
    ),
    "sharding": (
        PLAIN.replace("}}\n", "}}, num_partitions=2\n", 1).replace(
            "parameter(0),", "parameter(0), sharding={devices=[2,1]<=[2]},"
        ),
        [
            ("sharding", "argument 0 (x), sharding: none -> {devices=[2,1]<=[2]}"),
            ("setting", "num_partitions: none -> 2"),
        ],
    ),
    "donation": (
        PLAIN.replace("jit_f,", "jit_f, input_output_alias={ {}: (0, {}, may-alias) },"),
        [("donation", "argument 0 (x) is donated now")],
    ),
    "donor": (
        PLAIN.replace("jit_f,", "jit_f, buffer_donor={ (1, {}) },"),
        [("donation", "argument 1 (y) is donated now")],
    ),
    "static value": (
        PLAIN.replace("constant(2)", "constant(3)"),
        [("constant", "constant f32[]: 2 -> 3 (m.py:3)")],
    ),
    "static axis": (
        PLAIN.replace("(%mul.3), dimensions={0}", "(%mul.3), dimensions={1}"),
        [
            (
                "attribute",
                "reverse: f32[8,4]{1,0} reverse, dimensions={0} -> f32[8,4]{1,0} reverse, dimensions={1} (m.py:4)",
            )
        ],
    ),
    "static number of turns": (
        PLAIN.replace(
            "  ROOT %rev.1 = f32[8,4]{1,0} reverse(%mul.3)",
            "  %sin.1 = f32[8,4]{1,0} sine(%mul.3)\n  ROOT %rev.1 = f32[8,4]{1,0} reverse(%sin.1)",
        ),
        [("operations", "sine: 0 -> 1 of them")],
    ),
    "one argument more": (
        PLAIN.replace("f32[])->", "f32[], s32[2]{0})->")
        .replace("y.1: f32[])", "y.1: f32[], z.1: s32[2])")
        .replace("  %constant.1", '  %z.1 = s32[2]{0} parameter(2), metadata={op_name="z"}\n  %constant.1'),
        [("argument", "argument 2 (z) s32[2] is new")],
    ),
    "another container": (
        PLAIN.replace('op_name="x"', 'op_name="t[0]"').replace('op_name="y"', 'op_name="t[1]"'),
        [("name", "argument 0 (t[0]) was x"), ("name", "argument 1 (t[1]) was y")],
    ),
    "result": (
        PLAIN.replace(")->f32[8,4]{1,0}", ")->f32[8,4]{0,1}"),
        [("result", "result 0: f32[8,4]{1,0} -> f32[8,4]{0,1}")],
    ),
    "result of another shape": (
        PLAIN.replace(")->f32[8,4]{1,0}", ")->f32[]"),
        [("result", "result 0: f32[8,4] -> f32[]")],
    ),
    "operands": (
        PLAIN.replace("multiply(%y.1, %constant.1)", "multiply(%constant.1, %y.1)"),
        [("wiring", "the same operations, but in another order or with other operands")],
    ),
    "nothing": (PLAIN.replace("jit_f", "jit_f.1"), [("nothing", "nothing in the module differs")]),
    "another function": (
        PLAIN.replace('"m.py"', '"n.py"').replace("multiply", "add"),
        [("function", "another function of this name: n.py:3, before m.py:3")],
    ),
}  # fmt: skip


def dumped(folder: Path, *texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"module_{number:04d}.jit_f.before_optimizations.txt").write_text(text, "utf-8")
    return folder


def programs_of(*sources: Path) -> tuple[Recompile, ...]:
    found = hloscope.recompiles(*sources)
    assert found.errors == ()
    [function] = found.functions
    return function.programs


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_is_what_differs(name: str, tmp_path: Path) -> None:
    text, expected = CHANGES[name]
    first, second = programs_of(dumped(tmp_path / "d", PLAIN, text))
    assert (first.compared_with, first.changes) == (None, ())
    assert second.compared_with == 0
    assert [(change.kind, change.text) for change in second.changes] == expected


def test_the_nearest_program_before_is_compared_with(tmp_path: Path) -> None:
    wide = PLAIN.replace("f32[8,4]", "f32[9,4]")
    texts = (PLAIN, wide, wide.replace("constant(2)", "constant(3)"), PLAIN.replace("f32[8,4]", "bf16[8,4]"))
    programs = programs_of(dumped(tmp_path / "d", *texts))
    assert [program.compared_with for program in programs] == [None, 0, 1, 0]
    assert [change.text for change in programs[2].changes] == ["constant f32[]: 2 -> 3 (m.py:3)"]


LOG = """\
some line
TRACING CACHE MISS at /m.py:9:14 (<module>):
  for f defined at /m.py:4
  all previously seen cache keys differ. For the closest previous key:
  different input types:
  * at y, now f32[]{weak_type=False} and before f32[]{weak_type=True}
Finished tracing f for jit in 0.05 sec
W1130 08:35:09.4 1 pxla.py:1] Compiling jit(f) with global shapes and types (ShapedArray(float32[8,4]), ShapedArray(float32[])). Argument mapping: (UnspecifiedValue,).
Compiling jit(g) with global shapes and types (ShapedArray(int32[8]),). Argument mapping: (UnspecifiedValue,).
"""
WEAK = LOG.replace("ShapedArray(float32[])", "ShapedArray(float32[], weak_type=True)").replace("  * at y", "  * once y")


def test_log_tells_what_was_compiled_and_why() -> None:
    first, second = logged_compiles(LOG)
    assert first.arguments == (LoggedArgument("f32[8,4]", is_weak=False), LoggedArgument("f32[]", is_weak=False))
    assert first.explanation[0] == "traced at /m.py:9:14 (<module>)"
    assert first.explanation[-1] == "* at y, now f32[]{weak_type=False} and before f32[]{weak_type=True}"
    assert second == LoggedCompile("g", (LoggedArgument("s32[8]", is_weak=False),))


@pytest.mark.parametrize(
    ("line", "name", "shapes"),
    [
        ("Compiling f with global shapes and types [ShapedArray(float32[8,4])]. Argument mapping: ()", "f", ["f32[8,4]"]),
        ("WARNING:jax: Compiling <lambda> for with global shapes and types [ShapedArray(bool[])]. Argument mapping", "lambda", ["pred[]"]),
        ("Compiling jit(f) with global shapes and types (ShapedArray(bfloat16[2]), ShapedArray(key<fry>[])). Argument mapping", "f", ["bf16[2]"]),
        ("Compiling jit(f) with global shapes and types (ShapedArray(uint8[2]), ShapedArray(complex64[1])). Argument mapping", "f", ["u8[2]", "c64[1]"]),
    ],
)  # fmt: skip
def test_lines_of_several_versions_are_read(line: str, name: str, shapes: list[str]) -> None:
    [found] = logged_compiles(line)
    assert (found.function, [argument.shape for argument in found.arguments]) == (name, shapes)


def test_functions_are_called_the_same_in_log_and_dump() -> None:
    assert function_key("jit(<lambda>)") == function_key("jit__lambda") == "lambda"
    assert function_key("jit(train_step)") == function_key("jit_train_step") == "train_step"


def test_weak_type_is_told_by_the_log_alone(tmp_path: Path) -> None:
    folder = dumped(tmp_path / "d", PLAIN, PLAIN)
    (tmp_path / "log.txt").write_text(WEAK + LOG, "utf-8")
    first, second = programs_of(folder, tmp_path / "log.txt")
    assert (first.weak, second.weak) == ((1,), ())
    assert [(change.kind, change.text) for change in second.changes] == [
        ("weak type", "argument 1 (y) f32[], type: weak -> not weak (jax's log)")
    ]
    assert second.said[-1] == "* at y, now f32[]{weak_type=False} and before f32[]{weak_type=True}"
    (folder / LOG_NAME).write_text(WEAK + LOG, "utf-8")
    assert programs_of(folder)[1].changes == second.changes


def test_file_that_is_neither_dump_nor_log_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("nothing of it\n", "utf-8")
    with pytest.raises(HloscopeError):
        hloscope.recompiles(tmp_path / "log.txt")


def test_module_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    texts = (
        PLAIN,
        PLAIN.replace("ROOT %rev.1 = f32[8,4]{1,0} reverse(%mul.3)", "ROOT %rev.1 = f32[8,4]{1,0} reverse(%no)"),
        PLAIN,
    )
    found = hloscope.recompiles(dumped(tmp_path / "d", *texts))
    [function] = found.functions
    kinds = [[change.kind for change in program.changes] for program in function.programs]
    assert kinds == [[], ["unknown"], ["nothing"]]
    assert len(found.errors) == 1


def test_command_shows_each_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(dumped(tmp_path / "d", PLAIN, CHANGES["shape"][0], CHANGES["nothing"][0]))
    assert main(["recompiles", folder]) == 0
    printed = capsys.readouterr().out
    assert "jit_f: compiled 3 times" in printed
    assert "#1        #0        argument 0 (x): f32[8,4] -> f32[9,4]" in printed
    assert "Where nothing in the module differs" in printed
    assert main(["recompiles", "--json", folder]) == 0
    [function] = json.loads(capsys.readouterr().out)["functions"]
    assert function["programs"][1]["changes"][0]["argument"] == 0


STATIC = "<class 'jax._src.tree_util.Static'> with pytree metadata Static(val={})"


def test_static_value_that_jax_tells_of_is_shown_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dumped(tmp_path / "d", PLAIN, CHANGES["shape"][0])
    said = f"* at input path [0][1], now {STATIC.format(3)} and before {STATIC.format(2)}, so the pytree node differs"
    log = LOG.replace("* at y, now f32[]{weak_type=False} and before f32[]{weak_type=True}", said)
    (folder / "hloscope-run.stderr").write_text(log.replace("float32[8,4]", "float32[9,4]"))
    assert main(["recompiles", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "jax: static argument 1: 2 -> 3" in printed
    assert "which may be that of another program" in " ".join(printed.split())


KEYWORDS = (
    "* at input path [1], now <class 'dict'> with 2 children and before <class 'dict'> with 0 child, so the numbers of "
    "children do not match, with the symmetric difference of key sets: {'n' 'flag'}"
)


@pytest.mark.parametrize(
    ("said", "shown"),
    [  # as jax 0.12.0.1 writes them
        (
            KEYWORDS,
            "jax: given by keyword in one of the two calls alone: n, flag",
        ),
        (
            "* at y, now f32[]{weak_type=False} and before f32[]{weak_type=True}https://docs.jax.dev/en/latest/101/a.html#b",
            "jax: at y, now f32[]{weak_type=False} and before f32[]{weak_type=True}\n",
        ),
        (
            "cache miss explanation unavailable",
            "jax: traced at /m.py:9:14 (<module>); why, it does not say",
        ),
    ],
    ids=["keywords", "link", "static value"],
)
def test_what_jax_says_is_shown_without_what_only_jax_knows(
    said: str, shown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    folder = dumped(tmp_path / "d", PLAIN, CHANGES["shape"][0])
    log = LOG.replace("* at y, now f32[]{weak_type=False} and before f32[]{weak_type=True}", said)
    (folder / "hloscope-run.stderr").write_text(log.replace("float32[8,4]", "float32[9,4]"))
    assert main(["recompiles", str(folder)]) == 0
    assert shown in "\n".join(line.strip() for line in capsys.readouterr().out.splitlines()) + "\n"


def test_nothing_compiled_again_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recompiles", str(dumped(tmp_path / "d", PLAIN))]) == 0
    assert capsys.readouterr().err == "hloscope: no function was compiled more than once\n"


def test_report_says_in_a_line_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = (PLAIN, CHANGES["shape"][0], CHANGES["static value"][0], CHANGES["donation"][0])
    assert main(["report", str(dumped(tmp_path / "d", *texts))]) == 0
    lines = capsys.readouterr().out.split("Compiled more than once")[1].splitlines()
    assert [line.strip().split("   ")[-1].strip() for line in lines[3:6]] == [
        "argument 0 (x): f32[8,4] -> f32[9,4]",
        "constant f32[]: 2 -> 3 (m.py:3)",
        "and 1 more: hloscope recompiles",
    ]
    assert main(["report", str(dumped(tmp_path / "e", PLAIN))]) == 0
    assert "Compiled more than once" not in capsys.readouterr().out
