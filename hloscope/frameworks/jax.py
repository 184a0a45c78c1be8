"""JAX: what it is known by."""

from __future__ import annotations

from hloscope.frameworks.framework import Framework
from hloscope.regex import lazy_pattern

JAX = Framework(
    name="jax",
    title="jax",
    plain_name="jax",
    module="jax",
    packages=("jax", "jaxlib"),
    array_module="jax.numpy",
    compiler="jaxlib",
    distributions=r"jax|jaxlib|jax[-_](?:cuda|rocm)\d+[-_](?:plugin|pjrt)|libtpu(?:[-_]nightly)?",
    libraries=("jaxlib/libjax_common.so", "jaxlib/xla_extension.so"),
    module_name=lazy_pattern(r"(?:jit|pjit|pmap|xmap)_|xla_computation_"),
    metadata=lazy_pattern(r'op_name="(?:jit|pjit|pmap|xmap|jvp|transpose)\('),
    examples="a jax.jit function or jax arrays",
    silence=(
        "jax was loaded, but no function ran on a device",
        "call the jitted function with arguments; jax compiles at the first call",
    ),
    # A program that comes out of a cache is not compiled, and leaves no module from before optimization.
    variables={"JAX_ENABLE_COMPILATION_CACHE": "false"},
    takes_any_function=True,
)
