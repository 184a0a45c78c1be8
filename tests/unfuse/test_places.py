"""Where each operation of the unfused module comes from."""

from pathlib import Path

import pytest

from hloscope.parsers import parse
from hloscope.unfuse import unfusion_of
from tests.support.dumped import AFTER, folder_of, module_at

FUSED = [path for path in AFTER if " fusion(" in path.read_text("utf-8")]

assert len(FUSED) > 200

MODULE = """\
HloModule m, is_scheduled=true

%inner { %i = f32[4] parameter(0)  ROOT %e = f32[4] exponential(%i) }

%one {
  %p = f32[4] parameter(0)
  %n = f32[4] negate(%p)
  %f = f32[4] fusion(%n), kind=kLoop, calls=%inner
  ROOT %t = (f32[4], f32[4]) tuple(%n, %f)
}

%two { %q = f32[4] parameter(0)  %m = f32[4] negate(%q)  ROOT %s = f32[4] sine(%m) }

ENTRY %main {
  %x = f32[4] parameter(0)
  %g = (f32[4], f32[4]) fusion(%x), kind=kLoop, calls=%one
  %h = f32[4] fusion(%x), kind=kLoop, calls=%two
  %g1 = f32[4] get-tuple-element(%g), index=1
  ROOT %r = f32[4] add(%g1, %h)
}
"""


def test_places_are_told_of_every_operation() -> None:
    unfusion = unfusion_of(parse(MODULE))
    places = {
        operation.name: [(fusion and fusion.name, instruction.name) for fusion, instruction in found]
        for operation, found in unfusion.places.items()
    }
    assert places == {
        "x": [(None, "x")],
        "f": [(None, "g1"), ("g", "e")],
        "n": [("g", "n"), ("h", "m")],
        "h": [("h", "s")],
        "r": [(None, "r")],
    }


def test_instructions_are_found_again() -> None:
    module = parse(MODULE)
    unfusion = unfusion_of(module)
    entry, one = module.entry.instructions, module.computations["one"].instructions
    outside = [operation and operation.name for operation in unfusion.find_all(entry.values())]
    assert outside == ["x", None, "h", "f", "r"]  # the tuple of the fusion `g` is gone
    held = [operation and operation.name for operation in unfusion.find_all(one.values(), entry["g"])]
    assert held == ["x", "n", "f", None]
    assert unfusion.find_all(one.values()) == [None] * 4  # they do not stand outside


@pytest.mark.parametrize("path", FUSED, ids=folder_of)
def test_operations_are_what_their_places_compute(path: Path) -> None:
    module = module_at(path)
    unfusion = unfusion_of(module)
    changed = [c for name, c in unfusion.module.computations.items() if c is not module.computations[name]]
    assert unfusion.places.keys() == {i for c in changed for i in c.instructions.values()}
    for operation, places in unfusion.places.items():
        for _, instruction in places:
            if instruction.opcode not in ("get-tuple-element", "fusion-start", "fusion-done"):  # seen through, renamed
                assert (instruction.opcode, instruction.shape) == (operation.opcode, operation.shape)
