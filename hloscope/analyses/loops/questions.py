"""Questions that lead to others: each answered once, without recursion, and no more of them than is reasonable."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import NamedTuple

from hloscope.analyses.loops.scopes import Scope
from hloscope.analyses.loops.terms import Path, Term
from hloscope.ir import HloInstruction

_LONGEST_PATH = 16


class Question(NamedTuple):
    """Which integer is this part of an instruction's value? Without a scope it must be the same whoever calls."""

    scope: Scope | None
    instruction: HloInstruction
    path: Path = ()


Answer = Generator[Question, Term | None, Term | None]
"""Asks what it needs to know, and returns a term over the state of the loop whose turn it is; None: not known."""


class Questions:
    """Finds answers, and keeps them; past `budget` questions nothing more is known."""

    def __init__(self, answer: Callable[[Question], Answer], budget: int) -> None:
        self._answer = answer
        self._budget = budget
        self._known: dict[Question, Term | None] = {}

    def find(self, question: Question) -> Term | None:
        """The answer to a question, and to all that it leads to."""
        waiting: list[tuple[Question, Answer]] = []
        found = self._begin(question, waiting)
        while waiting:
            asked, answer = waiting[-1]
            try:
                found = self._begin(answer.send(found), waiting)
            except StopIteration as end:
                waiting.pop()
                found = self._known[asked] = end.value
        return found

    def _begin(self, question: Question, waiting: list[tuple[Question, Answer]]) -> Term | None:
        """What is known already; of what is not the question waits, and its answer begins with None."""
        if question in self._known:
            return self._known[question]
        self._known[question] = None  # and so it stays where a question leads back to itself
        self._budget -= 1
        if self._budget >= 0 and len(question.path) <= _LONGEST_PATH:
            waiting.append((question, self._answer(question)))
        return None
