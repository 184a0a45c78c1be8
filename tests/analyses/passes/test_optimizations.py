"""Which classical optimization a pass belongs to."""

import pytest

from hloscope.analyses.passes.optimizations import OTHER, optimization_of


@pytest.mark.parametrize(
    ("name", "optimization"),
    [
        ("fusion", "operator fusion"),
        ("priority-fusion", "operator fusion"),
        ("multi_output_fusion", "operator fusion"),
        ("triton-softmax-rewriter", "operator fusion"),
        ("constant_folding", "constant folding"),
        ("dce", "dead-code elimination"),
        ("zero_sized_hlo_elimination", "dead-code elimination"),
        ("algsimp", "algebraic simplification"),
        ("reshape-mover", "algebraic simplification"),
        ("cse", "common subexpressions"),
        ("layout-assignment", "layout assignment"),
        ("copy-insertion", "copy insertion"),
        ("copy-insertion: adding_special-case_copies", "copy insertion"),
        ("rematerialization", "memory planning"),
        ("(before HLO_passes_after_scheduling)", "memory planning"),
        ("spmd-partitioning", "SPMD partitioning"),
        ("sharding-propagation", "SPMD partitioning"),
        ("call-inliner", "inlining"),
        ("while-loop-invariant-code-motion", "loop optimization"),
        ("while-loop-simplifier", "loop optimization"),
        ("simplify-while-loops", "loop optimization"),
        ("while-loop-constant-sinking", "constant folding"),
        ("while_loop_unroller", "loop optimization"),
        ("dot_decomposer", "lowering"),
        ("something-new", OTHER),
    ],
)
def test_pass_is_told_by_its_name(name: str, optimization: str) -> None:
    assert optimization_of(name) == optimization
