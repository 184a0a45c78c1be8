"""Other formats: files that hold no HLO and that people have in hand all the same, and what gets HLO from each.

One row a kind, told by how its content begins; of archives by what is in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

_LOOKED_AT = 256 * 1024
_LOWERED = "`jax.jit(f).lower(*args).as_text()` gives StableHLO, which hloscope reads"
_FROM_TF = (
    "`tf.function(f, jit_compile=True).experimental_get_compiler_ir(*args)(stage='hlo')` gives HLO of the function that"
    " it was made of"
)
_FROM_TORCH = (
    "`torch_xla.stablehlo.exported_program_to_stablehlo(torch.export.load(FILE)).get_stablehlo_text()` gives StableHLO"
)
_FROM_MODEL = "export the model that it was made of: `torch.export`, `jax.export` or a SavedModel lead to StableHLO"
_CODE = "what it computes is in the module: dump that, with XLA_FLAGS=--xla_dump_to=FOLDER"
_DATA = "hloscope looks at programs: run yours with XLA_FLAGS=--xla_dump_to=FOLDER"

_BESIDE = "it is read beside the module's text, by the name that XLA gave it: give the folder of the dump"


class Format(NamedTuple):
    """A kind of file: what it is, what to do to have HLO, and whether data that begins so is one."""

    what: str
    cure: str
    is_it: Callable[[bytes], object]


def _begins(*marks: bytes) -> Callable[[bytes], object]:
    return lambda head: head.startswith(marks)


def _matches(pattern: bytes) -> Callable[[bytes], object]:
    return re.compile(pattern).match


def _finds(pattern: bytes) -> Callable[[bytes], object]:
    return re.compile(pattern).search


def _is_tflite(head: bytes) -> bool:
    return head[4:8] == b"TFL3"


def _is_saved_model(head: bytes) -> bool:
    return head.startswith(b"\x08\x01\x12") and any(mark in head for mark in (b"serv", b"tensorflow", b"saved_model"))


# Fields 1 and 2 of a message, as TensorFlow and ONNX write them; names of operations begin with a capital.
_GRAPH_DEF = rb"\x0a[\s\S]{1,4}?\x0a[\x01-\x7f][\w./\-]+\x12[\x01-\x7f][A-Z][A-Za-z0-9]{1,60}(?![\w.])"
_ONNX = rb"\x08[\x01-\x20](?:\x12[\x01-\x7f][\w.\-/ ]+[\x1a\x22\x28\x2a\x32\x3a]|\x3a[\x01-\xff]{1,4}?\x0a)"

# What XLA writes beside a module, whole or cut at either end.
_CUT_LINE = rb"(?:[^\n]{0,4000}\n)?"
_ASSIGNMENT = _CUT_LINE + rb"\s*(?:BufferAssignment:|allocation \d{1,9}: size|value: <\d{1,12} )"
_VALUES = _CUT_LINE + rb"\s*(?:Total bytes used: \d|Used values:\s|<\d{1,12} \S+ @\d+>\s+positions:)"
_THUNKS = _CUT_LINE + rb"\s*(?:\d{3,6}: k[A-Z]\w+\s+(?:\[|$)|thunk_metadata \{|thunk_info \{)"
_SETTINGS = rb"\s*(?:xla_\w+: \S|entry_computation_layout \{|gpu_device_info \{)"

FORMATS: Sequence[Format] = (
    Format("XLA's buffer assignment of a module, without the module", _BESIDE, _matches(_ASSIGNMENT)),
    Format("XLA's list of the values in buffers, without the module", _BESIDE, _matches(_VALUES)),
    Format("XLA's live ranges of a module, without the module", _BESIDE, _matches(rb"\s*HloLiveRange \(max")),
    Format("XLA's report of memory, without the module", _BESIDE, _matches(rb"\s*Memory Space: \S")),
    Format("XLA's list of thunks, without the module", _BESIDE, _matches(_THUNKS)),
    Format("XLA's settings for a module, without the module", _BESIDE, _matches(_SETTINGS)),
    Format(
        "a jaxpr, which is not what XLA is given",
        _LOWERED,
        _finds(rb"(?m)^[ \t>]{0,40}(?:let )?\{ ?lambda\s[^\n]{0,4000};"),
    ),
    Format("a model of TFLite, whose operations are not XLA's", _FROM_TF, _is_tflite),
    Format("a SavedModel of TensorFlow", _FROM_TF, _is_saved_model),
    Format("a GraphDef of TensorFlow", _FROM_TF, _matches(_GRAPH_DEF)),
    Format("a GraphDef of TensorFlow", _FROM_TF, _matches(rb'\s*node\s*\{\s*name:\s*"[^"\n]*"\s*op:\s*"')),
    Format("a model of ONNX, whose operations are not XLA's", _FROM_MODEL, _matches(_ONNX)),
    Format("a program of torch.export as text", _FROM_TORCH, _matches(rb"\s*ExportedProgram:\s")),
    Format(
        "a graph of torch.fx", _FROM_TORCH, _matches(rb"\s*(?:graph\(\):|class GraphModule\(|opcode\s+name\s+target)")
    ),
    Format("a graph of TorchScript", "give it to `hloscope torchscript`", _matches(rb"\s*graph\(%")),
    Format("LLVM's code of a kernel", _CODE, _begins(b"BC\xc0\xde", b"; ModuleID", b"source_filename = ")),
    Format("PTX, code of a kernel", _CODE, _matches(rb"(?:\s|//[^\n]*\n)*\.version\s+\d")),
    Format("machine code", _CODE, _begins(b"\x7fELF", b"MZ\x90", b"\xcf\xfa\xed\xfe")),
    Format("an archive of 7-Zip", "unpack it, `7z x FILE`, and give the folder", _begins(b"7z\xbc\xaf\x27\x1c")),
    Format("packed by Zstandard", "unpack it, `zstd -d FILE`", _begins(b"\x28\xb5\x2f\xfd")),
    Format("packed by LZ4", "unpack it, `lz4 -d FILE`", _begins(b"\x04\x22\x4d\x18")),
    Format("an archive of RAR", "unpack it, `unrar x FILE`, and give the folder", _begins(b"Rar!\x1a\x07")),
    Format("HDF5, which holds arrays", _DATA, _begins(b"\x89HDF\r\n\x1a\n")),
    Format("arrays of NumPy", _DATA, _begins(b"\x93NUMPY")),
    Format("weights in safetensors", _DATA, _matches(rb"[\s\S]{3}[\x00-\x20]\x00{4}\{\"")),
    Format("a pickle, which hloscope does not open", _DATA, _matches(rb"\x80[\x02-\x05][\x95}\](K\x8c]")),
)

# What is in an archive or a folder: the end of a member's path, and what the whole is then.
MEMBERS: Sequence[tuple[str, str, str]] = (
    ("serialized_exported_program.json", "a program of torch.export (.pt2)", _FROM_TORCH),
    ("archive_format", "a program of torch.export (.pt2)", _FROM_TORCH),
    ("saved_model.pb", "a SavedModel of TensorFlow", _FROM_TF),
    ("saved_model.pbtxt", "a SavedModel of TensorFlow", _FROM_TF),
    ("constants.pkl", "a program of TorchScript", "give it to `hloscope torchscript`"),
    ("model.weights.h5", "a model of Keras", _FROM_TF),
    ("data.pkl", "weights of torch", _DATA),
)


def find_other_format(content: bytes) -> str | None:
    """What a file is and what gets HLO from it, if it is of a kind that holds none."""
    head = content[:_LOOKED_AT]
    return next((f"{form.what}; {form.cure}" for form in FORMATS if form.is_it(head)), None)


def find_other_archive(paths: Collection[str]) -> str | None:
    """The same of an archive, by the paths of what is in it."""
    names = {path.rpartition("/")[2] for path in paths}
    return next((f"{what}; {cure}" for name, what, cure in MEMBERS if name in names), None)


def find_other_folder(folder: Path) -> str | None:
    """The same of a folder, by the names that such a folder has."""
    return find_other_archive([name for name, _, _ in MEMBERS if (folder / name).is_file()])
