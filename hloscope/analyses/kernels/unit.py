"""Unit: whether a count of what runs is of launches, or of operations that run as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from hloscope.dump import Compilation
from hloscope.dump.file_names import Role
from hloscope.dump.files import DumpFile

_PART_OF_A_MODULE = re.compile(r"\bpart_\d|_kernel_module\b|^obj-file\.")

_STACK_FRAMES = re.compile(r"^(?:FileNames|StackFrames)$", re.MULTILINE)
_OPERAND = re.compile(r"^ ++(?:ROOT )?%\S++ = .*\(%", re.MULTILINE)  # the first one of an instruction

Unit = Literal["launches", "top_level_ops"]


def unit_of(platform: str | None, dump_suffixes: Iterable[str] = ()) -> Unit:
    """What a count of `after` counts: launches, or top-level operations where nothing is launched one by one.

    That is so on TPU, and on CPU before jaxlib 0.4.32 and TensorFlow 2.18: they compiled a module into one function.
    The HLO of both runtimes reads alike; the code beside it does not. `dump_suffixes` are what follows the module's
    name in the file names of the whole dump, best of all its modules: the old runtime wrote one `ir-no-opt.ll` for
    each, the new one does so only where there is one kernel, else one for each part or kernel (measured on jax 0.4.30,
    .31, .33, .35, 0.6.2, 0.10.2 and TensorFlow 2.16, 2.21). Without such files CPU counts are launches.
    """
    if platform != "cpu":
        return "launches" if platform == "gpu" else "top_level_ops"
    suffixes = set(dump_suffixes)
    has_parts = any(map(_PART_OF_A_MODULE.search, suffixes))
    return "top_level_ops" if "ir-no-opt.ll" in suffixes and not has_parts else "launches"


def is_unit_inferred(compilation: Compilation) -> bool:
    """Whether the old runtime may have compiled what is counted as launches: no file name tells, nor does the text.

    Operands without a percent sign, or with their shapes, were printed until after the new runtime came (seen with
    jaxlib 0.4.30 and 0.4.35, TensorFlow 2.16), and tables of stack frames are younger.
    """
    suffixes, after = compilation.suffixes, compilation.files.get(Role.AFTER)
    if compilation.platform != "cpu" or after is None or unit_of("cpu", suffixes) != "launches":
        return False
    if any(map(_PART_OF_A_MODULE.search, suffixes)):
        return False
    head = after.read_head() if type(after) is DumpFile else ""  # a proto, a drawing or MLIR shows no spelling
    return not (_STACK_FRAMES.search(head) or _OPERAND.search(head))
