"""HLO texts: what can be told of a module without parsing it."""

from __future__ import annotations

import re

from hloscope.errors import end_without_space
from hloscope.frameworks.table import without_counters
from hloscope.regex import lazy_pattern

_HEADER = lazy_pattern(r"^[ \t]*+HloModule[ \t]+%?([^\s,]+?):?(?=[\s,])", re.MULTILINE)
_MODULE_LINE = re.compile(rb"^[ \t]*HloModule(?=[ \t])", re.MULTILINE)
_BEGINS_WITH_HLO = lazy_pattern(r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+HloModule\s")
_OPENING = lazy_pattern(
    r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+(?:ENTRY\s++)?+%?[A-Za-z_][\w.\-]*+\s*+(?:(\{)|\(([^\n]*+))"
)
_BEGINS_WITH_ENTRY = lazy_pattern(r"^\s*+ENTRY\s", re.MULTILINE)

_TPU_LAYOUT = lazy_pattern(r":T\(\d")
_GPU_MARKS = lazy_pattern(
    r'"fusion_backend_config\\?"|"operation_queue_id"|fingerprint_before_lhs=|custom_call_target="__(?:cublas|cudnn)\$'
    r'|kind\\?":\\?"__triton|, kind=kInput[,\n]|custom_call_target="__triton'
)
_CPU_MARKS = lazy_pattern(
    r'"fusion_config"|"outer_dimension_partitions"|xla_cpu_small_call|__(?:ynn|onednn|xnn)_fusion'
)

_CUDA_TARGET = lazy_pattern(r"cuda_compute_capability\s*+\{([^{}]*+)\}")
_ROCM_TARGET = lazy_pattern(r'gcn_arch_name:\s*+"([\w:+\-]{1,100})"')
_FIELD = lazy_pattern(r"(\w++):\s*+(\w++)")
_FEATURES = {"ACCELERATED_FEATURES": "a", "FAMILY_COMPATIBLE_FEATURES": "f"}

# `SyncTensorsGraph.45`: it counts graphs, `a_inference_f_21__.1` compilations.
_NUMBER_AT_END = lazy_pattern(r"\.\d+$")

_TABLES = lazy_pattern(r"^(?:FileNames|FunctionNames|FileLocations|StackFrames)\n(?:\d.*\n)*", re.MULTILINE)
_PART_OF_A_NAME = lazy_pattern(r"[\w.\-]")
_EMPTY_LINES = lazy_pattern(r"\n\s*\n")
_METADATA = lazy_pattern(r', metadata=\{(?:[^{}"]++|"(?:[^"\\]++|\\.)*+"|\{(?:[^{}"]++|"(?:[^"\\]++|\\.)*+")*+\})*+\}')


def begins_with_hlo(head: str) -> bool:
    """Whether a text that begins so is HLO with a header."""
    return _BEGINS_WITH_HLO.match(head) is not None


def may_hold_hlo(head: str) -> bool:
    """Whether a text that begins so names a module somewhere, or has a drawing or a graph that was saved."""
    return any(word in head for word in ("HloModule ", "digraph ", "## BEGIN_GRAPH"))


def begins_with_computation(head: str) -> bool:
    """Whether a text that begins so is HLO without a header."""
    found = _OPENING.match(head)
    return found is not None and (found[1] is not None or ("->" in found[2] and found[2].rstrip().endswith("{")))


def has_entry(text: str) -> bool:
    """Whether it says which computation is the entry."""
    # XLA prints the entry last: found from the end, in a tenth of the time.
    return text.rfind("\nENTRY ") >= 0 or _BEGINS_WITH_ENTRY.search(text) is not None or " ENTRY " in text


def find_truncation(text: str) -> str | None:
    """What shows that XLA did not finish writing this module, if anything does.

    XLA ends every computation with a line that begins with a brace. A text may be cut where this does not show; then
    the parser will tell.
    """
    end = end_without_space(text, len(text))
    last_line = text[text.rfind("\n", 0, end) + 1 : end]
    if not last_line:
        return "it is empty"
    if not last_line.startswith("}") and ("\n}" in text or not last_line.endswith("}")):
        return "it ends inside a computation"
    return None if has_entry(text) else "it has no ENTRY computation"


def find_module_name(head: str) -> str | None:
    """The name in the header, if there is a header and its name ends in this part of the text."""
    found = _HEADER.search(head)
    return found[1] if found else None


def find_platform(text: str) -> str | None:
    """`cpu`, `gpu` or `tpu`, by what only that compiler writes into an optimized module."""
    if _TPU_LAYOUT.search(text):
        return "tpu"
    if _GPU_MARKS.search(text):
        return "gpu"
    return "cpu" if _CPU_MARKS.search(text) else None


def find_arch(target_config: str) -> str | None:
    """The architecture that a `gpu_target_config.pbtxt` describes, as file names have it: `sm_9.0a`, `gfx90a`."""
    cuda, rocm = _CUDA_TARGET.search(target_config), _ROCM_TARGET.search(target_config)
    if cuda:
        fields = dict(_FIELD.findall(cuda[1]))
        number = f"{fields.get('major', '0')}.{fields.get('minor', '0')}"
        return f"sm_{number}{_FEATURES.get(fields.get('feature_extension', ''), '')}"
    return rocm[1] if rocm else None


def is_optimized(text: bytes) -> bool:
    """Whether it is what XLA made, not what it was given: it is scheduled, has fusions, or calls of its libraries."""
    return any(mark in text for mark in (b"is_scheduled=true", b" fusion(", b'"__cublas$', b'"__cudnn$'))


def function_of(module_name: str) -> str:
    """The name of the framework's function, without the numbers that count its compilations."""
    return without_counters(_NUMBER_AT_END.sub("", module_name))


def digest_of(text: str) -> bytes:
    """A fingerprint of the program: equal whatever the module is called and wherever the user's code stands."""
    start = (
        text.find("{\n") + 1
    )  # tables stand in front of the first computation: a search of all takes 20 times as long
    program = _TABLES.sub("", text[:start]) + text[start:]
    program = _EMPTY_LINES.sub("\n", _METADATA.sub("", program))
    name = find_module_name(program)
    if name:
        program = _without_name(program, name)
    from hashlib import blake2b  # which loads OpenSSL: 3 ms that most starts need not wait for

    return blake2b(program.strip().encode("utf-8", "replace"), digest_size=16).digest()


def _without_name(text: str, name: str) -> str:
    """The text without a name, where it is no part of another; a look behind in the pattern takes 9 times as long."""

    def replacement_of(found: re.Match[str]) -> str:
        before = text[max(0, found.start() - 1) : found.start()]
        return found[0] if _PART_OF_A_NAME.match(before) else ""

    return re.sub(rf"{re.escape(name)}(?![\w.\-])", replacement_of, text)


def module_starts(content: bytes) -> list[int]:
    """Where the modules of a text that may hold several begin: one at least."""
    starts = [found.start() for found in _MODULE_LINE.finditer(content)]
    return [0, *starts[1:]]
