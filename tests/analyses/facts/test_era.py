"""Whether XLA of jaxlib 0.11 or later compiled a program: judged by which jax made the dumps in testdata."""

from pathlib import Path

import pytest

from hloscope.analyses.answers import Answers
from hloscope.analyses.facts.era import is_new_module, is_of_new_xla
from hloscope.analyses.kernels.count import count_launches, count_operations
from hloscope.dump import Compilation, load
from hloscope.parsers import parse
from tests.support.dumped import TESTDATA

# As jax 0.10.2 and 0.12.0.1 for CPU both dump `lambda x, y: (y, x)` of packed numbers, letter by letter.
MODULE = """HloModule jit_swap, is_scheduled=true

ENTRY %main.1 (x.1: s4[16], y.1: f32[8]) -> (f32[8], s4[16]) {
  %x.1 = s4[16]{0:E(4)} parameter(0)
  %y.1 = f32[8]{0} parameter(1)
  %copy.1 = f32[8]{0} copy(%y.1)
  %copy = s4[16]{0:E(4)} copy(%x.1)
  ROOT %tuple = (f32[8]{0}, s4[16]{0:E(4)}) tuple(%copy.1, %copy)
}
"""
BEFORE = MODULE.replace("%copy = s4[16]{0:E(4)} copy(%x.1)", "%copy = s4[16]{0:E(4)} add(%x.1, %x.1)")
OLD_BUFFERS = "BufferAssignment:\nallocation 0: size 16, output shape is |(f32[8], s4[16])|, maybe-live-out:\n"
NEW_BUFFERS = OLD_BUFFERS.replace("size 16,", "size 16, page 0,")
CONFIG = "%copy.1 = f32[8]{0} copy(%y.1), backend_config="
OLD_CONFIG = f'{CONFIG}{{"outer_dimension_partitions":[],"fusion_config":{{"kind":"a"}}}}'
NEW_CONFIG = f'{CONFIG}{{"fusion_config":{{"kind":"a"}},"outer_dimension_partitions":[]}}'
ONE_KEY = f'{CONFIG}{{"known_trip_count":{{"n":"5"}}}}'
NO_JSON = f"{CONFIG}{{'\":\":'}}"
PLAIN = "%copy.1 = f32[8]{0} copy(%y.1)"
LONG = "%pair = (f32[8]{0}, f32[8]{0}) tuple(%y.1, %y.1)\n  %copy.1 = f32[8]{0} get-tuple-element(%pair), index=0"
COMPACT = "%pair = (f32[8]{0}, f32[8]{0}) tuple(%y.1, %y.1)\n  %copy.1 = f32[8]{0} copy(%pair#0)"


def dumped(folder: Path, after: str = MODULE, before: str = "", buffers: str = "") -> Compilation:
    name = "module_0000.jit_swap"
    texts = {"before_optimizations": before, "cpu_after_optimizations": after}
    for stage, text in {**texts, "cpu_after_optimizations-buffer-assignment": buffers}.items():
        if text:
            (folder / f"{name}.{stage}.txt").write_text(text)
    (compilation,) = load(folder).compilations
    return compilation


@pytest.mark.parametrize(
    ("files", "is_new"),
    [
        pytest.param({}, None, id="a short module alone"),
        pytest.param({"before": BEFORE}, None, id="short modules"),
        pytest.param({"buffers": OLD_BUFFERS}, False, id="allocations without pages"),
        pytest.param({"buffers": NEW_BUFFERS}, True, id="allocations with pages"),
        pytest.param({"buffers": "BufferAssignment:\n"}, None, id="no allocation"),
        pytest.param({"after": MODULE.replace(PLAIN, OLD_CONFIG)}, False, id="keys that are not sorted"),
        pytest.param({"after": MODULE.replace(PLAIN, NEW_CONFIG)}, True, id="sorted keys"),
        pytest.param({"after": MODULE.replace(PLAIN, ONE_KEY)}, None, id="one key"),
        pytest.param({"after": MODULE.replace(PLAIN, NO_JSON)}, None, id="no JSON"),
        pytest.param({"after": MODULE.replace(PLAIN, LONG)}, False, id="an element that has a line"),
        pytest.param({"after": MODULE.replace(PLAIN, COMPACT)}, True, id="an element that has none"),
        pytest.param({"before": BEFORE.replace(PLAIN, COMPACT)}, True, id="one before optimization"),
        pytest.param({"before": BEFORE.replace(PLAIN, LONG)}, False, id="a line before optimization"),
        pytest.param({"before": "HloModule broken\n"}, None, id="a broken module before"),
    ],
)
def test_the_era_is_told_by_any_file_of_a_dump(tmp_path: Path, files: dict[str, str], is_new: object) -> None:
    assert is_of_new_xla(dumped(tmp_path, **files)) is is_new


def test_a_text_that_is_no_dump_never_tells_that_it_is_old() -> None:
    """jax 0.12.0.1's `as_text()` has lines for elements, and keys that are not sorted."""
    for line, is_new in ((OLD_CONFIG, None), (LONG, None), (NEW_CONFIG, True), (COMPACT, True)):
        assert is_new_module(parse(MODULE.replace(PLAIN, line))) is is_new


def test_no_dump_of_testdata_is_told_to_be_of_another_era() -> None:
    found = {
        (folder.name, is_new)
        for folder in sorted(TESTDATA.glob("*-*"))
        if folder.is_dir() and not folder.name.startswith("torchscript")
        for compilation in load(folder).compilations
        if (is_new := is_of_new_xla(compilation)) is not None
    }
    assert {name.startswith("jax-0.12") for name, is_new in found if is_new} == {True}
    assert {name.startswith("jax-0.12") for name, is_new in found if not is_new} == {False}


def test_a_copy_of_packed_numbers_is_a_copy_in_the_new_era_and_inferred_to_be_a_kernel_in_none(tmp_path: Path) -> None:
    """As the thunk lists of jax 0.10.2 (kernel) and 0.12.0.1 (copy) have it."""
    module = parse(MODULE)
    counts = {
        is_new: [
            (count.kernels, count.copies, count.inferred_sites)
            for count in (
                count_launches(module, platform="cpu", is_new=is_new),
                count_operations(module, platform="cpu", is_new=is_new),
            )
        ]
        for is_new in (False, True, None)
    }
    assert counts == {
        False: [(1, 1, ())] * 2,
        True: [(0, 2, ())] * 2,
        None: [(1, 1, ("copy",))] * 2,
    }
    answers = Answers(dumped(tmp_path, buffers=NEW_BUFFERS))
    count = answers.count("after")
    assert count is not None
    assert (count.kernels, count.copies, count.inferred_sites) == (0, 2, ())
    assert count_launches(module, platform="gpu").inferred_sites == ()


@pytest.mark.parametrize(
    ("buffers", "pointers", "inferred"),
    [(OLD_BUFFERS, 16, []), (NEW_BUFFERS, 8, []), ("", 16, ["pointers"])],
    ids=["old", "new", "unknown"],
)
def test_pointers_of_a_tuple_are_those_of_the_era(
    tmp_path: Path, buffers: str, pointers: int, inferred: list[str]
) -> None:
    """As `cost_analysis()` of both versions has it: two copies of 32 and 8 bytes, and the table of pointers."""
    cost = Answers(dumped(tmp_path, buffers=buffers)).cost
    assert cost is not None
    assert cost.once.bytes_accessed == 2 * 32 + 2 * 8 + pointers
    assert (cost.pointer_bytes, cost.is_pointer_inferred) == (pointers // 2, bool(inferred))


def test_nothing_is_inferred_where_there_is_no_pointer(tmp_path: Path) -> None:
    text = MODULE.replace("(f32[8]{0}, s4[16]{0:E(4)}) tuple(%copy.1, %copy)", "f32[8]{0} negate(%copy.1)")
    cost = Answers(dumped(tmp_path, text.replace("-> (f32[8], s4[16])", "-> f32[8]"))).cost
    assert cost is not None
    assert not cost.is_pointer_inferred
