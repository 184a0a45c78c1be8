"""Unfuse: the module that XLA runs, as it would be without fusion."""

from hloscope.unfuse.unfusing import unfuse, unfusion_of
from hloscope.unfuse.unfusion import Unfusion

__all__ = ["Unfusion", "unfuse", "unfusion_of"]
