"""Files that hold no HLO are named for what they are, with what gets HLO from them.

The beginnings were written by TensorFlow 2.21, torch 2.9.1, ONNX and jax 0.10.2 of a hyperbolic tangent.
"""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import pytest

import hloscope
from hloscope.dump.other_formats import FORMATS, MEMBERS, find_other_format
from hloscope.errors import DumpError
from tests.support.hlo_files import texts_by_target

GRAPH_DEF = "0a4b0a0178120b506c616365686f6c6465722a1b0a145f757365725f7370656369666965645f6e616d6512031201782a0b0a05"
SAVED_MODEL = "080112b0430aa30b12f30a0a380a05436f6e73741a0f0a066f757470757422056474797065220f0a0576616c75651206"
TFLITE = "1c00000054464c33140020001c001800140010000c00000008000400140000001c0000008c000000e4000000b4010000c4"


# As numpy.save(file, numpy.zeros(3)) writes it.
NUMPY_HEADER = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }".ljust(117)
NUMPY = b"\x93NUMPY\x01\x00v\x00" + f"{NUMPY_HEADER}\n".encode() + bytes(24)


FILES = {
    "assignment": (
        b"BufferAssignment:\nallocation 0: size 64, parameter 0, shape |f32[16]|",
        "XLA's buffer assignment ",
    ),
    "assignment_cut": (b" value: <7 add.1 @0> (size=64,offset=0): f32[16]{0}\n", "XLA's buffer assignment "),
    "assignment_in_a_line": (b"dd.1 @0> (size=4)\n value: <7 add.1 @0> (size=64)\n", "XLA's buffer assignment "),
    "values": (b"\nTotal bytes used: 386328 (377.3KiB)\n\nUsed values:\n<0 lhs @0>\n", "XLA's list of the values "),
    "live_ranges": (b"HloLiveRange (max 14):\n  InstructionSequence:\n    0:b2.1\n", "XLA's live ranges "),
    "memory_report": (b"Memory Space: default (color=0)\nTotal bytes: 386328\n", "XLA's report of memory"),
    "thunks": (b"001: kCopy         [source | next=011 (10)] kCopy\n", "XLA's list of thunks, "),
    "thunk_metadata": (b"thunk_metadata {\n  thunk_info {\n    thunk_id: 1\n  }\n}\n", "XLA's list of thunks, "),
    "settings": (b'xla_gpu_autotune_level: 0\nxla_dump_to: "d"\n', "XLA's settings "),
    "jaxpr": (b"{ lambda ; a:f32[4]. let b:f32[4] = tanh a; c:f32[4] = mul b 2.0:f32[] in (c,) }", "a jaxpr, "),
    "tflite": (bytes.fromhex(TFLITE), "a model of TFLite, "),
    "saved_model": (bytes.fromhex(SAVED_MODEL) + b"...serving_default", "a SavedModel of TensorFlow; "),
    "graph_def": (bytes.fromhex(GRAPH_DEF), "a GraphDef of TensorFlow; "),
    "graph_def_text": (b'node {\n  name: "x"\n  op: "Placeholder"\n}\n', "a GraphDef of TensorFlow; "),
    "onnx": (
        bytes.fromhex("080e12077079746f7263683a330a0c0a0178120179220454616e681201675a0f0a0178"),
        "a model of ONNX, ",
    ),
    "onnx_of_nobody": (bytes.fromhex("080e3a330a0c0a0178120179220454616e681201675a0f0a0178"), "a model of ONNX, "),
    "exported": (b"ExportedProgram:\n    class GraphModule(torch.nn.Module):\n", "a program of torch.export as text; "),
    "fx": (b"graph():\n    %x : [num_users=1] = placeholder[target=x]\n", "a graph of torch.fx; "),
    "torchscript": (b"graph(%self : __torch__.T,\n      %x : Float(4)):\n", "a graph of TorchScript; "),
    "llvm": (b"; ModuleID = '__compute_module'\nsource_filename = \"f\"\n", "LLVM's code of a kernel; "),
    "bitcode": (b"BC\xc0\xde5\x14\0\0", "LLVM's code of a kernel; "),
    "ptx": (b"//\n// Generated\n//\n\n.version 8.5\n.target sm_90a\n", "PTX, code of a kernel; "),
    "elf": (b"\x7fELF\x02\x01\x01\0", "machine code; "),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\x04", "an archive of 7-Zip; unpack it, `7z x FILE`, "),
    "zst": (b"\x28\xb5\x2f\xfd\x04\x58", "packed by Zstandard; unpack it, `zstd -d FILE`"),
    "lz4": (b"\x04\x22\x4d\x18\x64\x40", "packed by LZ4; "),
    "rar": (b"Rar!\x1a\x07\x01\0", "an archive of RAR; "),
    "hdf5": (b"\x89HDF\r\n\x1a\n\0", "HDF5, which holds arrays; "),
    "npy": (NUMPY, "arrays of NumPy; "),
    "safetensors": (b"\x40\0\0\0\0\0\0\0" + b'{"w":{"dtype":"F32"}}', "weights in safetensors; "),
    "pickle": (pickle.dumps({"a": [1]}), "a pickle, which hloscope does not open; "),
}
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
