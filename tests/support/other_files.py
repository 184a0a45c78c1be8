"""How files begin that hold no HLO, and what each is called.

The beginnings were written by TensorFlow 2.21, torch 2.9.1, ONNX and jax 0.10.2 of a hyperbolic tangent.
"""

from __future__ import annotations

import pickle

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
