"""The parser with its fast half switched off, so that every line goes through the careful half."""

import re
from collections.abc import Callable
from typing import NoReturn

import pytest

from hloscope.errors import ParseError
from hloscope.ir import HloModule
from hloscope.parsers import parse
from tests.support.equality import differences

NOTHING = re.compile(r"(?!)")


def parse_carefully(text: str) -> HloModule:
    """The module of `text`, without the patterns for lines as XLA prints them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hloscope.parsers.hlo.instructions.take_lines", _take_no_lines)
        patch.setattr("hloscope.parsers.hlo.module.COMPUTATION_LINE", NOTHING)
        patch.setattr("hloscope.parsers.hlo.module.HEADER_ATTRIBUTES", NOTHING)
        return parse(text)


def differences_of_paths(text: str) -> list[str]:
    """Where the two halves of the parser disagree about a text: its nodes, or whether it is one at all.

    Of a text that both refuse, they may say different things, such as where a brace is no layout and opens no body.
    """
    fast, careful = _parsed(parse, text), _parsed(parse_carefully, text)
    if isinstance(fast, HloModule) and isinstance(careful, HloModule):
        return differences(fast, careful)
    return [] if type(fast) is type(careful) else [f"{fast!r} on the fast path, {careful!r} on the careful one"]


def _parsed(parser: Callable[[str], HloModule], text: str) -> HloModule | str:
    """The module, or the message of the error."""
    try:
        return parser(text)
    except ParseError as error:
        return str(error)


def fail_if_taken_carefully(*arguments: object) -> NoReturn:
    """Stands for a step of the careful half where the text should not come to it."""
    pytest.fail(f"taken carefully: {arguments}")


def _take_no_lines(*arguments: object) -> object:
    return arguments[-1]  # the body stays open
