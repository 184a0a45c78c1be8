"""Files that hold no HLO are named for what they are, with what gets HLO from them.

The beginnings were written by TensorFlow 2.21, torch 2.9.1, ONNX and jax 0.10.2 of a hyperbolic tangent.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import hloscope
from hloscope.dump.other_formats import FORMATS, MEMBERS, find_other_format
from hloscope.errors import DumpError
from tests.support.hlo_files import texts_by_target
from tests.support.other_files import FILES, SAVED_MODEL

ZIPS = {
    "t/archive_format": "a program of torch.export (.pt2); ",
    "serialized_exported_program.json": "a program of torch.export (.pt2); ",
    "ts/constants.pkl": "a program of TorchScript; ",
    "w/data.pkl": "weights of torch; ",
    "model.weights.h5": "a model of Keras; ",
    "a/saved_model.pb": "a SavedModel of TensorFlow; ",
}


def test_every_kind_is_tried() -> None:
    assert {form.what for form in FORMATS} == {told.partition(";")[0] for told in map(told_of, FILES)}
    assert {path.rpartition("/")[2] for path in ZIPS} | {"saved_model.pbtxt"} == {name for name, _, _ in MEMBERS}


def told_of(name: str) -> str:
    return find_other_format(FILES[name][0]) or ""


@pytest.mark.parametrize("name", FILES)
def test_file_is_named_with_what_to_do(name: str, tmp_path: Path) -> None:
    content, told = FILES[name]
    path = tmp_path / "saved"
    path.write_bytes(content)
    with pytest.raises(DumpError) as caught:
        hloscope.load(path)
    assert caught.value.problem.startswith(told)
    assert len(caught.value.problem.partition("; ")[2]) > 10


@pytest.mark.parametrize("name", ZIPS)
def test_archive_is_named_by_what_is_in_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "saved"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"")
    (error,) = hloscope.load(path).errors
    assert error.message.startswith(ZIPS[name])


def test_folder_of_a_saved_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "saved_model.pb").write_bytes(bytes.fromhex(SAVED_MODEL))
    assert [error.message.partition(";")[0] for error in hloscope.load(tmp_path).errors] == [
        "a SavedModel of TensorFlow"
    ]


def test_folder_of_anything_else_is_a_folder_without_modules(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing")
    (error,) = hloscope.load(tmp_path).errors
    assert error.message.startswith("no dump of an HLO module is in it; ")


def test_no_hlo_is_taken_for_something_else() -> None:
    texts = [text for texts in texts_by_target().values() for text in texts.values()]
    assert len(texts) > 100
    assert [text[:80] for text in texts if find_other_format(text.encode())] == []


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2] / "testdata").glob("*/*-forms/*.pb")), ids=str)
def test_no_proto_is_taken_for_something_else(path: Path) -> None:
    assert find_other_format(path.read_bytes()) is None
