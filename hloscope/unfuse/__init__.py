"""Unfuse: the module that XLA runs, as it would be without fusion."""

from hloscope.unfuse.unfusing import Unfusion, unfuse, unfusion_of

__all__ = ["Unfusion", "unfuse", "unfusion_of"]
