"""Known flags: which flags XLA takes, asked of the installed XLA libraries, and which one a misspelt flag meant.

XLA has no option that lists its flags. But each is a string in its library, so the names are looked up there: 0.3 s for
the 350 MB of jaxlib 0.10.2. There are other names too: that one is missing says more than that it is there.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path

from hloscope.frameworks import FRAMEWORKS

# Those for dumps, of jax 0.4.30 to 0.10.2: known even where no library can be asked.
DUMP_FLAGS = frozenset(
    (
        "xla_dump_to xla_dump_hlo_as_text xla_dump_hlo_as_long_text xla_dump_hlo_as_proto xla_dump_hlo_as_dot "
        "xla_dump_hlo_as_html xla_dump_hlo_as_url xla_dump_hlo_module_re xla_dump_hlo_pass_re xla_dump_hlo_pipeline_re "
        "xla_dump_hlo_snapshots xla_dump_fusion_visualization xla_dump_include_timestamp xla_dump_max_hlo_modules "
        "xla_dump_module_metadata xla_dump_compress_protos xla_dump_disable_metadata"
    ).split()
)

_LIBRARIES = tuple(library for row in FRAMEWORKS.values() for library in row.libraries)
_NAME = re.compile(rb"xla_(?:(?!xla_)[a-z0-9_]){1,80}")  # strings may lie side by side without an end between them


def known_flags(search_path: Iterable[str]) -> frozenset[str]:
    """The flags of all XLA libraries that a Python with this `sys.path` would load; empty if there is none."""
    found = [library for folder in search_path for pattern in _LIBRARIES for library in Path(folder).glob(pattern)]
    return frozenset(name for library in found for name in names_in(library))


def names_in(library: Path) -> frozenset[str]:
    """All strings in a file that may be names of flags; none if it cannot be read."""
    try:
        with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _names_in(data)
    except (OSError, ValueError):  # ValueError: an empty file
        return frozenset()


def _names_in(data: mmap.mmap) -> frozenset[str]:
    names: set[str] = set()
    start = data.find(b"xla_")  # a pattern that searches takes 25 times as long
    while start >= 0:
        found = _NAME.match(data, start)
        if found:
            names.add(found[0].decode())
        start = data.find(b"xla_", start + 4)
    return frozenset(names)


def find_meant(name: str, known: Collection[str]) -> str | None:
    """The flag whose name is most like this one; dashes for underlines, and capitals, are as good as the same."""
    plain = name.lower().replace("-", "_")
    if plain in known:
        return plain
    return next(iter(get_close_matches(plain, known, n=1, cutoff=0.75)), None)
