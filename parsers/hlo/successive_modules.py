"""Successive modules of one program: a computation that a pass left as it was is parsed once, and shared.

Most passes change few computations. Of the 830,000 lines in the 38 different snapshots of a train step that ends in
53,000 instructions, 310,000 are in computations that the module before does not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hloscope.errors import ParseError
from hloscope.ir import HloComputation, HloModule, TextContext

from ..collector import paused_collector
from ..cursor import Cursor
from .instructions import parse_body
from .module import parse
from .patterns import COMPUTATION_LINE, EXECUTION_THREAD
from .printed_shapes import Results
from .scope import Body, Scope

_FIRST = re.compile(r"^(?:ENTRY )?%", re.MULTILINE)


class SuccessiveParser:
    """Parses modules one after the other, and shares among them the computations that they have in common.

    Those of the same text that call the same computations are one object in a module and in the one before it.
    """

    def __init__(self) -> None:
        self._last: HloModule | None = None
        self._known: dict[str, HloComputation] = {}  # by their text, those of the last module
        self._results = Results()

    @paused_collector()
    def parse(self, text: str, *, filename: str | None = None) -> HloModule:
        """The one module that `text` holds, as `hloscope.parsers.parse` gives it, and raises.

        A text of another form than XLA prints, or with another stack-frame table than the last, shares nothing.
        """
        head, texts = _split(text)
        module = self._parse_printed(head, texts) if texts else None
        self._last = module or parse(text, filename=filename)
        self._known = dict(zip(texts, self._last.computations.values(), strict=True)) if module else {}
        return self._last

    def _parse_printed(self, head: str, texts: Sequence[str]) -> HloModule | None:
        """The module; None if the texts are not those of one computation each, or are broken."""
        try:
            opening = parse(head + texts[0])  # what is in front of the computations, for it makes a module with any
            is_related = self._last is not None and self._last.tables == opening.tables
            context = self._last.context if self._last and is_related else opening.context
            computations = self._computations(texts, context, self._known if is_related else {})
        except ParseError:
            return None
        entries = [computation for computation in computations.values() if computation.is_entry]
        names = [*computations]
        if len(entries) != 1 or len(names) != len(texts) or names[:1] != [*opening.computations]:
            return None
        return HloModule(opening.name, computations, entries[0], context, opening.attribute_text, opening.tables)

    def _computations(
        self, texts: Sequence[str], context: TextContext, known: dict[str, HloComputation]
    ) -> dict[str, HloComputation]:
        scope = Scope(context, results=self._results)
        for text in texts:
            same = known.get(text)
            if same and _has_callees_of(scope, same):
                scope.computations[same.name] = same
            else:
                _parse_into(scope, text)
        return scope.computations


def _split(text: str) -> tuple[str, list[str]]:
    """What is in front of the computations, and the text of each, for XLA prints an empty line between them."""
    first = _FIRST.search(text)
    if first is None or "\r" in text:
        return text, []
    *texts, last = text[first.start() :].split("\n\n")
    last = last.rstrip()  # empty, or the entry with a newline
    return text[: first.start()], [*texts, last] if last else texts


def _has_callees_of(scope: Scope, computation: HloComputation) -> bool:
    callees = (c for i in computation.instructions.values() if i.called_computations for c in i.called_computations)
    return all(scope.computations.get(callee.name) is callee for callee in callees)


def _parse_into(scope: Scope, text: str) -> None:
    """Adds the one computation that a text holds.

    Raises:
        ParseError: it is broken, or holds something else, or more.
    """
    cursor = Cursor(text)
    line = cursor.take(COMPUTATION_LINE, "a computation")
    body = parse_body(cursor, scope, Body(line[2], is_entry=bool(line[1])))
    thread = cursor.find(EXECUTION_THREAD)
    body.close(scope, thread[1] or thread[2] or "" if thread else "")
    if body.name != line[2] or not cursor.at_end():
        raise cursor.error("the end of the computation")
