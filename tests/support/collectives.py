"""Collectives of short texts, for tests of what is said of them."""

from hloscope.analyses.collectives.collectives import Collectives, collectives_of
from hloscope.analyses.facts.execution import entered_callees
from hloscope.analyses.kernels.count import rules_for
from hloscope.analyses.kernels.rules_unfused import unfused_rules
from hloscope.ir import HloInstruction
from hloscope.parsers import parse

ADD = "add { x = f32[] parameter(0) y = f32[] parameter(1) ROOT s = f32[] add(x, y) }"
GLOBAL = ", channel_id=1, use_global_device_ids=true"


def collective_with(attributes: str) -> HloInstruction:
    """An all-reduce with these attributes, or a collective-permute if they are pairs."""
    is_permute = attributes.startswith("source_target_pairs")
    opcode, end = ("collective-permute", "") if is_permute else ("all-reduce", ", to_apply=add")
    text = f"{ADD} ENTRY e {{ p = f32[8] parameter(0) ROOT a = f32[8] {opcode}(p), {attributes}{end} }}"
    return parse(text).entry.root


def collectives_in(text: str, platform: str | None) -> Collectives:
    """The collectives of a module that runs on a platform; of one that is not compiled where that is None."""
    module = parse(text)
    if platform is None:
        return collectives_of(module, unfused_rules("copy"), callees_of=entered_callees)
    return collectives_of(module, rules_for(module, platform))
