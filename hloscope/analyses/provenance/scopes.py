"""Scopes: the names of the framework's operations as a tree, by phase of training; told by the names alone.

JAX: `jit(step)/transpose(jvp(Model))/layer_0/attn/dot_general` is the layer's, of the backward pass; `jvp` alone is the
forward pass, `rematted_computation` (jax.checkpoint) what is computed again. What is in that has its name twice:
`transpose(jvp(Model))/layer_0/jvp(Model)/layer_0/checkpoint`. TensorFlow: `gradient_tape/...` is the backward pass.
torch-xla names operations alone (`aten__relu`) unless the program gives scopes: these are its scopes. What bears no
mark is told by what it reads (`hloscope.analyses.provenance.phases`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from hloscope.analyses.cost.machines import Machine
from hloscope.analyses.facts.direction import direction_of, joined_names
from hloscope.analyses.facts.sources import Source
from hloscope.analyses.provenance.source_costs import LaunchPart, RunCost, RunCostForm
from hloscope.frameworks.jax_functions import JITTED

Phase = Literal["forward", "backward", "rematerialized", "optimizer", ""]

_WRAPPED = re.compile(r"([\w.<>-]+)\((.*)\)")
_TRANSFORMS = frozenset({"jvp", "transpose", "vmap", "pmap", "remat", "checkpoint", "shard_map", "custom_jvp"})
# Parts of the machinery that say nothing of the program.
_STRUCTURE = frozenset(
    """
    main while body cond cond_fun body_fun branch_0_fun branch_1_fun closed_call eval_jaxpr checkpoint remat remat2
    rematted_computation shard_map shmap_body custom_jvp_call custom_vjp_call custom_vjp_call_jaxpr core_call pjit jit
    scan gradient_tape StatefulPartitionedCall PartitionedCall XlaModule
    """.split()
)
_TORCH = re.compile(r"(?:^|/)(?:aten|xla|prim|torch_xla)__[^/]+$")
_OPTIMIZERS = re.compile(
    r"(?i)(?:^|/)(?:(?:n?adam|sgd|adagrad|adadelta|adafactor|rmsprop|optim|opt_update|apply_gradients)\w*"
    r"|(?:ftrl|lion|lamb|muon|loss_scale_optimizer)(?:_\d+)?)(?:/|$)"
)


_DEEPEST = 50
"""Names around an operation that are told apart: programs have some 20, and a row for each tells all names above it."""


class Scope(NamedTuple):
    """The names around an operation, outermost first, and the phase of training; no phase where nothing tells."""

    phase: Phase
    path: tuple[str, ...]


class ScopeForm(RunCostForm):
    """A scope with all that is in it: `path` from the outermost name, `phase` of training, and how many launches.

    `run_launches` counts each as often as a run executes it, and for each scope that has a part in it.
    """

    phase: str
    path: list[str]
    launches: int
    run_launches: int


@dataclass(slots=True)
class ScopeNode:
    """One scope, what a run takes for it with all below, and the scopes in it."""

    scope: Scope
    cost: RunCost = field(default_factory=RunCost)
    children: dict[str, ScopeNode] = field(default_factory=dict[str, "ScopeNode"])

    def walk(self) -> Iterator[ScopeNode]:
        """Goes through this scope and all below, in the order in which they are shown: what takes most first."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += sorted(node.children.values(), key=lambda child: child.cost.weight)

    def to_dict(self, whole: RunCost, machine: Machine | None, measured: float | None = None) -> ScopeForm:
        """The JSON form, beside what the whole run takes, and the seconds that it took in a profile."""
        return {
            "phase": self.scope.phase,
            "path": list(self.scope.path),
            "launches": len(self.cost.launches),
            "run_launches": sum(self.cost.launches.values()),
            **self.cost.to_dict(whole, machine, measured),
        }


def scope_tree(parts: Iterable[LaunchPart], phases: Mapping[Source, Phase]) -> ScopeNode:
    """The tree of scopes of what a run takes: below the root the phases, if there are any, then names, 50 at most."""
    parts = list(parts)
    scopes = {part.cost.source.op_name: scope_of(part.cost.source.op_name) for part in parts}
    root = ScopeNode(Scope("", ()))
    for part in parts:
        scope = scopes[part.cost.source.op_name]
        phase = (phases.get(part.cost.source) or scope.phase) if phases else ""
        for node in _nodes_to(root, Scope(phase, scope.path[:_DEEPEST])):
            node.cost.add(part)
    return root


def _nodes_to(root: ScopeNode, scope: Scope) -> Iterator[ScopeNode]:
    """The scopes from the root to one, made where they are new."""
    yield root
    node = root
    if scope.phase:
        node = node.children.setdefault(scope.phase, ScopeNode(Scope(scope.phase, ())))
        yield node
    for depth, name in enumerate(scope.path, start=1):
        node = node.children.setdefault(f"/{name}", ScopeNode(Scope(scope.phase, scope.path[:depth])))
        yield node


@lru_cache(maxsize=65536)
def scope_of(op_name: str) -> Scope:
    """The scope of an operation by its name, without the operation itself and what wraps it.

    Of several names, which XLA writes of operations that it made one, the first counts.
    """
    names: list[str] = []
    transforms: set[str] = set()
    op_name = joined_names(op_name.partition(";")[0])[0]
    parts = _split(op_name)
    if is_of_torch(op_name):
        return Scope(_phase_of(op_name, parts, transforms), _torch_path(parts))
    begun: tuple[str, int] | None = None  # the first name below jvp, and how many are around it
    for place, part in enumerate(parts):
        inner, around = _unwrapped(part)
        transforms.update(around)
        if "jvp" in around:
            begun = begun or (inner, len(names))
            if inner == begun[0]:
                del names[begun[1] :]
        is_operation = place == len(parts) - 1 and not around
        is_named_before = bool(around) and names[-1:] == [inner]  # jax names what is around a checkpoint once more
        is_no_layer = is_operation or is_named_before or _is_function(inner, around, place)
        if inner and inner not in _STRUCTURE and not is_no_layer:
            names.append(inner)
    return Scope(_phase_of(op_name, parts, transforms), tuple(names))


def is_of_torch(op_name: str) -> bool:
    """Whether an operation is torch's by its name."""
    return _TORCH.search(op_name) is not None


def _torch_path(parts: list[str]) -> tuple[str, ...]:
    """The scopes that the program gave, and the operation: torch numbers those that it makes of several."""
    operation = parts[-1]
    return (*[part for part in parts[:-1] if part.partition(".")[0] != operation], operation)


def _is_function(name: str, around: list[str], place: int) -> bool:
    """Whether a name is that of the program, or of a function of the framework's own."""
    return around[-1:] in (["jit"], ["pjit"]) and (place == 0 or name in JITTED)


def _phase_of(op_name: str, parts: list[str], transforms: set[str]) -> Phase:
    if "rematted_computation" in parts:
        return "rematerialized"
    if "transpose" in transforms or direction_of(op_name) == "backward":
        return "backward"
    if _OPTIMIZERS.search(op_name):
        return "optimizer"
    return "forward" if "jvp" in transforms else ""


def _split(op_name: str) -> list[str]:
    """The parts between slashes that are in no bracket."""
    parts, depth, start = list[str](), 0, 0
    for place, letter in enumerate(op_name):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif letter == "/" and not depth:
            parts.append(op_name[start:place])
            start = place + 1
    return [part for part in (*parts, op_name[start:]) if part]


def _unwrapped(part: str) -> tuple[str, list[str]]:
    """`Model`, and `transpose` and `jvp`, of `transpose(jvp(Model))`."""
    around: list[str] = []
    while (found := _WRAPPED.fullmatch(part)) and (found[1] in _TRANSFORMS or found[1] in ("jit", "pjit")):
        around.append(found[1])
        part = found[2]
    return part, around


def scope_forms(root: ScopeNode, machine: Machine | None, measured: float | None = None) -> list[ScopeForm]:
    """The JSON forms of all scopes but the root, each behind the one that it is in; the rest as of `to_dict`."""
    return [node.to_dict(root.cost, machine, measured) for node in root.walk() if node is not root]


PHASES: Mapping[str, str] = {
    "forward": "forward",
    "backward": "backward",
    "rematerialized": "computed again",
    "optimizer": "optimizer (inferred)",
}
"""Phases in words."""
