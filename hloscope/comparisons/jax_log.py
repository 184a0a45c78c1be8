"""jax's log: what jax itself says of why it traces and compiles a function again, in any text that has its lines.

`JAX_EXPLAIN_CACHE_MISSES=1` (`jax_explain_cache_misses`) says why, `JAX_LOG_COMPILES=1` (`jax_log_compiles`) what is
compiled, with the types of its arguments. The forms are those of jax 0.4.30 to 0.12.0.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_MISS = re.compile(r"TRACING CACHE MISS at (?P<place>[^\n]{0,1000}?)(?: because)?:?\s*$")
_COMPILING = re.compile(
    r"Compiling (?P<name>\S{1,300})(?: for\b)? with global shapes and types (?P<types>.{0,100000}?)\. Argument mapping"
)
_NAMED = re.compile(r"^\s+(?:for )?(?P<name>\S+)(?: id=\d+)?(?: \(id=\d+\))? defined at ")
_ARGUMENT = re.compile(r"ShapedArray\((?P<type>\w+)\[(?P<dimensions>[\d, ]*)\](?P<rest>[^()]*)")
_WRAPPED = re.compile(r"(?:jit|pjit|pmap)\((?P<name>.+)\)")
_SHORT = {"float": "f", "uint": "u", "int": "s", "complex": "c"}
_NUMBERED = re.compile(r"(float|uint|int|complex)(\d+)")
_WORDS = {"bool": "pred", "bfloat16": "bf16"}
MARKS = ("TRACING CACHE MISS", "with global shapes and types")
"""One of them is in every log that says something of this."""
_MAX_LINES = 40  # of one explanation


@dataclass(frozen=True, slots=True)
class LoggedArgument:
    """An argument as the log has it: its shape in HLO's words, and whether its type is weak (a Python number)."""

    shape: str
    is_weak: bool


@dataclass(frozen=True, slots=True)
class LoggedCompile:
    """One compile that the log tells of, with the lines in which jax says why it traced the function, if it does."""

    function: str
    arguments: tuple[LoggedArgument, ...]
    explanation: tuple[str, ...] = ()


def function_key(name: str) -> str:
    """What a function is called by, in the log (`jit(<lambda>)`) and as a module (`jit__lambda`)."""
    found = _WRAPPED.fullmatch(name)
    plain = found["name"] if found else re.sub(r"^(?:jit|pjit|pmap)_", "", name)
    return re.sub(r"[\W_]+", "_", plain).strip("_")


def logged_compiles(text: str) -> tuple[LoggedCompile, ...]:
    """The compiles that a log tells of, in order; none if it is no such log."""
    if not any(mark in text for mark in MARKS):
        return ()
    return tuple(_compiles_in(_events_in(text.splitlines())))


@dataclass(slots=True)
class _Miss:
    """An explanation while it is read: its lines, and whose it is."""

    function: str = ""
    lines: list[str] = field(default_factory=list[str])


def _events_in(lines: Iterable[str]) -> Iterator[_Miss | LoggedCompile]:
    miss: _Miss | None = None
    for line in lines:
        if miss and line.startswith("  ") and len(miss.lines) < _MAX_LINES:
            named = _NAMED.match(line)
            miss.function = miss.function or (function_key(named["name"]) if named else "")
            miss.lines.append(line.strip())
            continue
        if miss:
            yield miss
        found = _MISS.search(line) if "TRACING CACHE MISS" in line else None
        miss = _Miss(lines=[f"traced at {found['place']}"]) if found else None
        compiling = _COMPILING.search(line) if "Compiling " in line else None
        if compiling:
            yield LoggedCompile(function_key(compiling["name"]), tuple(_arguments_in(compiling["types"])))
    if miss:
        yield miss


def _compiles_in(events: Iterable[_Miss | LoggedCompile]) -> Iterator[LoggedCompile]:
    """Each compile with what was said since the one before it of the same function."""
    said: dict[str, tuple[str, ...]] = {}
    for event in events:
        if isinstance(event, _Miss):
            said[event.function] = tuple(event.lines)
        else:
            yield LoggedCompile(event.function, event.arguments, said.pop(event.function, ()))


def _arguments_in(types: str) -> Iterator[LoggedArgument]:
    for found in _ARGUMENT.finditer(types):
        dimensions = found["dimensions"].replace(" ", "")
        yield LoggedArgument(f"{_hlo_type(found['type'])}[{dimensions}]", "weak_type=True" in found["rest"])


def _hlo_type(name: str) -> str:
    numbered = _NUMBERED.fullmatch(name)
    return f"{_SHORT[numbered[1]]}{numbered[2]}" if numbered else _WORDS.get(name, name)
