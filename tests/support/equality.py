"""Whether two modules say the same, node by node."""

from collections.abc import Iterator

from hloscope.ir import HloComputation, HloInstruction, HloModule
from hloscope.parsers import parse


def differences(one: HloModule, other: HloModule) -> list[str]:
    """Where two modules differ, one sentence each; none if they are equal."""
    return list(_of_modules(one, other))


def differences_in_print(module: HloModule) -> list[str]:
    """Where a module differs from what its own text says; one without name prints with that of its entry."""
    again = parse(str(module))
    found = differences(module, again)
    if module.name:
        return found
    assert again.name.removeprefix("%") == module.entry.name
    return [difference for difference in found if not difference.startswith("module name: ")]


def _of_modules(one: HloModule, other: HloModule) -> Iterator[str]:
    for field in ("name", "attribute_text", "tables"):
        yield from _of_values(f"module {field}", getattr(one, field), getattr(other, field))
    yield from _of_values("entry", one.entry.name, other.entry.name)
    yield from _of_values("computations", list(one.computations), list(other.computations))
    for mine, others in zip(one.computations.values(), other.computations.values(), strict=False):
        yield from _of_computations(mine, others)


def _of_computations(one: HloComputation, other: HloComputation) -> Iterator[str]:
    for field in ("name", "is_entry", "execution_thread"):
        yield from _of_values(f"{one.name}: {field}", getattr(one, field), getattr(other, field))
    yield from _of_values(f"{one.name}: root", one.root.name, other.root.name)
    yield from _of_values(f"{one.name}: instructions", list(one.instructions), list(other.instructions))
    for mine, others in zip(one.instructions.values(), other.instructions.values(), strict=False):
        yield from _of_instructions(f"{one.name}/{mine.name}", mine, others)


def _of_instructions(place: str, one: HloInstruction, other: HloInstruction) -> Iterator[str]:
    for field in ("name", "opcode", "shape", "arguments", "attribute_text"):
        yield from _of_values(f"{place}: {field}", getattr(one, field), getattr(other, field))
    for field in ("operands", "called_computations"):
        mine, others = ([node.name for node in getattr(node, field)] for node in (one, other))
        yield from _of_values(f"{place}: {field}", mine, others)
    for operand in (*one.operands, *other.operands):
        if operand.computation.instructions.get(operand.name) is not operand:
            yield f"{place}: operand {operand.name} is not the instruction of that name"


def _of_values(what: str, one: object, other: object) -> Iterator[str]:
    if one != other:
        yield f"{what}: {one!r} is not {other!r}"
