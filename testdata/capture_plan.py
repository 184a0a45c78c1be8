"""What is captured: the variants (flags and kept files) and, for every framework, version and target, the programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STAGES = r"(before_optimizations|\w*(\.\w+)?after_optimizations)\.txt$|thunk_(sequence|metadata)\.txt$"
BUFFERS = r"after_optimizations-.*|debug_options$"
EVERY_FORM = rf"{STAGES}|{BUFFERS}|\.hlo\.pb(\.gz)?$"
EVERYTHING = r""

OLD_CPU_RUNTIMES = frozenset({"jax-0.4.30", "tensorflow-2.16.2"})
"""They compile a module into one function; only `<module>.ir-no-opt.ll`, which is kept for that, gives them away."""


@dataclass(frozen=True)
class Variant:
    """One way to dump: XLA flags, environment, arguments of the program file, and the files that are kept.

    `keep` is searched in the file name.  `warm_up` runs the program once before, without dumping.  With `all_modules`
    the modules that the framework compiles around the program are kept as well.  What `is_packed` is kept with gzip.
    """

    flags: tuple[str, ...] = ()
    keep: str = STAGES
    environment: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    folder_suffix: str = ""
    warm_up: bool = False
    all_modules: bool = False
    byte_limit: int = 300_000
    is_packed: bool = False
    of_provenance: bool = False


CACHE = {
    "JAX_COMPILATION_CACHE_DIR": "cache",
    "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
    "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
}
FORMS = ("--xla_dump_hlo_as_text", "--xla_dump_hlo_as_proto")

VARIANTS: Mapping[str, Variant] = {
    "": Variant(),
    "forms": Variant(flags=FORMS, keep=EVERY_FORM),
    "compressed": Variant(flags=(*FORMS, "--xla_dump_compress_protos"), keep=EVERY_FORM),
    "everything": Variant(flags=(*FORMS, "--xla_dump_hlo_as_dot"), keep=EVERYTHING, all_modules=True),
    "timestamp": Variant(flags=("--xla_dump_include_timestamp",)),
    "stdout": Variant(),
    "cache-hit": Variant(environment=CACHE, warm_up=True),
    "compiler-ir": Variant(arguments=("--compiler-ir",)),
    "cublas": Variant(flags=("--xla_gpu_enable_triton_gemm=false",)),
    "passes": Variant(
        flags=("--xla_dump_hlo_pass_re=.*",),
        keep=r"\.txt$",
        folder_suffix="-passes",
        byte_limit=1_500_000,
    ),
    "packed-passes": Variant(
        flags=("--xla_dump_hlo_pass_re=.*",),
        keep=rf"{STAGES}|\.after_(?!pipeline-start)[^/]*\.before_[^/]*\.txt$|priority_fusion_dump\.txt$",
        folder_suffix="-passes",
        byte_limit=1_500_000,
        is_packed=True,
    ),
    "provenance-passes": Variant(
        flags=("--xla_dump_hlo_pass_re=.*",),
        keep=rf"{STAGES}|\.after_(?!pipeline-start)[^/]*\.before_[^/]*\.txt$|priority_fusion_dump\.txt$",
        folder_suffix="-passes",
        byte_limit=1_500_000,
        is_packed=True,
        of_provenance=True,
    ),
    "script": Variant(all_modules=True, keep=rf"{STAGES}|debug_options$", byte_limit=600_000),
}

SCRIPTS: Mapping[str, str] = {"demo": "demo.py", "eager_training": "jax_eager.py"}
"""Programs that are scripts of their own rather than entries of a registry."""

REQUIRED = (
    "mlp softmax layernorm attention conv_bn_relu scan while_loop cond sort random_normal gather scatter_add train_step"
)
CPU = f"""
{REQUIRED} nested_scan fori switch argsort sort_pairs top_k map_rows callback donated cumsum fft linalg_solve cholesky
reduce_kinds concat dynamic_update_slice complex_numbers constants integer_arithmetic matmul_bias_relu matmul_bf16
matmul_int8 matmul_int4_weights einsum max_pool_gradient broadcast train_step_adam transformer_block psum all_gather
ppermute reduce_scatter all_to_all tensor_parallel_mlp
"""
DOZEN = f"{REQUIRED} argsort cumsum fft linalg_solve matmul_bf16 max_pool_gradient psum all_gather sharded_mlp"
TF = """
mlp softmax layernorm attention conv_bn_relu while_loop cond sort top_k gather_scatter train_step
autocluster
"""

Plan = Mapping[str, str]
"""Variant -> programs; `*` stands for every program of the registry, and `-name` leaves one out."""

PLANS: Mapping[str, Plan] = {
    "jax-0.10.2-cpu": {
        "": CPU,
        "forms": "mlp attention",
        "compressed": "softmax",
        "everything": "softmax",
        "timestamp": "mlp",
        "stdout": "layernorm",
        "cache-hit": "mlp",
        "script": "demo eager_training",
        "passes": "softmax",
        "packed-passes": "fusion_limits",
        "provenance-passes": "residual_adamw_5",
    },
    "jax-0.10.2-h100": {
        "": "* -callback -fusion_limits",
        "cublas": "mlp attention",
        "forms": "mlp",
        "passes": "attention",
        "packed-passes": "fusion_limits",
        "provenance-passes": "mlp_sgd_3",
    },
    "jax-0.10.2-a100": {"": DOZEN, "cublas": "mlp attention"},
    "jax-0.10.2-b200": {"": DOZEN, "cublas": "mlp attention"},
    "jax-0.6.2-cpu": {"": f"{REQUIRED} argsort cumsum linalg_solve all_gather", "script": "demo"},
    "jax-0.4.30-cpu": {"": f"{REQUIRED} argsort cumsum linalg_solve psum", "script": "eager_training"},
    "tensorflow-2.21.0-cpu": {"": TF, "compiler-ir": "mlp"},
    "tensorflow-2.16.2-cpu": {"": f"{TF} random_uniform"},
    "torch-xla-2.9.0-cpu": {"": "*", "provenance-passes": "lstm_unrolled_4"},
}
