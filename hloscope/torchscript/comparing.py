"""TorchScript, and tracing at large: what a compiler keeps of a Python function, and what it loses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hloscope.captures.user_code.examples import text_of
from hloscope.frameworks import FRAMEWORKS
from hloscope.frameworks.telling import framework_of
from hloscope.torchscript.tracing import jax, tensorflow, torch
from hloscope.torchscript.tracing.comparison import JitComparison, Tried
from hloscope.torchscript.tracing.decisions import compared

__all__ = ["JitComparison", "compare"]

_WAYS: Mapping[str, Callable[[Callable[..., object], Sequence[object]], Tried]] = {
    "jax": jax.ways,
    "tensorflow": tensorflow.ways,
    "torch": torch.ways,
}


def compare(fn: Callable[..., object], *example: object) -> JitComparison:
    """Compiles `fn` in every way that its framework has, and says what each keeps of it.

    torch: `torch.jit.trace` and `torch.jit.script`; jax: `jax.jit`; TensorFlow: `tf.function`. Branches and loops are
    told by line, with the lines that the example does not reach; that a condition depends on a tensor's values is the
    framework's own word. Each compiled function is tried beside plain Python with other values (floating-point
    arguments negated) and another shape (one more row), so `fn` runs several times, a module as a copy each time.

    Raises:
        HloscopeError: the framework cannot be told from the function and the example. What `fn` itself raises when it
            is run with the example is raised as it is.
    """
    framework = FRAMEWORKS[framework_of(fn, example, {})].plain_name
    name, shown = getattr(fn, "__name__", type(fn).__name__), [text_of(value) for value in example]
    observed, ways, fixed = _WAYS[framework](fn, example)
    return compared(name, framework, shown, fixed, observed, ways)
