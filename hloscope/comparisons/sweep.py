"""Sweep: `hloscope.sweep`, a function compiled for many sizes or types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hloscope.captures.in_process.capture import capture
from hloscope.captures.targets.target import Target
from hloscope.captures.user_code.shapes import argument_of, framework_for, variables_in
from hloscope.comparisons.comparable import comparable
from hloscope.comparisons.outline import Outline
from hloscope.comparisons.plateaus import Sweep, Value, plateaus_of
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError, RaisedError

Values = Value | Sequence[Value]
Arguments = Callable[..., Sequence[object]]
"""Makes the arguments of the function from the variable, which it takes by name."""


def sweep(
    fn: Callable[..., object],
    *shapes: str,
    dims: Sequence[Value] | Mapping[str, Values],
    arguments: Arguments | None = None,
    target: str | Target = "cpu",
    on_compile: Callable[[str], object] = lambda _: None,
) -> Sweep:
    """Compiles `fn` over a range of sizes or element types, and finds where it is no longer compiled alike.

    `shapes` are those of its arguments, as HLO writes them, with names for what varies: `"f32[n,128]"`. `dims` says
    what the names stand for: `{"n": range(1, 4097), "k": 64}`, one of them several values; or only those values of `n`.
    Element types may vary too: `"t[n]"` with `{"t": ["f32", "bf16"], "n": 64}`. For other arguments, `arguments` makes
    them of the values, by name. `target` is as of `hloscope.capture`, which compiles: nothing is run, but on torch-xla.
    `on_compile` is told each value before it is compiled.

    Of many values only some are compiled (see `hloscope.comparisons.plateaus`). What cannot be compiled is a
    plateau of its own; what `fn` itself raises is raised as it is.

    Raises:
        HloscopeError: shapes or dims are not as described, or the framework cannot be told.
    """
    variable, values, fixed = _split(dims)
    _check_names(shapes, {variable, *fixed}, has_arguments=arguments is not None)
    framework = framework_for(fn) if arguments is None else ""

    def compile_at(place: int) -> Outline | str:
        given = {**fixed, variable: values[place]}
        on_compile(f"{variable}={values[place]}")
        made = [argument_of(shape, given, framework) for shape in shapes] if arguments is None else arguments(**given)
        try:
            return _outline_of(capture(fn, *made, target=target))
        except RaisedError:
            raise
        except HloscopeError as error:
            return str(error)

    name = str(getattr(fn, "__name__", "function"))
    return Sweep(name, variable, values, plateaus_of(len(values), compile_at))


def _outline_of(compilation: Compilation) -> Outline:
    (outline,), errors = comparable(compilation)
    if not outline.is_known:
        raise HloscopeError("; ".join(error.message for error in errors) or "there is no module that runs")
    return outline


def _split(dims: Sequence[Value] | Mapping[str, Values]) -> tuple[str, Sequence[Value], dict[str, Value]]:
    """The variable, its values, and what is fixed."""
    if not isinstance(dims, Mapping):
        dims = {"n": dims}
    varying = {name: values for name, values in dims.items() if not isinstance(values, int | str)}
    fixed = {name: value for name, value in dims.items() if isinstance(value, int | str)}
    if len(varying) != 1:
        raise HloscopeError(f"expected one of dims to have several values, found {len(varying)}: {', '.join(varying)}")
    [(variable, values)] = varying.items()
    if not values:
        raise HloscopeError(f"expected values of {variable!r} to sweep over, found none")
    return variable, values, fixed


def _check_names(shapes: Sequence[str], known: set[str], *, has_arguments: bool) -> None:
    """Every name in the shapes stands for something, and something varies."""
    used = {name for shape in shapes for name in variables_in(shape)}
    dimensions = {name for shape in shapes for name in variables_in(shape)[1:]}
    if dimensions - known:
        raise HloscopeError(f"expected dims to say what {', '.join(sorted(dimensions - known))} stands for")
    if not has_arguments and known - used:
        missing = ", ".join(sorted(known - used))
        raise HloscopeError(f"expected {missing} in the shapes of the arguments, such as 'f32[{missing}]'")
