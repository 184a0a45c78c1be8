"""The intermediate representation: HloModule, HloComputation and HloInstruction, as XLA names them.

Nodes are read-only by contract and compare by identity. Walks over them are iterative: a module may hold a chain of
100,000 instructions. What is seldom asked for (attributes, metadata, users) is decoded on first use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

from hloscope.shapes import UNKNOWN_SHAPE, Layout, Shape
from hloscope.words.display import Displayed

__all__ = [
    "UNKNOWN_SHAPE",
    "AttributeValue",
    "Frame",
    "HloComputation",
    "HloElement",
    "HloInstruction",
    "HloModule",
    "Layout",
    "Metadata",
    "Shape",
    "TextContext",
]

AttributeValue = bool | int | float | str | tuple[int, ...]
"""A decoded attribute: a bool, a number, an unescaped string, a list of ints, else its text as written."""


class Frame(NamedTuple):
    """One line of a user's call stack."""

    file: str
    line: int
    function: str = ""
    column: int = 0


class Metadata(NamedTuple):
    """What the framework said of an instruction; `frames` is its call stack, innermost first, if the text has one."""

    op_name: str = ""
    op_type: str = ""
    source_file: str = ""
    source_line: int = 0
    frames: tuple[Frame, ...] = ()


class TextContext(NamedTuple):
    """What all nodes of one module share: how to decode its texts. A parser provides it."""

    decode_attributes: Callable[[str], Mapping[str, AttributeValue]]
    decode_metadata: Callable[[str], Metadata]
    stack_frames: Callable[[int], tuple[Frame, ...]]


class HloInstruction:
    """One instruction: `ROOT %name = shape opcode(operands), attributes`.

    `arguments` is the text between the parentheses where it is not operands: the number of a parameter, the literal
    of a constant. What stands behind the parentheses is in two parts, each empty or with ", " in front: `annotations`
    are the metadata and the backend_config with which a line ends, and `settings` what is in front of them, which many
    instructions share.
    """

    __slots__ = (
        "annotations",
        "arguments",
        "called_computations",
        "computation",
        "name",
        "opcode",
        "operands",
        "settings",
        "shape",
    )

    # Not to be assigned: they are not Final because the parser fills them in without a call of __init__.
    annotations: str
    arguments: str
    called_computations: tuple[HloComputation, ...]
    computation: HloComputation
    name: str
    opcode: str
    operands: tuple[HloInstruction, ...]
    settings: str
    shape: Shape

    def __init__(
        self,
        name: str,
        opcode: str,
        shape: Shape,
        operands: tuple[HloInstruction, ...] = (),
        called_computations: tuple[HloComputation, ...] = (),
        arguments: str = "",
        settings: str = "",
        annotations: str = "",
    ) -> None:
        self.name = name
        self.opcode = opcode
        self.shape = shape
        self.operands = operands
        self.called_computations = called_computations
        self.arguments = arguments
        self.settings = settings
        self.annotations = annotations

    @property
    def label(self) -> str:
        """What a person finds in the text: its name, or `p#0` where a member of a tuple is written so."""
        return self.name

    @property
    def attribute_text(self) -> str:
        """Everything behind the parentheses as written, beginning with ", "."""
        return self.settings + self.annotations

    @property
    def attributes(self) -> Mapping[str, AttributeValue]:
        """Everything behind the parentheses, decoded: `{"dimensions": (0, 1), "index": 2, "channel_id": 1}`."""
        decoded = self.computation.decoded
        if self not in decoded:
            decoded[self] = self.computation.context.decode_attributes(self.attribute_text)
        return decoded[self]

    @property
    def users(self) -> tuple[HloInstruction, ...]:
        """The instructions of the same computation that read this one, each once, in text order."""
        return self.computation.users.get(self, ())

    @property
    def is_root(self) -> bool:
        """Whether its value is the value of its computation."""
        return self.computation.root is self

    @property
    def metadata(self) -> Metadata:
        """`op_name`, `op_type` and source place from the framework; empty where the text has none."""
        if "metadata=" not in self.attribute_text:
            return _NO_METADATA
        text = self.attributes.get("metadata", "")
        return self.computation.context.decode_metadata(str(text))

    @property
    def fusion_kind(self) -> str | None:
        """`kLoop`, `kInput`, `kOutput` or `kCustom` of a fusion."""
        return self._text_attribute("kind") if self.opcode == "fusion" else None

    @property
    def custom_call_target(self) -> str | None:
        """The name of the library function that a custom-call runs."""
        return self._text_attribute("custom_call_target")

    @property
    def backend_config(self) -> str | None:
        """The target's own settings, as written (a JSON object or an unescaped string)."""
        return self._text_attribute("backend_config")

    @property
    def backend_config_json(self) -> Mapping[str, Any]:
        """`backend_config` as an object; empty where there is none or it is not JSON."""
        try:
            value = json.loads(self.backend_config or "")
        except (ValueError, RecursionError):
            return {}
        return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}

    @property
    def literal(self) -> str | None:
        """The text of a constant's value, such as `1.5`, `{1, 2}` or the elided `{...}`."""
        return self.arguments if self.opcode == "constant" else None

    @property
    def parameter_number(self) -> int | None:
        """The place of a parameter in its computation's signature, from 0."""
        return int(self.arguments) if self.opcode == "parameter" else None

    @property
    def control_predecessors(self) -> tuple[HloInstruction, ...]:
        """The instructions that must run before this one though no data flows."""
        if "control-predecessors=" not in self.settings:
            return ()
        names = _NAME.findall(str(self.attributes.get("control-predecessors", "")))
        siblings = self.computation.instructions
        return tuple(siblings[name] for name in names if name in siblings)

    def _text_attribute(self, key: str) -> str | None:
        if f"{key}=" not in self.attribute_text:  # spares most instructions the decoding
            return None
        value = self.attributes.get(key)
        return None if value is None else str(value)

    def __str__(self) -> str:
        """The instruction as HLO text that XLA parses."""
        arguments = self.arguments or ", ".join(f"%{operand.name}" for operand in self.operands)
        shape = "" if self.shape.is_unknown else f"{self.shape} "
        return f"%{self.name} = {shape}{self.opcode}({arguments}){self.attribute_text}"

    def __repr__(self) -> str:
        text = str(self)
        return f"<HloInstruction {text if len(text) <= _LONGEST else f'{text[: _LONGEST - 3]}...'}>"


class HloElement(HloInstruction):
    """A get-tuple-element that has no line of its own in the text, but stands as `%p#0` where it is read."""

    __slots__ = ()

    @property
    def index(self) -> int:
        """Which member of the tuple it is."""
        return int(self.settings.rpartition("=")[2])

    @property
    def label(self) -> str:
        """`p#0`, as the text has it."""
        return f"{self.operands[0].label}#{self.index}"


class HloComputation:
    """A sequence of instructions with parameters and a root; the entry, or called by an instruction."""

    __slots__ = ("_users", "context", "decoded", "execution_thread", "instructions", "is_entry", "name", "root")

    def __init__(
        self,
        name: str,
        instructions: Mapping[str, HloInstruction],
        root: HloInstruction,
        context: TextContext,
        *,
        is_entry: bool = False,
        execution_thread: str = "",
    ) -> None:
        """Takes the instructions over: each of them belongs to this computation from now on."""
        self.fill(name, instructions, root, context, is_entry, execution_thread)
        for instruction in instructions.values():
            instruction.computation = self

    def fill(
        self,
        name: str,
        instructions: Mapping[str, HloInstruction],
        root: HloInstruction,
        context: TextContext,
        is_entry: bool,  # noqa: FBT001 (by position it is faster)
        execution_thread: str,
    ) -> None:
        """Says what an empty computation holds; the instructions belong to it already. For parsers."""
        self.name = name
        self.instructions = instructions
        self.root = root
        self.context = context
        self.is_entry = is_entry
        self.execution_thread = execution_thread
        self.decoded: dict[HloInstruction, Mapping[str, AttributeValue]] = {}
        self._users: dict[HloInstruction, tuple[HloInstruction, ...]] | None = None

    @property
    def parameters(self) -> tuple[HloInstruction, ...]:
        """Its parameters in the order of their numbers."""
        found = [i for i in self.instructions.values() if i.opcode == "parameter"]
        return tuple(sorted(found, key=lambda parameter: int(parameter.arguments)))

    @property
    def users(self) -> Mapping[HloInstruction, tuple[HloInstruction, ...]]:
        """The readers of each instruction that has any."""
        if self._users is None:
            readers: dict[HloInstruction, dict[HloInstruction, None]] = {}
            for instruction in self.instructions.values():
                for operand in instruction.operands:
                    readers.setdefault(operand, {})[instruction] = None
            self._users = {operand: tuple(found) for operand, found in readers.items()}
        return self._users

    def take_apart(self) -> None:
        """Forgets its instructions, which refer to it: so their memory is free at once, without the collector.

        Neither it nor any of them may be used afterwards.
        """
        del self.root, self.instructions, self.decoded, self._users

    def __str__(self) -> str:
        """The computation as HLO text, with signature."""
        parameters = ", ".join(f"{p.name}: {p.shape}" for p in self.parameters)
        lines = [f"  {'ROOT ' if i is self.root else ''}{i}\n" for i in self.instructions.values()]
        thread = f', execution_thread="{self.execution_thread}"' if self.execution_thread else ""
        entry = "ENTRY " if self.is_entry else ""
        signature = "" if self.root.shape.is_unknown else f"({parameters}) -> {self.root.shape} "
        return f"{entry}%{self.name} {signature}{{\n{''.join(lines)}}}{thread}\n"

    def __repr__(self) -> str:
        return f"<HloComputation {self.name}: {len(self.instructions)} instructions>"


class HloModule(Displayed):
    """One compiled program: its computations in text order, callees before their callers.

    `attribute_text` is what follows the name in the header, as written; `tables` are the stack-frame tables below it.
    """

    __slots__ = ("_attributes", "attribute_text", "computations", "context", "entry", "name", "tables")

    def __init__(
        self,
        name: str,
        computations: Mapping[str, HloComputation],
        entry: HloComputation,
        context: TextContext,
        attribute_text: str = "",
        tables: str = "",
    ) -> None:
        self.name: Final = name
        self.computations: Final = computations
        self.entry: Final = entry
        self.context: Final = context
        self.attribute_text: Final = attribute_text
        self.tables: Final = tables
        self._attributes: Mapping[str, AttributeValue] | None = None

    @property
    def attributes(self) -> Mapping[str, AttributeValue]:
        """The attributes of the header, decoded: `entry_computation_layout`, `input_output_alias`, ..."""
        if self._attributes is None:
            self._attributes = self.context.decode_attributes(self.attribute_text)
        return self._attributes

    @property
    def is_scheduled(self) -> bool:
        """True of what XLA runs (after optimizations); false of what it was given."""
        return "is_scheduled=true" in self.attribute_text and self.attributes.get("is_scheduled") is True

    @property
    def has_elements(self) -> bool | None:
        """True if its text has elements, `%p#0`, which XLA dumps since jaxlib 0.11; None, which tells nothing."""
        return any(HloElement in map(type, c.instructions.values()) for c in self.computations.values()) or None

    def instructions(self) -> Iterator[HloInstruction]:
        """Every instruction of every computation, in text order."""
        for computation in self.computations.values():
            yield from computation.instructions.values()

    def stack_frames(self, frame_id: int) -> tuple[Frame, ...]:
        """The call stack that `metadata={stack_frame_id=N}` stands for, innermost first; empty where there is none."""
        return self.context.stack_frames(frame_id)

    def __str__(self) -> str:
        """The module as HLO text that XLA parses."""
        computations = "\n".join(map(str, self.computations.values()))
        name = self.name or f"%{self.entry.name}"  # the percent sign, for a keyword may be the name of a computation
        return f"HloModule {name}{self.attribute_text}\n\n{self.tables}{computations}"

    def __repr__(self) -> str:
        return f"<HloModule {self.name}: {len(self.computations)} computations>"


_LONGEST = 200  # letters of an instruction in a `repr`: a tuple may have thousands of operands
_NO_METADATA = Metadata()
_NAME = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
