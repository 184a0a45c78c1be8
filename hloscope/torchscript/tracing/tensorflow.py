"""The way of TensorFlow: one function under `tf.function`, with the branches and loops that AutoGraph keeps."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from hloscope.captures.user_code.observed_lines import Place, is_users, last_users_place, place_at
from hloscope.torchscript.tracing.comparison import Refusal, Tried, Way
from hloscope.torchscript.tracing.python_run import first_line, observed_run, outcome_of

_KEPT = frozenset(("If", "StatelessIf", "While", "StatelessWhile", "Case", "StatelessCase", "Assert"))
_EFFECTS = frozenset(("PrintV2", "StringFormat"))
_BY_DATA = ("OperatorNotAllowedInGraphError",)
_SUBGRAPHS = ("_true_graph", "_false_graph", "_cond_graph", "_body_graph")  # where control flow keeps what it runs


def ways(fn: Callable[..., object], example: Sequence[object]) -> Tried:
    """Makes `fn` a `tf.function` if it is none, runs it as plain Python, and tries both on other arguments.

    AutoGraph turns branches and loops on tensors into operations; those on Python values run while it is traced, and
    are traced again for other shapes and values. Where AutoGraph is off, TensorFlow refuses a branch on a tensor.
    """
    tensorflow = sys.modules["tensorflow"]
    python: Callable[..., object] = getattr(fn, "python_function", fn)
    compiled: Any = fn if hasattr(fn, "get_concrete_function") else tensorflow.function(fn)
    by_data: dict[Place, str] = {}
    refusal, operations = None, list[Any]()
    try:
        operations = [*_operations_of(compiled.get_concrete_function(*example).graph)]
    except Exception as error:  # noqa: BLE001 (whatever TensorFlow or the function raises is why it is refused)
        refusal = _refusal_of(error)
        if refusal.place and refusal.error in _BY_DATA:
            by_data[refusal.place] = refusal.message
    observed = observed_run(python, example, by_data)
    if refusal:
        return observed, (Way("function", traces=True, retraces=True, refusal=refusal),), ()
    kept, effects = _places_of(operations, _KEPT), _places_of(operations, _EFFECTS)
    way = Way("function", traces=True, retraces=True, kept=kept, effects=effects)
    return observed, (_tried(tensorflow, way, python, compiled, example),), ()


def _tried(
    tensorflow: Any,
    way: Way,
    python: Callable[..., object],
    compiled: Callable[..., object],
    example: Sequence[object],
) -> Way:
    def difference(actual: object, expected: object) -> str:
        return _difference(tensorflow, actual, expected)

    def changed(change: Callable[[Any], Any]) -> Callable[[], Sequence[object]]:
        return lambda: [change(value) if _is_floating(tensorflow, value) else value for value in example]

    compiled(*example)
    values = outcome_of(python, compiled, changed(lambda tensor: -tensor), difference)
    shape = outcome_of(python, compiled, changed(lambda tensor: _longer(tensorflow, tensor)), difference)
    return replace(way, other_values=values, other_shape=shape)


def _operations_of(graph: Any) -> Iterator[Any]:
    """The operations of a graph, and of the graphs of its branches and loops."""
    waiting = [graph]
    while waiting:
        for operation in waiting.pop().get_operations():
            yield operation
            found = (getattr(operation, name, None) for name in _SUBGRAPHS)
            waiting.extend(inner for inner in found if inner is not None)


def _places_of(operations: Sequence[Any], types: frozenset[str]) -> frozenset[Place]:
    """The lines of the user's code that made the operations of some types; AutoGraph says the original ones."""
    frames = (operation.traceback for operation in operations if operation.type in types)
    return frozenset(
        place_at(frame.filename, frame.lineno) for stack in frames for frame in stack if is_users(frame.filename)
    )


def _refusal_of(error: Exception) -> Refusal:
    """AutoGraph keeps the user's lines with the error, the traceback has those of the code that it made."""
    stack = getattr(getattr(error, "ag_error_metadata", None), "translated_stack", ())
    places = [place_at(frame.filename, frame.lineno) for frame in stack if is_users(frame.filename)]
    place = places[0] if places else last_users_place(error.__traceback__)
    return Refusal(type(error).__name__, first_line(error), place)


def _is_floating(tensorflow: Any, value: Any) -> bool:
    return isinstance(value, tensorflow.Tensor) and bool(value.dtype.is_floating)


def _longer(tensorflow: Any, tensor: Any) -> Any:
    """One more row, a copy of the first."""
    return tensorflow.concat([tensor, tensor[:1]], axis=0) if tensor.shape.rank else tensor


def _difference(tensorflow: Any, actual: object, expected: object) -> str:
    ours, theirs = tensorflow.nest.flatten(actual), tensorflow.nest.flatten(expected)
    if len(ours) != len(theirs):
        return f"{len(ours)} tensors in place of {len(theirs)}"
    for mine, other in zip(ours, theirs, strict=True):
        a, b = tensorflow.convert_to_tensor(mine), tensorflow.convert_to_tensor(other)
        if a.shape != b.shape:
            return f"shape {tuple(a.shape)} in place of {tuple(b.shape)}"
        if not bool(tensorflow.reduce_all(tensorflow.abs(a - b) <= 1e-5 + 1e-3 * tensorflow.abs(b))):
            return "values are not close"
    return ""
