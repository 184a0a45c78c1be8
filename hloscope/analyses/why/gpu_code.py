"""GPU code: how large the code of a fusion is, as ProducerConsumerMergedTooLarge counts it.

Source: xla/service/gpu/model/gpu_hlo_cost_analysis.cc. An operation is emitted for each different use that is not
elementwise, and each opcode that opens blocks doubles the code.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from hloscope.analyses.why.code_copies import OPENS_BLOCKS
from hloscope.analyses.why.updates import body_of
from hloscope.ir import HloInstruction

_MOST_BLOCKS: Final = 10
_MOST_CODE: Final = 10_000
_MOST_USES: Final = 100_000  # kept for one fusion: a hostile one has as many for each operation as operations


class GpuCode:
    """The size of a launch's code, its blocks, and how often each of its instructions is emitted."""

    def __init__(self, launch: HloInstruction, elementwise: Collection[str]) -> None:
        body = body_of(launch)
        self.size, self.blocks = 0, 0
        self._elementwise = elementwise
        self._uses: dict[HloInstruction, dict[HloInstruction, None]] = {}
        self._times: dict[HloInstruction, int] = {}  # by use
        self._room = _MOST_USES
        if body is None:
            self.size, self.blocks = 1, int(launch.opcode in OPENS_BLOCKS)
            return
        self._use(body.root, [body.root], 1)
        for instruction in reversed(tuple(body.instructions.values())):
            self._take(instruction)

    def times(self, instruction: HloInstruction) -> int:
        """How often an instruction of the fusion is emitted; 0 if that is not known."""
        return sum([self._times[use] for use in self._uses.get(instruction, ())]) if self._room > 0 else 0

    def _take(self, instruction: HloInstruction) -> None:
        times = self.times(instruction)
        if not times:
            return
        self.size = min(self.size + times, _MOST_CODE + 1)
        self.blocks = min(self.blocks + times * (instruction.opcode in OPENS_BLOCKS), _MOST_BLOCKS + 1)
        for operand in instruction.operands:
            if instruction.opcode in self._elementwise and instruction.opcode != "bitcast":
                self._use(operand, self._uses[instruction], 0)
            else:
                self._use(operand, [operand], min(times, _MOST_CODE + 1))

    def _use(self, instruction: HloInstruction, uses: Collection[HloInstruction], times: int) -> None:
        self._uses.setdefault(instruction, {}).update(dict.fromkeys(uses))
        self._room -= len(uses)
        if times:
            self._times[instruction] = self._times.get(instruction, 0) + times


def is_too_large(producer: GpuCode, consumer: GpuCode, times: int) -> bool:
    """Whether XLA finds the code of one kernel too large, which would hold that of the producer so many `times`."""
    blocks = times * producer.blocks + consumer.blocks
    size = times * producer.size + consumer.size
    return blocks > _MOST_BLOCKS or size << blocks > _MOST_CODE
