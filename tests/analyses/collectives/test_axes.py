"""Axes of groups in every form in which XLA writes them, against groups that are listed one by one."""

from itertools import combinations, product
from math import prod

import pytest

from hloscope.analyses.collectives.device_groups import Devices, groups_of
from hloscope.analyses.collectives.mesh_axes import find_axes
from hloscope.analyses.collectives.meshes import infer_mesh, parse_mesh
from hloscope.analyses.collectives.strides import Step, find_steps
from tests.support.collectives import GLOBAL, collective_with

MESHES = [(2, 4), (4, 2), (2, 2, 2), (3, 2), (2, 3, 2), (1, 4), (8,), (2, 1, 2), (5, 3, 2)]
CASES = [
    pytest.param(sizes, axes, id=f"{sizes} {axes}")
    for sizes in MESHES
    for number in range(1, len(sizes) + 1)
    for axes in combinations(range(len(sizes)), number)
    if prod(sizes[axis] for axis in axes) > 1
]


def listed(sizes: tuple[int, ...], axes: tuple[int, ...]) -> list[list[int]]:
    """The groups along some axes of a mesh: the devices that differ in nothing else."""
    numbers = {place: number for number, place in enumerate(product(*map(range, sizes)))}
    groups: dict[tuple[int, ...], list[int]] = {}
    for place, number in numbers.items():
        groups.setdefault(tuple(0 if axis in axes else at for axis, at in enumerate(place)), []).append(number)
    return list(groups.values())


def explicit(sizes: tuple[int, ...], axes: tuple[int, ...]) -> str:
    return "{%s}" % ",".join("{%s}" % ",".join(map(str, group)) for group in listed(sizes, axes))  # noqa: UP031


def iota(sizes: tuple[int, ...], axes: tuple[int, ...]) -> str:
    """The axes moved to the end of an array of that shape, which is then cut into groups."""
    order = [axis for axis in range(len(sizes)) if axis not in axes] + [*axes]
    size = prod(sizes[axis] for axis in axes)
    return f"[{prod(sizes) // size},{size}]<=[{','.join(map(str, sizes))}]T({','.join(map(str, order))})"


def named(sizes: tuple[int, ...], axes: tuple[int, ...]) -> str:
    mesh = ",".join(f"'a{place}'={size}" for place, size in enumerate(sizes))
    return f"mesh[{mesh}] {{{','.join(f'{chr(39)}a{axis}{chr(39)}' for axis in axes)}}}"


@pytest.mark.parametrize("write", [explicit, iota, named])
@pytest.mark.parametrize(("sizes", "axes"), CASES)
def test_axes_of_a_named_mesh_are_found(sizes: tuple[int, ...], axes: tuple[int, ...], write: object) -> None:
    assert callable(write)
    devices = Devices(1, prod(sizes))
    groups = groups_of(collective_with(f"replica_groups={write(sizes, axes)}{GLOBAL}"), "all-reduce", devices)
    mesh = parse_mesh(named(sizes, axes))
    assert mesh is not None
    found = find_axes(groups, mesh)
    assert found is not None
    assert found.names == tuple(f"a{axis}" for axis in axes if sizes[axis] > 1)
    assert (groups.count, groups.size) == (len(listed(sizes, axes)), len(listed(sizes, axes)[0]))


@pytest.mark.parametrize(("sizes", "axes"), CASES)
def test_all_forms_have_the_same_steps(sizes: tuple[int, ...], axes: tuple[int, ...]) -> None:
    devices = Devices(1, prod(sizes))
    found = [
        groups_of(collective_with(f"replica_groups={write(sizes, axes)}{GLOBAL}"), "all-reduce", devices).steps
        for write in (explicit, iota, named)
    ]
    assert found[0] == found[1] == found[2] is not None


@pytest.mark.parametrize(
    ("groups", "steps"),
    [
        ([[0, 1], [2, 3]], (Step(2, 1),)),
        ([[1, 0], [3, 2]], (Step(2, 1),)),
        ([[0, 1, 4, 5], [2, 3, 6, 7]], (Step(2, 1), Step(2, 4))),
        ([[0, 3], [1, 2]], None),
        ([[0, 1], [2]], None),
        ([[0, 0], [1, 1]], None),
        ([[1, 2], [3, 4]], None),
        ([[0, 1, 3], [2, 4, 5]], None),
        ([], None),
    ],
)
def test_steps_are_those_of_all_groups(groups: list[list[int]], steps: tuple[Step, ...] | None) -> None:
    assert find_steps(groups) == steps


@pytest.mark.parametrize(
    ("attributes", "over"),
    [
        ("replica_groups={{0,1},{2,3},{4,5},{6,7}}", "axis 2 of 2x2x2"),
        ("replica_groups={{0,4},{1,5},{2,6},{3,7}}", "axis 0 of 2x2x2"),
        ("replica_groups={{0,1,4,5},{2,3,6,7}}", "axes 0,2 of 2x2x2"),
        ("replica_groups=[2,4]<=[8]", "axes 1,2 of 2x2x2"),
        ("replica_groups={{0,1,2,3,4,5,6,7}}", "all 8"),
        ("replica_groups={}", "all 8"),
        ("replica_groups={{0},{1},{2},{3},{4},{5},{6},{7}}", "none"),
        ("source_target_pairs={{0,1},{1,0},{2,3},{3,2}}", "axis 2 of 2x2x2"),
        ("source_target_pairs={{0,2},{1,3}}", "axis 1 of 2x2x2"),
        ("source_target_pairs={{0,7}}", "all 8"),
    ],
)
def test_inferred_axes_are_told_by_their_place(attributes: str, over: str) -> None:
    mesh = infer_mesh(8, [(Step(2, 1),), (Step(2, 2),)])
    groups = groups_of(collective_with(attributes + GLOBAL), "all-reduce", Devices(1, 8))
    assert mesh is not None
    assert str(find_axes(groups, mesh)) == over


def test_part_of_an_axis_is_told_as_shardy_writes_it() -> None:
    mesh = parse_mesh("mesh['x'=8]")
    assert mesh is not None
    wholes = ["{{0,1},{2,3},{4,5},{6,7}}", "{{0,4},{1,5},{2,6},{3,7}}", "mesh['x'=8] {'x':(2)2}"]
    found = [
        groups_of(collective_with(f"replica_groups={text}{GLOBAL}"), "all-reduce", Devices(1, 8)) for text in wholes
    ]
    assert [str(find_axes(groups, mesh)) for groups in found] == ["x:(4)2", "x:(1)2", "x:(2)2"]


@pytest.mark.parametrize("sizes", [(2, 3), (3, 2)])
def test_no_mesh_is_inferred_from_steps_that_cross(sizes: tuple[int, int]) -> None:
    assert infer_mesh(6, [(Step(sizes[0], 1),), (Step(sizes[1], 1),)]) is None


@pytest.mark.parametrize(
    ("text", "strides"),
    [
        ("mesh['x'=2,'y'=4]", [4, 1]),
        ('#sdy.mesh<["x"=2, "y"=4]>', [4, 1]),
        (r"#sdy.mesh<[\"x\"=2, \"y\"=4]>", [4, 1]),
        ("mesh['x'=2,'y'=4], device_ids=([4,2]T(1,0))", [1, 2]),
        ("mesh['x'=2,'y'=4], device_ids=(0,2,4,6,1,3,5,7)", [1, 2]),
        ('#sdy.mesh<["x"=2, "y"=4], device_ids=[0, 2, 4, 6, 1, 3, 5, 7]>', [1, 2]),
        ("mesh['x'=2,'y'=4], device_ids=(7,6,5,4,3,2,1,0)", [None, None]),
    ],
)
def test_devices_along_the_axes_of_a_mesh(text: str, strides: list[int | None]) -> None:
    mesh = parse_mesh(text)
    assert mesh is not None
    assert [(axis.name, axis.size) for axis in mesh.axes] == [("x", 2), ("y", 4)]
    assert [axis.stride for axis in mesh.axes] == strides


MODES = [
    ("all-reduce", "replica_groups={{0,1}}", "cross_replica", 4, 2, (Step(2, 4),)),
    ("all-reduce", "replica_groups={}", "cross_replica", 4, 2, (Step(2, 4),)),
    ("all-reduce", "replica_groups={{0,1}}, channel_id=1", "cross_replica_and_partition", 1, 8, (Step(8, 1),)),
    ("all-reduce", "replica_groups={{0},{1}}, channel_id=1", "cross_replica_and_partition", 2, 4, (Step(4, 1),)),
    ("all-reduce", "replica_groups={{0,4},{1,5},{2,6},{3,7}}, channel_id=1, use_global_device_ids=true",
     "flattened_id", 4, 2, (Step(2, 4),)),
    ("all-to-all", "replica_groups={{0,1},{2,3}}, channel_id=1", "cross_partition", 4, 2, (Step(2, 1),)),
    ("all-to-all", "replica_groups={{0,1}}", "cross_replica", 4, 2, (Step(2, 4),)),
    ("collective-broadcast", "replica_groups={}, channel_id=1", "cross_partition", 2, 4, (Step(4, 1),)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "attributes", "mode", "count", "size", "steps"), MODES)
def test_numbers_are_of_replicas_partitions_or_both(
    kind: str, attributes: str, mode: str, count: int, size: int, steps: tuple[Step, ...]
) -> None:
    """Of two replicas of four partitions each; the modes are those of GetCollectiveOpGroupMode."""
    groups = groups_of(collective_with(attributes), kind, Devices(2, 4))
    assert (groups.mode, groups.count, groups.size, groups.steps) == (mode, count, size, steps)


def test_huge_groups_are_read_without_listing_them() -> None:
    text = "replica_groups=[1000000000,4]<=[1000000000,4]"
    groups = groups_of(collective_with(text + GLOBAL), "all-reduce", Devices(1, 4_000_000_000))
    assert (groups.count, groups.size, groups.steps) == (1_000_000_000, 4, (Step(4, 1),))


@pytest.mark.parametrize(
    "text",
    [
        "[2,4]<=[8]T(1,0)",
        "[3,3]<=[8]",
        "[0,0]<=[8]",
        "mesh['x'=2] {'z'}",
        "mesh['x'=4] {'x':(3)2}",
        "mesh['x'=2]",
        "mesh[]",
        "{{0,1},{0,1}}",
        "{{,}}",
        "nonsense",
    ],
)
def test_groups_that_make_no_sense_are_no_steps(text: str) -> None:
    """Most of them the parser refuses; what it takes must not be trusted all the same."""
    collective = collective_with("replica_groups={{0,1}}" + GLOBAL)
    collective.computation.decoded[collective] = {**collective.attributes, "replica_groups": text}
    assert groups_of(collective, "all-reduce", Devices(1, 8)).steps is None
