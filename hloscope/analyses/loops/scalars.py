"""Scalars: which integer an instruction computes, followed through tuples, calls, fusions, branches and outer loops.

What a loop carries from turn to turn is a part of its state, unless every turn passes it on as it was; what it has
counted to behind it is known where its turns are.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final

from hloscope.analyses.facts.execution import entered_callees
from hloscope.analyses.loops.operations import (
    chosen,
    constant_term,
    find_applied,
    is_on_integers,
    is_passed_on,
    state_term,
)
from hloscope.analyses.loops.questions import Answer, Question, Questions
from hloscope.analyses.loops.scopes import Scopes, branches_of
from hloscope.analyses.loops.terms import Path, Term, advanced, split_sum
from hloscope.ir import HloComputation, HloInstruction, HloModule

_QUESTIONS_PER_INSTRUCTION = 16  # what several call is looked at for each of them


class Scalars:
    """The integers of one module, each found when it is asked for; linear in the module.

    `turns_of` tells how often a loop turns, None where that is not known.
    """

    def __init__(self, module: HloModule, turns_of: Callable[[HloInstruction], int | None]) -> None:
        self._turns_of: Final = turns_of
        size = sum(len(computation.instructions) for computation in module.computations.values())
        self._entry: Final = module.entry
        self._scopes: Final = Scopes(module)
        self._questions: Final = Questions(self._answer, _QUESTIONS_PER_INSTRUCTION * size)
        self._rules: Final = {
            "conditional": self._conditional,
            "constant": _constant,
            "copy-done": _copy_done,
            "copy-start": _copy_start,
            "get-tuple-element": _element,
            "parameter": self._parameter,
            "tuple": _tuple,
            "while": self._loop,
            **dict.fromkeys(("call", "fusion"), self._call),
        }

    def initial(self, loop: HloInstruction, path: Path) -> int | None:
        """What a part of the state is before the first turn, if that is the same whenever the loop runs."""
        term = self._questions.find(Question(None, loop.operands[0], path)) if loop.operands else None
        return term.value if term else None

    def in_turn(self, computation: HloComputation, path: Path = ()) -> Term | None:
        """What a part of a loop's condition or body is in any turn."""
        return self._questions.find(Question(self._scopes.turn, computation.root, path))

    def _answer(self, question: Question) -> Answer:
        instruction = question.instruction
        rule = self._rules.get(instruction.opcode)
        if rule:
            return rule(question)
        return _passed_on(question) if is_passed_on(instruction, question.path) else _operation(question)

    def _parameter(self, question: Question) -> Answer:
        scope, parameter, path = question
        number = parameter.parameter_number or 0
        if scope is None:
            return (yield from self._whoever_calls(parameter.computation, number, path))
        if scope.given is None:
            return state_term(parameter.shape, path) if number == 0 else None
        return (yield Question(scope.outer, scope.given[number], path)) if number < len(scope.given) else None

    def _whoever_calls(self, computation: HloComputation, number: int, path: Path) -> Answer:
        """What every caller gives, if all give the same; nobody knows what the entry is given."""
        common: Term | None = None
        if computation is self._entry:
            return None
        for caller, given in self._scopes.all_given(computation):
            is_known = number < len(given) and (
                caller.opcode != "while" or (yield from self._is_unchanged(caller, path))
            )
            term = (yield Question(None, given[number], path)) if is_known else None
            if term is None or (common and common.value != term.value):
                return None
            common = term
        return common

    def _call(self, question: Question) -> Answer:
        scope, caller, path = question
        inner = self._scopes.of_call(caller, 0, scope)
        called = caller.called_computations
        return (yield Question(inner, called[0].root, path)) if len(called) == 1 else None

    def _loop(self, question: Question) -> Answer:
        """What the loop leaves as it was, or what it has counted to in the end."""
        scope, loop, path = question
        body = entered_callees(loop)[1:] if loop.operands else ()
        after = (yield Question(self._scopes.turn, body[0].root, path)) if body else None
        part, step = split_sum(after) if after else (None, 0)
        if part is None or not part.is_state or part.path != path:
            return None
        turns = self._turns_of(loop) if step else 0
        start = (yield Question(scope, loop.operands[0], path)) if turns is not None else None
        return advanced(start, step * turns) if start and turns is not None else None

    def _is_unchanged(self, loop: HloInstruction, path: Path) -> Generator[Question, Term | None, bool]:
        """Whether every turn passes a part of the state on as it was."""
        body = entered_callees(loop)[1:]
        term = (yield Question(self._scopes.turn, body[0].root, path)) if body else None
        return term is not None and term.is_state and term.path == path

    def _conditional(self, question: Question) -> Answer:
        scope, conditional, path = question
        selector = (yield Question(scope, conditional.operands[0])) if conditional.operands else None
        results: list[Term] = []
        for number, branch in enumerate(branches_of(conditional)):
            result = yield Question(self._scopes.of_call(conditional, number, scope), branch.root, path)
            if result is None or selector is None:
                return None
            results.append(result)
        return chosen(selector, results) if selector and results else None


def _constant(question: Question) -> Answer:
    yield from ()
    return None if question.path else constant_term(question.instruction)


def _tuple(question: Question) -> Answer:
    scope, instruction, path = question
    is_member = bool(path) and path[0] < len(instruction.operands)
    return (yield Question(scope, instruction.operands[path[0]], path[1:])) if is_member else None


def _element(question: Question) -> Answer:
    scope, instruction, path = question
    index = instruction.attributes.get("index")
    if not isinstance(index, int) or index < 0 or len(instruction.operands) != 1:
        return None
    return (yield Question(scope, instruction.operands[0], (index, *path)))


def _copy_start(question: Question) -> Answer:
    """What is at a path of the tuple that it gives: the copy, what is copied, and a context."""
    scope, instruction, path = question
    is_copy = path[:1] in ((0,), (1,)) and bool(instruction.operands)
    return (yield Question(scope, instruction.operands[0], path[1:])) if is_copy else None


def _copy_done(question: Question) -> Answer:
    scope, instruction, path = question
    return (yield Question(scope, instruction.operands[0], (0, *path))) if instruction.operands else None


def _passed_on(question: Question) -> Answer:
    return (yield Question(question.scope, question.instruction.operands[0], question.path))


def _operation(question: Question) -> Answer:
    scope, instruction, path = question
    terms: list[Term] = []
    for operand in () if path or not is_on_integers(instruction) else instruction.operands:
        term = yield Question(scope, operand)
        if term is None:
            return None
        terms.append(term)
    return find_applied(instruction, terms)
