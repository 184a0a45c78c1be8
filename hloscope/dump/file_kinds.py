"""Dump kinds: every kind of file that XLA writes into a dump, whether hloscope reads it, and what for or why not.

One line a kind. Seen with jax 0.4.30 to 0.12.0.1 (CPU, H100, B200; all flags of
dumps), TensorFlow 2.16 and 2.21 and torch-xla 2.9; the rest is by xla/service/dump.cc and its callers, or by dumps of
users of TPUs.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Literal, NamedTuple


class Role(Enum):
    """What a dump file holds, so far as it matters to hloscope."""

    BEFORE = "before"
    AFTER = "after"
    PARTITIONED = "after_spmd_partitioner"
    UNCONFIGURED = "before_config_assignment"
    SNAPSHOT = "snapshot"
    LOWERED = "lowered"
    BUFFERS = "buffer_assignment"
    LIVE_RANGES = "live_ranges"
    THUNK_METADATA = "thunk_metadata"
    THUNK_SEQUENCE = "thunk_sequence"
    MODULE_METADATA = "module_metadata"
    FUSION_DECISIONS = "fusion_decisions"
    DEBUG_OPTIONS = "debug_options"
    GPU_TARGET = "gpu_target"
    TPU_SETTINGS = "tpu_settings"
    PART_CODE = "part_code"
    MODULE_CODE = "module_code"
    OTHER = "other"

    @property
    def is_read(self) -> bool:
        """Whether such a file is ever opened; of settings and code, that they are there is all that is asked."""
        return self not in (Role.TPU_SETTINGS, Role.PART_CODE, Role.MODULE_CODE, Role.OTHER)

    @property
    def is_hlo(self) -> bool:
        """Whether it is a module, in whatever form."""
        return self in (Role.BEFORE, Role.AFTER, Role.PARTITIONED, Role.UNCONFIGURED, Role.SNAPSHOT)


Form = Literal["text", "proto", "dot", "riegeli", "drawing"]

FORMS: dict[str, Form] = {
    ".txt": "text",
    ".hlo.pb": "proto",
    ".riegeli": "riegeli",
    ".dot": "dot",
    ".html": "drawing",
    ".top_level.html": "drawing",
    ".url": "drawing",
}
"""How the name of a module's file ends, and its form; texts, protos and dots are read. What ends otherwise is text."""

_MODULE = tuple(FORMS)
_TEXT = (".txt",)
_PROTO = (".txt", ".textproto", ".pbtxt", ".pb")


class Kind(NamedTuple):
    """A kind of file.

    `mark` is a part of every such name: a cheap test that spares most names the patterns. `suffix` is the pattern of
    what stands behind the module's name up to one of the `endings`, the mark itself if it is None. `rank` orders kinds
    of one role in one compilation: the lowest is what ran, or was written last. `note` says what the file holds; of
    what is not read, behind a semicolon, why.
    """

    role: Role
    mark: str
    endings: tuple[str, ...]
    note: str
    suffix: str | None = None
    rank: int = 0


_ARCH = r"sm_\d+\.\d+[a-z]*|[a-z][a-z0-9:+\-]*"  # sm_9.0a, gfx90a, gfx942:sramecc+:xnack-
_TARGET = rf"(?:(?P<cpu>cpu)|(?:(?P<arch>{_ARCH})_|_)?(?P<gpu>gpu))_"
_FINAL = rf"(?:{_TARGET})?after_optimizations?-"
_STEP = r"(?P<number>\d{4,18})\.(?P<pipeline>[^.]+)\."
_PAIR = _STEP + r"after_(?P<after_pass>.+?)\.before_(?P<before_pass>.+?)"

_SAME = "the module that runs, "
_DATA = "inputs and results of a run; hloscope looks at programs, not at data"
_PART = "CPU: code of a kernel or part; that there are parts tells the runtime"
_WHOLE = "CPU: code of the whole module; that it is one tells the runtime"  # where the name before it is the module's
_TRIED = "GPU: a small module that was tried out; the module that runs has what was chosen"
_CODE = "code of a kernel, or what it is made of; what it computes is in the module"
_CODE_ENDINGS = (".ll", ".mlir", ".ptx", ".cubin", ".hsaco", ".o", ".s", ".asm", ".hlo", ".json", ".ttir", ".log")

KINDS: Sequence[Kind] = (
    Kind(Role.BEFORE, "before_optim", _MODULE, "the module that the framework asked for", "before_optimizations?"),
    Kind(Role.AFTER, "after_optim", _MODULE, "the module that runs", _TARGET + "after_optimizations"),
    Kind(Role.AFTER, "after_optim", _MODULE, _SAME + "from a cache, of TPU, or until 2021", "after_optimizations?", 1),
    Kind(Role.AFTER, "after_optimizations_after_buffer_assignment", _MODULE, _SAME + "of TPU", rank=2),
    Kind(Role.AFTER, "after_optimizations_before_buffer_assignment", _MODULE, _SAME + "of TPU", rank=3),
    Kind(Role.AFTER, "after_codegen", _MODULE, _SAME + "of TPU", rank=4),
    Kind(Role.PARTITIONED, "after_spmd_partitioner", _MODULE, "GPU: the program of one device"),
    Kind(
        Role.UNCONFIGURED, "before_config_assignment", _MODULE, "GPU: the module when all is fused, but not tuned yet"
    ),
    Kind(Role.BUFFERS, "-buffer-assignment", _TEXT, "which values are placed where", _FINAL + "buffer-assignment"),
    Kind(Role.LIVE_RANGES, "-live-range", _TEXT, "when each value is needed", _FINAL + "live-range"),
    Kind(Role.OTHER, "-buffer-assignment-values", _TEXT, "values by alias; `buffer-assignment` has them", ".*-values"),
    Kind(
        Role.OTHER,
        "-memory-usage-report",
        _PROTO,
        "sums of `buffer-assignment`; `hloscope memory` adds up",
        ".*-report",
    ),
    Kind(Role.THUNK_METADATA, "thunk_metadata", _TEXT, "GPU: what is launched, by the names of the module"),
    Kind(Role.THUNK_SEQUENCE, "thunk_sequence_after_thunk_passes", _TEXT, "GPU: what is launched, in order"),
    Kind(Role.THUNK_SEQUENCE, "thunk_sequence", _TEXT, "GPU: what is launched, before passes over that", rank=1),
    Kind(Role.MODULE_METADATA, "metadata", (".textproto",), "GPU: how long each pass took"),
    Kind(Role.FUSION_DECISIONS, "priority_fusion_dump", _TEXT, "GPU: what the fusion pass decided, and why"),
    Kind(Role.DEBUG_OPTIONS, "debug_options", ("",), "the flags that are not at their defaults: for `hloscope doctor`"),
    Kind(Role.GPU_TARGET, "gpu_target_config", (".pbtxt",), "GPU: the architecture, where no name has it"),
    Kind(Role.OTHER, "config", (".pbtxt",), "the module's configuration; its header has what counts"),
    Kind(Role.OTHER, "autotune_results", _PROTO, "GPU: which code was fastest; the module that runs has it"),
    Kind(
        Role.OTHER,
        "execution_options",
        _PROTO,
        "what was asked for; the module has what counts",
        r"\w*execution_options",
    ),
    Kind(
        Role.OTHER,
        "fdo_profile",
        ("",),
        "the profile of a schedule; the module that runs is in that order",
        ".*profile",
    ),
    Kind(Role.TPU_SETTINGS, "tpu_comp_env", _TEXT, "TPU: settings; that it is a TPU is enough"),
    Kind(Role.TPU_SETTINGS, "target_arguments", _TEXT, "TPU: settings; that it is a TPU is enough"),
    Kind(Role.PART_CODE, "obj-file.", ("",), _PART, r"obj-file\..*"),
    Kind(Role.PART_CODE, "part_", ("",), _PART, r"(?:ir-\w+-opt\.)?part_\d+\..*"),
    Kind(Role.PART_CODE, "_kernel_module", ("",), _PART, r"[^.]*_kernel_module[.\-].*"),
    Kind(Role.MODULE_CODE, "ir-no-opt", (".ll",), _WHOLE),
    Kind(Role.OTHER, "autotuner_", ("",), _TRIED, "(?:gemm_fusion_)?autotuner_.*"),
    Kind(Role.OTHER, "triton_fusion_", ("",), _TRIED, "triton_fusion_.*"),
    Kind(Role.OTHER, "execution_", ("",), _DATA, r"execution_\d{4}\..*"),
    Kind(Role.OTHER, ".snapshot.", (".pb",), _DATA, r"snapshot\.-?\d+"),
    Kind(Role.OTHER, ".ttir.", (".txt",), _CODE, r".*\.ttir"),
    Kind(Role.SNAPSHOT, ".after_", _MODULE, "the module between two passes", _PAIR),
    Kind(Role.SNAPSHOT, "", _MODULE, "the module inside a pass", _STEP + r"(?P<step>[^.]+)"),
    Kind(Role.OTHER, "", _CODE_ENDINGS, _CODE, ".*"),
    Kind(
        Role.OTHER, "gpu_executable", (".riegeli", ".pb"), "GPU: code of all kernels; the module has what they compute"
    ),
    Kind(Role.OTHER, "_fusion", (".html", ".pyz"), "a drawing of fusions; the module has them"),
)
"""In the order in which they are tried: `7.0031.a.b.txt` looks like a step of a pass, but may be something else."""

NAMELESS: Sequence[tuple[str, str]] = (
    (r"module\.mlir", "what the framework lowered, as StableHLO: `before` where that was not dumped as HLO"),
    (r"compile_options\.(?:textproto|pb)", "all flags and options; the module has what came of them"),
    (r"topology\.(?:textproto|pb)", "the devices; names and `gpu_target_config` tell the architecture"),
    (r"\d\d\.\w+\.mlir", "steps of Shardy; `after_spmd_partitioner` has what came of them"),
    (r".+\.(?:canonicalize-cse|[\w]+-to-[\w]+)\.txt", "GPU: MLIR of one kernel; what it computes is in the module"),
    (r".+\.schedule\.txt", "GPU: the schedule as a proto; the module that runs is in that order"),
    (r"module_.+\.hlo_snapshot\.pb", "a module with inputs of a run; hloscope looks at programs, not at data"),
)
"""Names of files without the number of a module, as patterns, and why they are not needed."""
