"""TorchScript, and tracing at large: what a compiler keeps of a Python function, and what it loses."""

from hloscope.torchscript.comparing import compare
from hloscope.torchscript.tracing.comparison import JitComparison

__all__ = ["JitComparison", "compare"]
