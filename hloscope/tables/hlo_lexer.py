"""HLO for Pygments: colours in terminals, and in whatever else asks Pygments for a lexer called `hlo`."""

from __future__ import annotations

from pygments.lexer import RegexLexer, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

_TYPES = "bf16 c64 c128 f16 f32 f64 opaque pred token".split()


class HloLexer(RegexLexer):
    """Tells names, types, opcodes, attributes and comments in the HLO text that XLA dumps.

    Opcodes are not listed: what stands before a parenthesis is one, however new.
    """

    name = "HLO"
    aliases = ("hlo", "xla")
    filenames = ("*.hlo", "*.before_optimizations.txt", "*.after_optimizations.txt")
    url = "https://openxla.org/xla/operation_semantics"
    version_added = ""

    tokens = {  # noqa: RUF012 (as Pygments has it)
        "root": [
            (r"\s+", Text.Whitespace),
            (r"//[^\n]*", Comment.Single),
            (r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/", Comment.Multiline),
            (r'"[^"\\]*(?:\\.[^"\\]*)*"', String.Double),
            (words(("HloModule", "ENTRY", "ROOT"), suffix=r"\b(?![-.])"), Keyword),
            (words(_TYPES, suffix=r"(?=\[)"), Keyword.Type),
            (r"[sfuc]\d\w*(?=\[)", Keyword.Type),
            (r"%[\w.\-]+(?:#\d+)?", Name.Variable),
            (r"[A-Za-z_][\w\-]*(?=\()", Name.Function),
            (r"[A-Za-z_][\w\-]*(?==)", Name.Attribute),
            (r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b", Number),
            (r"[A-Za-z_][\w.\-]*", Name),
            (r"->|=", Operator),
            (r"[{}()\[\],:*]", Punctuation),
            (r".", Text),
        ]
    }
