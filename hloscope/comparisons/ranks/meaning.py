"""Meaning: a fingerprint of all that a module says but for names and source places.

Two ranks may number their instructions differently and still run the same program. What counts is: operations, shapes,
wiring, values of constants, shardings, settings for the backend, the header, and collectives in their order with their
channels and groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from hloscope.analyses.facts.structures import Structures
from hloscope.comparisons.ranks.collective_order import Step
from hloscope.ir import HloInstruction, HloModule
from hloscope.regex import lazy_pattern

_SETTINGS = ("channel_id", "sharding", "frontend_attributes", "backend_config")
_METADATA = lazy_pattern(r', metadata=\{(?:[^{}"]|"(?:[^"\\]|\\.)*+"|\{[^{}]*+\})*+\}')
_NAMES = lazy_pattern(r'%[\w.\-]++|"deduplicated_name":"[^"]*+",?')
_FINGERPRINT = lazy_pattern(r'fingerprint_before_lhs="[^"]*+"')  # of the text, names and all


def meaning_of(module: HloModule, steps: Sequence[Step]) -> bytes:
    """The fingerprint of a module whose collectives are these steps."""
    structures = Structures()
    entry = structures.of(module.entry).structure
    lines = [
        entry.digest if _has_elided_values(module) else entry.exact,  # what is left out is told by its name alone
        *(f"{key}={value}" for key, value in telling_settings(module.attributes).items()),
        *(f"parameter {parameter.shape}" for parameter in module.entry.parameters),
        *(f"{times} {text}" for text, times in sorted(Counter(_texts(module, structures)).items())),
        *(str(step.said) for step in steps),
    ]
    digest = blake2b(digest_size=16)
    for line in lines:
        digest.update(line.encode(errors="surrogatepass"))
        digest.update(b"\n")
    return digest.digest()


def telling_settings(settings: Mapping[str, object]) -> dict[str, str]:
    """The settings of a header without XLA's own fingerprint of the text, which is another where names are."""
    values = {key: _FINGERPRINT.sub("", str(value)) for key, value in sorted(settings.items())}
    return {key: value for key, value in values.items() if value != "{}"}


def _has_elided_values(module: HloModule) -> bool:
    return any(i.opcode == "constant" and "..." in i.arguments for i in module.instructions())


def _texts(module: HloModule, structures: Structures) -> Iterator[str]:
    """Each instruction with what a structure leaves out; the values of constants as they are written."""
    known: dict[str, str] = {}
    for computation in module.computations.values():
        instructions = structures.of(computation).instructions
        for instruction, meaning in zip(instructions, structures.meanings_of(instructions), strict=True):
            written = instruction.attribute_text
            if written not in known:
                known[written] = _settings_of(instruction)
            value = instruction.arguments if instruction.opcode == "constant" else ""
            yield f"{meaning.text} {value}{known[written]}"


def _settings_of(instruction: HloInstruction) -> str:
    text = _METADATA.sub("", instruction.attribute_text)
    if not any(key in text for key in _SETTINGS):
        return ""
    decoded = instruction.computation.context.decode_attributes(text)
    return "".join(f", {key}={_NAMES.sub('', str(decoded[key]))}" for key in _SETTINGS if key in decoded)
