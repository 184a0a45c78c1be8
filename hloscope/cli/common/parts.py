"""Parts: as much of a document as something can be made of, where one program in it is too much for a face."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, cast

from hloscope.errors import FaultError, telling_faults

D = TypeVar("D")

_LISTS = ("compilations", "functions", "graphs", "results", "programs", "models")


class Made(NamedTuple):
    """The text that was made, of which part of a document, and the faults that the rest brought about."""

    text: str
    part: Any
    faults: list[FaultError]


def made_of(document: D, make: Callable[[D], str]) -> Made:
    """What `make` gives for a document; if that is a fault, for those of its programs that are none."""
    try:
        with telling_faults():
            return Made(make(document), document, [])
    except FaultError as fault:
        whole = fault
    good, faults = _sorted(document, make)
    if not faults:  # none alone, but all together
        return Made("", document, [whole])
    part = _with(document, good)
    return Made(make(part) if good else "", part, faults)


def _sorted(document: D, make: Callable[[D], str]) -> tuple[list[Any], list[FaultError]]:
    """The programs that something can be made of, and the faults of the others."""
    good: list[Any] = []
    faults: list[FaultError] = []
    for entry in _entries_of(document):
        try:
            with telling_faults(_name_of(entry)):
                make(_with(document, [entry]))
        except FaultError as fault:
            faults.append(fault)
        else:
            good.append(entry)
    return good, faults


def _entries_of(document: object) -> Sequence[Any]:
    if isinstance(document, Sequence):
        return cast("Sequence[object]", document)
    name = _list_in(document)
    return () if name is None else _member(document, name)


def _list_in(document: object) -> str | None:
    return next((name for name in _LISTS if _member(document, name) is not None), None)


def _member(value: object, name: str) -> Any:  # noqa: ANN401 (of any document)
    return cast("Mapping[str, Any]", value).get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _with(document: D, entries: Sequence[Any]) -> D:
    return cast("D", _made_with(document, entries))


def _made_with(document: Any, entries: Sequence[Any]) -> object:  # noqa: ANN401 (any document)
    if isinstance(document, Sequence):
        return entries
    name = str(_list_in(document))
    if isinstance(document, Mapping):
        return {**cast("Mapping[str, Any]", document), name: [*entries]}
    return replace(document, **{name: tuple(entries)})


def _name_of(entry: object) -> str:
    names = (_member(entry, name) for name in ("name", "function", "program"))
    return next((str(name) for name in names if name), "a program")
