"""Padding: sizes in tiles as libtpu has them, and who pads most."""

import json
from pathlib import Path

import pytest

from hloscope.analyses.memory.padding import find_padding
from hloscope.cli import main
from hloscope.dump import load
from hloscope.parsers import parse
from tests.support.dumped import TESTDATA

TPU = TESTDATA / "jax-0.12.0.1-tpu"

# What `memory_analysis()` of libtpu 0.0.50 (v5e) gives as the bytes of an argument of that shape.
SIZES = {
    "f32[33,70]{1,0:T(8,128)}": 20480,
    "f32[70,130]{0,1:T(8,128)}": 69632,
    "f32[130]{0:T(256)}": 1024,
    "s8[7]{0:T(512)(128)(4,1)}": 512,
    "bf16[5,3,9]{2,1,0:T(4,128)(2,1)}": 5120,
    "f32[1000,1]{0,1:T(1,128)}": 4096,
    "bf16[1,1000]{1,0:T(2,128)(2,1)}": 4096,
    "s8[17,300]{1,0:T(8,128)(4,1)}": 9216,
    "f32[2,3,4,5]{3,2,1,0:T(4,128)}": 12288,
    "f32[]{:T(128)}": 512,
    "pred[300,2]{0,1:T(4,128)(4,1)}": 1536,
    "bf16[129]{0:T(256)(128)(2,1)}": 512,
    "s16[3,129]{1,0:T(4,128)(2,1)}": 2048,
    "f8e4m3fn[40,257]{1,0:T(8,128)(4,1)}": 15360,
    "s4[9,130]{1,0:T(8,128)(8,1)E(4)}": 2048,
    "c64[12,5]{0,1:T(8,128)}": 8192,
}


def padded_size(shape: str) -> int:
    return parse(f"HloModule m\nENTRY e {{ ROOT p = {shape} parameter(0) }}").entry.root.shape.padded_byte_size


@pytest.mark.parametrize(("shape", "size"), SIZES.items(), ids=list(SIZES))
def test_size_in_tiles_is_that_of_libtpu(shape: str, size: int) -> None:
    assert padded_size(shape) == size


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        pytest.param("f32[3,5]{1,0}", 60, id="no tiles"),
        pytest.param("f32[3,5]", 60, id="no layout"),
        pytest.param("f32[0,5]{1,0:T(8,128)}", 0, id="nothing"),
        pytest.param("f32[10]{0:L(8)}", 40, id="an alignment without tiles is not counted, as in XLA"),
        pytest.param("f32[10]{0:T(4)L(8)}", 64, id="alignment behind the tiles"),
        pytest.param("f32[3,5]{1,0:T(*,8)}", 96, id="a dimension that is joined to the next"),
        pytest.param("(f32[3,5]{1,0}, f32[]{:T(128)})", 572, id="tuple"),
    ],
)
def test_size_of_other_layouts(shape: str, size: int) -> None:
    assert padded_size(shape) == size


MODULE = """HloModule m, is_scheduled=true
fused {
  p = f32[33,70]{1,0:T(8,128)} parameter(0)
  ROOT t = f32[33,70]{1,0:T(8,128)} negate(p)
}
ENTRY main {
  x = f32[33,70]{1,0:T(8,128)} parameter(0), metadata={op_name="x"}
  w = f32[8,128]{1,0:T(8,128)} parameter(1), metadata={op_name="w"}
  s = (f32[33,70]{1,0:T(8,128)S(1)}, f32[33,70]{1,0:T(8,128)}, u32[]{:S(2)}) copy-start(x)
  d = f32[33,70]{1,0:T(8,128)S(1)} copy-done(s)
  f = f32[33,70]{1,0:T(8,128)} fusion(d), kind=kLoop, calls=fused, metadata={op_name="n" source_file="m.py" source_line=3}
  c = f32[33,70]{0,1:T(8,128)} copy(x)
  v = f32[33,70]{1,0:T(8,128)} bitcast(f)
  ROOT t = (f32[33,70]{1,0:T(8,128)}, f32[33,70]{0,1:T(8,128)}) tuple(v, c)
}
"""
DATA = 33 * 70 * 4


def test_padding_is_of_what_takes_main_memory_each_value_once() -> None:
    padding = find_padding(parse(MODULE))
    assert padding
    assert padding.arguments == (20480 + 4096, DATA + 4096)
    assert padding.results == (20480 + 128 * 72 * 4, 2 * DATA)
    assert padding.all_values == (2 * 20480 + 4096 + 128 * 72 * 4, 3 * DATA + 4096)
    assert [(value.name, value.bytes, value.padding, value.owner, value.source) for value in padding.values] == [
        ("c", 36864, 36864 - DATA, "argument x, transposed", "x"),
        ("x", 20480, 20480 - DATA, "argument x", "x"),
        ("f", 20480, 20480 - DATA, "", "m.py:3"),
    ]


def test_module_without_tiles_has_no_padding() -> None:
    assert find_padding(parse("HloModule m\nENTRY e { ROOT x = f32[3]{0} parameter(0) }")) is None


def test_padding_is_told_without_a_buffer_assignment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", str(TPU / "mlp"), "--json"]) == 0
    [program] = json.loads(capsys.readouterr().out)["compilations"]
    assert program["memory"] is None
    sizes = [f32(32, 128), f32(128, 256), 256 * 4, f32(256, 64), 128 * 4]
    assert program["padding"]["argument_bytes"] == sum(sizes)
    assert program["padding"]["argument_data_bytes"] == 4 * (32 * 128 + 128 * 256 + 256 + 256 * 64 + 64)


def f32(*sizes: int) -> int:
    """The bytes of a matrix in tiles of 8 by 128, whichever of its dimensions is the minor one by its layout here."""
    rows, columns = sizes
    layouts = [-(-rows // 8) * 8 * -(-columns // 128) * 128, -(-columns // 8) * 8 * -(-rows // 128) * 128]
    return 4 * min(layouts)


def test_table_shows_who_pads_most(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["memory", str(TPU / "attention"), "--top", "1"]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert "jit_attention      393 kB    197 kB    131 kB   65.5 kB       524 kB    262 kB" in lines
    assert "q.1     f32[2,4,64,32]{2,3,1,0:T(8,128)}   131 kB   65.5 kB   argument q" in lines


@pytest.mark.parametrize("folder", sorted(TPU.iterdir()), ids=lambda path: path.name)
def test_padded_sizes_are_no_less_than_the_data(folder: Path) -> None:
    [compilation] = load(folder).compilations
    assert compilation.after
    padding = find_padding(compilation.after)
    assert padding
    for size, data in (padding.arguments, padding.results, padding.all_values):
        assert size >= data > 0
