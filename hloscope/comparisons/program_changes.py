"""Program changes: in what two modules of one function differ: arguments first, then settings, then operations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hloscope.comparisons.outlook import Argument, Outlook, opcode_in
from hloscope.words import source_text

if TYPE_CHECKING:
    from hloscope.comparisons.recompile_forms import ChangeForm, Kind

_LAYOUT = re.compile(r"\{[^{}]*\}$")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two programs, and the same in a sentence."""

    kind: Kind
    text: str
    before: str | None = None
    after: str | None = None
    argument: int | None = None
    name: str | None = None
    source: str = ""

    def to_dict(self) -> ChangeForm:
        """The JSON form."""
        return {
            "kind": self.kind,
            "argument": self.argument,
            "name": self.name,
            "before": self.before,
            "after": self.after,
            "source": self.source,
            "text": self.text,
        }


def changes_between(old: Outlook, new: Outlook) -> tuple[Change, ...]:
    """What differs, the most telling first; where it is nothing, that is said."""
    if old.digest == new.digest:
        renamed = tuple(_argument_changes(old, new))  # which the digest leaves out
        return renamed or (Change("nothing", "nothing in the module differs"),)
    if old.places and new.places and not old.places & new.places:
        here, there = source_text(min(new.places)), source_text(min(old.places))
        return (Change("function", f"another function of this name: {here}, before {there}", there, here),)
    found = [*_argument_changes(old, new), *_setting_changes(old.settings, new.settings)]
    found = found or [*_result_changes(old, new)]
    found += [*(_opcode_changes(old, new) if found else _operation_changes(old, new))]
    return tuple(found) or (Change("wiring", "the same operations, but in another order or with other operands"),)


def distance_between(old: Outlook, new: Outlook) -> tuple[int, ...]:
    """How far two programs are from each other: the nearest is what a program is compared with."""
    if old.digest == new.digest:
        return (0, 0, 0, 0)
    is_other = bool(old.places and new.places and not old.places & new.places)
    changes = (*_argument_changes(old, new), *_setting_changes(old.settings, new.settings))
    outside = sum(
        2 if change.kind == "shape" and _type_of(change.before) != _type_of(change.after) else 1 for change in changes
    )
    opcodes = sum(((old.opcodes - new.opcodes) + (new.opcodes - old.opcodes)).values())
    return (1, is_other, outside, opcodes)


def _type_of(shape: str | None) -> str:
    return (shape or "").partition("[")[0]


def _argument_changes(old: Outlook, new: Outlook) -> Iterator[Change]:
    before = _by_name(old.arguments, new.arguments)
    for argument in new.arguments:
        earlier = before.pop(_key_of(argument, before), None)
        if earlier is None:
            text = f"{argument.label} {argument.shape} is new"
            yield Change("argument", text, None, argument.shape, argument.number, argument.name or None)
        else:
            yield from _changes_of(earlier, argument)
    for argument in before.values():
        yield Change(
            "argument", f"{argument.label} {argument.shape} is gone", argument.shape, name=argument.name or None
        )


def _by_name(old: Sequence[Argument], new: Sequence[Argument]) -> dict[str, Argument]:
    """The old arguments by name, where each has its own and some are called so still; else by their numbers."""
    names = [{argument.name for argument in arguments} for arguments in (old, new)]
    is_unique = [*map(len, names)] == [len(old), len(new)] and not any("" in found for found in names)
    is_named = is_unique and bool(names[0] & names[1])
    return {argument.name if is_named else str(argument.number): argument for argument in old}


def _key_of(argument: Argument, before: Mapping[str, Argument]) -> str:
    return argument.name if argument.name in before else str(argument.number)


def _changes_of(old: Argument, new: Argument) -> Iterator[Change]:
    def change(kind: Kind, before: str, after: str, text: str) -> Change:
        return Change(kind, f"{new.label}{text}", before, after, new.number, new.name or None)

    if old.name != new.name and old.name and new.name:
        yield change("name", old.name, new.name, f" was {old.name}")
    if old.shape != new.shape:
        is_type = old.shape.partition("[")[2] == new.shape.partition("[")[2]
        yield change("type" if is_type else "shape", old.shape, new.shape, f": {old.shape} -> {new.shape}")
    elif old.layout != new.layout:
        shown = f", layout: {old.layout or 'none'} -> {new.layout or 'none'}"
        yield change("layout", old.layout, new.layout, shown)
    if old.sharding != new.sharding:
        shown = f", sharding: {old.sharding or 'none'} -> {new.sharding or 'none'}"
        yield change("sharding", old.sharding, new.sharding, shown)
    if old.is_donated != new.is_donated:
        words = ("kept", "donated")
        yield change("donation", words[old.is_donated], words[new.is_donated], f" is {words[new.is_donated]} now")


def _result_changes(old: Outlook, new: Outlook) -> Iterator[Change]:
    if len(old.results) != len(new.results):
        before, after = str(len(old.results)), str(len(new.results))
        yield Change("result", f"results: {before} -> {after} of them", before, after)
        return
    for number, (before, after) in enumerate(zip(old.results, new.results, strict=True)):
        if before != after:
            plain = [_LAYOUT.sub("", text) for text in (before, after)]
            shown = " -> ".join(plain if plain[0] != plain[1] else (before, after))  # layouts where these alone differ
            yield Change("result", f"result {number}: {shown}", before, after)


def _setting_changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before != after:
            text = f"{key}: {'none' if before is None else before} -> {'none' if after is None else after}"
            yield Change("setting", text, before, after, name=key)


def _opcode_changes(old: Outlook, new: Outlook) -> Iterator[Change]:
    """How many of each operation there are more or less: of other shapes, nothing else can be compared."""
    for opcode in dict.fromkeys((*old.opcodes, *new.opcodes)):
        before, after = old.opcodes[opcode], new.opcodes[opcode]
        if before != after and opcode != "parameter":
            yield Change("operations", f"{opcode}: {before} -> {after} of them", str(before), str(after), name=opcode)


def _operation_changes(old: Outlook, new: Outlook) -> Iterator[Change]:
    """Operations of the same opcode that changed, one for one in their order; then those that are more or less."""
    gone, added = ([*(one.operations - other.operations).elements()] for one, other in ((old, new), (new, old)))
    waiting: dict[str, list[str]] = {}
    for text in gone:
        waiting.setdefault(opcode_in(text), []).append(text)
    for texts in waiting.values():
        texts.reverse()
    pairs = [(waiting[opcode].pop() if waiting.get(opcode := opcode_in(text)) else None, text) for text in added]
    for (before, after), times in Counter(pair for pair in pairs if pair[0] is not None).items():
        yield _changed(str(before), after, times, new.sources.get(after, ""))
    yield from _opcode_changes(old, new)


def _changed(before: str, after: str, times: int, source: str) -> Change:
    opcode = opcode_in(after)
    if opcode == "constant":
        values = [text.partition("(")[2][:-1] if text.endswith(")") else text for text in (before, after)]
        is_same_shape = before.partition(" ")[0] == after.partition(" ")[0]
        old, new = values if is_same_shape else (before, after)
        text, kind = f"constant {after.partition(' ')[0] if is_same_shape else ''}: {old} -> {new}", "constant"
    else:
        old, new, kind = before, after, "attribute"
        text = f"{opcode}: {before} -> {after}"
    text = text.replace(" :", ":") + (f", {times} times" if times > 1 else "")
    shown = f"{text} ({source_text(source)})" if source else text
    is_constant = kind == "constant"
    return Change("constant" if is_constant else "attribute", shown, old, new, name=opcode, source=source)
