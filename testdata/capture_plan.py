"""What is captured: the variants (flags and kept files) and, for every framework, version and target, the programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STAGES = r"(before_optimizations|\w*(\.\w+)?after_optimizations)\.txt$|thunk_(sequence|metadata)\.txt$"
BUFFERS = r"after_optimizations-.*|debug_options$|before_config_assignment\.txt$|\.pbtxt$"
EVERY_FORM = rf"{STAGES}|{BUFFERS}|\.hlo\.pb(\.gz)?$"
EVERYTHING = r""

OLD_CPU_RUNTIMES = frozenset({"jax-0.4.30", "tensorflow-2.16.2"})
"""They compile a module into one function; only `<module>.ir-no-opt.ll`, which is kept for that, gives them away."""


@dataclass(frozen=True)
class Variant:
    """One way to dump: XLA flags, environment, arguments of the program file, and the files that are kept.

    `keep` is searched in the file name.  `warm_up` runs the program once before, without dumping.  With `all_modules`
    the modules that the framework compiles around the program are kept as well.  What `is_packed` is kept with gzip.
    The programs are those of `program_file`, if it is given.
    """

    flags: tuple[str, ...] = ()
    keep: str = STAGES
    environment: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    folder_suffix: str = ""
    top_folder: str = ""
    warm_up: bool = False
    all_modules: bool = False
    byte_limit: int = 300_000
    is_packed: bool = False
    program_file: str = ""


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
        program_file="provenance_{framework}.py",
    ),
    "sharded-passes": Variant(
        flags=("--xla_dump_hlo_pass_re=.*",),
        keep=rf"{STAGES}|\.after_(?!pipeline-start)[^/]*\.before_[^/]*\.txt$|spmd-cleanup\.after_pipeline-start",
        folder_suffix="-passes",
        byte_limit=2_000_000,
        is_packed=True,
        program_file="provenance_sharded.py",
    ),
    "drawings": Variant(
        flags=("--xla_dump_hlo_as_text", "--xla_dump_hlo_as_dot"),
        keep=r"(before|after)_optimizations\.(txt|dot)$",
        top_folder="drawings",
        is_packed=True,
    ),
    "memory": Variant(keep=r"after_optimizations(-buffer-assignment|-live-range)?\.txt$"),
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
ppermute reduce_scatter all_to_all tensor_parallel_mlp grid_train_step
"""
DOZEN = f"{REQUIRED} argsort cumsum fft linalg_solve matmul_bf16 max_pool_gradient psum all_gather sharded_mlp"
EARLY = f"""
{CPU} -callback conv_transpose conv1d depthwise_conv max_pool average_pool gelu erf rms_norm rotary_embedding
cross_entropy one_hot embedding dropout custom_vjp vmap associative_scan checkpoint_gradient inner_jit elementwise
sort_large sort_pairs_large random_bits segment_sum argmax mean_and_variance pad dynamic_slice transpose
reduced_precision matmul_f16 matmul_fp8 batched_matmul dot_product qr triangular_solve eigh sharded_mlp
data_parallel_gradient
"""
NEWEST = f"""
{REQUIRED} nested_scan donated linalg_solve matmul_bf16 fusion_limits
scan_layers_gradient scan_in_scan scan_with_cond fori_copies_rows fori_nonlinear fori_looked_up while_carried_index
decode_steps ring_product sharded_weights_step pipeline experts grid_collectives halo_convolution scaled_fp8_product
fp8_conversions int4_loop batched_bf16_product double_precision bitcasts sort_many sort_used_twice top_k_approximate
scatter_kinds fft_kinds random_generators conv_gradients window_gradients lu_and_solve ragged_product
variadic_reduction attention_of_jax remat_scan
"""
NEWEST_DOZEN = f"""
{DOZEN} scan_layers_gradient fori_copies_rows decode_steps collectives_of_a_tuple grid_collectives sharded_weights_step
scaled_fp8_product ragged_product attention_gradient_bf16
"""
MEMORY_PAIRS = """
step_donated step_not_donated weights_as_given weights_transposed weights_bf16 weights_upcast scan_carries scan_stacks
layers_remat layers_saved
"""
TF = """
mlp softmax layernorm attention conv_bn_relu while_loop cond sort top_k gather_scatter train_step
autocluster
"""

Plan = Mapping[str, str]
"""Variant -> programs; `*` stands for every program of the registry, and `-name` leaves `name` out."""

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
        "packed-passes": "fusion_limits sharded_layers_step",
        "provenance-passes": "residual_adamw_5",
        "sharded-passes": "fsdp",
    },
    "jax-0.10.2-h100": {
        "": EARLY,
        "cublas": "mlp attention",
        "forms": "mlp",
        "passes": "attention",
        "packed-passes": "fusion_limits",
        "provenance-passes": "mlp_sgd_3",
    },
    "jax-0.10.2-a100": {"": DOZEN, "cublas": "mlp attention"},
    "jax-0.10.2-b200": {"": DOZEN, "cublas": "mlp attention"},
    "jax-0.12.0.1-cpu": {
        "": f"{NEWEST} callback_ordered routed_experts sharded_mlp data_parallel_gradient",
        "forms": "mlp decode_steps",
        "everything": "softmax",
        "stdout": "layernorm",
        "cache-hit": "mlp",
        "script": "demo",
        "packed-passes": "scan_with_cond",
        "drawings": "scan_with_cond psum max_pool_gradient",
        "memory": MEMORY_PAIRS,
    },
    "jax-0.12.0.1-h100": {
        "": f"{NEWEST} ragged_exchange psum grid_train_step",
        "cublas": "mlp attention",
        "forms": "mlp routed_experts",
        "packed-passes": "scan_layers_gradient scaled_fp8_product",
        "drawings": "while_loop argmax decode_steps",
        "sharded-passes": "data_parallel_mlp",
        "passes": "softmax",
        "memory": "step_donated step_not_donated weights_bf16 weights_upcast scan_carries scan_stacks",
    },
    "jax-0.12.0.1-b200": {"": NEWEST_DOZEN, "cublas": "attention"},
    "jax-0.6.2-cpu": {"": f"{REQUIRED} argsort cumsum linalg_solve all_gather shared_statistics", "script": "demo"},
    "jax-0.4.30-cpu": {"": f"{REQUIRED} argsort cumsum linalg_solve psum", "script": "eager_training"},
    "tensorflow-2.21.0-cpu": {"": TF, "compiler-ir": "mlp"},
    "tensorflow-2.16.2-cpu": {"": f"{TF} random_uniform"},
    "torch-xla-2.9.0-cpu": {"": "*", "provenance-passes": "lstm_unrolled_4"},
}
