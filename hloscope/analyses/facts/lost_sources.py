"""Lost sources: what the program called the products and convolutions whose metadata XLA lost when it rewrote them.

They are told by what they compute: an operation of the same kind, from operands of as many elements to as many, that no
other in the module that runs is called after. Where several are left which differ, nothing is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from hloscope.analyses.facts.sources import Source, Sources
from hloscope.ir import HloInstruction, HloModule

_KINDS: Final[Mapping[str, str]] = {"dot": "dot", "convolution": "convolution"}
_LIBRARIES: Final = (("gemm", "dot"), ("matmul", "dot"), ("conv", "convolution"))  # in the targets of custom calls
_Work = tuple[str, int, tuple[int, ...]]


def lost_sources(
    after: HloModule, sources: Sources, before: Callable[[], HloModule | None]
) -> Mapping[HloInstruction, Source]:
    """The sources of the products and convolutions of `after` that have none; `before` is asked if there are any."""
    named: set[Source] = set()
    lost: list[tuple[HloInstruction, _Work]] = []
    for instruction, work in _works_of(after.instructions()):
        source = sources.source_of(instruction)
        if any(source):
            named.add(source)
        else:
            lost.append((instruction, work))
    asked = before() if lost else None
    if asked is None:
        return {}
    by_work = _sources_by_work(asked)
    found = ((instruction, _only(by_work.get(work, ()), named)) for instruction, work in lost)
    return {instruction: source for instruction, source in found if source}


def _sources_by_work(before: HloModule) -> Mapping[_Work, list[Source]]:
    sources = Sources()
    by_work: defaultdict[_Work, list[Source]] = defaultdict(list)
    for instruction, work in _works_of(before.instructions()):
        by_work[work].append(sources.source_of(instruction))
    return by_work


def _works_of(instructions: Iterable[HloInstruction]) -> list[tuple[HloInstruction, _Work]]:
    """The products and convolutions, each with how much it reads and makes."""
    kinds = [(instruction, _kind_of(instruction)) for instruction in instructions]
    return [(instruction, _work_of(instruction, kind)) for instruction, kind in kinds if kind]


def _kind_of(instruction: HloInstruction) -> str:
    if instruction.opcode != "custom-call":
        return _KINDS.get(instruction.opcode, "")
    target = (instruction.custom_call_target or "").lower()
    return next((kind for word, kind in _LIBRARIES if word in target), "")


def _work_of(instruction: HloInstruction, kind: str) -> _Work:
    shape = instruction.shape
    result = shape.tuple_shapes[0] if shape.is_tuple and shape.tuple_shapes else shape
    operands = sorted(operand.shape.num_elements for operand in instruction.operands[:2])
    return kind, result.num_elements, tuple(operands)


def _only(candidates: Iterable[Source], named: set[Source]) -> Source | None:
    """The one that it must be: of those that nothing else is called after, if there are such."""
    known = dict.fromkeys(filter(any, candidates))
    free = [source for source in known if source not in named] or [*known]
    names = {source.op_name for source in free}
    if len(free) > 1 and len(names) == 1:
        return Source(names.pop())
    return free[0] if len(free) == 1 else None
