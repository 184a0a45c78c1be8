"""Traffic: fusions whose bodies read alike are worked out once, and move what each of them moves by itself."""

from hloscope.analyses.cost.traffic import ModuleTraffic
from hloscope.analyses.facts.structures import Structures
from hloscope.parsers import parse
from tests.support.dumped import AFTER, module_at

TWINS = """\
HloModule m
%one { %p = f32[8]{0} parameter(0)  ROOT %s = f32[2]{0} slice(%p), slice={[0:2]} }
%two { %q = f32[8]{0} parameter(0)  ROOT %t = f32[2]{0} slice(%q), slice={[0:2]}, metadata={op_name="t"} }
%all { %r = f32[8]{0} parameter(0)  ROOT %n = f32[8]{0} negate(%r) }
ENTRY %main {
  %a = f32[8]{0} parameter(0)
  %f = f32[2]{0} fusion(%a), kind=kLoop, calls=%one
  %g = f32[2]{0} fusion(%a), kind=kLoop, calls=%two
  %h = f32[8]{0} fusion(%a), kind=kLoop, calls=%all
  ROOT %u = (f32[2]{0}, f32[2]{0}, f32[8]{0}) tuple(%f, %g, %h)
}
"""


def test_bodies_that_read_alike_read_the_same_and_others_do_not() -> None:
    module = parse(TWINS)
    traffic = ModuleTraffic(module, structures=Structures())
    _, one, two, whole, _ = module.entry.instructions.values()
    assert traffic.of(one) == traffic.of(two) == (8, 8)  # two numbers of four bytes
    assert traffic.parts_of(one) is traffic.parts_of(two)
    assert traffic.of(whole) == (32, 32)


def test_what_is_shared_is_what_each_fusion_moves_by_itself() -> None:
    for path in AFTER[::10]:
        module = module_at(path)
        shared, alone = ModuleTraffic(module, structures=Structures()), ModuleTraffic(module)
        for instruction in module.instructions():
            assert shared.parts_of(instruction) == alone.parts_of(instruction), (path, instruction)
