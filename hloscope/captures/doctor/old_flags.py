"""Old flags: flags of former versions of XLA, which tutorials still print, and what does the same today.

Their ends are in the history of xla/debug_options_flags.cc and of the field numbers that xla/xla.proto reserves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hloscope.captures.command.flags import Flag, flags_text

_VALUE = "*"  # stands for the old flag's value
_DUMP = Flag("xla_dump_to", _VALUE)
_PROTO, _DOT = Flag("xla_dump_hlo_as_proto"), Flag("xla_dump_hlo_as_dot")
_SUCCESSORS: Mapping[str, tuple[Flag, ...]] = {
    "xla_generate_hlo_text_to": (_DUMP, Flag("xla_dump_hlo_as_text")),
    "xla_generate_hlo_graph": (Flag("xla_dump_to", "DIR"), _DOT, Flag("xla_dump_hlo_module_re", _VALUE)),
    "xla_hlo_graph_path": (_DUMP, _DOT),
    "xla_log_hlo_text": (Flag("xla_dump_to", "-"), Flag("xla_dump_hlo_module_re", _VALUE)),
    "xla_dump_optimized_hlo_proto_to": (_DUMP, _PROTO),
    "xla_dump_unoptimized_hlo_proto_to": (_DUMP, _PROTO),
    "xla_dump_hlo_proto_to": (_DUMP, _PROTO),
    "xla_dump_per_pass_hlo_proto_to": (_DUMP, _PROTO, Flag("xla_dump_hlo_pass_re", ".*")),
    "xla_dump_ir_to": (_DUMP,),
    "xla_dump_computations_to": (_DUMP,),
    "xla_dump_executions_to": (_DUMP, Flag("xla_dump_hlo_snapshots")),
}
# What these switched on, XLA does by itself since.
_DEFAULTS = frozenset(
    (
        "xla_gpu_enable_async_collectives xla_gpu_enable_async_all_reduce xla_gpu_enable_async_all_gather "
        "xla_gpu_enable_async_reduce_scatter xla_gpu_enable_async_collective_permute xla_gpu_enable_async_all_to_all "
        "xla_gpu_enable_async_collective_broadcast xla_gpu_enable_triton_softmax_fusion "
        "xla_gpu_enable_triton_softmax_priority_fusion xla_gpu_enable_priority_fusion xla_gpu_enable_mlir_emitters "
        "xla_gpu_enable_xla_runtime_executable xla_gpu_simplify_all_fp_conversions xla_gpu_enable_cuda_graphs"
    ).split()
)


def find_successor(flag: Flag, known: Collection[str]) -> str | None:
    """What to do about a flag of former versions; None if it was none, or if this version has no successor either."""
    if flag.name in _DEFAULTS:
        return f"take {flag} out: XLA has dropped the flag, since it does so by itself"
    successors = _SUCCESSORS.get(flag.name, ())
    if not successors or not all(successor.name in known for successor in successors):
        return None
    value = flag.value or "DIR"
    new_flags = [Flag(item.name, value if item.value == _VALUE else item.value) for item in successors]
    return f"{flags_text(new_flags)} does it now; XLA has dropped {flag.dashes}{flag.name}"
