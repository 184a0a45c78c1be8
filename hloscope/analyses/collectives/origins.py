"""Origins: whose line a collective is, and which arrays a combined one is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from hloscope.analyses.collectives.collective import Member, Origin
from hloscope.analyses.collectives.combined import combined_arrays
from hloscope.analyses.collectives.sites import Site
from hloscope.analyses.facts.direction import joined_names
from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.operations import FUSIONS
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.ir import HloInstruction

_MOST = 100  # instructions that are looked through for one that has a line
_NOWHERE = Source()


def origin_of(site: Site, calls: Sequence[str], sources: Sources, launches: LaunchSources) -> Origin:
    """The name and the line of a collective: its own, that of what holds it, else what is inferred of its launch.

    `calls` are the names of the calls that lead there.
    """
    starter = _starter(site)
    source = next(_known_sources([site.collective, site.launched, *starter], sources), None)
    if source:
        return Origin(_full_name(source.op_name, calls), source.place)
    found = launches.of(starter[0] if starter else site.launched)
    return Origin(_full_name(found.source.op_name, calls), found.source.place, found.is_inferred)


def _starter(site: Site) -> list[HloInstruction]:
    """The asynchronous start whose computation the collective is."""
    return [site.path.step] if site.path and site.path.step.opcode in ("async-start", "call-start") else []


def _known_sources(instructions: Iterable[HloInstruction], sources: Sources) -> Iterator[Source]:
    """The sources of those that have one; a parameter's name is none."""
    for instruction in instructions:
        source = sources.source_of(instruction)
        if source.place or (source.op_name and instruction.opcode != "parameter"):
            yield source


def _before(instruction: HloInstruction) -> Iterator[HloInstruction]:
    """What it is made of, the nearest first, each with what makes its result."""
    waiting, seen = [instruction], {instruction}
    for current in waiting:
        for operand in current.operands:
            if operand not in seen and len(seen) < _MOST:
                seen.add(operand)
                waiting.append(operand)
                yield from _with_root(operand)


def _with_root(instruction: HloInstruction) -> Iterator[HloInstruction]:
    """The instruction; of a fusion also what makes its result, which may have kept a line."""
    yield instruction
    if instruction.opcode in FUSIONS and instruction.called_computations:
        yield instruction.called_computations[0].root


def _full_name(op_name: str, calls: Sequence[str]) -> str:
    """The name behind those of the calls around it: newer jax writes each name from its function on."""
    if not calls or not op_name or _first_name(op_name) == _first_name(calls[0]):
        return op_name
    return "/".join([*calls, op_name])


def _first_name(op_name: str) -> str:
    return op_name.partition("/")[0]


def members_of(site: Site, origin: Origin, sources: Sources) -> tuple[Member, ...]:
    """The arrays of a combined collective, each with the source of what makes it; nothing of one that is not."""
    arrays = combined_arrays(site.collective, site.kind, next(iter(_starter(site)), None))
    names = joined_names(origin.op_name)
    known = names if len(names) == len(arrays) else [""] * len(arrays)
    found: list[Member] = []
    for array, name in zip(arrays, known, strict=True):
        source = _maker_source(array, sources)
        found.append(Member(array.label, array.shape, name or source.op_name, source.place))
    return tuple(found)


def _maker_source(array: HloInstruction, sources: Sources) -> Source:
    """The source of what makes a value: of a result of a fusion that of the operation in it, first of all."""
    return next(_known_sources(chain(_made_in_fusion(array), _with_root(array), _before(array)), sources), _NOWHERE)


def _made_in_fusion(array: HloInstruction) -> Iterator[HloInstruction]:
    """What in a fusion of several results makes the one that this takes out."""
    fusion = array.operands[0] if array.opcode == "get-tuple-element" and array.operands else array
    if fusion is array or fusion.opcode not in FUSIONS or not fusion.called_computations:
        return
    root, place = fusion.called_computations[0].root, array.attributes.get("index")
    if root.opcode == "tuple" and isinstance(place, int) and 0 <= place < len(root.operands):
        yield root.operands[place]
