"""Diffs: which programs and kernels of two reports are the same, and what changed for better or worse."""
