"""The contract of a JSON document: every key of it has a type, and every key of its type is there."""

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, is_typeddict

from hloscope.reports.members import Kind, members_of, origin_of

Json = Any
"""A value in a document."""
Check = Callable[[Json], str]
"""Returns what is wrong with a value, after the place of it inside the value; nothing if nothing is."""
Keys = frozenset[tuple[str, str]]
"""Keys with the names of the types that have them."""

_PLAIN: dict[Kind, tuple[type, ...]] = {
    int: (int,),
    float: (int, float),
    str: (str,),
    bool: (bool,),
    NoneType: (NoneType,),
}


def problem_in(document: object, kind: Kind) -> str:
    """Return the first key without a type, type without a key or value of another type; nothing if there is none."""
    found = check_of(kind)(document)
    return f"document{found}" if found else ""


@cache
def check_of(wanted: Kind) -> Check:
    """Return what checks values of a type; it is made once, for documents have millions of values."""
    if is_object(wanted):
        return _object_check(wanted)
    inner = [check_of(member) for member in get_args(wanted)] if origin_of(wanted) is not Literal else []
    if origin_of(wanted) is list:
        return _list_check(inner[0])
    if origin_of(wanted) is dict:
        return _mapping_check(inner[1])
    if origin_of(wanted) in (Union, UnionType):
        return _union_check(inner)
    if origin_of(wanted) is Literal:
        words = get_args(wanted)
        return lambda value: "" if value in words else f": expected one of {words}, found {value!r}"
    kinds = _PLAIN[wanted]
    return lambda value: "" if type(value) in kinds else f": expected {wanted.__name__}, found {value!r}"


def is_object(wanted: Kind) -> bool:
    return is_typeddict(origin_of(wanted))


def parts_of(value: Json) -> dict[str, Json]:
    """Return what is in an object or a list, by its place there; nothing of another value."""
    if _is(dict, value):
        return {f".{key}": item for key, item in value.items()}
    return {f"[{number}]": item for number, item in enumerate(value)} if _is(list, value) else {}


def _is(kind: type, value: Json) -> bool:
    """Tell whether it is of a type, and leave a type checker in the dark: it would take the inside for unknown."""
    return type(value) is kind


def _name_of(wanted: Kind) -> str:
    return str(origin_of(wanted).__name__)


def _object_check(wanted: Kind) -> Check:
    checks = {key: check_of(member) for key, member in members_of(wanted).items()}
    required = origin_of(wanted).__required_keys__

    def check(value: Json) -> str:
        if not _is(dict, value):
            return f": expected {_name_of(wanted)}, found {value!r}"
        if value.keys() != required:
            for key in required - value.keys():
                return f".{key}: in {_name_of(wanted)}, and not there"
        for key, item in value.items():
            if key not in checks:
                return f".{key}: there, and not in {_name_of(wanted)}"
            if found := checks[key](item):
                return f".{key}{found}"
        return ""

    return check


def _list_check(inner: Check) -> Check:
    def check(value: Json) -> str:
        if not _is(list, value):
            return f": expected a list, found {value!r}"
        for number, item in enumerate(value):
            if found := inner(item):
                return f"[{number}]{found}"
        return ""

    return check


def _mapping_check(inner: Check) -> Check:
    def check(value: Json) -> str:
        if not _is(dict, value):
            return f": expected an object, found {value!r}"
        for key, item in value.items():
            if found := inner(item):
                return f"[{key!r}]{found}"
        return ""

    return check


def _union_check(members: list[Check]) -> Check:
    def check(value: Json) -> str:
        found = [member(value) for member in members]
        return "" if "" in found else max(found, key=_depth)

    return check


def _depth(problem: str) -> int:
    """How deep inside a value the problem is: the member of a union that fits best has its problem deepest."""
    return problem.partition(":")[0].count(".")


def keys_in(kind: Kind) -> Keys:
    """Return every key of a type, and of all types inside it."""
    inner = members_of(kind).values() if is_object(kind) else get_args(kind) if origin_of(kind) is not Literal else ()
    own = {(_name_of(kind), key) for key in members_of(kind)} if is_object(kind) else set[tuple[str, str]]()
    return frozenset(own).union(*map(keys_in, inner))


def told_keys(value: Json, kind: Kind) -> Keys:
    """Return the keys of a type that a document has with a value that is not null."""
    if value is None:
        return frozenset()
    if is_object(kind):
        members = [(key, member) for key, member in members_of(kind).items() if value.get(key) is not None]
        own = frozenset((_name_of(kind), key) for key, _ in members)
        return own.union(*(told_keys(value[key], member) for key, member in members))
    if origin_of(kind) is list:
        return frozenset[tuple[str, str]]().union(*(told_keys(item, get_args(kind)[0]) for item in value))
    if origin_of(kind) is dict:
        return frozenset[tuple[str, str]]().union(*(told_keys(item, get_args(kind)[1]) for item in value.values()))
    if origin_of(kind) in (Union, UnionType):
        fitting = next(member for member in get_args(kind) if not check_of(member)(value))
        return told_keys(value, fitting)
    return frozenset()
