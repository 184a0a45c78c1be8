"""Collectives of whole programs: checked by hand against the programs that were compiled, and the text that came out."""

from pathlib import Path
from typing import Any

import pytest

from hloscope.analyses.answers import Answers
from hloscope.analyses.collectives.collectives import Collectives
from hloscope.dump import load
from tests.support.collectives import ADD, collectives_in
from tests.support.dumped import TESTDATA

GLOBAL = "use_global_device_ids=true"
GRID = 'frontend_attributes={xla.sdy.meshes={mesh = #sdy.mesh<["d"=2, "t"=4]>}}'


def told(found: Collectives) -> list[tuple[Any, ...]]:
    return [(item.kind, item.over_text, item.bytes, item.runs, item.direction) for item in found.items]


def collectives_of(folder: str, stage: str = "after") -> Collectives:
    [compilation] = load(TESTDATA / folder).compilations
    found = Answers(compilation).collectives(stage)
    assert found is not None
    return found


# `grid_train_step` of testdata/programs: batches over x, features over y, three layers in a loop, each checkpointed.
# Weights of 32 by 32 a device: gathered over x they are 64 by 32 (8,192 bytes); activations of 16 rows, over y 16 by 64.
CPU_STEP = [
    ("all-gather", "y", 4096, 3, "forward"),  # h for h @ w
    ("all-gather", "x", 8192, 3, "forward"),  # w
    ("all-gather", "y", 4096, 3, "rematerialized"),  # h again
    ("all-gather", "x", 8192, 3, "rematerialized"),  # w again
    ("all-gather", "y", 4096, 3, "backward"),  # of the gradient of h
    ("all-gather", "x", 4096, 3, "backward"),  # w, for the gradient of h
    ("all-reduce", "x", 8320, 3, "backward"),  # gradients of w and b, over the batch
    ("all-reduce", "y", 4096, 3, "backward"),  # gradient of h, over features
    ("collective-permute", "x,y", 2048, 3, "backward"),
    ("all-reduce", "y", 2048, 1, "forward"),  # h @ head, over features
    ("all-reduce", "x", 4100, 1, "mixed"),  # the loss, and the gradient of head
]


def test_train_step_on_a_grid_of_cpus() -> None:
    found = collectives_of("jax-0.10.2-cpu/grid_train_step")
    assert sorted(told(found), key=str) == sorted(CPU_STEP, key=str)
    assert (found.count, found.is_exact) == (11, True)


def test_train_step_on_a_grid_of_gpus() -> None:
    """XLA made reduce-scatters of two all-reduces there, and lost none of the loops."""
    found = collectives_of("jax-0.12.0.1-h100/grid_train_step")
    kinds = [(item.kind, item.over_text, item.runs) for item in found.items]
    assert sorted(kinds) == [
        ("all-gather", "x", 3), ("all-gather", "x", 3), ("all-gather", "x", 3),
        ("all-gather", "y", 3), ("all-gather", "y", 3),
        ("all-reduce", "x", 1), ("all-reduce", "y", 1),
        ("collective-permute", "x,y", 3),
        ("reduce-scatter", "x", 3), ("reduce-scatter", "y", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("folder", ["jax-0.10.2-cpu/grid_train_step", "jax-0.12.0.1-h100/grid_train_step"])
def test_combined_collective_names_what_it_is_made_of(folder: str) -> None:
    [combined] = [item for item in collectives_of(folder).items if item.combined and item.runs == 1]
    loss, *_, head = combined.combined
    assert (loss.shape.num_elements, head.shape.num_elements) == (1, 32 * 32)
    assert {member.source.rpartition("/")[2] for member in combined.combined} == {"jax_meshes.py:259"}
    assert "transpose(jvp())" not in loss.op_name
    assert "transpose(jvp())" in head.op_name


def test_combined_collective_that_is_started_names_what_its_start_is_given() -> None:
    """As jax 0.12.0.1 compiles two gradients of a loop for eight H100."""
    at = 'metadata={op_name="jit(f)/transpose" source_file="m.py" source_line=%d}'
    text = f"""HloModule m, is_scheduled=true, num_partitions=8
    {ADD}
    c {{ p = f32[4] parameter(0) q = f32[2] parameter(1) ROOT k = f32[6] concatenate(p, q), dimensions={{0}} }}
    started {{ p = f32[6] parameter(0)
      ROOT r = f32[6] all-reduce(p), channel_id=1, replica_groups=[2,4]<=[4,2]T(1,0), {GLOBAL}, to_apply=add }}
    ENTRY e {{
      x = f32[4] parameter(0)
      y = f32[2] parameter(1)
      a = f32[4] sine(x), {at % 14}
      b = f32[2] cosine(y), {at % 16}
      k = f32[6] fusion(a, b), kind=kLoop, calls=c
      s = ((f32[6]), f32[6]) async-start(k), calls=started
      ROOT d = f32[6] async-done(s) }}"""
    (item,) = collectives_in(text, "gpu").items
    told = [(member.name, str(member.shape), member.source) for member in item.combined]
    assert told == [("a", "f32[4]", "m.py:14"), ("b", "f32[2]", "m.py:16")]


def test_names_of_axes_come_from_the_other_stage_too() -> None:
    """jax 0.10.2 names the mesh in what it asks for; what runs has numbers, and names that XLA made up."""
    found = collectives_of("jax-0.10.2-cpu/grid_train_step")
    texts = {item.groups.text for item in found.items if item.over_text == "x"}
    assert any(text.startswith("[2,2]<=[2,2]T(1,0)") for text in texts)
    assert any("device_ids=([2,2]T(1,0)) {'axis_1'}" in text for text in texts)


# One collective each of programs on meshes of two axes, as jax 0.10.2 and 0.12.0.1 compiled them for CPU, h100 and v5e.
TWO_AXES = [
    ("all-reduce", "replica_groups={{0,1,2,3},{4,5,6,7}}", "t", "axis 1 of 2x4"),
    ("all-reduce", "replica_groups={{0,4},{1,5},{2,6},{3,7}}", "d", "axis 0 of 2x4"),
    ("all-reduce", "replica_groups=[2,4]<=[8]", "t", "axis 1 of 2x4"),
    ("all-reduce", "replica_groups=[4,2]<=[2,4]T(1,0)", "d", "axis 0 of 2x4"),
    ("all-gather", "replica_groups=mesh['axis_0'=2,'axis_1'=4] {'axis_1'}", "t", "axis 1 of 2x4"),
    ("all-gather", "replica_groups=mesh['axis_0'=1,'axis_1'=2,'axis_2'=4] {'axis_1'}", "d", "axis 0 of 2x4"),
    ("all-reduce", "replica_groups=mesh['axis_0'=2,'axis_1'=1,'axis_2'=4] {'axis_0'}", "d", "axis 0 of 2x4"),
    ("all-reduce", "replica_groups=mesh['axis_0'=4,'axis_1'=2], device_ids=([2,4]T(1,0)) {'axis_1'}", "d",
     "axis 0 of 2x4"),
    ("all-reduce", "replica_groups={{0,1,2,3,4,5,6,7}}", "d,t", "all 8"),
    ("all-reduce", "replica_groups=mesh['d'=2,'t'=4] {'d','t'}", "d,t", "d,t"),
    ("all-to-all", "replica_groups={{0,1,2,3},{4,5,6,7}}", "t", "axis 1 of 2x4"),
    ("collective-permute", "source_target_pairs={{0,1},{1,2},{2,3},{3,0},{4,5},{5,6},{6,7},{7,4}}", "t",
     "axis 1 of 2x4"),
    ("collective-permute", "source_target_pairs={{0,4},{4,0},{1,5},{5,1},{2,6},{6,2},{3,7},{7,3}}", "d",
     "axis 0 of 2x4"),
    ("all-reduce", "replica_groups={{0,1},{2,3},{4,5},{6,7}}", "t:(2)2", "axis 1 of 4x2"),
    ("all-reduce", "replica_groups={{0,3},{1,2},{4,7},{5,6}}", "groups of 2", "groups of 2"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "groups", "named", "inferred"), TWO_AXES, ids=[row[1][15:60] for row in TWO_AXES])
def test_axes_of_collectives_on_a_mesh_of_two(kind: str, groups: str, named: str, inferred: str) -> None:
    reduces = ", to_apply=add" if kind == "all-reduce" else ", dimensions={0}" if kind.startswith("all-") else ""
    ids = f", {GLOBAL}" if kind in ("all-reduce", "all-gather") else ""
    shape = "f32[8]" if kind != "all-gather" else "f32[32]" if "4] {'axis_1'}" in groups else "f32[16]"
    for header, over in ((f", {GRID}", named), ("", inferred)):
        text = f"""HloModule m, is_scheduled=true, num_partitions=8{header}
        {ADD}
        ENTRY e {{
          p = f32[8] parameter(0)
          ROOT c = {shape} {kind}(p), channel_id=1, {groups}{ids}{reduces}
        }}"""
        [found] = collectives_in(text, "cpu").items
        assert found.over_text == over


LOOPS = f"""HloModule m, is_scheduled=true, num_partitions=4
{ADD}
inner_body {{
  p = (s32[], f32[8]) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  x = f32[8] get-tuple-element(p), index=1
  a = f32[8] all-reduce(x), channel_id=1, replica_groups={{{{0,1,2,3}}}}, {GLOBAL}, to_apply=add
  ROOT t = (s32[], f32[8]) tuple(i, a)
}}
condition {{
  p = (s32[], f32[8]) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  n = s32[] constant(9)
  ROOT c = pred[] compare(i, n), direction=LT
}}
outer_body {{
  p = (s32[], f32[8]) parameter(0)
  ROOT w = (s32[], f32[8]) while(p), condition=condition, body=inner_body,
    backend_config={{"known_trip_count":{{"n":"5"}}}}
}}
branch {{ x = f32[8] parameter(0)
  ROOT g = f32[8] collective-permute(x), channel_id=2, source_target_pairs={{{{0,1}},{{1,0}}}} }}
other {{ x = f32[8] parameter(0) ROOT n = f32[8] negate(x) }}
ENTRY e {{
  p = (s32[], f32[8]) parameter(0)
  k = pred[] parameter(1)
  w = (s32[], f32[8]) while(p), condition=condition, body=outer_body, backend_config={{"known_trip_count":{{"n":"3"}}}}
  u = (s32[], f32[8]) while(w), condition=condition, body=inner_body
  x = f32[8] get-tuple-element(u), index=1
  ROOT c = f32[8] conditional(k, x, x), true_computation=branch, false_computation=other
}}
"""


def test_loops_multiply_and_unknown_ones_are_said_to_be() -> None:
    found = collectives_in(LOOPS, "cpu")
    nested, unknown, branch = found.items
    assert [(loop.name, loop.trip_count) for loop in nested.loops] == [("w", 3), ("w", 5)]
    assert (nested.runs, nested.bytes_per_run) == (15, 15 * 32)
    assert (unknown.runs, unknown.least_runs, [loop[:2] for loop in unknown.loops]) == (None, 1, [("u", None)])
    assert (branch.runs, branch.is_conditional, branch.loops) == (1, True, ())
    assert not found.is_exact
    form = found.to_dict()
    assert (form["count"], form["runs"], form["bytes_per_run"]) == (3, 17, 17 * 32)


def test_condition_of_a_loop_of_known_length_never_runs() -> None:
    text = LOOPS.replace("ROOT c = pred[] compare", "a = f32[8] get-tuple-element(p), index=1\n  c2 = f32[8] all-reduce(a), "
                         f"channel_id=3, replica_groups={{{{0,1,2,3}}}}, {GLOBAL}, to_apply=add\n  ROOT c = pred[] compare")  # fmt: skip
    found = collectives_in(text, "cpu")
    assert [item.runs for item in found.items if item.name == "c2"] == [0, 0, None]


BEFORE = f"""HloModule SyncTensorsGraph.9
{ADD}
ENTRY %g (param: f32[8,16]) -> f32[16,16] {{
  %param = f32[8,16]{{1,0}} parameter(0), sharding={{devices=[2,1]0,1}}
  %all-gather = f32[16,16]{{1,0}} all-gather(f32[8,16]{{1,0}} %param), channel_id=1, replica_groups={{{{0,1}}}},
    dimensions={{0}}, {GLOBAL}, metadata={{op_type="xla__op" op_name="xla__op" source_file="net.py" source_line=3}}
  ROOT %all-reduce = f32[16,16]{{1,0}} all-reduce(f32[16,16]{{1,0}} %all-gather), channel_id=2,
    replica_groups={{{{0,1}}}}, {GLOBAL}, to_apply=%add
}}
"""


def test_module_before_optimization_whose_header_tells_no_devices() -> None:
    found = collectives_in(BEFORE, None)
    assert told(found) == [("all-gather", "all 2", 1024, 1, None), ("all-reduce", "all 2", 1024, 1, None)]
    gather, reduce = (item.origin for item in found.items)
    assert (gather.source, gather.is_inferred) == ("net.py:3", False)
    assert (reduce.source, reduce.is_inferred) == ("net.py:3", True)  # its own line is lost: that of what it takes


CALLED = f"""HloModule jit_g, num_partitions=4
{ADD}
inner {{ x = f32[8] parameter(0)
  ROOT a = f32[8] all-reduce(x), channel_id=1, replica_groups=mesh['r'=2,'c'=2] {{'c'}}, {GLOBAL}, to_apply=add,
    metadata={{op_name="psum"}} }}
ENTRY e {{
  p = f32[8] parameter(0)
  f = f32[8] call(p), to_apply=inner, metadata={{op_name="jit(g)/jvp()/jit(inner)"}}
  ROOT b = f32[8] call(f), to_apply=inner, metadata={{op_name="jit(g)/transpose(jvp())/jit(inner)"}}
}}
"""


def test_collective_of_a_function_that_is_called_twice_is_two() -> None:
    """Newer jax names operations from their function on: which pass it is is told by the calls."""
    found = collectives_in(CALLED, None)
    assert told(found) == [("all-reduce", "c", 32, 1, "forward"), ("all-reduce", "c", 32, 1, "backward")]
    assert found.items[1].origin.op_name == "jit(g)/transpose(jvp())/jit(inner)/psum"


FUSED = f"""HloModule jit_g, is_scheduled=true, num_partitions=4
{ADD}
%all-reduce-scatter (x: f32[32,512]) -> f32[32,128] {{
  %x = f32[32,512]{{1,0:T(8,128)}} parameter(0)
  %all-reduce.1 = f32[32,512]{{1,0:T(8,128)}} all-reduce(%x), channel_id=9, replica_groups={{{{0,1,2,3}}}}, {GLOBAL}, to_apply=%add
  %zero = s32[]{{:T(128)}} constant(0)
  ROOT %ds = f32[32,128]{{1,0:T(8,128)}} dynamic-slice(%all-reduce.1, %zero, %zero), dynamic_slice_sizes={{32,128}}
}}
ENTRY %main (p: f32[32,512]) -> f32[32,128] {{
  %p = f32[32,512]{{1,0:T(8,128)}} parameter(0)
  ROOT %fusion = f32[32,128]{{1,0:T(8,128)}} fusion(%p), kind=kCustom, calls=%all-reduce-scatter,
    metadata={{op_name="jit(g)/jvp()/dot_general" source_file="m.py" source_line=7}}
}}
"""


def test_collective_in_a_fusion_is_told_with_the_line_of_the_fusion() -> None:
    [found] = collectives_in(FUSED, "tpu").items
    assert (found.name, found.kind, found.bytes) == ("fusion", "all-reduce", 32 * 512 * 4)
    assert (found.instruction.name, found.over_text, found.direction) == ("all-reduce.1", "all 4", "forward")
    assert (found.origin.source, found.origin.is_inferred) == ("m.py:7", False)
    assert found.to_dict()["launched"] == "fusion"


def test_replicas_of_partitions_are_an_axis_of_their_own() -> None:
    text = f"""HloModule m, is_scheduled=true, replica_count=2, num_partitions=4, {GRID.replace('"d"=2, "t"=4', '"t"=4')}
    {ADD}
    ENTRY e {{
      p = f32[8] parameter(0)
      a = f32[8] all-reduce(p), replica_groups={{{{0,1}}}}, to_apply=add
      b = f32[8] all-reduce(a), channel_id=1, replica_groups={{{{0,1}}}}, to_apply=add
      c = f32[8] all-reduce(b), channel_id=2, replica_groups={{{{0,1,2,3}},{{4,5,6,7}}}}, {GLOBAL}, to_apply=add
      ROOT d = f32[8] all-to-all(c), channel_id=3, replica_groups={{{{0,1,2,3}}}}, dimensions={{0}}
    }}"""
    found = [(item.over_text, item.groups.size) for item in collectives_in(text, "gpu").items]
    assert found == [("replica", 2), ("replica,t", 8), ("t", 4), ("t", 4)]


def test_chain_of_calls_has_its_collective() -> None:
    number = 3_000
    bodies = [
        f"f.{i} {{ x = f32[8] parameter(0) ROOT y = f32[8] call(x), to_apply=f.{i - 1} }}" for i in range(1, number)
    ]
    first = "f.0 { x = f32[8] parameter(0) ROOT y = f32[8] all-reduce(x), replica_groups={}, to_apply=add }"
    entry = f"ENTRY e {{ x = f32[8] parameter(0) ROOT y = f32[8] call(x), to_apply=f.{number - 1} }}"
    found = collectives_in("\n".join(["HloModule m, replica_count=2", ADD, first, *bodies, entry]), None)
    assert told(found) == [("all-reduce", "all 2", 32, 1, None)]


def test_doubling_calls_are_counted_and_the_first_listed() -> None:
    number = 40
    bodies = [f"f.{i} {{ x = f32[8] parameter(0) y = f32[8] call(x), to_apply=f.{i - 1} "
              f"ROOT z = f32[8] call(y), to_apply=f.{i - 1} }}" for i in range(1, number)]  # fmt: skip
    first = "f.0 { x = f32[8] parameter(0) ROOT y = f32[8] all-reduce(x), replica_groups={}, to_apply=add }"
    entry = f"ENTRY e {{ x = f32[8] parameter(0) ROOT y = f32[8] call(x), to_apply=f.{number - 1} }}"
    found = collectives_in("\n".join(["HloModule m, replica_count=2", ADD, first, *bodies, entry]), None)
    assert (found.count, len(found.items), found.is_exact) == (2**39, 20_000, False)


def test_collective_in_a_fusion_of_an_emitter_that_nobody_knows() -> None:
    config = 'backend_config={"fusion_backend_config":{"kind":"__novel"}}'
    [found] = collectives_in(
        FUSED.replace("calls=%all-reduce-scatter,", f"calls=%all-reduce-scatter, {config},"), "gpu"
    ).items
    assert (found.name, found.kind, found.instruction.name) == ("fusion", "all-reduce", "all-reduce.1")


@pytest.mark.parametrize(
    ("kept", "axes"),
    [
        (3000, {"x", "y", "x,y"}),  # the header, which names the axes, is there
        (0, {"axis 0 of 2x2", "axis 1 of 2x2", "all 4"}),
    ],
)
def test_stage_that_is_cut_hides_nothing(tmp_path: Path, kept: int, axes: set[str]) -> None:
    for path in (TESTDATA / "jax-0.10.2-cpu" / "grid_train_step").glob("module*"):
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(text[:kept] if "before" in path.name else text, "utf-8")
    [compilation] = load(tmp_path).compilations
    found = Answers(compilation, stages=["after"]).collectives("after")
    assert found is not None
    assert {item.over_text for item in found.items} == axes
