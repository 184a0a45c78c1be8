"""Two results of one kernel: why a GPU's compiler does not join a value's producer with one of its readers so.

What cannot be computed in all readers could still be written by a kernel that also goes on with it. As
ProducerCandidateIsFusible (xla/backends/gpu/transforms/multi_output_fusion.cc) has it: both need one loop.
"""

from __future__ import annotations

from math import prod

from hloscope.analyses.facts.operations import results_of
from hloscope.analyses.why.boundary import Boundary
from hloscope.analyses.why.launch import Launch
from hloscope.ir import HloInstruction

_LONGEST_WALK = 1000  # values looked at for a way from the producer to another operand of the consumer
_ONE_RESULT = frozenset({"concatenate", "scatter"})  # emitters of their own, of one result each
_PASSED = frozenset({"bitcast", "bitcast-convert", "convert"})


def why_not_one_kernel(boundary: Boundary) -> str:
    """Why the two are not one kernel of two results."""
    roots = [*_roots_of(boundary.consumer), *_roots_of(boundary.producer)]
    alone = next((root.opcode for root in roots if root.opcode in _ONE_RESULT), None)
    if alone:
        return f"a kernel with a {alone} has one result"
    one, other = _turns_of(boundary.producer), _turns_of(boundary.consumer)
    if one != other:
        return f"their loops differ ({one:,} and {other:,} elements)"
    if _is_read_on_the_way(boundary):
        return "another operand of the consumer is computed from it"
    return "XLA's cost model, or a limit of its emitters"


def _roots_of(launch: Launch) -> list[HloInstruction]:
    return [_behind_conversions(root) for root in results_of(launch.body)] if launch.body else [launch.instruction]


def _turns_of(launch: Launch) -> int:
    """How many elements the loop of a kernel goes through: of a reduction by many threads those that it reduces."""
    roots = _roots_of(launch)
    is_reduction = launch.instruction.fusion_kind == "kInput"  # of a few elements each it is a loop like any other
    hero = next((root for root in roots if root.opcode == "reduce" and root.operands and is_reduction), None)
    shape = hero.operands[0].shape if hero else roots[0].shape
    return prod((shape.tuple_shapes[0] if shape.tuple_shapes else shape).dimensions)


def _behind_conversions(root: HloInstruction) -> HloInstruction:
    operation = root
    while operation.opcode in _PASSED and operation.operands:
        operation = operation.operands[0]
    return operation if operation.opcode == "reduce" else root


def _is_read_on_the_way(boundary: Boundary) -> bool:
    """Whether the producer is an ancestor of another operand of the consumer."""
    producer = boundary.edge.producer
    direct = boundary.launches.element_of
    waiting = [o for o in boundary.edge.consumer.operands if direct(o)[0] is not producer][:_LONGEST_WALK]
    seen = set(waiting)
    for value in waiting:  # grows
        if value is producer:
            return True
        added = [o for o in value.operands[:_LONGEST_WALK] if o not in seen] if len(seen) < _LONGEST_WALK else []
        seen.update(added)
        waiting += added
    return False
