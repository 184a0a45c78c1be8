"""Places: where an operation is that a cluster lacks, and why it is not in it."""

from __future__ import annotations

from hloscope.analyses.fusions.fusions import Fusion
from hloscope.ir import HloInstruction
from hloscope.testing.cuts import cut_lines, nearest_site
from hloscope.testing.lines import count_text
from hloscope.testing.program import Program, Site
from hloscope.testing.selectors import Selector, find_before, unknown_text


def place_lines(selector: Selector, fusion: Fusion | None, program: Program) -> list[str]:
    """Where the operation is; if a cluster came nearest, also why it is not there."""
    inside = sum(map(selector.matches, fusion.operations)) if fusion else 0
    if fusion and inside:
        return [f"{selector.text}: {fusion.name} has {inside}, not enough for all that is wanted [exact]"]
    sites = [site for site in program.sites if any(map(selector.matches, site.operations))]
    if not sites:
        return [f"{selector.text}: {_absent_text(selector, program)}"]
    site = nearest_site(fusion.instruction, sites) if fusion else sites[0]
    lines = [f"{selector.text}: {_site_text(selector, site, program)}"]
    return [*lines, *cut_lines(site.instruction, fusion.instruction, program)] if fusion else lines


def _absent_text(selector: Selector, program: Program) -> str:
    """What became of an operation that does not run."""
    asked = find_before(selector, program)
    if asked is None:
        return unknown_text(selector, program)
    became = _successor_of(asked, program)
    fate = f"; {became.name} bears its name [inferred]" if became else ""
    asked_for = ", ".join(filter(None, (f"asked for as {asked.name}", program.place_of(asked))))
    return f"{asked_for}, and not in what runs [exact]{fate}"


def _successor_of(asked: HloInstruction, program: Program) -> HloInstruction | None:
    """What runs under the framework's name of an operation."""
    op_name = asked.metadata.op_name
    same = (site.instruction for site in program.sites if op_name and site.instruction.metadata.op_name == op_name)
    return next(same, None)


def _site_text(selector: Selector, site: Site, program: Program) -> str:
    operation = next(filter(selector.matches, site.operations))
    kind = "the compiled loop " if site.instruction.opcode == "call" else ""
    more = count_text(len(site.operations) - 1, "other operation")
    where = f"in {kind}{site.instruction.name} with {more}" if len(site.operations) > 1 else "by itself"
    if len(site.operations) == 1 and operation is not site.instruction:
        where = f"by itself in {site.instruction.name}"
    return ", ".join(filter(None, (f"{operation.name} {where}", program.place_of(operation))))
