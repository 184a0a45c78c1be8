"""Which bytes and which work of a launch belong to which line."""

from collections import Counter

import pytest

from hloscope.analyses.cost.by_source import CostsBySource
from hloscope.analyses.cost.cost import cost_of
from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.sources import Sources
from hloscope.ir import HloModule
from hloscope.parsers import parse
from tests.support.dumped import AFTER, module_at

FUSION = """
f {{ p = f32[8,4] parameter(0) q = f32[4] parameter(1) {body} }}
ENTRY m {{ x = f32[8,4] parameter(0) y = f32[4] parameter(1)
  ROOT fusion = {shape} fusion(x, y), kind=kLoop, calls=f{metadata} }}
"""


def at(line: int) -> str:
    return f', metadata={{op_name="a" source_file="m.py" source_line={line}}}'


def split(module: HloModule) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """What the root of a module reads, writes and computes, by line."""
    costs = CostsBySource(ModuleTraffic(module), cost_of(module).by_instruction, Sources())
    read, written, flops = Counter[str](), Counter[str](), Counter[str]()
    for part in costs.of(module.entry.root):
        read[part.source.place] += part.bytes_read
        written[part.source.place] += part.bytes_written
        flops[part.source.place] += part.flops
    return +read, +written, +flops


def of_fusion(
    body: str, shape: str = "f32[8,4]", metadata: str = ""
) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    return split(parse(FUSION.format(body=body, shape=shape, metadata=metadata)))


def test_operands_are_shared_by_their_readers_and_results_belong_to_their_makers() -> None:
    read, written, flops = of_fusion(
        f"n = f32[8,4] negate(p){at(1)} b = f32[8,4] broadcast(q), dimensions={{1}}{at(2)} "
        f"a = f32[8,4] add(n, b){at(3)} m = f32[8,4] multiply(p, a){at(3)} "
        "ROOT t = (f32[8,4], f32[8,4]) tuple(n, m)",
        "(f32[8,4], f32[8,4])",
    )
    assert read == {"m.py:1": 64, "m.py:2": 16, "m.py:3": 64}
    assert written == {"m.py:1": 128, "m.py:3": 128}
    assert flops == {"m.py:1": 32, "m.py:3": 64}


def test_one_line_reads_an_operand_once_and_through_bitcasts() -> None:
    read, written, _ = of_fusion(
        f"v = f32[32] bitcast(p) n = f32[32] negate(v){at(1)} s = f32[32] sine(v){at(1)} "
        f"ROOT a = f32[32] add(n, s){at(2)}",
        "f32[32]",
    )
    assert (read, written) == ({"m.py:1": 128}, {"m.py:2": 128})


def test_what_reads_or_writes_a_part_counts_it_alone() -> None:
    read, written, _ = of_fusion(
        f"s = f32[2,4] slice(p), slice={{[0:2], [0:4]}}{at(1)} z = s32[] constant(0) n = f32[2,4] negate(s){at(2)} "
        f"ROOT u = f32[8,4] dynamic-update-slice(p, n, z, z){at(3)}"
    )
    assert (sum(read.values()), written) == (32, {"m.py:3": 32})


def test_result_behind_what_xla_added_belongs_to_what_it_is_made_of() -> None:
    _, written, _ = of_fusion(f"n = f32[8,4] negate(p){at(1)} c = f32[8,4] copy(n) ROOT b = f32[8,4] bitcast(c)")
    assert written == {"m.py:1": 128}


def test_what_no_metadata_tells_is_the_launch_s() -> None:
    read, written, flops = of_fusion("ROOT n = f32[8,4] negate(p)", metadata=at(9))
    assert (read, written, flops) == ({"m.py:9": 128}, {"m.py:9": 128}, {"m.py:9": 32})


@pytest.mark.parametrize(("metadata", "place"), [(at(7), "m.py:7"), ("", "")])
def test_launch_that_is_no_fusion_belongs_to_its_line(metadata: str, place: str) -> None:
    text = f"ENTRY m {{ x = f32[8] parameter(0) y = f32[8] parameter(1) ROOT a = f32[8] add(x, y){metadata} }}"
    assert split(parse(text)) == ({place: 64}, {place: 32}, {place: 8})


def test_launch_that_lost_its_line_has_that_of_a_neighbour() -> None:
    text = f"ENTRY m {{ x = f32[8] parameter(0) y = f32[8] sine(x){at(3)} ROOT a = f32[8] copy(y) }}"
    module = parse(text)
    costs = CostsBySource(ModuleTraffic(module), cost_of(module).by_instruction, Sources())
    (part,) = costs.of(module.entry.root)
    assert (part.source.place, part.is_inferred) == ("m.py:3", True)


def test_parts_add_up_to_the_cost_of_every_launch_of_testdata() -> None:
    checked = 0
    for module in map(module_at, AFTER):
        cost = cost_of(module)
        costs = CostsBySource(ModuleTraffic(module), cost.by_instruction, Sources())
        for item in cost.items:
            parts = costs.of(item.instruction)
            sums = tuple(sum(numbers) for numbers in zip(*[part[1:4] for part in parts], strict=True))
            expected = (item.cost.bytes_read, item.cost.bytes_written, item.cost.flops)
            assert sums == expected, (module.name, item.instruction.name)
            checked += 1
    assert checked > 3000
