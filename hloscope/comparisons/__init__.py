"""Comparisons of two programs or more: what is the same, what changed for better or worse, and where it changes."""
