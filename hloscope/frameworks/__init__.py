"""Frameworks: one row each, and which of them a program, a function or a value belongs to."""

from hloscope.frameworks.table import FRAMEWORKS

__all__ = ["FRAMEWORKS"]
