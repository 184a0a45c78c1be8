"""No cliff: a program is compiled alike over a range of sizes or element types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hloscope.captures.targets.target import Target
from hloscope.comparisons.plateaus import Value
from hloscope.comparisons.sweep import Arguments, Values, sweep
from hloscope.comparisons.sweep_words import cliff_lines, range_text, summary_of
from hloscope.words.safe_text import visible_lines


def assert_no_cliff(
    fn: Callable[..., object],
    *shapes: str,
    dims: Sequence[Value] | Mapping[str, Values],
    arguments: Arguments | None = None,
    target: str | Target = "cpu",
) -> None:
    """Asserts that `fn` launches the same operations in the same way for all of `dims`, as of `hloscope.sweep`.

    Raises:
        AssertionError: it does not, or cannot be compiled for one of them; the message says where and what changes.
        HloscopeError: as `hloscope.sweep`.
    """
    __tracebackhide__ = True
    found = sweep(fn, *shapes, dims=dims, arguments=arguments, target=target)
    problems = [plateau for plateau in found.plateaus if plateau.problem]
    if not found.cliffs and not problems:
        return
    failed = [
        f"{found.variable}={range_text(found, plateau)} was not compiled: {plateau.problem}" for plateau in problems
    ]
    changed = [line for cliff in found.cliffs for line in cliff_lines(found, cliff)]
    raise AssertionError(visible_lines("\n  ".join([f"expected no cliff; {summary_of(found)}", *changed, *failed])))
