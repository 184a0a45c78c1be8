"""The ways of torch: one function traced and scripted, and both tried on other arguments."""

from __future__ import annotations

import copy
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from hloscope.captures.user_code.observed_lines import Place, is_users, last_users_place, observed_lines, place_at
from hloscope.errors import HloscopeError
from hloscope.parsers import TorchGraph, parse_torchscript
from hloscope.torchscript.graphs.nodes import CONTROL_FLOW
from hloscope.torchscript.tracing.comparison import Observed, Outcome, Refusal, Tried, Way
from hloscope.torchscript.tracing.python_run import first_line, outcome_of

_HERE = re.compile(r'File "([^"\n]++)", line (\d{1,9})')
_EFFECTS = frozenset(("prim::Print", "prim::SetAttr", "aten::append", "aten::_set_item", "aten::warn", "aten::pop"))
_RUNS = 3  # the executor profiles in the first, and optimizes before the third


def ways(fn: Callable[..., object], example: Sequence[object]) -> Tried:
    """Traces and scripts `fn`; gives what ran, both ways, and the arguments that tracing fixed, being no tensors.

    A module is copied for each run, so that what it changes in itself stays apart.
    """
    fixed = [repr(value) for value in example if not _is_traceable(value)]
    observed, traced = _trace(fn, example)
    scripted = _script(fn)
    return observed, (_tried(fn, example, *traced), _tried(fn, example, *scripted)), fixed


def _trace(
    fn: Callable[..., object], example: Sequence[object]
) -> tuple[Observed, tuple[Way, Callable[..., object] | None]]:
    function, tensors = _with_tensors_only(_fresh(fn), example)
    compiled, refusal = None, None
    with warnings.catch_warnings(record=True) as caught, observed_lines() as lines:
        warnings.simplefilter("always")
        try:
            compiled = _torch().jit.trace(function, tuple(tensors), check_trace=False)
        except Exception as error:  # noqa: BLE001 (whatever torch or the function raises is why it is refused)
            refusal = _refusal_of(error)
    by_data = {
        place_at(item.filename, item.lineno): str(item.message).partition(". ")[0]
        for item in caught
        if item.category.__name__ == "TracerWarning" and is_users(item.filename)
    }
    observed = Observed(lines.sources(), lines.counts, by_data)
    called = None if compiled is None else _only_tensors(compiled)
    return observed, (_way_of("trace", compiled, refusal, traces=True), called)


def traced_function(fn: Callable[..., object], example: Sequence[object]) -> Callable[..., object]:
    """The traced function, which takes the same arguments; those that are no tensors are fixed."""
    function, tensors = _with_tensors_only(fn, example)
    return _only_tensors(_torch().jit.trace(function, tuple(tensors), check_trace=False))


def _script(fn: Callable[..., object]) -> tuple[Way, Callable[..., object] | None]:
    try:
        compiled = _torch().jit.script(_fresh(fn))
    except Exception as error:  # noqa: BLE001 (as above)
        return _way_of("script", None, _refusal_of(error), traces=False), None
    return _way_of("script", compiled, None, traces=False), cast("Callable[..., object]", compiled)


def _way_of(name: str, compiled: Any, refusal: Refusal | None, *, traces: bool) -> Way:
    if compiled is None:
        return Way(name, traces, refusal=refusal)
    text = str(compiled.inlined_graph)
    (graph,) = parse_torchscript(text)
    kept, effects = set[Place](), set[Place]()
    for node in graph.all_nodes():
        if node.source:
            place = place_at(node.source.file, node.source.line)
            kept.update([place] if node.kind in CONTROL_FLOW else [])
            effects.update([place] if node.kind in _EFFECTS else [])
    effects |= _attribute_places(graph)
    return Way(name, traces, kept=frozenset(kept), effects=frozenset(effects), graphs={"graph": text})


def _attribute_places(graph: TorchGraph) -> set[Place]:
    """Where attributes are set: such nodes have no place, but the node that makes the value has."""
    makers = {value: node for node in graph.all_nodes() for value in node.outputs}
    setters = [node for node in graph.all_nodes() if node.kind == "prim::SetAttr" and len(node.inputs) == 2]
    sources = [makers[node.inputs[1]].source for node in setters if node.inputs[1] in makers]
    return {place_at(source.file, source.line) for source in sources if source}


def _tried(
    fn: Callable[..., object],
    example: Sequence[object],
    way: Way,
    compiled: Callable[..., object] | None,
) -> Way:
    """The way with what its function gives for other values and for another shape; and with its optimized graph."""
    if compiled is None:
        return way
    values = _outcome(fn, compiled, [*_mapped(example, lambda tensor: -tensor)])
    shape = _outcome(fn, compiled, [*_mapped(example, _longer)])
    graphs = {**way.graphs, **_optimized(compiled, example)}
    return replace(way, other_values=values, other_shape=shape, graphs=graphs)


def _optimized(compiled: Callable[..., object], example: Sequence[object]) -> dict[str, str]:
    try:
        for _ in range(_RUNS):
            compiled(*example)
        return {"optimized": str(_torch().jit.last_executed_optimized_graph())}
    except Exception:  # noqa: BLE001 (a graph that does not run with the example has no optimized form; that is told)
        return {}


def _outcome(
    fn: Callable[..., object],
    compiled: Callable[..., object],
    arguments: Sequence[object],
) -> Outcome:
    """Both draw the same random numbers; the process's own state stays as it is."""

    def difference(actual: object, expected: object) -> str:
        try:
            _torch().testing.assert_close(actual, expected, equal_nan=True)
        except (AssertionError, TypeError) as error:
            return first_line(error)
        return ""

    def seeded(call: Callable[..., object]) -> Callable[..., object]:
        def run(*values: object) -> object:
            _torch().manual_seed(0)
            return call(*values)

        return run

    with _torch().random.fork_rng(devices=[]):
        return outcome_of(seeded(_fresh(fn)), seeded(compiled), lambda: copy.deepcopy(arguments), difference)


def _mapped(example: Sequence[object], change: Callable[[Any], Any]) -> Iterator[object]:
    """The arguments, with the floating-point tensors changed; whole numbers may be indices, and stay."""
    for value in example:
        is_tensor = isinstance(value, _torch().Tensor)
        yield change(cast("Any", value).detach()) if is_tensor and cast("Any", value).is_floating_point() else value


def _longer(tensor: Any) -> Any:
    """One more row, a copy of the first."""
    return _torch().cat([tensor, tensor[:1]]) if tensor.dim() else tensor


def _is_traceable(value: object) -> bool:
    return isinstance(value, _torch().Tensor | list | tuple | dict)


def _with_tensors_only(
    fn: Callable[..., object],
    example: Sequence[object],
) -> tuple[Callable[..., object], list[object]]:
    """The function of the tensors alone; the other arguments are what the example has."""
    places = [number for number, value in enumerate(example) if _is_traceable(value)]
    tensors = [example[number] for number in places]
    if len(tensors) == len(example):
        return fn, tensors
    if not tensors:
        raise HloscopeError("expected a tensor among the example arguments, found none: tracing needs one")

    def of_tensors(*values: object) -> object:
        arguments = list(example)
        for number, value in zip(places, values, strict=True):
            arguments[number] = value
        return fn(*arguments)

    return of_tensors, tensors


def _only_tensors(compiled: Callable[..., object]) -> Callable[..., object]:
    """The traced function, called with all the arguments: it takes the tensors of them."""
    return lambda *arguments: compiled(*[value for value in arguments if _is_traceable(value)])


def _torch() -> Any:
    """The framework, which the user has loaded; it has no types that two checkers agree on."""
    return sys.modules["torch"]


def _fresh(fn: Callable[..., object]) -> Callable[..., object]:
    return copy.deepcopy(fn) if isinstance(fn, _torch().nn.Module) else fn


def _refusal_of(error: Exception) -> Refusal:
    """Torch says the line in its message, or else the traceback does."""
    text = str(error)
    said = [place_at(file, int(line)) for file, line in _HERE.findall(text) if is_users(file)]
    return Refusal(type(error).__name__, first_line(error), said[0] if said else last_users_place(error.__traceback__))
