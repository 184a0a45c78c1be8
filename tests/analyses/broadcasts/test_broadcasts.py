"""Broadcasts of dumped programs, by hand from the HLO text, and what writes memory."""

import json
from pathlib import Path

import pytest

from hloscope.analyses.broadcasts.broadcasts import broadcasts_of
from hloscope.ir import HloInstruction, HloModule
from hloscope.parsers import parse
from tests.support.dumped import AFTER, BEFORE, after, before, folder_of, module_at

# Name, shape, expansion, bytes and whether it is written, the worst first. `x + row + column[:, None]` and
# `broadcast_to(row, (8, 16))` of 32 x 16 numbers of 4 bytes: the sum takes both of its broadcasts into one loop.
BROADCAST_BEFORE = [
    ("add.10", "f32[32,16]{1,0}", 32, 2048, True),
    ("add.14", "f32[32,16]{1,0}", 16, 2048, True),
    ("broadcast_in_dim.5", "f32[8,16]{1,0}", 8, 512, True),
    ("add.12", "f32[32,1]{1,0}", 1, 128, True),
    ("add.8", "f32[1,16]{1,0}", 1, 64, True),
]
BROADCAST_AFTER = [
    ("broadcast_in_dim.0", "f32[8,16]{1,0}", 8, 512, True),
    ("add.3", "f32[32,16]{1,0}", 32, 2048, False),
    ("add.1", "f32[32,16]{1,0}", 16, 2048, False),
]
SOFTMAX_AFTER = [  # the maximum and the sum of each row, and the one that it is divided into
    ("sub.0", "f32[32,128]{1,0}", 128, 16384, False),
    ("broadcast.3", "f32[32,128]{1,0}", 128, 16384, False),
    ("broadcast.4", "f32[32]{0}", 32, 128, False),
]
ATTENTION_H100 = [  # the scale and the mask's value, which are scalars; rows of the softmax; the mask
    ("broadcast.3", "f32[8,64,64]{2,1,0}", 32768, 131072, False),
    ("broadcast_in_dim.3.7", "f32[2,4,64,64]{3,2,1,0}", 32768, 131072, False),
    ("sub.15", "f32[2,4,64,64]{3,2,1,0}", 64, 131072, False),
    ("div.2", "f32[2,4,64,64]{3,2,1,0}", 64, 131072, False),
    ("broadcast_in_dim.1.3", "pred[2,4,64,64]{3,2,1,0}", 8, 32768, False),
]
NESTED_SCAN = [("broadcast.4", "f32[4]{0}", 4, 16, True), ("broadcast.1", "f32[8]{0}", 8, 32, False)]


def rows(module: HloModule) -> list[tuple[str, str, int, int, bool]]:
    return [
        (b.name, str(b.instruction.shape), b.expansion, b.bytes, b.is_materialized) for b in broadcasts_of(module).items
    ]


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        pytest.param(before("jax-0.10.2-cpu/broadcast"), BROADCAST_BEFORE, id="broadcast before"),
        pytest.param(after("jax-0.10.2-cpu/broadcast"), BROADCAST_AFTER, id="broadcast after"),
        pytest.param(after("jax-0.10.2-cpu/softmax"), SOFTMAX_AFTER, id="softmax"),
        pytest.param(after("jax-0.10.2-h100/attention"), ATTENTION_H100, id="attention on H100"),
        pytest.param(after("jax-0.10.2-cpu/nested_scan"), NESTED_SCAN, id="inside a compiled loop"),
    ],
)
def test_broadcasts_are_those_of_the_text_the_worst_first(
    module: HloModule, expected: list[tuple[str, str, int, int, bool]]
) -> None:
    assert rows(module) == expected


def test_json_form_is_whole() -> None:
    form = broadcasts_of(after("jax-0.10.2-cpu/broadcast")).to_dict()
    items = form["items"]
    assert form == {
        "count": 3,
        "materialized": 1,
        "materialized_bytes": 512,
        "materialized_bytes_per_run": 512,
        "items": items,
    }
    assert items[0] == {
        "name": "broadcast_in_dim.0",
        "shape": "f32[8,16]{1,0}",
        "operand_shape": "f32[16]{0}",
        "expansion": 8,
        "bytes": 512,
        "materialized": True,
        "times_written": 1,
        "runs": 1,
        "source": "testdata/programs/jax_arrays.py:23",
        "op_name": "jit(broadcast)/broadcast_in_dim",
        "fusion": "wrapped_broadcast",
    }
    assert json.loads(json.dumps(items)) == items


def test_value_that_is_several_results_is_written_as_often() -> None:
    results = "bitcast(b)", "convert(b)", "copy(b)"
    lines = " ".join(f"r{n} = f32[8,4] {result}" for n, result in enumerate(results))
    shapes = ", ".join(["f32[8,4]"] * 5)
    module = parse(
        f"""f {{ p = f32[4] parameter(0) b = f32[8,4] broadcast(p), dimensions={{1}} {lines} i = ({shapes[:18]}) tuple(b, b)
          ROOT t = (f32[8,4], f32[8,4], f32[8,4], ({shapes[:18]})) tuple(r0, r1, r2, i) }}
        ENTRY e {{ x = f32[4] parameter(0) ROOT r = (f32[8,4], f32[8,4], f32[8,4], ({shapes[:18]})) fusion(x),
          kind=kLoop, calls=f }}"""
    )
    found = broadcasts_of(module)
    assert [broadcast.times_written for broadcast in found.items] == [5]
    assert found.materialized_bytes == 5 * 8 * 4 * 4


def test_broadcast_in_a_loop_is_written_in_every_turn() -> None:
    module = parse(
        """c { s = (f32[8,4], f32[4]) parameter(0) ROOT t = pred[] constant(true) }
        b { s = (f32[8,4], f32[4]) parameter(0) x = f32[4] get-tuple-element(s), index=1
          y = f32[8,4] broadcast(x), dimensions={1} ROOT t = (f32[8,4], f32[4]) tuple(y, x) }
        ENTRY e { s = (f32[8,4], f32[4]) parameter(0) ROOT w = (f32[8,4], f32[4]) while(s), condition=c, body=b,
          backend_config={"known_trip_count":{"n":"7"}} }"""
    )
    found = broadcasts_of(module)
    assert (found.materialized_bytes, found.bytes_per_run) == (128, 7 * 128)


def test_what_is_written_is_added_up() -> None:
    found = broadcasts_of(before("jax-0.10.2-cpu/broadcast"))
    assert (found.count, len(found.materialized), found.materialized_bytes) == (5, 5, 2048 + 2048 + 512 + 128 + 64)


def is_handed_out(instruction: HloInstruction) -> bool:
    """Whether only bitcasts, converts, copies and tuples lie between an instruction and the root: from the front."""
    if instruction.is_root:
        return True
    return any(is_handed_out(u) for u in instruction.users if u.opcode in {"bitcast", "convert", "copy", "tuple"})


@pytest.mark.parametrize("path", AFTER, ids=folder_of)
def test_fusion_writes_what_reaches_its_root(path: Path) -> None:
    for broadcast in broadcasts_of(module_at(path)).items:
        assert broadcast.is_materialized == (broadcast.fusion is None or is_handed_out(broadcast.instruction))


@pytest.mark.parametrize("path", BEFORE, ids=folder_of)
def test_all_that_a_framework_asks_for_is_written_without_fusion(path: Path) -> None:
    found = broadcasts_of(module_at(path))
    assert found.materialized == found.items


SHORT = """\
HloModule m, is_scheduled=true
%sum {
  %a = f32[4] parameter(0)
  %b = f32[4] parameter(1)
  %in.region = f32[2,4] broadcast(%b), dimensions={1}
  ROOT %c = f32[4] add(%a, %b)
}
%inner {
  %pi = f32[4] parameter(0)
  ROOT %nested = f32[2,4] broadcast(%pi), dimensions={1}
}
%body {
  %p = f32[4] parameter(0)
  BODY
}
%loop {
  %l = f32[4] parameter(0)
  %in.loop = f32[2,4] broadcast(%l), dimensions={1}
  ROOT %lr = f32[4] slice(%in.loop), slice={[0:1], [0:4]}
}
%condition { %k = f32[4] parameter(0)  ROOT %true = pred[] constant(true) }
ENTRY %main {
  %x = f32[4] parameter(0)
  LINES
}
"""


def short(
    *, fused: str = "ROOT %r = f32[4] negate(%p)", lines: str = "ROOT %f = f32[4] fusion(%x), kind=kLoop, calls=%body"
) -> dict[str, bool]:
    module = parse(SHORT.replace("BODY", fused).replace("LINES", lines))
    return {broadcast.name: broadcast.is_materialized for broadcast in broadcasts_of(module).items}


@pytest.mark.parametrize(
    ("fused", "expected"),
    [
        pytest.param("ROOT %b1 = f32[2,4] broadcast(%p), dimensions={1}", {"b1": True}, id="root"),
        pytest.param("%b1 = f32[2,4] broadcast(%p), dimensions={1}\n ROOT %r = f32[2,4] negate(%b1)", {"b1": False}, id="inside"),
        pytest.param("%b1 = f32[2,4] broadcast(%p), dimensions={1}\n %v = bf16[2,4] convert(%b1)\n ROOT %r = bf16[8] bitcast(%v)", {"b1": True}, id="through convert and bitcast"),
        pytest.param("%b1 = f32[2,4] broadcast(%p), dimensions={1}\n %n = f32[2,4] negate(%b1)\n ROOT %t = (f32[2,4], f32[2,4]) tuple(%n, %b1)", {"b1": True}, id="element of the root's tuple"),
        pytest.param("%b1 = f32[2,4] broadcast(%p), dimensions={1}\n ROOT %t = (f32[2,4], f32[2,4]) tuple(%b1, %b1)", {"b1": True}, id="two elements of the root's tuple"),
        pytest.param("%b1 = f32[2,4] broadcast(%p), dimensions={1}\n %b2 = f32[3,2,4] broadcast(%b1), dimensions={1,2}\n ROOT %c = f32[3,2,4] copy(%b2)", {"b2": True, "b1": False}, id="broadcast of a broadcast"),
        pytest.param("ROOT %f1 = f32[2,4] fusion(%p), kind=kLoop, calls=%inner", {"nested": True}, id="root of a nested root"),
        pytest.param("%f1 = f32[2,4] fusion(%p), kind=kLoop, calls=%inner\n ROOT %r = f32[2,4] negate(%f1)", {"nested": False}, id="root of a nested fusion inside"),
    ],
)  # fmt: skip
def test_fusion_writes_the_broadcasts_that_it_hands_out(fused: str, expected: dict[str, bool]) -> None:
    assert short(fused=fused) == expected


FUSED = "%b1 = f32[2,4] broadcast(%p), dimensions={1}\n ROOT %r = f32[2,4] negate(%b1)"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("ROOT %b = f32[2,4] broadcast(%x), dimensions={1}", {"b": True}, id="by itself"),
        pytest.param("ROOT %w = f32[4] while(%x), condition=%condition, body=%loop", {"in.loop": True}, id="once in a loop"),
        pytest.param("ROOT %w = f32[4] reduce(%x, %x), dimensions={0}, to_apply=%sum", {}, id="not in a region"),
        pytest.param("%c1 = f32[4] call(%x), to_apply=%loop\n ROOT %c2 = f32[4] call(%c1), to_apply=%loop", {"in.loop": True}, id="once in what is called twice"),
        pytest.param("%c1 = f32[2,4] fusion(%x), kind=kLoop, calls=%body\n ROOT %c2 = f32[2,4] fusion(%x), kind=kLoop, calls=%body", {"b1": False}, id="once in a body of two fusions"),
        pytest.param("ROOT %f = f32[4] fusion(%x), kind=kLoop", {}, id="fusion without a body"),
        pytest.param('ROOT %f = f32[4] call(%x), to_apply=%loop, frontend_attributes={xla_cpu_small_call="true"}', {"in.loop": True}, id="in a compiled loop"),
    ],
)  # fmt: skip
def test_broadcasts_are_those_that_run(lines: str, expected: dict[str, bool]) -> None:
    assert short(fused=FUSED, lines=lines) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f32[2,4] broadcast(f32[4] %x), dimensions={1}", (2, 32)),
        ("f32[4] broadcast(f32[] %x), dimensions={}", (4, 16)),
        ("f32[4] broadcast(f32[4] %x), dimensions={0}", (1, 16)),
        ("f32[0,4] broadcast(f32[4] %x), dimensions={1}", (1, 0)),
        ("f32[2,0] broadcast(f32[0] %x), dimensions={1}", (1, 0)),
        ("f32[<=6,4] broadcast(f32[4] %x), dimensions={1}", (6, 96)),
        ("s4[2,4]{1,0:E(4)} broadcast(s4[4]{0:E(4)} %x), dimensions={1}", (2, 4)),
        ("f32[4] broadcast(), dimensions={1}", (1, 16)),
    ],
)
def test_expansion_and_bytes_are_those_of_the_shapes(line: str, expected: tuple[int, int]) -> None:
    operand = line.partition("broadcast(")[2].partition(" %x")[0] if "%x" in line else "f32[]"
    text = f"ENTRY %main {{\n  %x = {operand} parameter(0)\n  ROOT %b = {line}\n}}\n"
    (found,) = broadcasts_of(parse(text)).items
    assert (found.expansion, found.bytes) == expected


def test_broadcast_without_operand_has_no_operand_shape() -> None:
    found = broadcasts_of(parse("ENTRY %m { ROOT %b = f32[4] broadcast(), dimensions={} }")).to_dict()
    assert found["items"][0]["operand_shape"] is None
