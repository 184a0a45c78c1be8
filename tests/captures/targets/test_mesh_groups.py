"""Replica groups by axes as lists; jaxlib 0.12 prints both forms of the same groups, and what is right is told by hand."""

import pytest

from hloscope.captures.targets.mesh_groups import arrange, list_groups
from hloscope.captures.targets.mesh_shardings import list_shardings


@pytest.mark.parametrize(
    ("groups", "lists"),
    [
        ("mesh['x'=4] {'x'}", "{{0,1,2,3}}"),
        ("mesh['x'=2,'y'=2] {'y'}", "{{0,1},{2,3}}"),
        ("mesh['x'=2,'y'=2] {'x'}", "{{0,2},{1,3}}"),
        ("mesh['x'=2,'y'=2] {'x','y'}", "{{0,1,2,3}}"),
        ("mesh['x'=2,'y'=2] {'y','x'}", "{{0,2,1,3}}"),
        ("mesh['x'=2,'y'=2] {}", "{{0},{1},{2},{3}}"),
        ("mesh['a'=2,'b'=1,'c'=2] {'a'}", "{{0,2},{1,3}}"),
        # y is 4 = 2 by 2: its outer half is 0 and 2, its inner one 0 and 1
        ("mesh['x'=2,'y'=4] {'y':(1)2}", "{{0,2},{1,3},{4,6},{5,7}}"),
        ("mesh['x'=2,'y'=4] {'y':(2)2}", "{{0,1},{2,3},{4,5},{6,7}}"),
        # the devices of the mesh are [[0,2],[1,3]]
        ("mesh['x'=2,'y'=2], device_ids=([2,2]T(1,0)) {'y'}", "{{0,2},{1,3}}"),
        ("mesh['x'=2,'y'=2], device_ids=(0,2,1,3) {'x'}", "{{0,1},{2,3}}"),
        ("mesh['x'=2,'y'=2], device_ids=([4]) {'x'}", "{{0,2},{1,3}}"),
    ],
)
def test_groups_by_axes_are_lists(groups: str, lists: str) -> None:
    line = "  %r = f32[4] all-reduce(%x), channel_id=1, replica_groups={}, to_apply=%add"
    assert list_groups(line.format(groups)) == line.format(lists)


@pytest.mark.parametrize(
    "text",
    [
        "replica_groups={{0,1}}",
        "replica_groups=[2,2]<=[4]",
        "replica_groups=mesh['x'=2] {'y'}",
        "replica_groups=mesh['x'=0] {'x'}",
        "replica_groups=mesh['x'=999999999] {'x'}",
        "replica_groups=mesh['x'=4] {'x':(3)2}",
        "replica_groups=mesh['x'=4] {'x':(0)0}",
        "replica_groups=mesh['x'=4] {'x':(1)2,'x':(2)2}",
        "replica_groups=mesh['x'=2], device_ids=(0,0) {'x'}",
        "replica_groups=mesh['x'=2], device_ids=([2]T(1)) {'x'}",
    ],
)
def test_other_groups_stay_as_they_are(text: str) -> None:
    assert list_groups(text) == text


@pytest.mark.parametrize(
    ("sharding", "tiles"),
    [
        ("{mesh['x'=4], [{'x'}, {}]}", "{devices=[4,1]0,1,2,3}"),
        ("{mesh['x'=4], [{}, {}]}", "{replicated}"),
        ("{mesh['x'=4], []}", "{replicated}"),
        ("{mesh['x'=4], replicated}", "{replicated}"),
        ("{mesh['x'=4], manual}", "{manual}"),
        ("{mesh['x'=2,'y'=2], [{'y'}, {'x'}]}", "{devices=[2,2]0,2,1,3}"),
        ("{mesh['x'=2,'y'=2], [{'y'}]}", "{devices=[2,2]0,2,1,3 last_tile_dim_replicate}"),
        ("{mesh['x'=2,'y'=2], [{'x','y'}, {}]}", "{devices=[4,1]0,1,2,3}"),
        ("{mesh['x'=2,'y'=2], [{'x', ?}, {?}]}", "{devices=[2,1,2]0,1,2,3 last_tile_dim_replicate}"),
        ("{mesh['x'=2,'y'=2], [{'x'}], manual={'y'}}", "{devices=[2,2]0,1,2,3 last_tile_dims={manual}}"),
        ("{mesh['x'=2,'y'=2], device_ids=(3,2,1,0), [{'x'}]}", "{devices=[2,2]3,2,1,0 last_tile_dim_replicate}"),
        ("{{mesh['x'=4], [{'x'}]}, {mesh['x'=4], [{}]}}", "{{devices=[4]0,1,2,3}, {replicated}}"),
        ("{mesh['x'=4], [{'x'}], unreduced={'x'}}", "{mesh['x'=4], [{'x'}], unreduced={'x'}}"),
        ("{mesh['x'=4], [{'z'}]}", "{mesh['x'=4], [{'z'}]}"),
        ("{devices=[4]<=[4]}", "{devices=[4]<=[4]}"),
    ],
)
def test_shardings_by_axes_are_tiles(sharding: str, tiles: str) -> None:
    line = '  %a = f32[8,8] copy(%x), sharding={}, metadata={{op_name="a"}}'
    assert list_shardings(line.format(sharding), arrange) == line.format(tiles)


def test_what_shardy_puts_around_a_shard_map_is_what_gspmd_has_for_it() -> None:
    line = "%s = f32[4] custom-call(%x), custom_call_target={}, sharding={}"
    old = '"xla.sdy.LocalToGlobalShape", custom_call_has_side_effect=true', "{mesh['x'=4], replicated}"
    assert list_shardings(line.format(*old), arrange) == line.format('"SPMDShardToFullShape"', "{replicated}")
    without_axes = line.format(old[0], "{replicated}")
    assert list_shardings(without_axes, arrange) == without_axes


def test_values_of_a_shard_map_are_converted_each_alone() -> None:
    line = (
        '  %s = (f32[4,8]{1,0}, s32[]) custom-call(%x, %y), custom_call_target="xla.sdy.GlobalToLocalShape", '
        "custom_call_has_side_effect=true, sharding={{mesh['x'=4], manual}, {mesh['x'=4], manual}}, metadata={op_name=\"f\"}"
    )
    call = 'custom_call_target="SPMDFullToShardShape", sharding={manual}, metadata={op_name="f"}'
    assert list_shardings(line, arrange).splitlines() == [
        f"  %s.alone.0 = f32[4,8]{{1,0}} custom-call(%x), {call}",
        f"  %s.alone.1 = s32[] custom-call(%y), {call}",
        "  %s = (f32[4,8]{1,0}, s32[]) tuple(%s.alone.0, %s.alone.1), sharding={{manual}, {manual}}",
    ]
