"""Memory: what the analyses of one module find out once, and share."""

from __future__ import annotations

from hloscope.analyses.shape_texts import ShapeTexts
from hloscope.analyses.signature import Signer
from hloscope.analyses.sources import Sources
from hloscope.analyses.structures import Structures


class Memory:
    """The shapes, the sources and the structures of one module, each worked out when first asked for.

    Analyses that are given the same memory answer the same, only faster.
    """

    def __init__(self) -> None:
        self.shapes = ShapeTexts()
        self.sources = Sources()
        self.structures = Structures(self.shapes)
        self.signer = Signer(self.structures)
