"""Profiles as dumps: every program that ran is a compilation, of all frameworks, hosts, runs and devices."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import hloscope
from hloscope.errors import HloscopeError
from hloscope.parsers import begins_like_profile, parse_hlo_proto, parse_profile_programs
from tests.support.dumped import TESTDATA
from tests.support.profiles import JAX, LOGS, SpaceBuilder, data_of, protos_of

PROGRAMS: dict[str, tuple[str, dict[str, int]]] = {
    "jax-0.10.2-cpu": ("jax", {"jit_train_step": 10, "jit_settle": 12}),
    "jax-sharded-0.10.2-cpu": ("jax", {"jit_train_step": 20}),
    "tensorflow-2.21.0-cpu": ("tensorflow", {}),
    "torch-xla-2.9.0-cpu": ("torch-xla", {"SyncTensorsGraph.52": 1, "SyncTensorsGraph.68": 0}),
}
GPU_PROTO = (TESTDATA / "jax-0.10.2-h100/mlp-forms").glob("*after_optimizations.hlo.pb")


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("log", PROGRAMS)
def test_every_program_that_ran_is_a_compilation(log: str) -> None:
    framework, named = PROGRAMS[log]
    dump = hloscope.load(LOGS[log])
    assert dump.errors == ()
    assert {each.name: each.id for each in dump.compilations}.items() >= named.items()
    assert {(each.framework, each.platform, each.arch, each.path) for each in dump.compilations} == {
        (framework, "cpu", None, "")
    }
    for each in dump.compilations:
        assert each.before is None
        assert each.after
        assert each.unfused
        assert each.buffer_assignment


@pytest.mark.parametrize("log", LOGS)
def test_modules_are_those_of_the_protos_in_the_profile(log: str) -> None:
    texts = sorted(str(parse_hlo_proto(proto).module) for proto in protos_of(LOGS[log]).values())
    assert texts == sorted(str(each.after) for each in hloscope.load(LOGS[log]).compilations)


def test_profile_is_told_by_its_content(tmp_path: Path) -> None:
    whole = hloscope.load(JAX)
    for name in ("vm.xplane.pb", "what_my_colleague_sent.bin"):
        dump = hloscope.load(written(tmp_path / name, data_of(JAX)))
        assert [each.name for each in dump.compilations] == [each.name for each in whole.compilations]


def test_protos_of_modules_do_not_begin_like_profiles() -> None:
    protos = [*TESTDATA.glob("*/*/*.pb")]
    assert len(protos) > 10
    assert not [path for path in protos if begins_like_profile(path.read_bytes())]
    assert all(begins_like_profile(data_of(log)) for log in LOGS.values())


@pytest.mark.parametrize(
    ("files", "paths"),
    [
        (["plugins/profile/run/a"], {""}),
        (["plugins/profile/run/a", "plugins/profile/run/b"], {"a", "b"}),
        (["plugins/profile/r1/a", "plugins/profile/r2/a"], {"r1", "r2"}),
        (["plugins/profile/r1/a", "plugins/profile/r2/b"], {"r1/a", "r2/b"}),
        (["a", "plugins/profile/r/a"], {"a", "plugins/profile/r/a"}),
    ],
)
def test_hosts_and_runs_are_told_apart_by_what_differs(files: list[str], paths: set[str], tmp_path: Path) -> None:
    for file in files:
        written(tmp_path / "log" / f"{file}.xplane.pb", data_of(JAX))
    for source in (tmp_path / "log", shutil.make_archive(str(tmp_path / "log"), "zip", tmp_path / "log")):
        dump = hloscope.load(source)
        assert dump.errors == ()
        assert len(dump.compilations) == len(files) * 7
        assert {each.path for each in dump.compilations} == paths


def test_profile_beside_a_dump_keeps_its_folder(tmp_path: Path) -> None:
    shutil.copytree(TESTDATA / "jax-0.10.2-cpu/mlp", tmp_path / "both")
    written(tmp_path / "both/plugins/profile/run/a.xplane.pb", data_of(JAX))
    paths = {each.path for each in hloscope.load(tmp_path / "both").compilations}
    assert paths == {"", "plugins/profile/run"}


def test_programs_that_were_compiled_again_are_told() -> None:
    again = SpaceBuilder()
    proto = protos_of(JAX)["jit_train_step(10)"]
    again.add_programs({"jit_train_step(3)": proto, "jit_train_step(10)": proto})
    found = parse_profile_programs(again.data()).programs
    assert [(each.name, each.id) for each in found] == [("jit_train_step", 3), ("jit_train_step", 10)]


def test_recompilations_are_recognised(tmp_path: Path) -> None:
    again = SpaceBuilder()
    proto = protos_of(JAX)["jit_train_step(10)"]
    again.add_programs({"jit_train_step(3)": proto, "jit_train_step(10)": proto})
    first, second = hloscope.load(written(tmp_path / "a.xplane.pb", again.data())).compilations
    assert (first.recompilation_of, second.recompilation_of) == (None, 3)


DEVICES: list[tuple[str, dict[str, object], tuple[str, str | None]]] = [
    ("/device:GPU:0", {"compute_cap_major": 9, "compute_cap_minor": 0}, ("gpu", "sm_9.0")),
    ("/device:GPU:1", {}, ("gpu", None)),
    ("/device:TPU:0", {}, ("tpu", None)),
    ("/host:CPU", {}, ("cpu", None)),
]


@pytest.mark.parametrize(("plane", "stats", "target"), DEVICES)
def test_planes_tell_the_platform_where_the_module_does_not(
    plane: str, stats: dict[str, object], target: tuple[str, str | None], tmp_path: Path
) -> None:
    made = SpaceBuilder()
    plain = {title: proto for title, proto in protos_of(JAX).items() if "convert" in title}
    made.add_programs(plain)
    made.add_plane(plane, **stats)
    (found,) = hloscope.load(written(tmp_path / "a.xplane.pb", made.data())).compilations
    assert (found.platform, found.arch) == target


def test_module_tells_the_platform_before_planes_do(tmp_path: Path) -> None:
    made = SpaceBuilder()
    (path,) = GPU_PROTO
    made.add_programs({"jit_mlp(1)": path.read_bytes(), **protos_of(JAX)})
    made.add_plane("/device:GPU:0", compute_cap_major=9)
    found = {each.name: each for each in hloscope.load(written(tmp_path / "a.xplane.pb", made.data())).compilations}
    assert (found["jit_mlp"].platform, found["jit_mlp"].arch) == ("gpu", "sm_9.0")
    assert (found["jit_train_step"].platform, found["jit_train_step"].arch) == ("cpu", None)


def test_bad_profile_does_not_hide_the_good_one(tmp_path: Path) -> None:
    written(tmp_path / "a.xplane.pb", data_of(JAX)[:-100])
    written(tmp_path / "b.xplane.pb", data_of(JAX))
    written(tmp_path / "c.xplane.pb", b"")
    dump = hloscope.load(tmp_path)
    assert {each.path for each in dump.compilations} == {"b"}
    assert [error.message for error in dump.errors] == [
        "expected a profile (xplane.pb), found other or cut data",
        "truncated: it is empty; is it still being written?",
    ]


def test_profile_without_programs_says_what_to_do(tmp_path: Path) -> None:
    made = SpaceBuilder()
    made.add_plane("/host:CPU")
    with pytest.raises(
        HloscopeError, match=r"a\.xplane\.pb: a profile without programs: expected modules in its plane"
    ):
        hloscope.load(written(tmp_path / "a.xplane.pb", made.data()))


def test_without_protobuf_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hloscope.parsers.protos.profile_programs.has_protobuf", lambda: False)
    with pytest.raises(HloscopeError, match=r"a proto, which takes the package protobuf to read: pip install"):
        hloscope.load(JAX / next(JAX.rglob("*.gz")).relative_to(JAX))


def broken(data: bytes, count: int) -> Iterator[bytes]:
    chosen = random.Random(1)  # noqa: S311 (seeded on purpose)
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chosen.choice((1, 1, 4, 40))):
            changed[chosen.randrange(len(changed))] = chosen.randrange(256)
        yield bytes(changed[: chosen.choice((len(changed), chosen.randrange(len(changed))))])


def test_broken_profile_gives_programs_or_an_error(tmp_path: Path) -> None:
    made = SpaceBuilder()
    made.add_programs({title: proto for title, proto in protos_of(JAX).items() if "broadcast" in title})
    made.add_plane("/device:GPU:0", compute_cap_major=9)
    for data in broken(made.data(), 300):
        try:
            for each in hloscope.load(written(tmp_path / "a.xplane.pb", data)).compilations:
                assert each.platform
                assert each.unfused or each.after is None
        except HloscopeError:
            continue


def test_trace_for_viewers_is_named(tmp_path: Path) -> None:
    trace = written(tmp_path / "vm.trace.json", b'{"displayTimeUnit":"ns","traceEvents":[{"ph":"M"}]}')
    with pytest.raises(HloscopeError, match=r"a trace for viewers, without .* give the \*\.xplane\.pb that is beside"):
        hloscope.load(trace)
