"""Options: those of the plugin, all of them `--hlo-*`; a suite that has one of the same name keeps its own."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, cast

import pytest

_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "target": {"metavar": "NAME,...", "help": "targets to capture for, such as cpu,h100 (default: cpu)"},
    "require": {"action": "store_true", "help": "fail where a target or framework is missing; no skips"},
    "update": {"action": "store_true", "help": "write snapshots that differ; their tests fail once"},
    "report": {"metavar": "FILE", "help": "write a JSON report on all captured programs to FILE"},
}


def add_options(parser: pytest.Parser, arguments: Sequence[str] = ()) -> None:
    """Declares those whose names nobody has; what is read of them is `hloscope_target` and so on, see `option_of`.

    `arguments` are those of the run, if no conftest was read yet: what they use otherwise than ours is left to one.
    """
    group, taken = _group(parser), _names_in(parser)
    for name, settings in _OPTIONS.items():
        option = f"--hlo-{name}"
        if option not in taken and not _is_used_otherwise(option, arguments, takes_value="metavar" in settings):
            group.addoption(option, dest=f"hloscope_{name}", **settings)


def _is_used_otherwise(option: str, arguments: Sequence[str], *, takes_value: bool) -> bool:
    """Whether it has a value that ours does not take, or none that ours does."""
    if not takes_value:
        return any(argument.startswith(f"{option}=") for argument in arguments)
    following = [after for argument, after in pairwise([*arguments, "-"]) if argument == option]
    return any(after.startswith("-") for after in following)


def option_of(config: pytest.Config, name: str) -> Any:  # noqa: ANN401 (as pytest has it)
    """The value of `--hlo-<name>`; None where that is an option of somebody else's."""
    return config.getoption(f"hloscope_{name}", None)


@contextmanager
def giving_way(parser: pytest.Parser) -> Generator[None]:
    """Takes the options back while conftests declare theirs, and declares those again that nobody took."""
    _withdraw(parser)
    try:
        yield
    finally:
        add_options(parser)


def _group(parser: pytest.Parser) -> Any:  # noqa: ANN401 (of pytest's own)
    return parser.getgroup("hloscope", "what XLA makes of programs (the fixture hlo)")


def _names_in(parser: pytest.Parser) -> set[str]:
    """The names of all options: pytest has no public word for them, and finds out too late that two are the same."""
    found: Mapping[str, Any] = vars(parser)
    groups = {id(group): group for group in (found.get("_anonymous"), *found.get("_groups", ())) if group}
    return {name for group in groups.values() for option in group.options for name in option.names()}


def _withdraw(parser: pytest.Parser) -> None:
    group, whole = _group(parser), vars(parser).get("optparser")
    for option in [*group.options]:
        members = cast("Mapping[str, Any]", vars(option))
        action = members.get("_action")
        # Before pytest 9 argparse is told of options only when all are there.
        if action is None or _forget(whole, action):
            group.options.remove(option)


def _forget(parser: Any, action: Any) -> bool:  # noqa: ANN401 (of argparse)
    """Takes an action out of argparse's parser, as its own way of resolving conflicts does; whether it could."""
    known: dict[str, Any] | None = getattr(parser, "_option_string_actions", None)
    remove = getattr(getattr(action, "container", None), "_remove_action", None)
    if known is None or remove is None:
        return False
    for name in action.option_strings:
        known.pop(name, None)
    remove(action)
    return True
