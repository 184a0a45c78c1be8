"""Ranks: the programs that all processes of a run compiled, folded, and the ranks that have another one."""
