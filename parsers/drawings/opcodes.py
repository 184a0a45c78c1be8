"""Opcodes of drawings: XLA draws a name alone where it begins with the opcode, so the opcode has to be told from it."""

from __future__ import annotations

import re

from hloscope.regex import lazy_pattern

OPCODES = frozenset(
    """abs acos acosh add add-dependency after-all all-gather all-gather-done all-gather-start all-reduce
    all-reduce-done all-reduce-start all-to-all and asin asinh async-done async-start async-update atan2 atanh
    batch-norm-grad batch-norm-inference batch-norm-training bitcast bitcast-convert broadcast call cbrt ceil cholesky
    clamp collective-broadcast collective-permute collective-permute-done collective-permute-start compare complex
    concatenate conditional constant convert convolution copy copy-done copy-start cosh cosine count-leading-zeros
    custom-call divide domain dot dynamic-reshape dynamic-slice dynamic-update-slice erf exponential
    exponential-minus-one fft floor fusion gather get-dimension-size get-tuple-element imag infeed iota is-finite log
    log-plus-one logistic map maximum minimum multiply negate not opt-barrier or outfeed pad parameter partition-id
    popcnt power ragged-all-to-all ragged-dot real recv recv-done reduce reduce-precision reduce-scatter reduce-window
    remainder replica-id reshape reverse rng rng-bit-generator rng-get-and-update-state round-nearest-afz
    round-nearest-even rsqrt scaled-dot scan scatter select select-and-scatter send send-done set-dimension-size
    shift-left shift-right-arithmetic shift-right-logical sign sine sinh slice sort sqrt stochastic-convert subtract
    tan tanh topk transpose triangular-solve tuple while xor""".split()
)
"""Those that XLA has had by 2026."""

_LONGEST = max(map(len, OPCODES))
_WORD = lazy_pattern(r"[a-z][a-z0-9\-]*+", re.ASCII)


def opcode_of(name: str) -> str:
    """The opcode that a name begins with, the longest one; for what nobody knows yet, its first word."""
    lengths = range(min(len(name), _LONGEST), 0, -1)
    known = next((name[:length] for length in lengths if name[:length] in OPCODES), None)
    found = _WORD.match(name)
    return known or (found[0].rstrip("-") if found else "unknown")


def name_and_opcode(words: list[str], known_name: str | None) -> tuple[str, str]:
    """The name and the opcode that the first lines of a box say, in the order that its version of XLA has.

    `known_name` is what the edges call it, if any do.
    """
    if len(words) == 1 or words[1] == "":
        return words[0], opcode_of(words[0])
    first, second = words[0], words[1]
    if known_name in (first, second):
        return (first, second) if known_name == first else (second, first)
    return (second, first) if _is_opcode(first) and not _is_opcode(second) else (first, second)


def _is_opcode(word: str) -> bool:
    return word.partition(":")[0] in OPCODES
