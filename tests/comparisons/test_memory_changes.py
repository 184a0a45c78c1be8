"""Who holds more memory than before: pairs of real programs of which the second needs more, and made-up holdings."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import hloscope
from hloscope.cli import main
from hloscope.comparisons.diff import Diff
from hloscope.comparisons.memory_changes import folded, holding_changes
from hloscope.comparisons.outline import Holding, Outline
from hloscope.comparisons.program_diff import ProgramDiff, diff_programs
from hloscope.comparisons.total_words import memory_lines
from hloscope.comparisons.verdict_words import verdict_of
from hloscope.errors import HloscopeError
from hloscope.snapshots.snapshot import Snapshot
from tests.support.dumped import TESTDATA
from tests.support.outlines import launch, outline

CPU, H100 = "jax-0.12.0.1-cpu", "jax-0.12.0.1-h100"
WEIGHTS = 8 * 64 * 64 * 4  # bytes of the weights of eight layers
STACKED = 8 * 16 * 64 * 4  # of their activations


def renamed(folder: Path, to: Path) -> Path:
    """A dump whose module is called as any other of its pair."""
    to.mkdir()
    name = folder.name.removesuffix("-memory")
    for file in folder.glob("module_*"):
        text = file.read_text("utf-8").replace(f"HloModule jit_{name}", "HloModule jit_step")
        (to / file.name.replace(f"jit_{name}", "jit_step")).write_text(text, "utf-8")
    return to


def pair(tmp_path: Path, version: str, old: str, new: str) -> tuple[Path, Path]:
    """Two dumps of what is one program to `diff`."""
    names = {"old": old, "new": new}
    found = [renamed(TESTDATA / version / f"{name}-memory", tmp_path / side) for side, name in names.items()]
    return found[0], found[1]


def program_of(diff: Diff) -> ProgramDiff:
    [program] = diff.programs
    return program


# For each pair: bytes at the peak, old and new; which part grew; and who holds most more, with its bytes. The sizes are
# those of the arrays in the programs: see testdata/programs/jax_memory.py, whose lines are told.
PAIRS = [
    pytest.param(CPU, "step_donated", "step_not_donated", "alias_bytes", (128 * 128 * 4, 0), "jax_memory.py:38", 128 * 128 * 4, id="donation lost"),
    pytest.param(H100, "step_donated", "step_not_donated", "alias_bytes", (128 * 128 * 4, 0), "jax_memory.py:38", 128 * 128 * 4, id="donation lost, h100"),
    pytest.param(CPU, "weights_as_given", "weights_transposed", None, None, "argument weights, transposed", WEIGHTS, id="transposed copy of weights"),
    pytest.param(CPU, "weights_bf16", "weights_upcast", None, None, "argument weights, converted to f32, jax_memory.py:87", WEIGHTS, id="f32 copy of bf16 weights"),
    pytest.param(H100, "weights_bf16", "weights_upcast", None, None, "argument weights, converted to f32, jax_memory.py:87", WEIGHTS, id="f32 copy of bf16 weights, h100"),
    pytest.param(CPU, "scan_carries", "scan_stacks", None, None, "filled by the loop at jax_memory.py:104, jax_memory.py:101", STACKED, id="a scan that stacks"),
    pytest.param(H100, "scan_carries", "scan_stacks", None, None, "filled by the loop at jax_memory.py:104, jax_memory.py:101", STACKED, id="a scan that stacks, h100"),
]  # fmt: skip


@pytest.mark.parametrize(("version", "old", "new", "part", "numbers", "owner", "size"), PAIRS)
def test_owner_of_what_is_held_more_is_named(
    tmp_path: Path, version: str, old: str, new: str, part: str | None, numbers: object, owner: str, size: int
) -> None:
    program = program_of(hloscope.diff(*pair(tmp_path, version, old, new)))
    before, after = program.numbers["peak_bytes"]
    assert before is not None
    assert after is not None
    assert after > before
    assert part is None or program.numbers[part] == numbers
    told = {str(change): change.more for change in program.holdings}
    assert max(told.values()) == size
    assert [name for name, more in told.items() if more == size and name.startswith(owner)]


def test_what_remat_spared_is_told_by_the_lines_that_make_it(tmp_path: Path) -> None:
    program = program_of(hloscope.diff(*pair(tmp_path, CPU, "layers_remat", "layers_saved")))
    old, new = program.numbers["peak_bytes"]
    assert old is not None
    assert new is not None
    assert new > 2 * old
    stacked = [change for change in program.holdings if change.owner.startswith("filled by the loop at")]
    assert sum(change.more for change in stacked) > (new - old) / 2
    assert {Path(change.source).name for change in stacked if change.more > 0} == {"jax_memory.py:44"}


def test_memory_is_judged_by_a_percentage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    folders = [str(folder) for folder in pair(tmp_path, CPU, "weights_bf16", "weights_upcast")]
    old, new = program_of(hloscope.diff(*folders)).numbers["peak_bytes"]
    assert old is not None
    assert new is not None
    grown = 100 * new / old - 100
    assert main(["diff", *folders, "--fail-on", f"memory={grown + 1:.0f}%"]) == 0
    assert main(["diff", *folders, "--fail-on", "memory=5%,launches=50%"]) == 1
    out = capsys.readouterr().out
    assert (
        f"jit_step: bytes of memory at the peak {old} -> {new}, most of it: argument weights, converted to f32, " in out
    )


def test_dump_and_its_json_report_tell_the_same_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = pair(tmp_path, H100, "scan_carries", "scan_stacks")
    reports = tmp_path / "old.json", tmp_path / "new.json"
    for folder, file in zip((old, new), reports, strict=True):
        assert main(["report", "--json", str(folder)]) == 0
        file.write_text(capsys.readouterr().out, "utf-8")
    form = hloscope.diff(*reports).to_dict()
    assert form == hloscope.diff(old, new).to_dict()
    [program] = form["programs"]
    assert program["modelled"]["machines"] == ["h100", "h100"]
    assert program["holdings"]


def test_report_without_totals_says_nothing_of_memory(tmp_path: Path) -> None:
    old, new = pair(tmp_path, CPU, "weights_bf16", "weights_upcast")
    (tmp_path / "old.json").write_text(hloscope.report(old).to_json(), "utf-8")
    diff = hloscope.diff(tmp_path / "old.json", new, fail_on=["memory"])
    assert program_of(diff).numbers["peak_bytes"][0] is None
    assert (diff.verdict, program_of(diff).holdings) == ("unknown", ())
    assert verdict_of(diff) == "No verdict: both sides do not tell the memory of jit_step (rules: memory)"


def test_report_of_an_older_version_is_read_without_totals(tmp_path: Path) -> None:
    document = json.loads(hloscope.report(TESTDATA / "jax-0.10.2-cpu" / "mlp").to_json())
    for program in document["compilations"]:
        del program["memory_totals"], program["cost_totals"]
    (tmp_path / "old.json").write_text(json.dumps(document), "utf-8")
    diff = hloscope.diff(tmp_path / "old.json", TESTDATA / "jax-0.10.2-cpu" / "mlp")
    assert diff.is_same
    assert diff.verdict == "no regression"


def test_totals_of_a_wrong_type_are_refused(tmp_path: Path) -> None:
    document = json.loads(hloscope.report(TESTDATA / "jax-0.12.0.1-h100" / "mlp", totals=True).to_json())
    document["compilations"][0]["cost_totals"]["modelled_seconds"] = "soon"
    (tmp_path / "old.json").write_text(json.dumps(document), "utf-8")
    with pytest.raises(HloscopeError, match=r"expected a number at compilations\[0\]\.cost_totals\.modelled_seconds"):
        hloscope.diff(tmp_path / "old.json", tmp_path / "old.json")


def test_snapshots_tell_memory_of_the_same_compiler_only(tmp_path: Path) -> None:
    old, new = (
        Snapshot.of(hloscope.load(folder).compilations[0])
        for folder in pair(tmp_path, CPU, "step_donated", "step_not_donated")
    )
    reviewed = Snapshot.from_form(old.to_dict())
    assert [*memory_lines(reviewed.diff(new))][:2] == ["the peak 131 kB -> 197 kB", "donated arguments 65.5 kB -> 0 B"]
    assert reviewed.diff(new.of_any_compiler()).is_same


def held(*holdings: Holding, exact: bool = True) -> Outline:
    made = outline(launch("add"), peak_bytes=sum(holding.bytes for holding in holdings))
    return replace(made, holdings=holdings, is_peak_exact=exact)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        pytest.param([("argument w", "w", 8)], [("argument w", "w", 8)], [], id="the same"),
        pytest.param([("", "a/m.py:3", 8)], [("", "b/m.py:3", 8)], [], id="another folder"),
        pytest.param([("", "m.py:3", 8)], [("", "m.py:5", 8)], [], id="a line that moved"),
        pytest.param([("", "m.py:3", 8)], [("", "m.py:5", 9)], [("m.py:5", 0, 9), ("m.py:3", 8, 0)], id="another line"),
        pytest.param([("filled by the loop at m.py:3", "m.py:2", 8)], [("filled by the loop at m.py:5", "m.py:4", 9)], [("filled by the loop at m.py:5, m.py:4", 8, 9)], id="a loop that moved and grew"),
        pytest.param([("argument w", "w", 8)], [("argument w", "w", 8), ("argument w, copied", "w", 4)], [("argument w, copied", 0, 4)], id="a copy"),
        pytest.param([("a", "", 9), ("b", "", 1)], [("a", "", 1), ("b", "", 9)], [("b", 1, 9), ("a", 9, 1)], id="most more first"),
    ],
)  # fmt: skip
def test_owners_are_paired_by_words_and_place(
    old: list[tuple[str, str, int]], new: list[tuple[str, str, int]], changes: list[tuple[str, int, int]]
) -> None:
    found = holding_changes([Holding(*each) for each in old], [Holding(*each) for each in new])
    assert [(str(change), change.old, change.new) for change in found] == changes


def test_owners_of_equal_layers_are_one_to_people() -> None:
    new = [Holding(f"argument p[{layer}]['w'], copied", f"p[{layer}]['w']", 8) for layer in range(12)]
    [change] = folded(holding_changes([], [*new]))
    assert (str(change), change.old, change.new) == ("12x argument p[*]['w'], copied", 0, 96)


def test_exact_peak_is_not_compared_with_an_upper_bound() -> None:
    program = diff_programs(held(Holding("a", "", 8)), held(Holding("a", "", 9), exact=False), rules=["memory"])
    assert not program.is_memory_known
    assert (program.holdings, program.regressions) == ((), ())
    assert program.is_same  # what differs is how it is known
