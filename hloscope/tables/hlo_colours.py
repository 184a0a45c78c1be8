"""The colours of HLO on a terminal."""

from __future__ import annotations

from pygments.token import Comment, Keyword, Name, String
from rich.text import Text

from hloscope.tables.hlo_lexer import HloLexer

_STYLES = {
    Comment: "dim",
    Keyword: "bold",
    Keyword.Type: "cyan",
    Name.Function: "bold",
    Name.Attribute: "dim",
    String: "green",
}
_LEXER = HloLexer(stripnl=False, ensurenl=False)


def coloured(line: str) -> Text:
    """Returns a line of HLO in colours, which say again what the text says."""
    found = [(text, reversed(token.split())) for token, text in _LEXER.get_tokens(line)]  # a token, then its kinds
    return Text.assemble(
        *[(text, next((_STYLES[kind] for kind in kinds if kind in _STYLES), "")) for text, kinds in found]
    )
