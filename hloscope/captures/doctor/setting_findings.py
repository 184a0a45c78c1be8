"""Setting findings: flags in a dump's `debug_options` that make what was compiled unlike what is usually run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hloscope.captures.doctor.finding import Finding, note, shortened
from hloscope.dump import Dump
from hloscope.dump.file_names import Role
from hloscope.errors import DumpError

# As XLA prints DebugOptions: one line for each flag that is not at its default, a repeated one once for each value.
_SWITCH = re.compile(
    r"^(?:xla_disable_all_hlo_passes: true|xla_backend_optimization_level: 0"
    r"|(?:xla_disable_hlo_passes|xla_enable_hlo_passes_only): .{1,200})$",
    re.MULTILINE,
)


def setting_findings(dump: Dump) -> Iterator[Finding]:
    """That passes were switched off, if they were: one finding for the whole dump."""
    for compilation in dump.compilations:
        file = compilation.files.get(Role.DEBUG_OPTIONS)
        try:
            switches = _SWITCH.findall(file.source.read_head()) if file else []
        except DumpError:  # nothing else depends on the file
            continue
        if switches:
            evidence = f"{shortened(compilation.name, 80)} was compiled with {shortened(', '.join(switches))}"
            cause = "XLA left out passes; launches, fusions and cost are not those of a usual compilation"
            yield note("passes-off", evidence, cause, "take the flag out of XLA_FLAGS, unless that is what you look at")
            return
