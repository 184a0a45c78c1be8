"""Signatures: fingerprints of what a fusion computes, the same under any names, in any process and Python.

A signature covers opcodes, shapes with layouts, which operand feeds what, and attributes that change the result
(dimensions, direction, slice, window, ...). It leaves out names, metadata, backend_config, channel ids, shardings and
the values of constants. The order of a fusion's parameters does not matter; the order of an operation's operands does,
even of an add.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from hloscope.analyses.execution import executed_computations
from hloscope.analyses.fusion_kinds import custom_kind_of, kind_of
from hloscope.analyses.operations import BOOKKEEPING, FUSIONS
from hloscope.ir import HloComputation, HloInstruction, HloModule, Shape, TextContext

# Attributes that say nothing of what is computed; those that name computations count by the callee's signature.
_IGNORED_ATTRIBUTES = """
metadata backend_config channel_id frontend_attributes sharding control-predecessors origin statistics
outer_dimension_partitions parameter_replication execution_thread async_execution_thread
calls to_apply condition body branch_computations true_computation false_computation called_computations select scatter
comparator
"""
_IGNORED = frozenset(_IGNORED_ATTRIBUTES.split())
_CALLEE = re.compile(r", (?:to_apply|calls)=%?[\w.\-]++(?=,|$)", re.ASCII)


def signature_of(fusion: HloInstruction) -> str:
    """The signature of one fusion's body: 16 hexadecimal digits; of another instruction that of the operation."""
    return Signer().signature_of(fusion)


def compilation_signature(module: HloModule) -> str:
    """The signature of a program: of how often it holds which fusion and which other operation that XLA launches.

    It covers every executed computation once, in any order, and beside the signatures how each fusion is compiled.
    """
    signer = Signer()
    return _digest(
        sorted(
            f"{kind_of(instruction)} {custom_kind_of(instruction)} {signer.signature_of(instruction)}"
            for computation in executed_computations(module)
            for instruction in computation.instructions.values()
            if instruction.opcode not in BOOKKEEPING
        )
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """A computation in canonical form: its digest, and its parameters in the order in which the digest meets them."""

    digest: str
    parameters: tuple[int, ...]

    def __str__(self) -> str:
        """The form of a computation whose caller fixes what each parameter means, as a reduce does."""
        return f"{self.digest}{self.parameters}"


class Signer:
    """Signs the instructions of one module in linear time; remembers what many of them share.

    With `is_exact` the values of constants count too, and one whose value the text leaves out equals only itself.
    """

    def __init__(self, *, is_exact: bool = False) -> None:
        self._is_exact = is_exact
        self._forms: dict[HloComputation, _Form] = {}
        self._meanings: dict[HloInstruction, str] = {}
        self._attributes: dict[str, str] = {}
        self._shapes: dict[int, tuple[Shape, str]] = {}  # by identity: hashing a shape takes 8 times as long

    def signature_of(self, instruction: HloInstruction) -> str:
        """As the function `signature_of`."""
        if instruction.opcode in FUSIONS and instruction.called_computations:
            return self._form_of(instruction.called_computations[0]).digest
        operands = [self._shape_text(operand.shape) for operand in instruction.operands]
        return _digest([self.meaning_of(instruction), *operands])

    def meaning_of(self, instruction: HloInstruction) -> str:
        """An instruction without names and operands: its opcode, semantic attributes, callees and shape."""
        meaning = self._meanings.get(instruction)
        if meaning is None:
            meaning = self._meanings[instruction] = self._told_meaning(instruction)
        return meaning

    def _told_meaning(self, instruction: HloInstruction) -> str:
        attributes = self._attributes_of(instruction) if instruction.attribute_text else ""
        callees = self._callees_of(instruction) if instruction.called_computations else ""
        value = _value_of(instruction) if self._is_exact and instruction.opcode == "constant" else ""
        return f"{instruction.opcode}{attributes}{callees}{value} {self._shape_text(instruction.shape)}"

    def operands_of(self, instruction: HloInstruction) -> Sequence[HloInstruction]:
        """Its operands; those of a nested fusion in the order in which the callee's canonical form meets them."""
        operands = instruction.operands
        if instruction.opcode not in FUSIONS or not instruction.called_computations:
            return operands
        order = self._form_of(instruction.called_computations[0]).parameters
        return [operands[number] for number in order if number < len(operands)]

    def _form_of(self, computation: HloComputation) -> _Form:
        forms, waiting = self._forms, [computation]
        while computation not in forms:
            current = waiting[-1]
            unsigned = [callee for callee in _callees_in(current) if callee not in forms]
            waiting.extend(unsigned)
            if not unsigned:
                waiting.pop()
                forms[current] = forms.get(current) or self._canonical_form(current)
        return forms[computation]

    def _canonical_form(self, computation: HloComputation) -> _Form:
        """Numbers what the root needs, operands first, and digests a line for each."""
        numbers: dict[HloInstruction, int] = {}
        lines: list[str] = []
        parameters: list[int] = []
        waiting = [computation.root]
        while waiting:
            instruction = waiting[-1]
            operands = self.operands_of(instruction)
            unnumbered = () if instruction in numbers else [o for o in operands if o not in numbers]
            if unnumbered:
                waiting.extend(reversed(unnumbered))
                continue
            waiting.pop()
            if instruction in numbers:
                continue
            if instruction.opcode == "parameter":
                parameters.append(instruction.parameter_number or 0)
            lines.append(f"{self.meaning_of(instruction)} {[numbers[operand] for operand in operands]}")
            numbers[instruction] = len(numbers)
        return _Form(_digest(lines), tuple(parameters))

    def _callees_of(self, instruction: HloInstruction) -> str:
        forms = [self._form_of(callee) for callee in instruction.called_computations]
        return forms[0].digest if instruction.opcode in FUSIONS else " ".join(map(str, forms))

    def _attributes_of(self, instruction: HloInstruction) -> str:
        text = _without_last_metadata(instruction.attribute_text)
        known = self._attributes.get(text)
        if known is None:
            plain = text if '"' in text else _CALLEE.sub("", text)  # regions have many names, attributes few values
            known = self._attributes.get(plain)
            if known is None:
                known = self._attributes[plain] = _semantic_part(instruction.computation.context, plain)
            self._attributes[text] = known
        return known

    def _shape_text(self, shape: Shape) -> str:
        known = self._shapes.get(id(shape))
        if known is None:
            known = self._shapes[id(shape)] = (shape, str(shape))
        return known[1]


def _semantic_part(context: TextContext, attribute_text: str) -> str:
    decoded = context.decode_attributes(attribute_text)
    return "".join(f",{key}={decoded[key]}" for key in sorted(decoded) if key not in _IGNORED)


def _value_of(constant: HloInstruction) -> str:
    if "..." in constant.arguments:
        return f"{constant.computation.name} {constant.name}"
    return constant.arguments


def _callees_in(computation: HloComputation) -> Iterator[HloComputation]:
    for instruction in computation.instructions.values():
        if instruction.called_computations:
            yield from instruction.called_computations


def _without_last_metadata(text: str) -> str:
    """Cuts metadata off where nothing follows it, as XLA prints most instructions: what is left repeats."""
    before, found, metadata = text.partition(", metadata={")
    if not found or "}," in metadata:
        return text
    is_top_level = '"' not in before and before.count("{") == before.count("}")
    return before if is_top_level else text


def _digest(lines: Iterable[str]) -> str:
    return blake2b("\n".join(lines).encode(errors="surrogatepass"), digest_size=8).hexdigest()
