"""TensorFlow's flags: TF_XLA_FLAGS, which only TensorFlow reads, put right where a tutorial has it wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hloscope.captures.command.flags import Flag

# Flags of TF_XLA_FLAGS that people set (tensorflow/compiler/jit/flags.cc).
TENSORFLOW_FLAGS = frozenset(
    (
        "tf_xla_auto_jit tf_xla_cpu_global_jit tf_xla_min_cluster_size tf_xla_max_cluster_size tf_xla_ops_to_cluster "
        "tf_xla_cluster_exclude_ops tf_xla_clustering_debug tf_xla_clustering_fuel tf_xla_enable_xla_devices "
        "tf_xla_compile_on_demand tf_xla_enable_lazy_compilation tf_xla_async_compilation "
        "tf_xla_always_defer_compilation tf_xla_print_cluster_outputs tf_xla_check_cluster_input_numerics "
        "tf_xla_check_cluster_output_numerics tf_xla_disable_constant_folding tf_xla_deterministic_cluster_names "
        "tf_xla_persistent_cache_directory tf_xla_persistent_cache_prefix tf_xla_disable_strict_signature_checks "
        "tf_xla_disable_deadness_safety_checks_for_debugging "
        "tf_xla_disable_resource_variable_safety_checks_for_debugging tf_xla_use_device_api "
        "tf_xla_use_device_api_for_xla_launch tf_xla_use_device_api_for_compile_on_demand "
        "tf_xla_use_device_api_for_auto_jit tf_mlir_enable_mlir_bridge"
    ).split()
)

# Flags that tutorials and old answers print for TF_XLA_FLAGS. TensorFlow has dropped them and dies of them; XLA's own
# flag for the same purpose stands beside each (measured on TensorFlow 2.16 and 2.21).
_TRANSLATIONS: Mapping[str, str] = {
    "tf_xla_dump_to": "xla_dump_to",
    "tf_dump_graph_prefix": "xla_dump_to",
    "tf_xla_dump_hlo_pass_re": "xla_dump_hlo_pass_re",
}


@dataclass(frozen=True, slots=True)
class Translation:
    """Flags of TF_XLA_FLAGS that belong elsewhere: `left` stay, `moved` go to XLA_FLAGS, `notes` say what was done."""

    left: tuple[Flag, ...]
    moved: tuple[Flag, ...]
    notes: tuple[str, ...]


def translate_tensorflow_flags(flags: Sequence[Flag]) -> Translation:
    """Takes out what TensorFlow does not know, or what is XLA's, and says where it goes."""
    left: list[Flag] = []
    moved: list[Flag] = []
    notes: list[str] = []
    for flag in flags:
        name = _TRANSLATIONS.get(flag.name) or (flag.name if flag.name.startswith("xla_") else None)
        if name is None:
            left.append(flag)
            continue
        replacement = Flag(name, flag.value)
        moved.append(replacement)
        notes.append(f"TF_XLA_FLAGS {flag} is no flag of TensorFlow; XLA_FLAGS {replacement} does what it meant")
    return Translation(tuple(left), tuple(moved), tuple(notes))
