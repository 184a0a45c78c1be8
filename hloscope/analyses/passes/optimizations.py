"""Optimizations: which classical optimization each of XLA's passes is an instance of, told by the pass's name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

OTHER: Final = "other"

# In the order in which they are tried: each name of a pass that jax 0.10.2 runs for CPU and GPU was looked at, and the
# patterns are wide enough for its relatives. Names are those that HloPassInterface::name() gives.
_OPTIMIZATIONS = {
    "SPMD partitioning": r"spmd|shardy|sharding|collective|all-(?:reduce|gather|to)|reduce-scatter|windowed-einsum",
    "layout assignment": r"layout|move_copy_to_users|sub-byte|shape-canonicalizer",
    "copy insertion": r"copy-insertion|adding_copies|special-case_copies|unnecessary_copies|loop-schedule-linearizer",
    "operator fusion": r"fusion|softmax-rewriter|gemm-rewriter|dot-library-rewriter|hoist-fused|small-while-loop",
    "constant folding": r"constant_folding|constant-sinking|sanitize-constant",
    "dead-code elimination": r"\bdce\b|zero_sized|unused|dead",
    "common subexpressions": r"\bcse\b|dedup",
    "loop optimization": r"while-loop|simplify-while|unroll|loop-(?:invariant|double|peel|range)",
    "memory planning": r"schedul|remat|memory|offload|buffer|alias|autotuner|async|stream",
    "algebraic simplification": r"algsimp|simplif|strength|mover|canonicaliz|merger|folding|sorter|sinker|reassociate",
    "inlining": r"inliner|flatten-call-graph",
    "lowering": r"expander|decompos|rewriter|splitter|normal|caster|convert|pad|annotator|rename|legal|grouper|remover"
    r"|resizer|specializer|config|parallel-task",
}


@cache
def optimization_of(pass_name: str) -> str:
    """The classical optimization that a pass is named after; `other` if its name tells none. Inferred."""
    return next((kind for kind, pattern in _OPTIMIZATIONS.items() if re.search(pattern, pass_name)), OTHER)
