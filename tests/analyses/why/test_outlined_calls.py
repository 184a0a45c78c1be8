"""What XLA for CPU put into calls of their own until jaxlib 0.6: the calls are no boundary of the program."""

from hloscope.analyses.why.answer import launches_by_operation
from hloscope.analyses.why.missed_fusions import missed_fusions
from hloscope.analyses.why.of_operation import neighbours_of
from hloscope.parsers import parse

# As jaxlib 0.6.2 writes a mean of columns that several threads compute, and what newer versions leave where it is.
PARTITIONS = 'backend_config={"outer_dimension_partitions":["2"]}'
OUTLINED = f"""HloModule jit_f, is_scheduled=true
sum {{ p = f32[] parameter(0) q = f32[] parameter(1) ROOT s = f32[] add(p, q) }}
parallel_sine {{ x.1 = f32[64,64] parameter(0) ROOT sine.1 = f32[64,64] sine(x.1), {PARTITIONS} }}
parallel_step {{ z.1 = f32[] parameter(0) x.2 = f32[64,64] parameter(1)
  ROOT step.1 = f32[2,64] reduce-window(x.2, z.1), window={{size=32x1 stride=32x1}}, to_apply=sum, {PARTITIONS} }}
parallel_pair {{ x.3 = f32[64,64] parameter(0) a = f32[64,64] negate(x.3) ROOT b = f32[64,64] negate(a) }}
ENTRY e {{
  x = f32[64,64] parameter(0) z = f32[] constant(0)
  call = f32[64,64] call(x), to_apply=parallel_sine
  call.1 = f32[2,64] call(z, call), to_apply=parallel_step
  call.2 = f32[64,64] call(call), to_apply=parallel_pair
  total = f32[64] reduce(call.1, z), dimensions={{0}}, to_apply=sum
  ROOT r = (f32[64], f32[64,64]) tuple(total, call.2)
}}
"""


def test_edges_lead_between_what_was_outlined() -> None:
    missed = missed_fusions(parse(OUTLINED), platform="cpu")
    assert {(m.edge.producer.name, m.edge.consumer.name): (m.reason.rule, *m.bytes) for m in missed} == {
        ("sine.1", "step.1"): ("split reduction", 16384, 16384),
        ("sine.1", "call.2"): ("call boundary", 16384, 16384),
        ("step.1", "total"): ("split reduction", 512, 512),
        ("a", "b"): ("not explained", 16384, 16384),
    }


def test_what_was_outlined_is_no_result_where_others_read_it() -> None:
    module = parse(OUTLINED)
    sine = launches_by_operation(module)["call"]
    found = neighbours_of(sine, sine, missed_fusions(module, platform="cpu"))
    assert [each.relation for each in found] == ["argument", "memory", "memory"]


def test_call_is_asked_about_as_what_it_calls() -> None:
    module = parse(OUTLINED)
    launches = launches_by_operation(module)
    assert [launches[name].name for name in ("call", "call.1", "call.2", "sine.1")] == [
        "sine.1",
        "step.1",
        "call.2",
        "sine.1",
    ]
