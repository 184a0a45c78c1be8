"""Members: the keys of a TypedDict with their types, by which documents are checked and described."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict


@cache
def members_of(wanted: Any) -> Mapping[str, Any]:  # noqa: ANN401 (any TypedDict)
    """Each key of a TypedDict, and of those that it extends; of a generic one with the types that are given to it."""
    kind = get_origin(wanted) or wanted
    given = _given_by(wanted)
    for base in getattr(kind, "__orig_bases__", ()):
        given |= _given_by(base)
    return {key: _filled(member, given) for key, member in get_type_hints(kind).items()}


def _given_by(alias: Any) -> dict[Any, Any]:  # noqa: ANN401 (any type)
    """The type that stands for each parameter: `DocumentOf[Program]`."""
    kind = get_origin(alias)
    return dict(zip(kind.__parameters__, get_args(alias), strict=True)) if is_typeddict(kind) else {}


def _filled(member: Any, given: Mapping[Any, Any]) -> Any:  # noqa: ANN401 (any type)
    parameters = getattr(member, "__parameters__", ())
    return member[tuple(given[parameter] for parameter in parameters)] if parameters else member
