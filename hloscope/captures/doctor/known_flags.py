"""Known flags: which flags XLA takes, asked of the installed XLA libraries, and which one a misspelt flag meant.

XLA has no option that lists its flags. But each is a whole string in its library, so the names are looked up there:
0.3 s for the 350 MB of jaxlib 0.10.2. Other strings look alike: that a name is missing says more than that it is there.
So what is suggested is also a field of `DebugOptions` (xla/xla.proto), whose description lies in the library too, with
the type of each field. Asked one by one, jaxlib 0.10.2 takes 309 of 559 such names: all whole strings, and of 300 that
are fields besides all but the two of `_NO_FLAGS`.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, cast

from hloscope.frameworks import FRAMEWORKS

Kind = Literal["switch", "number", "text", "word", "unknown"]
"""What value a flag takes; `unknown` of a string that may be no flag at all."""

# Those for dumps, of jax 0.4.30 to 0.10.2: known even where no library can be asked.
_DUMP_SWITCHES = (
    "xla_dump_hlo_as_text xla_dump_hlo_as_long_text xla_dump_hlo_as_proto xla_dump_hlo_as_dot xla_dump_hlo_as_html "
    "xla_dump_hlo_as_url xla_dump_hlo_snapshots xla_dump_fusion_visualization xla_dump_include_timestamp "
    "xla_dump_module_metadata xla_dump_compress_protos xla_dump_disable_metadata"
).split()
_DUMP_TEXTS = "xla_dump_to xla_dump_hlo_module_re xla_dump_hlo_pass_re xla_dump_hlo_pipeline_re".split()
DUMP_FLAGS: Mapping[str, Kind] = {
    **dict.fromkeys(_DUMP_SWITCHES, "switch"),
    **dict.fromkeys(_DUMP_TEXTS, "text"),
    "xla_dump_max_hlo_modules": "number",
}

_LIBRARIES = tuple(library for row in FRAMEWORKS.values() for library in row.libraries)
# A name with the end of its string, or as a serialized FieldDescriptorProto has it: behind the name the field's number
# (tag 0x18), its label (0x20) and its type (0x28). Strings may lie side by side without an end between them.
_NAME = re.compile(
    rb"(?P<name>xla_(?:(?!xla_)[a-z0-9_]){1,80})(?:(?P<end>\0)|\x18[\x80-\xff]*[\0-\x7f] [\1-\3]\x28(?P<type>.))",
    re.DOTALL,
)
_IN_A_NAME = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_")
_NUMBERS = (1, 2, 3, 4, 5, 13)  # the types of FieldDescriptorProto: double, float, and whole numbers
_KINDS: Mapping[int, Kind] = {**dict.fromkeys(_NUMBERS, "number"), 8: "switch", 9: "text", 11: "word", 14: "word"}
_NO_FLAGS = frozenset(("xla_detailed_logging", "xla_enable_dumping"))  # fields that only a program can set
_SEVERAL = 2
_VALUES: Mapping[Kind, re.Pattern[str]] = {
    "switch": re.compile(r"(?i:true|false|1|0)"),
    "number": re.compile(r"[-+]?[\d.]+(?:e[-+]?\d+)?"),
    "text": re.compile(r"(?!(?i:true|false)\Z).*", re.DOTALL),
    "word": re.compile(r"[\w+\-,:=.]*"),
}


def known_flags(search_path: Iterable[str]) -> dict[str, Kind]:
    """The flags of all XLA libraries that a Python with this `sys.path` would load; empty if there is none."""
    found: dict[str, Kind] = {}
    for folder in search_path:
        for library in (library for pattern in _LIBRARIES for library in Path(folder).glob(pattern)):
            found = {**names_in(library), **{name: kind for name, kind in found.items() if kind != "unknown"}}
    return found


def names_in(library: Path) -> dict[str, Kind]:
    """All strings in a file that may be names of flags; none if it cannot be read."""
    try:
        with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _names_in(data)
    except (OSError, ValueError):  # ValueError: an empty file
        return {}


def _names_in(data: mmap.mmap) -> dict[str, Kind]:
    whole: set[bytes] = set()
    kinds: dict[bytes, Kind] = {}
    start = data.find(b"xla_")  # a pattern that searches takes 25 times as long
    while start >= 0:
        found = _NAME.match(data, start)
        if found and found["end"] and data[start - 1] not in _IN_A_NAME:
            whole.add(found["name"])
        elif found and found["type"] and data[start - 1] == len(found["name"]):
            kinds[found["name"]] = _KINDS.get(found["type"][0], "unknown")
        start = data.find(b"xla_", start + 4)
    names: dict[str, Kind] = {name.decode(): kinds.get(name, "unknown") for name in whole}
    return {name: kind for name, kind in names.items() if name not in _NO_FLAGS}


def find_similar(name: str, known: Collection[str], value: str | None = None) -> str | None:
    """The flag whose name is most like this one, and which takes the value, if that is known of it.

    Dashes for underlines, and capitals, are as good as the same.
    """
    plain = name.lower().replace("-", "_")
    fitting = [flag for flag in known if _fits(flag, known, value)]
    if plain in fitting:
        return plain
    if sum(flag.startswith(plain) for flag in fitting) > _SEVERAL:  # the beginning of many: none is nearer than others
        return None
    return next(iter(get_close_matches(plain, fitting, n=1, cutoff=0.75)), None)


def _fits(flag: str, known: Collection[str], value: str | None) -> bool:
    if not isinstance(known, Mapping):
        return True
    kind = cast("Mapping[str, Kind]", known)[flag]
    return kind != "unknown" and bool(_VALUES[kind].fullmatch("true" if value is None else value))
