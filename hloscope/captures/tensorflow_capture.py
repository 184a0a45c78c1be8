"""TensorFlow: the compilation of one `tf.function(jit_compile=True)`, from the texts that it gives in process."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hloscope.dump import Compilation
from hloscope.dump_kept import compilation_of_texts
from hloscope.errors import HloscopeError


def capture_tensorflow(
    fn: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> Compilation:
    """Compiles `fn` for these arguments, once for each of the two texts; nothing runs.

    Raises:
        HloscopeError: `fn` is no `tf.function(jit_compile=True)`, or TensorFlow cannot compile it.
    """
    compiler_ir = getattr(fn, "experimental_get_compiler_ir", None)
    if compiler_ir is None:
        raise HloscopeError(
            f"expected a tf.function(jit_compile=True), found {type(fn).__name__}: "
            "wrap it, such as hloscope.capture(tf.function(fn, jit_compile=True), ...)"
        )
    try:
        text_of = compiler_ir(*args, **kwargs)
        return compilation_of_texts(text_of(stage="hlo"), text_of(stage="optimized_hlo"))
    except (TypeError, ValueError) as error:
        raise HloscopeError(f"TensorFlow cannot compile this function for these arguments: {error}") from error
