"""Which bytes of a launch belong to which line."""

import pytest

from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.provenance.line_traffic import LineTraffic, line_traffic_of
from hloscope.parsers import parse

FUSION = """
f {{ p = f32[8,4] parameter(0) q = f32[4] parameter(1) {body} }}
ENTRY m {{ x = f32[8,4] parameter(0) y = f32[4] parameter(1)
  ROOT fusion = {shape} fusion(x, y), kind=kLoop, calls=f }}
"""


def at(line: int) -> str:
    return f', metadata={{op_name="a" source_file="m.py" source_line={line}}}'


def of_fusion(body: str, shape: str = "f32[8,4]") -> LineTraffic:
    return line_traffic_of(parse(FUSION.format(body=body, shape=shape)).entry.root, Sources())


def test_operands_belong_to_their_readers_and_results_to_their_makers() -> None:
    traffic = of_fusion(
        f"n = f32[8,4] negate(p){at(1)} b = f32[8,4] broadcast(q), dimensions={{1}}{at(2)} "
        f"a = f32[8,4] add(n, b){at(3)} m = f32[8,4] multiply(p, a){at(3)} r = f32[8] reduce-precision(q){at(4)} "
        "ROOT t = (f32[8,4], f32[8,4], f32[8]) tuple(n, m, r)",
        "(f32[8,4], f32[8,4], f32[8])",
    )
    assert traffic.read == {"m.py:1": 128, "m.py:2": 16, "m.py:3": 128, "m.py:4": 16}
    assert traffic.written == {"m.py:1": 128, "m.py:3": 128, "m.py:4": 32}


def test_one_line_reads_an_operand_once_and_through_bitcasts() -> None:
    traffic = of_fusion(
        f"v = f32[32] bitcast(p) n = f32[32] negate(v){at(1)} s = f32[32] sine(v){at(1)} "
        f"ROOT a = f32[32] add(n, s){at(2)}",
        "f32[32]",
    )
    assert (traffic.read, traffic.written) == ({"m.py:1": 128}, {"m.py:2": 128})


def test_what_reads_or_writes_a_part_counts_it_alone() -> None:
    traffic = of_fusion(
        f"s = f32[2,4] slice(p), slice={{[0:2], [0:4]}}{at(1)} z = s32[] constant(0) n = f32[2,4] negate(s){at(2)} "
        f"ROOT u = f32[8,4] dynamic-update-slice(p, n, z, z){at(3)}"
    )
    assert traffic.read == {"m.py:1": 32, "m.py:3": 128}
    assert traffic.written == {"m.py:3": 32}


def test_result_behind_what_xla_added_belongs_to_what_it_is_made_of() -> None:
    traffic = of_fusion(f"n = f32[8,4] negate(p){at(1)} c = f32[8,4] copy(n) ROOT b = f32[8,4] bitcast(c)")
    assert traffic.written == {"m.py:1": 128}


@pytest.mark.parametrize(("metadata", "place"), [(at(7), "m.py:7"), ("", "")])
def test_launch_that_is_no_fusion_belongs_to_its_line(metadata: str, place: str) -> None:
    text = f"ENTRY m {{ x = f32[8] parameter(0) y = f32[8] parameter(1) ROOT a = f32[8] add(x, y){metadata} }}"
    traffic = line_traffic_of(parse(text).entry.root, Sources())
    assert (traffic.read, traffic.written) == ({place: 64}, {place: 32})
