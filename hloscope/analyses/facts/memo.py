"""Memo: what the analyses of one module find out once, and share."""

from __future__ import annotations

from hloscope.analyses.facts.shape_texts import ShapeTexts
from hloscope.analyses.facts.signature import Signer
from hloscope.analyses.facts.sources import Sources
from hloscope.analyses.facts.structures import Structures


class Memo:
    """The shapes, the sources and the structures of one module, each worked out when first asked for.

    Analyses that are given the same memo answer the same, only faster.
    """

    def __init__(self) -> None:
        self.shapes = ShapeTexts()
        self.sources = Sources()
        self.structures = Structures(self.shapes)
        self.signer = Signer(self.structures)
