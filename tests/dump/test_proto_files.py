"""Dumps of protos: the same answers as from the texts, in folders, alone, packed, mixed with texts."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import cast

import pytest

import hloscope
from hloscope.dump.file_names import Role
from hloscope.dump.proto_files import ProtoFile

TESTDATA = Path(__file__).parents[2] / "testdata"
FORMS = sorted(path for path in TESTDATA.glob("*/*-forms") if any(path.glob("*.hlo.pb")))
FOLDER = TESTDATA / "jax-0.10.2-cpu/mlp-forms"

assert len(FORMS) >= 7


def copied(source: Path, target: Path, *patterns: str) -> Path:
    target.mkdir()
    for pattern in patterns:
        for path in source.glob(pattern):
            shutil.copy(path, target)
    return target


def answers(folder: Path) -> object:
    """All that a report with explanations says but the names of files, and of members that a text does not name."""
    text = json.dumps(hloscope.report(folder, explain=True).to_dict(), sort_keys=True)
    return json.loads(text.replace(str(folder), "FOLDER"))


def leave_out(value: object, keys: set[str]) -> None:
    """Takes keys out of objects, however deep."""
    members: list[object] = []
    if isinstance(value, dict):
        found = cast("dict[str, object]", value)
        for key in keys & found.keys():
            del found[key]
        members = list(found.values())
    elif isinstance(value, list):
        members = cast("list[object]", value)
    for member in members:
        leave_out(member, keys)


@pytest.mark.parametrize("folder", FORMS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_protos_and_texts_give_the_same_report(folder: Path, tmp_path: Path) -> None:
    texts = copied(folder, tmp_path / "texts", "*optimizations.txt", "*buffer-assignment*.txt", "*live-range.txt")
    protos = copied(folder, tmp_path / "protos", "*.hlo.pb")
    found = [answers(each) for each in (texts, protos)]
    if "decode_steps" in folder.name:  # what is in a donated argument at the peak, its trace does not tell
        for document in found:
            leave_out(document, {"residents", "by_owner", "by_source", "owners"})
    of_texts, of_protos = (json.dumps(document, indent=0).splitlines() for document in found)
    different = [pair for pair in zip(of_texts, of_protos, strict=True) if pair[0] != pair[1]]
    of_era = ('"unit_inferred": ', '"pointer_bytes": ')  # which texts show, and protos do not
    told_otherwise = [line for line, _ in different if not line.startswith(of_era)]
    assert all('"value": ' in line and "#" in line for line in told_otherwise)  # p#0 is get-tuple-element.3 in a proto


def test_folder_with_a_proto_of_one_stage_and_a_text_of_the_other(tmp_path: Path) -> None:
    mixed = copied(FOLDER, tmp_path / "mixed", "*before_optimizations.txt", "*after_optimizations.hlo.pb")
    (program,) = hloscope.load(mixed).compilations
    assert program.before
    assert program.after
    assert program.buffer_assignment
    assert answers(mixed) == answers(copied(FOLDER, tmp_path / "protos", "*.hlo.pb"))


def test_proto_beside_its_text_gives_the_buffer_assignment(tmp_path: Path) -> None:
    both = copied(FOLDER, tmp_path / "both", "*optimizations.txt", "*.hlo.pb")
    (program,) = hloscope.load(both).compilations
    assert type(program.files[Role.AFTER]) is not ProtoFile
    assert program.buffers is None
    assert program.buffer_assignment == hloscope.load(FOLDER).compilations[0].buffer_assignment


@pytest.mark.parametrize("name", ["profile.bin", "after.pb", "mine.hlo.pb", "module.hlo.pb.gz", "x.txt"])
def test_lone_proto_is_told_by_its_content(name: str, tmp_path: Path) -> None:
    (source,) = FOLDER.glob("*after_optimizations.hlo.pb")
    data = source.read_bytes()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (program,) = hloscope.load(tmp_path / name).compilations
    assert program.before is None
    assert program.after
    assert (program.name, program.framework, program.platform) == ("jit_mlp", "jax", "cpu")


def test_proto_that_was_cut_hides_no_other(tmp_path: Path) -> None:
    folder = copied(FOLDER, tmp_path / "protos", "*.hlo.pb")
    (cut,) = folder.glob("*before_optimizations.hlo.pb")
    cut.write_bytes(cut.read_bytes()[:-7])
    report = hloscope.report(folder).to_dict()
    after = report["compilations"][0]["kernels"]["after"]
    assert after
    assert after["compute_launches"] == 4
    assert [error["message"] for error in report["errors"]] == [
        "expected the proto of a module (HloProto), found other or cut data"
    ]


def test_without_protobuf_texts_are_read_and_protos_say_what_they_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hloscope.parsers.protos.files.has_protobuf", lambda: False)
    monkeypatch.setattr("hloscope.dump.compilation.can_read_protos", lambda: False)
    both = copied(FOLDER, tmp_path / "both", "*optimizations.txt", "*.hlo.pb")
    assert hloscope.report(both).to_dict()["errors"] == []
    protos = hloscope.report(copied(FOLDER, tmp_path / "protos", "*.hlo.pb")).to_dict()
    assert {error["message"] for error in protos["errors"]} == {
        "a proto, which takes the package protobuf to read: pip install 'hloscope[proto]'"
    }
