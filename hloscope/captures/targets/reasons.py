"""Retarget reasons: why a compiler refused a module, in words that say what to do."""

from __future__ import annotations

import re

from hloscope.captures.targets.target import Target
from hloscope.captures.targets.targets import compiler_of

_CUSTOM_CALL = re.compile(
    r"No FFI handler registered for (?P<ffi>\S+) on a platform"
    r"|No registered implementation for(?: untyped)? custom call to \"?(?P<registry>[^\s\"]+)"
    r"|Custom emitter for (?P<emitter>\S+) not found"
    r"|(?:U|u)nknown custom call target:? (?P<unknown>\S+)"
)
_SYNTAX = re.compile(r"\b(?:was parsing|syntax error|error: expects?|Unknown (?:opcode|attribute|HLO))", re.IGNORECASE)
_MESSAGE = re.compile(r"\S+:\d+:\d+: |<unknown>:0: ")  # how each of MLIR's begins
_ECHO = "note: see current operation:"
_PLACE = re.compile(r"(?<=was parsing )\d+:\d+: error: [^.\n]*")


def reason_of(message: str, target: Target) -> str:
    """What the compiler said of a module, and what it means where that is known."""
    custom_call = _CUSTOM_CALL.search(message)
    if custom_call:
        return _reason_of_custom_call(custom_call[custom_call.lastgroup or 0], target)
    if _SYNTAX.search(message):
        place = _PLACE.search(message)
        what = place[0] if place else _whole_message(message)
        return f"version skew: XLA of jaxlib {compiler_of(target).get('jaxlib')} does not read this module: {what}"
    return f"the compiler refused it: {_whole_message(message)}"


def _reason_of_custom_call(name: str, target: Target) -> str:
    if "callback" in name:
        return f"custom call {name}: it calls back into the Python process, which is not part of the module"
    return (
        f"custom call {name}: the program was lowered for another platform or version, and jax "
        f"{compiler_of(target).get('jax')} has none of that name here; hloscope.capture(fn, *args, target=...) lowers "
        "a jax function for the target itself"
    )


def _whole_message(message: str) -> str:
    """The message with all its lines, but for empty ones and for the program, which MLIR prints behind an error."""
    lines: list[str] = []
    is_echo = False
    for line in filter(str.strip, message.splitlines()):
        is_echo = _ECHO in line or (is_echo and not _MESSAGE.match(line))
        lines += [] if is_echo else [line.rstrip()]
    return "\n".join(lines) or "no reason given"
