"""The colours of HLO on a terminal."""

from __future__ import annotations

from pygments.token import Comment, Keyword, Name, String
from rich.text import Text

from hloscope.tables.hlo_lexer import HloLexer

# A token comes before those that it is a kind of.
_STYLES = (
    (Comment, "dim"),
    (Keyword.Type, "cyan"),
    (Keyword, "bold"),
    (Name.Function, "bold"),
    (Name.Attribute, "dim"),
    (String, "green"),
)
_LEXER = HloLexer(stripnl=False, ensurenl=False)


def coloured(line: str) -> Text:
    """Returns a line of HLO in colours, which say again what the text says."""
    return Text.assemble(
        *[
            (text, next((style for kind, style in _STYLES if token in kind), ""))
            for token, text in _LEXER.get_tokens(line)
        ]
    )
