"""Fusion clusters: what XLA compiled into one kernel, and what it fused more than once.

A cluster is a fusion, in a computation that the module executes, with two or more real operations; what counts as one
is said at `operations_of`. A fusion of fewer is wrapped: one operation as a kernel of its own. Its content decides
this, never its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hloscope.analyses.facts.execution import executed_computations, is_small_call
from hloscope.analyses.facts.fusion_kinds import custom_kind_of, kind_of
from hloscope.analyses.facts.groups import Group
from hloscope.analyses.facts.memo import Memo
from hloscope.analyses.facts.operations import FUSIONS, operations_of, results_of
from hloscope.analyses.facts.structures import Body
from hloscope.analyses.fusions.duplicates import Copies, Duplicate
from hloscope.analyses.fusions.heroes import hero_finder
from hloscope.errors import HloscopeError
from hloscope.ir import HloInstruction, HloModule
from hloscope.unfuse import unfusion_of
from hloscope.unfuse.unfusing import Unfusion

if TYPE_CHECKING:
    from hloscope.analyses.fusions.forms import CompiledLoopForm, FusionForm, OwnFusionForm


_SAME_VALUE = frozenset({"bitcast", "copy", "reshape"})


@dataclass(frozen=True)
class Fusion(Group):
    """A fusion that is run: a cluster, or a single operation that XLA wrapped."""

    @property
    def is_wrapped(self) -> bool:
        """Whether it holds fewer than two real operations."""
        return len(self.operations) < 2

    @property
    def kind(self) -> str | None:
        """`kLoop`, `kInput`, `kOutput` or `kCustom`."""
        return kind_of(self.instruction)

    @property
    def custom_kind(self) -> str | None:
        """Who compiles a custom fusion: `triton`, `ynn`, `onednn`, `cudnn`, `dynamic-slice`, ..."""
        return custom_kind_of(self.instruction)

    @property
    def root_opcode(self) -> str:
        """The opcode of the body's root: `tuple` where there are several results, whose opcodes `root_opcodes` has."""
        called = self.instruction.called_computations
        return called[0].root.opcode if called else self.instruction.opcode

    @property
    def root_opcodes(self) -> tuple[str, ...]:
        """The opcodes that make the results, each result once, seen through tuples and nested fusions."""
        body = self._body
        return tuple([result.opcode for result in body.find(results_of)]) if body else ()

    @property
    def same_outputs(self) -> list[int | None]:
        """For each output the place of an earlier one that is the same value, written once more; else None."""
        called = self.instruction.called_computations
        root = called[0].root if called else self.instruction
        if root.opcode != "tuple":
            return [None] * len(self.outputs)
        first: dict[HloInstruction, int] = {}
        known: dict[HloInstruction, HloInstruction] = {}
        written = [first.setdefault(_value_of(operand, known), place) for place, operand in enumerate(root.operands)]
        return [earlier if earlier != place else None for place, earlier in enumerate(written)]

    @property
    def hero(self) -> HloInstruction | None:
        """The operation that decides how XLA compiles it; inferred (see `hloscope.analyses.fusions.heroes`)."""
        body = self._body
        return next(iter(body.find(hero_finder(self.instruction))), None) if body else None

    @property
    def _body(self) -> Body | None:
        called = self.instruction.called_computations
        return self.memo.structures.of(called[0]) if called else None

    def to_dict(self) -> OwnFusionForm:
        """The JSON form `F` but for what other fusions compute again; bytes are those of the whole array."""
        hero = self.hero
        return {
            **self.group_form(),
            "kind": self.kind,
            "custom_kind": self.custom_kind,
            "wrapped": self.is_wrapped,
            "root_opcode": self.root_opcode,
            "root_opcodes": list(self.root_opcodes),
            "same_outputs": self.same_outputs,
            "hero": {"name": hero.name, "opcode": hero.opcode, "inferred": True} if hero else None,
        }


@dataclass(frozen=True)
class CompiledLoop(Group):
    """A call whose callee the CPU compiler makes one kernel of, with the loops and fusions inside.

    Source: `xla_cpu_small_call`, xla/service/cpu/small_while_loop_hoisting_pass.cc. It is no fusion.
    """

    def to_dict(self) -> CompiledLoopForm:
        """The JSON form: that of a fusion without what only fusions have."""
        return {**self.group_form(), "label": "compiled loop"}


@dataclass(frozen=True)
class Fusions:
    """All fusions that a module runs, in order of execution, and its compiled loops."""

    items: tuple[Fusion, ...]
    compiled_loops: tuple[CompiledLoop, ...]
    module: HloModule
    unfusion: Unfusion | None
    memo: Memo

    @cached_property
    def clusters(self) -> tuple[Fusion, ...]:
        """Those with two or more real operations."""
        return tuple(fusion for fusion in self.items if not fusion.is_wrapped)

    @cached_property
    def wrapped(self) -> tuple[Fusion, ...]:
        """Those of a single operation."""
        return tuple(fusion for fusion in self.items if fusion.is_wrapped)

    @cached_property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """The operations that more than one cluster computes, on the same values.

        None of a fusion that runs asynchronously, nor of a module that `unfuse` finds broken.
        """
        return self._copies.duplicates() if self._copies else ()

    @cached_property
    def _copies(self) -> Copies | None:
        try:
            unfusion = self.unfusion or unfusion_of(self.module)
        except HloscopeError:
            return None
        inlined = [cluster for cluster in self.clusters if cluster.instruction in unfusion.inlined]
        return Copies({cluster.instruction: cluster.operations for cluster in inlined}, unfusion, self.memo)

    def to_dict(self) -> list[FusionForm]:
        """The list of JSON forms `F`: each also names the operations of it that another cluster computes again."""
        return [{**fusion.to_dict(), "duplicated": self._copied_names(fusion)} for fusion in self.items]

    def _copied_names(self, fusion: Fusion) -> list[str]:
        copied = self._copies.within(fusion.instruction) if self._copies else ()
        return [operation.name for operation in copied]


def fusions_of(module: HloModule, memo: Memo | None = None, unfusion: Unfusion | None = None) -> Fusions:
    """The fusions that a run of `module` may reach, each once; those inside fusions and compiled loops are theirs.

    `unfusion` is that of the module, if it is there already.
    """
    memo = memo or Memo()
    executed = [i for computation in executed_computations(module) for i in computation.instructions.values()]
    fusions = [instruction for instruction in executed if instruction.opcode in FUSIONS]
    loops = [i for i in executed if i.opcode == "call" and i.called_computations and is_small_call(i)]
    return Fusions(
        items=tuple([Fusion(fusion, _operations_in(fusion, memo), memo) for fusion in fusions]),
        compiled_loops=tuple([CompiledLoop(loop, operations_of(loop.called_computations[0]), memo) for loop in loops]),
        module=module,
        unfusion=unfusion,
        memo=memo,
    )


def _value_of(result: HloInstruction, known: dict[HloInstruction, HloInstruction]) -> HloInstruction:
    """What makes a result that is only renamed or copied; `known` has what was followed before."""
    passed: list[HloInstruction] = []
    while result not in known and result.opcode in _SAME_VALUE and len(result.operands) == 1:
        passed.append(result)
        result = result.operands[0]
    maker = known.get(result, result)
    known.update(dict.fromkeys(passed, maker))
    return maker


def _operations_in(caller: HloInstruction, memo: Memo) -> tuple[HloInstruction, ...]:
    called = caller.called_computations
    return memo.structures.of(called[0]).find(operations_of) if called else ()
