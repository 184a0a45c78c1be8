"""Called names: the lines of the operations that jax names without any, by the calls that the program has them in.

XLA hands the line of a call on where it inlines it, but not to what it rewrote before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from hloscope.analyses.facts.call_places import call_places
from hloscope.analyses.facts.execution import entered_callees, executed_computations
from hloscope.analyses.facts.sources import Sources
from hloscope.ir import HloModule


def lines_of_called_names(before: HloModule) -> Mapping[str, str]:
    """The line of each name without one that all calls of it have."""
    sources, places = Sources(), call_places(before)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for computation in executed_computations(before, entered_callees) if places else ():
        for source in sources.of(i for i in computation.instructions.values() if i.opcode != "parameter"):
            if source.is_bare:
                found[source.op_name].add(places.get(computation.name, ""))
    return {name: place for name, (place, *others) in found.items() if place and not others}
