"""What runs between the start of a collective and what waits for it."""

from hloscope.analyses.collectives.collective import Collective
from tests.support.collectives import ADD, collectives_in

GROUPS = "channel_id=1, replica_groups={{0,1,2,3}}, use_global_device_ids=true"
PAIR = f"""HloModule m, is_scheduled=true, num_partitions=4
{ADD}
negated {{ x = f32[8] parameter(0) ROOT n = f32[8] negate(x) }}
body {{ x = f32[8] parameter(0) ROOT b = f32[8] fusion(x), kind=kLoop, calls=negated }}
condition {{ x = f32[8] parameter(0) ROOT c = pred[] constant(false) }}
ENTRY e {{
  p = f32[8] parameter(0)
  before = f32[8] fusion(p), kind=kLoop, calls=negated
  s = f32[8] all-reduce-start(before), {GROUPS}, to_apply=add
  first = f32[8] fusion(p), kind=kLoop, calls=negated
  renamed = f32[8] bitcast(first)
  copied = f32[8] copy(renamed)
  loop = f32[8] while(copied), condition=condition, body=body
  d = f32[8] all-reduce-done(s)
  after = f32[8] fusion(d), kind=kLoop, calls=negated
  ROOT t = (f32[8], f32[8]) tuple(after, loop)
}}
"""


def only(text: str, platform: str = "gpu") -> Collective:
    [found] = collectives_in(text, platform).items
    return found


def test_operations_and_launches_between_are_counted() -> None:
    """The fusion, the copy and the loop are operations; the fusion and what the loop calls are compute launches."""
    found = only(PAIR)
    assert found.is_asynchronous
    assert (found.start and found.start.name, found.done and found.done.name) == ("s", "d")
    assert found.between is not None
    assert (found.between.operations, found.between.launches, found.between.names) == (3, 2, ("first", "loop"))


def test_what_is_awaited_at_once_is_not_asynchronous() -> None:
    config = 'to_apply=add, backend_config={"collective_backend_config":{"is_sync":true}}'
    assert not only(PAIR.replace("to_apply=add\n", f"{config}\n")).is_asynchronous
    plain = only(f"HloModule m, is_scheduled=true\n{ADD} ENTRY e {{ p = f32[8] parameter(0) "
                 f"ROOT a = f32[8] all-reduce(p), {GROUPS}, to_apply=add }}")  # fmt: skip
    assert (plain.is_asynchronous, plain.start, plain.done, plain.between) == (False, None, None, None)


def test_nothing_is_said_of_what_has_no_order() -> None:
    found = only(PAIR.replace("is_scheduled=true, ", ""))
    assert (found.is_asynchronous, found.between) == (True, None)


def test_start_without_done_is_under_way_for_an_unknown_time() -> None:
    text = PAIR.replace("d = f32[8] all-reduce-done(s)", "d = f32[8] negate(s)")
    assert (only(text).done, only(text).between) == (None, None)


WRAPPED = f"""HloModule m, is_scheduled=true, num_partitions=4
{ADD}
negated {{ x = f32[8] parameter(0) ROOT n = f32[8] negate(x) }}
started {{ x = f32[8] parameter(0)
  ROOT rs = f32[2] reduce-scatter(x), dimensions={{0}}, {GROUPS}, to_apply=add }}
ENTRY e {{
  p = f32[8] parameter(0)
  s = ((f32[8]), f32[2]) async-start(p), calls=started, metadata={{op_name="jit(f)/rs" source_file="m.py" source_line=4}}
  n = f32[8] fusion(p), kind=kLoop, calls=negated
  u = ((f32[8]), f32[2]) async-update(s)
  d = f32[2] async-done(u)
  ROOT t = (f32[2], f32[8]) tuple(d, n)
}}
"""


def test_collective_in_an_asynchronous_computation() -> None:
    found = only(WRAPPED)
    assert (found.name, found.kind, found.payload) == ("rs", "reduce-scatter", (32, 8))
    assert (found.start and found.start.name, found.done and found.done.name) == ("s", "d")
    assert found.between is not None
    assert (found.between.operations, found.between.launches) == (1, 1)
    assert (found.origin.source, found.origin.is_inferred) == ("m.py:4", False)


# One all-gather that TPU spreads over three fusions, as libtpu 0.0.51 prints it for v5e; simplified.
GATHER = 'all-gather(x), dimensions={0}, frontend_attributes={chain_id="0"}, ' + GROUPS
SPREAD = f"""HloModule m, is_scheduled=true, num_partitions=4
negated {{ x = f32[8] parameter(0) ROOT n = f32[8] negate(x) }}
starting {{ x = f32[8] parameter(0)
  g = f32[32] {GATHER}
  ROOT c = (f32[8], f32[32], u32[]) custom-call(g), custom_call_target="AsyncCollectiveStart" }}
carrying {{ x = f32[8] parameter(0)
  r = f32[32] parameter(1)
  f = u32[] parameter(2)
  y = f32[8] parameter(3)
  n = f32[8] negate(y)
  g = f32[32] {GATHER}
  ROOT t = (f32[8], f32[8], f32[32], u32[]) tuple(n, x, g, f) }}
waiting {{ x = f32[8] parameter(0)
  r = f32[32] parameter(1)
  f = u32[] parameter(2)
  g = f32[32] {GATHER}
  ROOT c = f32[32] custom-call(x, r, g, f), custom_call_target="AsyncCollectiveDone" }}
ENTRY e {{
  p = f32[8] parameter(0)
  s = (f32[8], f32[32], u32[]) fusion(p), kind=kCustom, calls=starting
  a = f32[8] get-tuple-element(s), index=0
  b = f32[32] get-tuple-element(s), index=1
  c = u32[] get-tuple-element(s), index=2
  m = (f32[8], f32[8], f32[32], u32[]) fusion(a, b, c, p), kind=kOutput, calls=carrying
  h = f32[8] get-tuple-element(m), index=1
  i = f32[32] get-tuple-element(m), index=2
  j = u32[] get-tuple-element(m), index=3
  o = f32[8] fusion(p), kind=kLoop, calls=negated
  ROOT d = f32[32] fusion(h, i, j), kind=kCustom, calls=waiting
}}
"""


def test_collective_that_is_spread_over_fusions_is_one() -> None:
    found = only(SPREAD, "tpu")
    assert (found.name, found.kind, found.payload, found.is_asynchronous) == ("s", "all-gather", (32, 128), True)
    assert found.done is not None
    assert found.done.name == "d"
    assert found.between is not None
    assert (found.between.operations, found.between.launches, found.between.names) == (2, 2, ("m", "o"))
