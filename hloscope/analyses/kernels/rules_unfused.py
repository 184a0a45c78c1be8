"""What would be launched if nothing were fused: one kernel for every operation that computes or rearranges data.

A copy is a copy, as it is for what runs: no compute launch, so none that simplification or fusion took away.

This is a rule and no forecast: XLA simplifies before it fuses. It equals a real compile without the fusion passes in
31 of 47 measured programs; the misses are repeated or chained broadcasts, and expanders such as cumsum's.
"""

from __future__ import annotations

from functools import partial

from hloscope.analyses.facts.operations import operations_of
from hloscope.analyses.kernels.rules import (
    COLLECTIVE_STARTS,
    COLLECTIVES,
    CONTROL,
    DATA_MOVEMENT,
    ELEMENTWISE,
    STRUCTURAL,
    Launches,
    LaunchRules,
    Rule,
    launch,
    rules_of,
)
from hloscope.analyses.kernels.rules_cpu import cpu_rules
from hloscope.ir import HloInstruction, Shape
from hloscope.regex import lazy_pattern

# Custom calls that only mark a value: where it lives, how it is sharded or laid out.
_MARKER = lazy_pattern(
    r"Sharding|SPMD(?:FullToShard|ShardToFull)Shape|xla\.sdy\..*|annotate_device_placement|MoveTo(?:Host|Device)"
    r"|LayoutConstraint|X64.*"
)


def _custom_call(call: HloInstruction) -> Launches:
    return () if _MARKER.fullmatch(call.custom_call_target or "") else launch(call, "kernel")


def _launch_other(instruction: HloInstruction) -> Launches:
    return () if instruction.opcode.endswith(("-done", "-update")) else launch(instruction, "kernel")


def _gpu_copy(copy: HloInstruction) -> Launches:
    """A memcpy, but a kernel where it changes the layout: XLA for GPU makes a fusion of that."""
    source = copy.operands[0].shape if copy.operands else copy.shape
    return launch(copy, "copy" if _order_of(source) == _order_of(copy.shape) else "kernel")


def _order_of(shape: Shape) -> tuple[int, ...]:
    """The order of the dimensions that have more than one element; text may leave it out where it is row-major."""
    order = shape.layout.minor_to_major if shape.layout else range(len(shape.dimensions))[::-1]
    return tuple(d for d in order if d < len(shape.dimensions) and shape.dimensions[d] != 1)


def _fusion(fusion: HloInstruction, *, copy: Rule) -> Launches:
    """One kernel; of a fusion that does nothing but copy, its copies."""
    body = operations_of(fusion.called_computations[0]) if fusion.called_computations else ()
    if not body or any(operation.opcode != "copy" for operation in body):
        return launch(fusion, "kernel")
    classes = [
        site.launch_class
        for operation in body
        for site in (copy(operation) if callable(copy) else launch(operation, "copy"))
    ]
    return launch(fusion, "kernel") if "kernel" in classes else launch(fusion, "copy", len(classes))


def unfused_rules(copy: Rule) -> LaunchRules:
    """The rules, with that of the target for a `copy`."""
    by_opcode: dict[str, Rule] = {
        **rules_of(STRUCTURAL, CONTROL, "async-start call-start", rule=None),
        **rules_of("get-dimension-size partition-id replica-id reshape", rule=None),
        **rules_of(ELEMENTWISE, DATA_MOVEMENT, "dot", rule="kernel"),
        **rules_of(COLLECTIVES, COLLECTIVE_STARTS, "recv send", rule="collective"),
        "copy": copy,
        "copy-start": "copy",
        "custom-call": _custom_call,
        "fusion": partial(_fusion, copy=copy),
    }
    return LaunchRules(by_opcode, otherwise=_launch_other)


def copy_rule(platform: str | None, *, is_new: bool) -> Rule:
    """What a `copy` is on a target: as it is there in what runs. `is_new` as of `cpu_rules`."""
    if platform == "gpu":
        return _gpu_copy
    return cpu_rules(is_new=is_new).by_opcode["copy"] if platform == "cpu" else "copy"
