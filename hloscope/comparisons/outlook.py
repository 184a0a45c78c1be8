"""Outlook: what of one program is compared: the header, the parameters, and the instructions without their names.

It is what a framework asked for, as it stands in the module: the header with the entry's layout, aliases and devices,
the parameters with their names and shardings, and the instructions without names and source places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hloscope.ir import HloInstruction, HloModule
from hloscope.regex import lazy_pattern

_METADATA = lazy_pattern(r', metadata=\{(?:[^{}"]|"(?:[^"\\]|\\.)*+"|\{[^{}]*+\})*+\}')
_NAMES = lazy_pattern(r"%[\w.\-]++")
_CALLEES = lazy_pattern(  # XLA until 2025 prints names without a %
    r"((?:to_apply|calls|condition|body|select|scatter|comparator|true_computation|false_computation)=)[\w.\-]++"
    r"|((?:branch_computations|called_computations|control-predecessors)=\{)[\w.\-, ]++"
)
_NUMBERS = lazy_pattern(r"\((\d{1,9}), \{")
_LAYOUT = lazy_pattern(r"\{[^{}]*+\}")
_OPENING, _CLOSING = "([{", ")]}"
# Of the header: what is told by arguments and results, and what follows from it.
_NOT_SETTINGS = frozenset(
    (
        "entry_computation_layout input_output_alias buffer_donor allow_spmd_sharding_propagation_to_parameters "
        "allow_spmd_sharding_propagation_to_output alias_passthrough_params is_scheduled"
    ).split()
)
_MANY_PLACES = 2000  # source lines are looked at of so many instructions


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter of a program: its shape without the layout, the layout, its sharding, and whether it is donated."""

    number: int
    name: str
    shape: str
    layout: str
    sharding: str
    is_donated: bool

    @property
    def label(self) -> str:
        """`argument 0 (x)`."""
        return f"argument {self.number} ({self.name})" if self.name else f"argument {self.number}"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What of one program is compared; it keeps nothing of the module."""

    digest: bytes
    arguments: tuple[Argument, ...]
    results: tuple[str, ...]
    settings: Mapping[str, str]
    operations: Counter[str]
    opcodes: Counter[str]
    sources: Mapping[str, str]
    places: frozenset[str]


def outlook_of(module: HloModule, digest: bytes) -> Outlook:
    """The outlook of a module; `digest` is equal for programs that differ in names and source places alone."""
    operations: Counter[str] = Counter()
    opcodes: Counter[str] = Counter()
    sources: dict[str, str] = {}
    places: set[str] = set()
    for place, instruction in enumerate(module.instructions()):
        opcodes[instruction.opcode] += 1
        if instruction.opcode == "parameter":
            continue
        text = _text_of(instruction)
        operations[text] += 1
        if text not in sources:
            sources[text] = source_of(instruction)
        if place < _MANY_PLACES and sources[text]:
            places.add(sources[text])
    shapes, results = _signature_of(module)
    return Outlook(
        digest, tuple(_arguments_of(module, shapes)), results, _settings_of(module), operations, opcodes, sources,
        frozenset(places),
    )  # fmt: skip


def _text_of(instruction: HloInstruction) -> str:
    """The instruction without names and metadata: `f32[8] broadcast, dimensions={}`, `s32[] constant(2)`."""
    attributes = _NAMES.sub("", _METADATA.sub("", instruction.attribute_text))
    if "%" not in instruction.attribute_text:
        attributes = _CALLEES.sub(r"\1\2", attributes)
    value = f"({instruction.arguments})" if instruction.opcode == "constant" else ""
    return f"{instruction.shape} {instruction.opcode}{value}{attributes}"


def source_of(instruction: HloInstruction) -> str:
    """`file:line` of it, or of what reads it: a constant has none of its own."""
    for candidate in (instruction, *instruction.users[:3]):
        metadata = candidate.metadata
        if metadata.frames:
            return f"{metadata.frames[0].file}:{metadata.frames[0].line}"
        if metadata.source_file:
            return f"{metadata.source_file}:{metadata.source_line}"
    return ""


def _signature_of(module: HloModule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The shapes of arguments and results with their layouts: as the header has them, else as the entry has."""
    text = str(module.attributes.get("entry_computation_layout", ""))
    parts = text.strip()[1:-1].rpartition("->")
    if parts[1] and parts[0].startswith("("):
        return tuple(split_at_commas(parts[0][1:-1])), tuple(split_at_commas(_unwrapped(parts[2])))
    root = module.entry.root
    results = root.shape.tuple_shapes if root.shape.is_tuple else (root.shape,)
    return tuple(str(item.shape) for item in module.entry.parameters), tuple(map(str, results))


def _unwrapped(text: str) -> str:
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def split_at_commas(text: str) -> Iterator[str]:
    """The parts of a text between the commas that are in no bracket; comments such as `/*index=5*/` are left out."""
    depth, start = 0, 0
    for place, letter in enumerate(text):
        if letter in _OPENING:
            depth += 1
        elif letter in _CLOSING:
            depth -= 1
        elif letter == "," and depth == 0:
            yield text[start:place].rpartition("*/")[2].strip()
            start = place + 1
    if text.strip():
        yield text[start:].rpartition("*/")[2].strip()


def _arguments_of(module: HloModule, shapes: Sequence[str]) -> Iterator[Argument]:
    aliases = (str(module.attributes.get(key, "")) for key in ("input_output_alias", "buffer_donor"))
    donated = {int(number) for text in aliases for number in _NUMBERS.findall(text)}
    for number, parameter in enumerate(module.entry.parameters):
        shape = shapes[number] if number < len(shapes) else str(parameter.shape)
        layouts = " ".join(_LAYOUT.findall(shape))
        sharding = str(parameter.attributes.get("sharding", "")) if "sharding=" in parameter.attribute_text else ""
        name = parameter.metadata.op_name
        yield Argument(number, name, _LAYOUT.sub("", shape), layouts, sharding, number in donated)


def _settings_of(module: HloModule) -> dict[str, str]:
    return {key: str(value) for key, value in module.attributes.items() if key not in _NOT_SETTINGS}


def opcode_in(text: str) -> str:
    """The opcode of a text of `_text_of`: the first word behind the shape, which has spaces only in brackets."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in _OPENING) - (letter in _CLOSING)
        if letter == " " and depth == 0:
            rest = text[place + 1 :]
            return rest.partition("(")[0].partition(",")[0]
    return text
