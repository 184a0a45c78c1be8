"""The same model from several frameworks: what a person finds in the HLO, row by row."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

import hloscope
from hloscope.cli import main
from hloscope.comparisons.change_words import launch_text
from hloscope.comparisons.comparison import Comparison, ModelComparison, compare_outlines
from hloscope.errors import HloscopeError
from hloscope.tables.compare import compare_tables
from tests.support.dumped import TESTDATA
from tests.support.outlines import launch, outline

FOLDERS = {"jax": "jax-0.10.2-cpu", "tf": "tensorflow-2.21.0-cpu", "torch": "torch-xla-2.9.0-cpu"}


def comparison_of(program: str, **folders: str) -> Comparison:
    return hloscope.compare({label: TESTDATA / folder / program for label, folder in (folders or FOLDERS).items()})


def rows_of(model: ModelComparison) -> list[tuple[str, ...]]:
    """What each label launches, and why that is not the same."""
    sides = [[" | ".join(map(launch_text, found)) for found in row.launches.values()] for row in model.rows]
    return [(*side, "; ".join(row.why)) for side, row in zip(sides, model.rows, strict=True)]


def test_mlp_is_the_same_but_for_who_multiplies() -> None:
    [model] = comparison_of("mlp").models
    assert model.name == "mlp"
    assert [model.numbers[key] for key in ("before", "unfused", "launches")] == [
        {"jax": 10, "tf": 10, "torch": 12},
        {"jax": 8, "tf": 8, "torch": 8},
        {"jax": 4, "tf": 4, "torch": 4},
    ]
    # torch keeps weights transposed, and so does its dot.
    dot = ("dot [ynn]", "dot [library]", "dot [library]", "compiled otherwise; other shapes or layouts")
    assert rows_of(model) == [
        dot,
        ("broadcast, add, maximum [kLoop]",) * 3 + ("",),
        dot,
        ("broadcast, add [kLoop]",) * 3 + ("",),
    ]


def test_softmax_of_jax_goes_to_a_library_that_fuses_more() -> None:
    [model] = comparison_of("softmax").models
    later = "broadcast, subtract, exponential [kLoop]"
    sums = "reduce [kernel] | reduce [kernel]"
    assert rows_of(model) == [
        ("reduce, broadcast, subtract, exponential [ynn]", later, later, "only jax: reduce"),
        ("reduce [ynn]", sums, sums, "only tf, torch: reduce"),
        (
            "divide [kernel] | broadcast, multiply [kLoop]",
            *("broadcast, divide [kLoop]",) * 2,
            "only jax: multiply",
        ),
        ("", "reduce-window [kernel]", "reduce-window [kernel]", "not in jax"),
        ("", "reduce-window [kernel]", "reduce-window [kernel]", "not in jax"),
    ]


def test_gpu_fuses_the_relu_into_the_product_that_reads_it() -> None:
    [model] = comparison_of("mlp", cpu="jax-0.10.2-cpu", h100="jax-0.10.2-h100").models
    assert rows_of(model) == [
        ("dot [ynn]", "dot [triton]", "compiled otherwise; other shapes or layouts"),
        ("broadcast, add, maximum [kLoop] | dot [ynn]", "broadcast, add, maximum, dot [triton]", "fused otherwise"),
        ("broadcast, add [kLoop]", "reduce, broadcast, add [kLoop]", "only h100: reduce"),
        ("", "reduce [kernel]", "not in cpu"),
    ]


@pytest.mark.parametrize("program", ["attention", "train_step", "conv_bn_relu", "sort"])
def test_every_launch_is_in_one_row(program: str) -> None:
    [model] = comparison_of(program).models
    for label, folder in FOLDERS.items():
        [alone] = hloscope.compare({"a": TESTDATA / folder / program, "b": TESTDATA / folder / program}).models
        expected = sorted(one.name for row in alone.rows for one in row.launches["a"])
        assert sorted(one.name for row in model.rows for one in row.launches[label]) == expected


def test_model_compared_with_itself_is_the_same_in_every_row() -> None:
    [model] = comparison_of("attention", one="jax-0.10.2-cpu", two="jax-0.10.2-cpu").models
    assert len(model.rows) == 7
    assert all(row.is_same for row in model.rows)


def test_rows_that_one_label_does_as_one_become_one() -> None:
    apart = outline(launch("add"), launch("sine", shape="f32[4]{0}"), name="jit_f")
    together = outline(launch("add sine tanh"), name="jit_f")
    [model] = compare_outlines({"a": [apart], "b": [apart], "c": [together]}).models
    assert rows_of(model) == [
        ("add [kernel] | sine [kernel]", "add [kernel] | sine [kernel]", "add, sine, tanh [kLoop]", "only c: tanh")
    ]


def test_program_that_could_not_be_read_has_no_launches() -> None:
    [model] = compare_outlines({"a": [outline(launch("add"))], "b": [outline(launches=None)]}).models
    assert [dict(row.launches) for row in model.rows] == [{"a": (launch("add"),)}]


def test_json_form_has_programs_numbers_and_rows() -> None:
    form = comparison_of("mlp").to_dict()
    assert (form["schema"], form["labels"], form["errors"]) == (1, ["jax", "tf", "torch"], [])
    [model] = form["models"]
    assert model["programs"]["torch"] == {
        "name": "SyncTensorsGraph.24",
        "path": "",
        "backend": "torch-xla cpu",
        "unit": "launches",
    }
    assert model["numbers"]["clusters"] == {"jax": 2, "tf": 2, "torch": 2}
    assert [row["is_same"] for row in model["rows"]] == [False, True, False, True]
    assert model["rows"][1]["launches"]["tf"][0]["operations"] == ["broadcast", "add", "maximum"]
    assert json.loads(json.dumps(form)) == form


def test_one_dump_is_nothing_to_compare() -> None:
    with pytest.raises(HloscopeError, match="expected two or more dumps to compare, found 1"):
        hloscope.compare({"jax": TESTDATA / "jax-0.10.2-cpu" / "mlp"})


def test_report_cannot_be_compiled_for_a_target() -> None:
    side = hloscope.report(TESTDATA / "jax-0.10.2-cpu" / "mlp")
    with pytest.raises(HloscopeError, match="found a report, which holds no programs"):
        hloscope.compare({"a": side, "b": side}, to="cpu")


def lines_of(comparison: Comparison, *, top: int = 20) -> list[str]:
    printed = io.StringIO()
    Console(file=printed, width=80, highlight=False, markup=False).print(compare_tables(comparison, top=top))
    return [line.rstrip() for line in printed.getvalue().splitlines()]


def test_table_is_what_a_person_reads() -> None:
    layers = [launch("add sine", name=f"layer{n}") for n in range(3)]
    one = outline(*layers, launch("dot", kind="ynn"), before=9, unfused=7)
    two = outline(*layers, launch("dot", kind="library"), launch("copy", kind="copy"), name="a_inference_f", before=8)
    extra = outline(name="jit_init", parameters=("f32[3]",))
    assert lines_of(compare_outlines({"jax": [one, extra], "tf": [two]})) == [
        "f",
        "                   jax              tf",
        "──────────────────────────────────────",
        "Program          jit_f   a_inference_f",
        "Backend        jax cpu         jax cpu",
        "Launches   9 -> 7 -> 4     8 -> 0 -> 4",
        "Copies               0               1",
        "Clusters             3               3",
        "Traffic          256 B           320 B",
        "",
        "f, launch by launch: 3 alike, 2 not",
        "jax                 tf                  Why",
        "──────────────────────────────────────────────────────────",
        "add, sine [kLoop]   add, sine [kLoop]   3x: the same",
        "dot [ynn]           dot [library]       compiled otherwise",
        "-                   copy [copy]         not in jax",
        "",
        "only in jax: jit_init",
        "",
        "Launches: before -> unfused -> after, as in the report; launches of top-level",
        "operations are marked *. Which launches do the same work, and why they differ,",
        "is inferred.",
    ]


def test_top_bounds_the_rows_that_differ() -> None:
    assert "attention, launch by launch: 0 alike, 12 not (2 of these, --top 0 for all)" in " ".join(
        lines_of(comparison_of("attention"), top=2)
    ).replace("  ", " ")


ARGUMENTS = [f"{label}={TESTDATA / folder / 'mlp'}" for label, folder in FOLDERS.items()]


def test_command_prints_tables_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *ARGUMENTS]) == 0
    assert "mlp, launch by launch: 2 alike, 2 not" in capsys.readouterr().out
    assert main(["compare", *ARGUMENTS, "--json", "--pair", "jax=jit_mlp,tf=a_inference_mlp"]) == 0
    assert json.loads(capsys.readouterr().out) == comparison_of("mlp").to_dict()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["jax"], "expected LABEL=VALUE, such as jax=dump, found 'jax'"),
        (["a=x", "a=y"], "expected each label once, found 'a' twice"),
        (["a=x"], "expected two or more dumps to compare, found 1"),
        (
            [*ARGUMENTS, "--pair", "jax=nothing"],
            "expected one program of jax that is called 'nothing', found 0: jit_mlp",
        ),
        ([*ARGUMENTS, "--to", "h1000"], "h1000"),
    ],
)
def test_bad_usage_is_told(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_bad_path_leaves_the_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["compare", *ARGUMENTS, f"more={tmp_path / 'nothing'}"]) == 2
    captured = capsys.readouterr()
    assert "mlp, launch by launch: 2 alike, 2 not" in captured.out
    assert captured.err.startswith(f"hloscope: {tmp_path / 'nothing'}: no such file or folder")
