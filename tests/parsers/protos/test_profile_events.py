"""Events of profiles: those of testdata against jax's own reader, and GPU and TPU planes by XLA's field numbers."""

from __future__ import annotations

import random

import pytest

from hloscope.errors import DumpError, HloscopeError
from hloscope.parsers import LaunchEvent, parse_profile_events
from tests.support.profiles import JAX, LOGS, SpaceBuilder, data_of

Seen = tuple[str, str, int, int]


def seen_by_jax(data: bytes) -> list[Seen]:
    """Operation, module, start and duration in nanoseconds of each event that names an operation."""
    profiler = pytest.importorskip("jax.profiler", reason="jax reads profiles, and is not installed")
    planes = profiler.ProfileData.from_serialized_xspace(data).planes
    events = [event for plane in planes for line in plane.lines for event in line.events]
    named = [(event, dict(event.stats)) for event in events]
    return sorted(
        (stats["hlo_op"], stats["hlo_module"], round(event.start_ns), round(event.duration_ns))
        for event, stats in named
        if "hlo_op" in stats and not event.name.startswith("end: ")
    )


@pytest.mark.parametrize("log", LOGS)
def test_launches_are_those_that_jax_reads(log: str) -> None:
    found = parse_profile_events(data_of(LOGS[log])).launches
    expected = seen_by_jax(data_of(LOGS[log]))
    mine = sorted((each.operation, each.module, each.start // 1000, each.duration // 1000) for each in found)
    assert len(expected) > 50
    assert [each[:2] for each in mine] == [each[:2] for each in expected]
    first = min(each[2] for each in mine) - min(each[2] for each in expected)  # jax's clock may begin elsewhere
    for ours, theirs in zip(mine, expected, strict=True):
        assert abs(ours[2] - theirs[2] - first) < 1024  # jax has it as a float
        assert abs(ours[3] - theirs[3]) <= 1


def test_steps_that_the_user_marked() -> None:
    steps = parse_profile_events(data_of(JAX)).steps
    assert [(step.name, step.number) for step in steps] == [("train", number) for number in range(5)]
    assert all(step.duration > 10**9 for step in steps)


def gpu_plane() -> SpaceBuilder:
    """Two streams, and the lines that a viewer derived from them."""
    made = SpaceBuilder()
    plane = made.add_plane("/device:GPU:0", compute_cap_major=9)
    told = {"hlo_module": "jit_f", "program_id": 3}
    made.add_event(plane, "Stream #14(Compute)", "gemm_kernel", 0, 70, hlo_op="dot.1", **told)
    made.add_event(plane, "Stream #15(MemcpyD2D)", "MemcpyD2D", 60, 20, hlo_op="copy.2", **told)
    made.add_event(plane, "Stream #14(Compute)", "a kernel of somebody else", 90, 5, correlation_id=8)
    made.add_event(plane, "XLA Ops", "dot.1", 0, 70, **told)
    made.add_event(plane, "XLA Modules", "jit_f(3)", 0, 80, **told)
    made.add_event(plane, "Framework Ops", "dot.1", 0, 70, hlo_op="dot.1", **told)
    return made


def test_launches_of_a_gpu_are_those_on_its_streams() -> None:
    assert parse_profile_events(gpu_plane().data()).launches == (
        LaunchEvent("dot.1", "jit_f", 3, "", "/device:GPU:0", 1, 0, 70),
        LaunchEvent("copy.2", "jit_f", 3, "", "/device:GPU:0", 2, 60, 20),
    )


def tpu_plane() -> SpaceBuilder:
    """A line of operations, named by all of their text, and one of the programs that they are in."""
    made = SpaceBuilder()
    plane = made.add_plane("/device:TPU:1")
    for number, start in enumerate((1000, 2000)):
        made.add_event(plane, "XLA Modules", "jit_step(77)", start, 500, run_id=number + 1)
        made.add_event(plane, "XLA Ops", "%fusion.3 = f32[8]{0} fusion(%p), kind=kLoop", start, 300)
        made.add_event(plane, "XLA Ops", "copy-done.1", start + 300, 100)
        made.add_event(plane, "Async XLA Ops", "copy-start.1", start, 400)
        made.add_event(plane, "Steps", str(number), start, 500)
    return made


def test_launches_of_a_tpu_are_its_line_of_operations() -> None:
    device = "/device:TPU:1"
    assert parse_profile_events(tpu_plane().data()).launches == (
        LaunchEvent("fusion.3", "jit_step", 77, "1", device, 1, 1000, 300),
        LaunchEvent("copy-done.1", "jit_step", 77, "1", device, 1, 1300, 100),
        LaunchEvent("fusion.3", "jit_step", 77, "2", device, 1, 2000, 300),
        LaunchEvent("copy-done.1", "jit_step", 77, "2", device, 1, 2300, 100),
    )


def test_statistics_of_a_name_count_for_its_events() -> None:
    made = SpaceBuilder()
    plane = made.add_plane("/device:TPU:0")
    title = made.add_metadata(plane, "%dot.4 = f32[8]{0} dot(%a, %b)", program_id=5)
    title.display_name = "dot.4"
    made.add_event(plane, "XLA Ops", title.name, 0, 10)
    (found,) = parse_profile_events(made.data()).launches
    assert (found.operation, found.module, found.program_id) == ("dot.4", "", 5)


def test_devices_of_one_host_are_apart() -> None:
    made = SpaceBuilder()
    plane = made.add_plane("/host:CPU")
    for device in (0, 1, -1):
        made.add_event(plane, "thread", "add", 0, 1, hlo_op="add", hlo_module="m", run_id=device, device_ordinal=device)
    found = [(each.device, each.run) for each in parse_profile_events(made.data()).launches]
    assert found == [("/host:CPU:0", "0"), ("/host:CPU:1", "1"), ("/host:CPU", "")]


@pytest.mark.parametrize("data", [data_of(JAX)[:-3], b"\xff" * 20, b"not a profile"])
def test_other_data_is_an_error(data: bytes) -> None:
    with pytest.raises(DumpError, match=r"^p: expected a profile \(xplane\.pb\), found other or cut data$"):
        parse_profile_events(data, filename="p")


@pytest.mark.parametrize("made", [gpu_plane, tpu_plane])
def test_broken_profile_gives_events_or_an_error(made: type[SpaceBuilder]) -> None:
    chosen, whole = random.Random(0), made().data()  # noqa: S311 (seeded on purpose)
    for _ in range(2000):
        data = bytearray(whole)
        for _ in range(chosen.choice((1, 1, 4))):
            data[chosen.randrange(len(data))] = chosen.randrange(256)
        try:
            found = parse_profile_events(bytes(data[: chosen.choice((len(data), chosen.randrange(len(data))))]))
            assert all(each.duration >= 0 for each in found.launches)
        except HloscopeError:
            continue
