"""Log diagnosis: the complaints and alarms of XLA in a log, whatever wrote it and however long it is."""

from __future__ import annotations

import sys

from hloscope.captures.doctor.alarms import alarm_findings
from hloscope.captures.doctor.diagnosis import Diagnosis, in_order, summary_of
from hloscope.captures.doctor.known_flags import known_flags
from hloscope.captures.doctor.log_findings import log_findings
from hloscope.dump.dump import load_file
from hloscope.dump.pastes.characters import decode, to_plain
from hloscope.dump.sources import SourceFile
from hloscope.errors import DumpError


def diagnose_log(file: SourceFile) -> Diagnosis:
    """What XLA complained of in a log, and how many programs stand in it.

    Raises:
        DumpError: it cannot be read.
    """
    lines = to_plain(decode(file.read_bytes())).split("\n")
    known = known_flags(sys.path) if any("Unknown flag" in line for line in lines) else ()
    findings = [*log_findings(lines, known), *alarm_findings(lines)]
    try:
        dump = load_file(file)
    except DumpError:  # most logs hold no module
        dump = None
    return Diagnosis(in_order(findings), summary=summary_of(dump))
