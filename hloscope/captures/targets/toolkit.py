"""Retarget toolkit: what XLA wants of a CUDA installation when it compiles for a GPU, as stand-ins.

XLA hands each kernel to NVIDIA's assembler `ptxas` and links it with NVIDIA's device library, long after the HLO and
the list of launches are final. Nobody runs the kernels here, so no machine code is needed: with these stand-ins the
same HLO and the same launches come out on a machine that has no CUDA (compared with CUDA 13.0 on all programs of
testdata/ that have a dump for a GPU), and also for GPUs that the CUDA at hand does not know.
"""

from __future__ import annotations

from pathlib import Path

# Tells a version; refuses the version of PTX by which XLA finds out the latest one (xla/stream_executor/cuda:
# subprocess_compilation.cc, ptx_compiler_helpers.cc); else writes an empty file where the machine code would go.
_ASSEMBLER = """\
#!/bin/sh
output=
while [ $# -gt 0 ]; do
    case "$1" in
    --version) echo "Cuda compilation tools, release 12.9, V12.9.86"; exit 0 ;;
    -o) shift; output=$1 ;;
    --output-file=*) output=${1#*=} ;;
    -*) ;;
    *) read -r line < "$1"
       case "$line" in *99.99*)
           echo "ptxas fatal   : Unsupported .version 99.99; current version is '8.8'" >&2; exit 255 ;;
       esac ;;
    esac
    shift
done
: > "$output"
"""
# LLVM reads text where it expects bitcode; the functions that are missing here stay names in the PTX.
_DEVICE_LIBRARY = 'target triple = "nvptx64-nvidia-gpulibs"\n'


def write_toolkit(folder: Path) -> None:
    """Writes the stand-ins below a folder, in the places where XLA looks (`--xla_gpu_cuda_data_dir`)."""
    programs, library = folder / "bin", folder / "nvvm" / "libdevice"
    programs.mkdir(parents=True)
    library.mkdir(parents=True)
    (library / "libdevice.10.bc").write_text(_DEVICE_LIBRARY, "utf-8")
    for name in ("ptxas", "nvlink"):
        (programs / name).write_text(_ASSEMBLER, "utf-8")
        (programs / name).chmod(0o755)
