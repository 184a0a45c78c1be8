"""Shapes that hand-written HLO leaves out, inferred as XLA's parser does (xla/service/shape_inference.cc)."""

from .rules import infer_shape

__all__ = ["infer_shape"]
