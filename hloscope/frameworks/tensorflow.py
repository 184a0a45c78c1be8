"""TensorFlow: what it is known by."""

from __future__ import annotations

import re

from hloscope.frameworks.framework import Framework
from hloscope.regex import lazy_pattern

TENSORFLOW = Framework(
    name="tensorflow",
    title="TensorFlow",
    plain_name="tensorflow",
    module="tensorflow",
    packages=("tensorflow",),
    array_module="tensorflow",
    compiler="tensorflow",
    distributions=r"tensorflow(?:[-_]cpu|[-_]intel|[-_]rocm|[-_]metal)?",
    libraries=("tensorflow/libtensorflow_framework.so.2",),
    module_name=lazy_pattern(
        r"a_(?:inference|forward|backward)_|cluster_\d|\w*__XlaMustCompile|\w*__XlaCompiledKernel"
    ),
    metadata=lazy_pattern(r'op_name="XLA_Args"|op_type="[A-Z]|tensorflow/python'),
    examples="a tf.function(jit_compile=True)",
    silence=(
        "TensorFlow uses XLA only where it is told to; nothing was compiled with it",
        "tf.function(jit_compile=True), or for all: TF_XLA_FLAGS='--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit'",
    ),
    # `a_inference_f_21__XlaMustCompile_..._.3` and `a_inference_f_21__.1` are one function, and so is `..._49__.1`,
    # which is the same traced again.
    counters=lazy_pattern(r"_\d+__(?:XlaMustCompile.*)?$", re.DOTALL),
    tells_start=False,
)
