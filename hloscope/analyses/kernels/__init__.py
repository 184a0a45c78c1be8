"""Kernels: what each instruction makes a target launch, by rules that follow XLA, and sums over a module."""
