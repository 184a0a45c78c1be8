"""Members: the keys of a TypedDict with their types, by which documents are checked and described."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints, is_typeddict

Kind: TypeAlias = Any
"""A type, which has no type of its own."""


def origin_of(wanted: Any) -> Any:  # noqa: ANN401 (with the alias, a checker takes it for something else)
    """What a type is a form of: `list` of `list[int]`, `DocumentOf` of `DocumentOf[Program]`, of a plain one itself."""
    return get_origin(wanted) or wanted


@cache
def members_of(wanted: Kind) -> Mapping[str, Kind]:
    """Each key of a TypedDict, and of those that it extends; of a generic one with the types that are given to it."""
    kind = origin_of(wanted)
    given = _given_by(wanted)
    for base in getattr(kind, "__orig_bases__", ()):
        given |= _given_by(base)
    hints = get_type_hints(kind, localns={})  # without, names of this module hide those where a base is
    return {key: _filled(member, given) for key, member in hints.items()}


def _given_by(alias: Kind) -> dict[Kind, Kind]:
    """The type that stands for each parameter: `DocumentOf[Program]`."""
    kind = origin_of(alias)
    return (
        dict(zip(kind.__parameters__, get_args(alias), strict=True)) if get_args(alias) and is_typeddict(kind) else {}
    )


def _filled(member: Kind, given: Mapping[Kind, Kind]) -> Kind:
    parameters = getattr(member, "__parameters__", ())
    return member[tuple(given[parameter] for parameter in parameters)] if parameters else member
