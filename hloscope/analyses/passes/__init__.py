"""Passes: what each of them changed, how long it took, and which is to blame."""
