"""Launch matching: which launches of one program became which of another, by signature, then by their operations."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from hloscope.comparisons.operation_links import full_name, strong_links
from hloscope.comparisons.outline import Launch
from hloscope.comparisons.programs import paired


class Flow(NamedTuple):
    """Launches of the old program and the launches of the new one that now run their operations.

    Either side may be empty: operations that are gone, or new. `is_same` says that nothing changed.
    """

    old: tuple[Launch, ...]
    new: tuple[Launch, ...]
    is_same: bool = False


def match_launches(old: Sequence[Launch], new: Sequence[Launch]) -> tuple[Flow, ...]:
    """Where the operations of each launch went, in the order of the old program, what is new at the end.

    Launches of equal signature are the same, in order; of several that are alike, those of one name of the framework's.
    Next come launches of the same opcodes and shapes. The others are followed operation by operation: inferred from
    opcode, framework name and shapes. Linear in the number of operations.
    """
    same: dict[int, int] = {}
    for key in (_signature_and_names, _signature_and_kind, _signature, _text_and_names, _text):
        same |= paired(old, new, key, same)
    taken = set(same.values())
    flows = [_flow_of(old[origin], new[place]) for place, origin in same.items()]
    rest_old = [launch for place, launch in enumerate(old) if place not in taken]
    rest_new = [launch for place, launch in enumerate(new) if place not in same]
    flows += _with_last_pairs([*_flows_between(rest_old, rest_new)])
    order = {id(launch): place for place, launch in enumerate((*old, *new))}
    return tuple(sorted(flows, key=lambda flow: order[id((flow.old or flow.new)[0])]))


def _flow_of(old: Launch, new: Launch) -> Flow:
    return Flow((old,), (new,), old.signature == new.signature and old.kind == new.kind)


def _signature_and_names(launch: Launch) -> Hashable:
    return launch.signature, launch.kind, _names_of(launch)


def _signature_and_kind(launch: Launch) -> Hashable:
    return launch.signature, launch.kind


def _signature(launch: Launch) -> Hashable:
    return launch.signature


def _text_and_names(launch: Launch) -> Hashable:
    return _text(launch), _names_of(launch)


def _text(launch: Launch) -> Hashable:
    return launch.opcodes, launch.inputs, launch.outputs


def _names_of(launch: Launch) -> Hashable:
    return tuple([full_name(operation.op_name) for operation in launch.operations])


def _with_last_pairs(flows: Sequence[Flow]) -> Iterator[Flow]:
    """Joins what is gone and what is new if each is the only one of its opcodes."""
    gone = [flow for flow in flows if not flow.new]
    come = [flow for flow in flows if not flow.old]
    pairs = paired(gone, come, lambda flow: (flow.old or flow.new)[0].opcodes, {}, only_unique=True)
    joined = {id(gone[origin]): Flow(gone[origin].old, come[place].new) for place, origin in pairs.items()}
    dropped = {id(come[place]) for place in pairs}
    yield from (joined.get(id(flow), flow) for flow in flows if id(flow) not in dropped)


def _flows_between(old: Sequence[Launch], new: Sequence[Launch]) -> Iterator[Flow]:
    """The connected parts of the graph whose edges are links."""
    later: dict[int, list[int]] = {}
    earlier: dict[int, list[int]] = {}
    for origin, place in strong_links(old, new):
        later.setdefault(origin, []).append(place)
        earlier.setdefault(place, []).append(origin)
    seen_old: set[int] = set()
    seen_new: set[int] = set()
    for start in range(len(old)):
        if start in seen_old:
            continue
        olds, news = _reached(start, later, earlier)
        seen_old |= olds
        seen_new |= news
        yield Flow(tuple(old[place] for place in sorted(olds)), tuple(new[place] for place in sorted(news)))
    yield from (Flow((), (launch,)) for place, launch in enumerate(new) if place not in seen_new)


def _reached(start: int, later: dict[int, list[int]], earlier: dict[int, list[int]]) -> tuple[set[int], set[int]]:
    olds, news, waiting = {start}, set[int](), [start]
    while waiting:
        for place in later.get(waiting.pop(), ()):
            if place not in news:
                news.add(place)
                fresh = [origin for origin in earlier[place] if origin not in olds]
                olds.update(fresh)
                waiting += fresh
    return olds, news
