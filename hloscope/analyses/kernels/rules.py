"""What the launch rules of all targets share: a launch site, its class, and the form of a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from hloscope.ir import HloInstruction

LaunchClass = Literal["kernel", "library", "copy", "collective", "misc", "unknown"]


class LaunchSite(NamedTuple):
    """One launch: the instruction it is made for, its class, and the computation in which the instruction stands.

    A named tuple and no dataclass: a report makes one an instruction, and this is made three times as fast.
    """

    name: str
    launch_class: LaunchClass
    computation: str


Launches = tuple[LaunchSite, ...]
Rule = LaunchClass | Callable[[HloInstruction], Launches] | None
"""The class of the one launch of an opcode, or what looks at the instruction, or None: nothing is launched."""


class LaunchRules(NamedTuple):
    """The rule of each opcode, and the rule of the opcodes that are not named."""

    by_opcode: Mapping[str, Rule]
    otherwise: Rule


_CUSTOM_KIND = re.compile(r'"kind"\s*:\s*"(__[\w$]+)"')

# Opcodes that name, order or regroup values and never move any.
STRUCTURAL = "add-dependency after-all bitcast constant domain get-tuple-element opt-barrier parameter tuple"
CONTROL = "call conditional while"
ELEMENTWISE = """
abs acos acosh add and asin asinh atan2 atanh bitcast-convert cbrt ceil clamp compare complex convert cosine cosh
count-leading-zeros divide erf exponential exponential-minus-one floor imag is-finite log log-plus-one maximum minimum
mulhi multiply negate not or popcnt power real reduce-precision remainder round-nearest-afz round-nearest-even rsqrt
select shift-left shift-right-arithmetic shift-right-logical sign sine sinh sqrt subtract tan tanh xor
"""
DATA_MOVEMENT = """
broadcast concatenate dynamic-slice dynamic-update-slice gather iota map pad reduce reduce-window reverse slice
transpose
"""
COLLECTIVES = """
all-gather all-reduce all-to-all collective-broadcast collective-permute ragged-all-to-all reduce-scatter
"""
COLLECTIVE_STARTS = " ".join(f"{opcode}-start" for opcode in COLLECTIVES.split())


def rules_of(*opcodes: str, rule: Rule) -> dict[str, Rule]:
    """The same rule for each of the opcodes, which white space separates."""
    return dict.fromkeys(" ".join(opcodes).split(), rule)


def custom_kind(fusion: HloInstruction) -> str:
    """The emitter that a fusion of kind kCustom names in its backend config, such as `__triton`; "" if none.

    A search of the text: decoding the whole config costs ten times as much.
    """
    found = _CUSTOM_KIND.search(fusion.attribute_text)
    return found[1] if found else ""


def waiting_or_unknown(instruction: HloInstruction) -> Launches:
    """The rule of opcodes without one: waiting for something that runs launches nothing, the rest is not known."""
    return () if instruction.opcode.endswith(("-done", "-update")) else launch(instruction, "unknown")


def transfer(instruction: HloInstruction) -> Launches:
    """The rule of a send or a recv: a collective, but for one that the host is the other side of."""
    text = instruction.attribute_text
    is_host_transfer = "is_host_transfer=" in text and instruction.attributes.get("is_host_transfer") is True
    return launch(instruction, "misc" if is_host_transfer else "collective")


def is_older_than_scheduling_names(instruction: HloInstruction) -> bool:
    """Whether XLA for GPU of before 2025-08 (jaxlib 0.7.2) wrote this: newer notes its own name in each metadata.

    It does so for Hopper and later. For earlier GPUs, jax's numbers of stack frames are a mark of newer versions.
    """
    text = instruction.attribute_text
    return "metadata=" in text and not ("scheduling_name=" in text or "stack_frame_id=" in text)


def launches_of(instruction: HloInstruction, rules: LaunchRules) -> Launches:
    """What one instruction launches by the rule of its opcode."""
    rule = rules.by_opcode.get(instruction.opcode, rules.otherwise)
    if callable(rule):
        return rule(instruction)
    return () if rule is None else launch(instruction, rule)


def launch(instruction: HloInstruction, launch_class: LaunchClass, times: int = 1) -> Launches:
    """Launches of one class, made for `instruction`."""
    return (LaunchSite(instruction.name, launch_class, instruction.computation.name),) * times
