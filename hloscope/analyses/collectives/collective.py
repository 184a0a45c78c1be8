"""Collective: one launch of one, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hloscope.analyses.collectives.contexts import Context, Loop
from hloscope.analyses.collectives.device_groups import DeviceGroups
from hloscope.analyses.collectives.mesh_axes import Over
from hloscope.analyses.collectives.overlap import Between
from hloscope.analyses.collectives.payload import Payload, payload_of, result_of, wire_bytes
from hloscope.analyses.collectives.sites import Site
from hloscope.analyses.collectives.times import NOT_MEASURED
from hloscope.analyses.facts.direction import Direction, direction_of, only_direction
from hloscope.analyses.facts.execution import LARGEST
from hloscope.ir import HloInstruction, Shape

if TYPE_CHECKING:
    from hloscope.analyses.collectives.forms import BetweenForm, CollectiveForm, MeshForm


class Member(NamedTuple):
    """One of the arrays of a combined collective, and where it comes from."""

    name: str
    shape: Shape
    op_name: str
    source: str


class Origin(NamedTuple):
    """The framework's name and the line of a collective; `is_inferred` from what it takes, or what takes it."""

    op_name: str = ""
    source: str = ""
    is_inferred: bool = False


@dataclass(frozen=True)
class Collective:
    """One launch of a collective; `over` is None where its groups are along no axes of a mesh that is known.

    `start` and `done` are those of an asynchronous one; `between` is what runs meanwhile.
    """

    site: Site
    groups: DeviceGroups
    over: Over | None
    context: Context
    origin: Origin
    is_asynchronous: bool
    start: HloInstruction | None
    done: HloInstruction | None
    between: Between | None
    combined: tuple[Member, ...]

    @property
    def loops(self) -> tuple[Loop, ...]:
        """The loops around it, the innermost last."""
        return self.context.loops

    @property
    def is_conditional(self) -> bool:
        """Whether it is in a branch, which may not be taken."""
        return self.context.is_conditional

    @property
    def runs(self) -> int | None:
        """How often a run comes to it; None in a loop of unknown length."""
        return self.context.runs

    @property
    def least_runs(self) -> int:
        """The same with a loop of unknown length counted once."""
        return self.context.least_runs

    @property
    def name(self) -> str:
        """The name of the launch, as the count of kernels has it."""
        return self.site.launch.name

    @cached_property
    def kind(self) -> str:
        """`all-reduce`, whether it is begun asynchronously or not."""
        return self.site.kind

    @property
    def instruction(self) -> HloInstruction:
        """The collective itself, which may be in a fusion."""
        return self.site.collective

    @cached_property
    def payload(self) -> Payload:
        """The bytes that one device hands in, and gets."""
        return payload_of(self.instruction, self.kind)

    @property
    def bytes(self) -> int:
        """The payload of one execution."""
        return self.payload.bytes

    @property
    def wire_bytes(self) -> int | None:
        """What a device sends in one execution, modelled as a ring; None where the size of its group is not known."""
        return wire_bytes(self.kind, self.payload, self.groups.size)

    @property
    def bytes_per_run(self) -> int:
        """The payload of all its executions in a run; a loop of unknown length counts once."""
        return min(LARGEST, self.bytes * self.least_runs)

    @cached_property
    def over_text(self) -> str:
        """What it talks over: `x`, `axis 1 of 2x4`, else how large its groups are."""
        if self.over:
            return str(self.over)
        return ",".join(self.groups.axes) or (f"groups of {self.groups.size}" if self.groups.size else "unknown")

    @property
    def axis_names(self) -> tuple[str, ...] | None:
        """The axes that it talks over, None where they are not known."""
        return self.over.names if self.over else self.groups.axes or None

    @cached_property
    def direction(self) -> Direction | None:
        """The pass that it is of, forward, backward or computed again, by the framework's names; of all combined."""
        op_names = [member.op_name for member in self.combined if member.op_name] or [self.origin.op_name]
        return only_direction([direction_of(op_name, self.name) for op_name in op_names])

    @property
    def reduction(self) -> str | None:
        """What reduces: `add`, `maximum`."""
        called = self.instruction.called_computations
        return called[0].root.opcode if called and "reduce" in self.kind else None

    def to_dict(self) -> CollectiveForm:
        """The JSON form."""
        channel = self.instruction.attributes.get("channel_id")
        groups, between = self.groups, self.between
        return {
            "name": self.name,
            "computation": self.site.launch.computation,
            "launched": (self.start or self.site.launched).name,
            "kind": self.kind,
            "reduction": self.reduction,
            "shape": str(result_of(self.instruction, self.kind)),
            "input_bytes": self.payload.given,
            "output_bytes": self.payload.got,
            "bytes": self.bytes,
            "wire_bytes": self.wire_bytes,
            "channel_id": channel if isinstance(channel, int) else None,
            "groups": {"text": groups.text, "mode": groups.mode, "count": groups.count, "size": groups.size},
            "mesh": self._mesh_form(),
            "axes": None if self.axis_names is None else [*self.axis_names],
            "over": self.over_text,
            "loops": [
                {"name": loop.name, "trip_count": loop.trip_count, "inferred": loop.is_inferred} for loop in self.loops
            ],
            "conditional": self.is_conditional,
            "runs": self.runs,
            "direction": self.direction,
            "op_name": self.origin.op_name,
            "source": self.origin.source,
            "source_inferred": self.origin.is_inferred,
            "asynchronous": self.is_asynchronous,
            "start": self.start.name if self.start else None,
            "done": self.done.name if self.done else None,
            "between": _between_form(between) if between else None,
            **NOT_MEASURED,
            "combined": [
                {
                    "name": member.name,
                    "shape": str(member.shape),
                    "bytes": member.shape.byte_size,
                    "op_name": member.op_name,
                    "source": member.source,
                }
                for member in self.combined
            ],
        }

    def _mesh_form(self) -> MeshForm | None:
        mesh = self.over.mesh if self.over else self.groups.mesh
        if mesh is None:
            return None
        return {"axes": [{"name": axis.name, "size": axis.size} for axis in mesh.axes], "inferred": mesh.is_inferred}


def _between_form(between: Between) -> BetweenForm:
    return {
        "operations": between.operations,
        "compute_launches": between.launches,
        "names": [*between.names],
    }
