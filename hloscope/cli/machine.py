"""The machine that times are modelled on, by the name that a person gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hloscope.analyses.cost.machines import Machine


def machine_called(name: str) -> Machine:
    """The machine of that name.

    Raises:
        HloscopeError: none is called so.
    """
    from hloscope.analyses.cost.machines import MACHINES
    from hloscope.errors import HloscopeError

    if name not in MACHINES:
        raise HloscopeError(f"expected a machine, found {name!r}: hloscope knows {', '.join(MACHINES)}")
    return MACHINES[name]
