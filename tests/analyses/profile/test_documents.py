"""The document and the tables of `hloscope profile`: shares, dumps beside, other devices, broken profiles."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import hloscope
from docs.generate.json_schema import DOCUMENTS
from hloscope.reports.profile import ProfileDocument, profile_document
from tests.support.command_line import Printed, run
from tests.support.contract import problem_in
from tests.support.dumped import TESTDATA
from tests.support.profiles import JAX, LOGS, SpaceBuilder, data_of, protos_of

__all__ = ["run"]
MLP = TESTDATA / "jax-0.10.2-h100/mlp-forms"


def gpu_log(folder: Path, *, with_program: bool = True) -> Path:
    """Two runs of a program on a GPU, with long gaps, one launch missing, and one that the module does not know."""
    made = SpaceBuilder()
    if with_program:
        (proto,) = MLP.glob("*after_optimizations.hlo.pb")
        made.add_programs({"jit_mlp(1)": proto.read_bytes()})
    plane = made.add_plane("/device:GPU:0", compute_cap_major=9, compute_cap_minor=0)
    after = hloscope.load(MLP).compilations[0].after
    assert after
    fusions = [each.name for each in after.entry.instructions.values() if each.opcode == "fusion"][1:]
    start = 0
    for _ in range(2):
        for name in (*fusions, "nobody_knows"):
            made.add_event(plane, "Stream #1", "k", start, 1000, hlo_op=name, hlo_module="jit_mlp", program_id=1)
            start += 10_000
    path = folder / "plugins/profile/run/host.xplane.pb"
    path.parent.mkdir(parents=True)
    path.write_bytes(made.data())
    return folder


def document_of(log: Path, dump: Path | None = None) -> ProfileDocument:
    document = profile_document(log, dump)
    assert problem_in(json.loads(json.dumps(document)), DOCUMENTS["profile"].kind) == ""
    return document


@pytest.mark.parametrize("log", LOGS)
def test_shares_add_up(log: str) -> None:
    document = document_of(LOGS[log])
    programs = document["compilations"]
    assert sum(program["share"] for program in programs) == pytest.approx(1)
    assert sum(launch["share"] for program in programs for launch in program["launches"]) == pytest.approx(1)
    assert sum(program["seconds"] for program in programs) == pytest.approx(document["measured_seconds"])
    assert document["errors"] == []
    for device in document["devices"]:
        assert 0 < device["in_operations"] <= device["in_runs"] <= device["seconds"]


def test_program_of_a_gpu_is_launch_bound_where_gaps_are_long(tmp_path: Path) -> None:
    (program,) = document_of(gpu_log(tmp_path))["compilations"]
    assert (program["platform"], program["arch"], program["runs"]) == ("gpu", "sm_9.0", 2)
    assert program["is_launch_bound"]
    assert program["gap_share"] > 0.9
    unknown = [launch["name"] for launch in program["launches"] if launch["opcode"] is None]
    assert unknown == ["nobody_knows"]
    assert program["launches_per_run"]["before"] is None


def test_dump_has_the_modules_that_a_profile_lacks(tmp_path: Path) -> None:
    log = gpu_log(tmp_path, with_program=False)
    (alone,) = document_of(log)["compilations"]
    assert not alone["is_known"]
    assert {launch["opcode"] for launch in alone["launches"]} == {None}
    (joined,) = document_of(log, MLP)["compilations"]
    before = hloscope.report(MLP).to_dict()["compilations"][0]["kernels"]["before"]
    assert joined["is_known"]
    assert before
    assert joined["launches_per_run"]["before"] == before["compute_launches"]


def test_hosts_are_listed_apart(tmp_path: Path) -> None:
    for host in ("a", "b"):
        (tmp_path / f"{host}.xplane.pb").write_bytes(data_of(JAX))
    document = document_of(tmp_path)
    assert [program["path"] for program in document["compilations"]] == ["a", "b", "a", "b"]
    assert [(each["path"], each["count"]) for each in document["steps"]] == [("a", 5), ("b", 5)]


def test_archive_and_lone_file_say_the_same_as_the_folder(tmp_path: Path) -> None:
    whole = document_of(JAX)["compilations"]
    (tmp_path / "renamed").write_bytes(data_of(JAX))
    assert document_of(tmp_path / "renamed")["compilations"] == whole
    archive = shutil.make_archive(str(tmp_path / "log"), "gztar", JAX)
    assert document_of(Path(archive))["compilations"] == whole


def test_roofline_is_modelled_on_a_machine(run: Callable[..., Printed]) -> None:
    status, lines, _ = run("profile", str(JAX), "--on", "h100", "--json")
    document = json.loads("\n".join(lines))
    modelled = [launch for launch in document["compilations"][0]["launches"] if launch["modelled_seconds"]]
    assert status == 0
    assert document["on"]["name"] == "h100"
    assert modelled
    assert all(launch["modelled_seconds"] < launch["seconds"] for launch in modelled)  # a CPU is no H100


def test_table_says_that_the_rules_say_the_same(run: Callable[..., Printed]) -> None:
    status, lines, talk = run("profile", str(JAX), columns=80)
    text = " ".join(" ".join(lines).split())
    assert (status, talk) == (0, "")
    assert "as measured; the rules say the same." in text
    assert "launches 42" in text
    assert max(map(len, lines)) <= 80


def test_table_says_what_differs(run: Callable[..., Printed], tmp_path: Path) -> None:
    _, lines, _ = run("profile", str(gpu_log(tmp_path / "log")), "--top", "0", columns=120)
    text = " ".join(" ".join(lines).split())
    assert "Launch-bound, for more time passes between launches than in them: jit_mlp." in text
    assert "(rule " in text
    assert "not in the module" in text


def test_function_answers_as_the_command_does(run: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch) -> None:
    _, lines, _ = run("profile", str(JAX), "--json")
    assert json.loads(hloscope.profile(JAX).to_json()) == json.loads("\n".join(lines))
    _, lines, _ = run("profile", str(JAX), columns=100)
    monkeypatch.setenv("COLUMNS", "100")
    assert str(hloscope.profile(JAX)).rstrip().splitlines() == [line.rstrip() for line in lines]


def test_only_the_modules_of_a_name_are_listed(run: Callable[..., Printed]) -> None:
    _, lines, _ = run("profile", str(JAX), "--module", "jit_settle", "--json")
    assert [each["name"] for each in json.loads("\n".join(lines))["compilations"]] == ["jit_settle"]
    assert run("profile", str(JAX), "--module", "no")[0] == 2


def test_bad_profile_does_not_hide_the_good_one(run: Callable[..., Printed], tmp_path: Path) -> None:
    (tmp_path / "a.xplane.pb").write_bytes(data_of(JAX)[:-9])
    (tmp_path / "b.xplane.pb").write_bytes(data_of(JAX))
    status, lines, talk = run("profile", str(tmp_path))
    assert status == 2
    assert "jit_train_step" in "\n".join(lines)
    assert "a.xplane.pb: expected a profile (xplane.pb), found other or cut data" in talk


def test_profile_in_which_nothing_ran_says_what_to_do(run: Callable[..., Printed], tmp_path: Path) -> None:
    made = SpaceBuilder()
    made.add_programs(protos_of(JAX))
    (tmp_path / "a.xplane.pb").write_bytes(made.data())
    status, lines, talk = run("profile", str(tmp_path))
    assert (status, lines) == (2, [])
    assert "a profile in which no operation of XLA ran; record some calls of a compiled program" in talk


@pytest.mark.parametrize("path", ["nowhere", str(MLP)])
def test_what_holds_no_profile_is_told(run: Callable[..., Printed], path: str) -> None:
    status, _, talk = run("profile", path)
    assert status == 2
    assert "expected a profile (*.xplane.pb), or the log folder that a profiler of jax" in talk


def test_broken_module_leaves_the_times(tmp_path: Path) -> None:
    made = SpaceBuilder()
    made.add_programs({"jit_f(1)": b"\x0a\x03\x0a\x01f"})
    plane = made.add_plane("/host:CPU")
    made.add_event(plane, "t", "add", 0, 10, hlo_op="add", hlo_module="jit_f", program_id=1)
    (tmp_path / "a.xplane.pb").write_bytes(made.data())
    document = document_of(tmp_path)
    assert [launch["name"] for launch in document["compilations"][0]["launches"]] == ["add"]
    assert "expected the proto of a module" in document["errors"][0]["message"]


@pytest.mark.parametrize("seed", range(60))
def test_changed_profile_gives_tables_or_an_error(run: Callable[..., Printed], tmp_path: Path, seed: int) -> None:
    chosen, data = random.Random(seed), bytearray(data_of(JAX))  # noqa: S311 (seeded on purpose)
    for _ in range(chosen.choice((1, 2, 30))):
        data[chosen.randrange(len(data))] = chosen.randrange(256)
    (tmp_path / "a.xplane.pb").write_bytes(data)
    status, lines, talk = run("profile", str(tmp_path))
    assert lines or talk
    assert status == (2 if talk else 0)
