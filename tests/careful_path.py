"""The parser with its fast half switched off, so that every line goes through the careful half."""

import re

import pytest

from hloscope.ir import HloModule
from hloscope.parsers import parse

NOTHING = re.compile(r"(?!)")


def parse_carefully(text: str) -> HloModule:
    """The module of `text`, without the patterns for lines as XLA prints them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hloscope.parsers.instruction_text.take_lines", _take_no_lines)
        patch.setattr("hloscope.parsers.hlo_text.COMPUTATION_LINE", NOTHING)
        return parse(text)


def _take_no_lines(*arguments: object) -> object:
    return arguments[-1]  # the body stays open
