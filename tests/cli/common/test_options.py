"""All parsers: the same option means the same everywhere, has a help, and is called as it was."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hloscope.cli import main
from hloscope.cli.common.completion import actions_of
from hloscope.cli.common.parsing import COMMANDS, command_parser
from tests.support.command_line import Printed, run
from tests.support.documents import WITH_A_DOCUMENT
from tests.support.dumped import TESTDATA

__all__ = ["run"]
MLP = str(TESTDATA / "jax-0.10.2-cpu" / "mlp")
DEMO = str(TESTDATA / "jax-0.10.2-cpu" / "demo")
H100 = str(TESTDATA / "jax-0.10.2-h100" / "mlp")
LAYERNORM = str(TESTDATA / "jax-0.10.2-h100" / "layernorm")
LIMITS = str(TESTDATA / "jax-0.10.2-cpu-passes" / "fusion_limits")
PASSES = str(TESTDATA / "jax-0.10.2-cpu-passes" / "softmax")
GRAPH = str(TESTDATA / "torchscript-2.9.1" / "loop.scripted.txt")

READ_DUMPS = {
    "collectives",
    "report",
    "show",
    "passes",
    "blame",
    "why",
    "source",
    "cost",
    "memory",
    "profile",
    "diff",
    "compare",
    "export",
    "html",
    "ranks",
    "recompiles",
    "retarget",
    "run",
}
LIST_NOTHING_TO_CUT = {"export", "html", "env", "doctor", "targets", "index"}
COMPILE = {"run", "compare", "sweep", "retarget"}
OLD_SPELLINGS = {"retarget": "--to", "compare": "--to"}
COMPILING = {"run", "sweep", "retarget", "bench"}  # live tests have their documents
OF_FLEETS = {"index", "query", "trend"}  # and of these, which take pyarrow and duckdb


def options_of(command: str) -> Mapping[str, argparse.Action]:
    """Return what each spelling of an option stands for."""
    return {name: action for action in actions_of(command_parser(command)) for name in action.option_strings}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_has_a_help(command: str) -> None:
    actions = actions_of(command_parser(command))
    assert len(actions) > 1
    assert [action.dest for action in actions if not action.help or action.help == argparse.SUPPRESS] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_options_are_where_they_belong(command: str) -> None:
    found = set(options_of(command))
    assert ("--json" in found) == (command != "html")
    assert ("--module" in found) == (command in READ_DUMPS)
    assert ("--top" in found) == (command not in LIST_NOTHING_TO_CUT)
    assert ("--target" in found) == (command in COMPILE)
    assert ("--on" in found) == (command in {"export", "html", "report", "cost", "source", "profile"})


def test_one_option_has_one_help_but_for_what_it_lists() -> None:
    for name, times in {"--json": 24, "--module": 18, "--framework": 2, "--input": 2}.items():
        helps = [found[name].help for command in COMMANDS if name in (found := options_of(command))]
        assert max(helps.count(words) for words in helps) == times


@pytest.mark.parametrize("command", OLD_SPELLINGS)
def test_old_spellings_are_accepted(command: str) -> None:
    found = options_of(command)
    assert found[OLD_SPELLINGS[command]] is found["--target"]


def test_commands_with_documents_are_all() -> None:
    assert {*WITH_A_DOCUMENT, *COMPILING, *OF_FLEETS} == {*COMMANDS} - {"html"}


@pytest.mark.parametrize("command", WITH_A_DOCUMENT)
def test_json_is_printed_or_written_the_same(run: Callable[..., Printed], command: str, tmp_path: Path) -> None:
    file = tmp_path / "document.json"
    printed = run(command, *WITH_A_DOCUMENT[command], "--json")
    written = run(command, *WITH_A_DOCUMENT[command], f"--json={file}")
    assert (written[0], written[1], written[2]) == (printed[0], [], printed[2])
    assert file.read_text("utf-8").splitlines() == printed[1]
    assert json.loads(file.read_text("utf-8"))


def test_word_behind_json_is_a_path(run: Callable[..., Printed]) -> None:
    assert run("report", "--json", MLP) == run("report", MLP, "--json")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("", "expected a file after --json=, found nothing"),
        ("/no/such/folder/a.json", "no such folder for --json: /no/such/folder; make it first"),
        (".", "cannot write .: Is a directory"),
    ],
)
def test_json_file_that_cannot_be_is_bad_usage(run: Callable[..., Printed], file: str, message: str) -> None:
    assert run("cost", MLP, f"--json={file}") == (2, [], f"hloscope: {message}\n")


def test_options_may_stand_between_operands(run: Callable[..., Printed]) -> None:
    assert run("blame", MLP, "--json", "add.11") == run("blame", MLP, "add.11", "--json")
    between = run("why", LIMITS, "--json", "cos.2", "reduce_sum.28")
    assert between == run("why", LIMITS, "cos.2", "reduce_sum.28", "--json")
    assert between[0] == 0
    assert run("report", MLP, "--top", "1", DEMO, "--json") == run("report", MLP, DEMO, "--top", "1", "--json")
    assert run("diff", MLP, "--fail-on", "none", DEMO) == run("diff", "--fail-on", "none", MLP, DEMO)


def test_module_may_be_repeated(run: Callable[..., Printed]) -> None:
    def named(*names: str) -> list[str]:
        options = [word for name in names for word in ("--module", name)]
        status, lines, _ = run("report", DEMO, "--json", *options)
        assert status == 0
        return [program["name"] for program in json.loads("\n".join(lines))["compilations"]]

    assert named() == ["jit_mlp", "jit_attention", "jit_train_step"]
    assert named("jit_mlp", "jit_t*") == ["jit_mlp", "jit_train_step"]
    assert run("report", DEMO, "--module", "a", "--module", "b") == (
        2,
        [],
        "hloscope: no module is called 'a' or 'b'\n",
    )


def test_diff_and_compare_look_at_some_modules(run: Callable[..., Printed]) -> None:
    old, new = (str(TESTDATA / f"jax-{version}-cpu" / "demo") for version in ("0.6.2", "0.10.2"))
    status, lines, _ = run("diff", old, new, "--json", "--module", "jit_mlp", "--module", "jit_att*")
    found = json.loads("\n".join(lines))
    assert (status, [program["new"]["name"] for program in found["programs"]]) == (0, ["jit_mlp", "jit_attention"])
    _, lines, _ = run("compare", f"a={old}", f"b={new}", "--json", "--module", "jit_mlp")
    assert [model["name"] for model in json.loads("\n".join(lines))["models"]] == ["mlp"]


@pytest.mark.parametrize("operands", [("diff", DEMO, DEMO), ("compare", f"a={DEMO}", f"b={DEMO}")])
def test_comparison_of_no_module_is_no_success(run: Callable[..., Printed], operands: tuple[str, ...]) -> None:
    status, _, errors = run(*operands, "--module", "mlp")
    assert (status, errors) == (2, "hloscope: no module is called 'mlp'\n")


@pytest.mark.parametrize(
    ("arguments", "cut"),
    [
        (("passes", PASSES), "In order (1 of 3, --top 0 for all)"),
        (("source", LAYERNORM), "jit_layernorm: what its lines take (1 of 3, --top 0 for all)"),
        (("blame", MLP, "broadcast_maximum_fusion"), "and 2 more (--json has them)"),
        (("torchscript", GRAPH), "Operations"),
    ],
)
def test_top_bounds_rows_everywhere(run: Callable[..., Printed], arguments: tuple[str, ...], cut: str) -> None:
    _, few, _ = run(*arguments, "--top", "1")
    _, every, _ = run(*arguments, "--top", "0")
    assert any(line.strip().startswith(cut) for line in few)
    assert len(few) <= len(every)


@pytest.mark.parametrize("count", ["x", "1.5", ""])
def test_top_is_a_number(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["report", MLP, "--top", count])
    assert left.value.code == 2
    assert f"argument --top: invalid int value: {count!r}" in capsys.readouterr().err
