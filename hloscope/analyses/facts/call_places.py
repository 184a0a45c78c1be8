"""Call places: the line of the program that calls each computation, for operations that have no line of their own.

JAX compiles what its libraries jit, such as `jax.nn.relu`, as functions whose operations know no line of the user's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from hloscope.analyses.facts.execution import entered_callees, executed_computations
from hloscope.analyses.facts.sources import Sources
from hloscope.ir import HloModule


def call_places(module: HloModule) -> Mapping[str, str]:
    """The one line, as `file:line`, that calls a computation, directly or through others, by the computation's name.

    Those that several lines call, or none, are left out: which of its operations belong to which is not known.
    """
    sources = Sources()
    called_from: defaultdict[str, set[str]] = defaultdict(set)
    places: dict[str, str] = {}
    for computation, callers in reversed(executed_computations(module, entered_callees).items()):  # callers first
        found = called_from.get(computation.name, set())
        if len(found) == 1 and (place := next(iter(found))):
            places[computation.name] = place
        for caller, called in callers.items():
            place = sources.source_of(caller).place or places.get(computation.name, "")
            for callee in called:
                called_from[callee.name].add(place)
    return places
