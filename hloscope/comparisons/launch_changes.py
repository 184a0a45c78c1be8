"""Launch changes: what became of the launches of a program, in words, equal changes as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypedDict

from hloscope.comparisons.launch_matching import Flow
from hloscope.comparisons.operation_links import full_name
from hloscope.comparisons.outline import Launch

ORDER: Final = ("split", "lost", "regrouped", "merged", "grown", "shrunk", "changed", "gained", "added", "removed")
"""What may become of launches, in the order in which changes are told.

One that became several was split, several that became one were merged, some that became others were regrouped. One that
became one has grown or shrunk by its operations, or changed otherwise. A cluster without any counterpart is lost if its
operations still run, apart, and gained if they ran apart before; any launch whose work is gone is removed, one whose
work is new is added.
"""


class LaunchForm(TypedDict):
    """What runs as one; shapes have layouts, `bytes` is what it reads and writes each of its `runs` times in a run."""

    name: str
    kind: str
    is_cluster: bool
    operations: list[str]
    inputs: list[str]
    outputs: list[str]
    bytes: int
    runs: int
    signature: str
    source: str


class NamesForm(TypedDict):
    """The names of launches in both compilations."""

    old: list[str]
    new: list[str]


class ChangeForm(TypedDict):
    """What became of launches, `times` times; which became which is inferred.

    `names` are those of all of them, `old` and `new` are the first ones in full.
    """

    what: str
    times: int
    old: list[LaunchForm]
    new: list[LaunchForm]
    details: list[str]
    names: list[NamesForm]
    sources: list[str]
    inferred: bool


@dataclass(frozen=True)
class Change:
    """One change, or several that are equal but for names: one `flow` each. Which launch became which is inferred."""

    what: str
    flows: tuple[Flow, ...]

    @property
    def times(self) -> int:
        """How often it happened."""
        return len(self.flows)

    @property
    def old(self) -> tuple[Launch, ...]:
        """The launches of the first one that were there."""
        return self.flows[0].old

    @property
    def new(self) -> tuple[Launch, ...]:
        """The launches of the first one that are there now."""
        return self.flows[0].new

    @property
    def is_about_clusters(self) -> bool:
        """Whether a cluster takes part."""
        return any(launch.is_cluster for launch in (*self.old, *self.new))

    @property
    def details(self) -> tuple[str, ...]:
        """What is easily missed: operations that are gone (`- reduce`) or new (`+ copy x2`), and other shapes."""
        return tuple(_details_of(self.flows[0]))

    @property
    def sources(self) -> tuple[str, ...]:
        """The lines of the user's program, or the framework's names, each once."""
        return tuple(dict.fromkeys(source for flow in self.flows for source in _sources_of(flow)))

    def to_dict(self) -> ChangeForm:
        """The JSON form; `names` are those of all launches, `old` and `new` the first ones in full."""
        return {
            "what": self.what,
            "times": self.times,
            "old": [form_of_launch(launch) for launch in self.old],
            "new": [form_of_launch(launch) for launch in self.new],
            "details": list(self.details),
            "names": [
                {"old": [launch.name for launch in flow.old], "new": [launch.name for launch in flow.new]}
                for flow in self.flows
            ],
            "sources": list(self.sources),
            "inferred": True,
        }


def _sources_of(flow: Flow) -> Sequence[str]:
    """Those of the old launches; snapshots do not keep them."""
    old, new = ([launch.source for launch in side if launch.source] for side in (flow.old, flow.new))
    return old or new


def changes_of(flows: Iterable[Flow]) -> tuple[Change, ...]:
    """The changes among `flows`, the worst first; those that are equal but for names are one."""
    flows = [*flows]
    work = _Work(flows)
    groups: dict[tuple[object, ...], list[Flow]] = {}
    for flow in flows:
        if not flow.is_same and not _is_alike(flow):
            sides = [tuple((launch.kind, launch.opcodes) for launch in side) for side in flow[:2]]
            groups.setdefault((_what_of(flow, work), *sides, *_details_of(flow)), []).append(flow)
    changes = [Change(str(what), tuple(group)) for (what, *_), group in groups.items()]
    return tuple(sorted(changes, key=lambda change: (ORDER.index(change.what), not change.is_about_clusters)))


_SIDES: Sequence[Callable[[Flow], tuple[Launch, ...]]] = (attrgetter("old"), attrgetter("new"))


class _Work:
    """The operations of all launches of two programs, by opcode and the framework's name where both have names."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        sides = [[launch for flow in flows for launch in side(flow)] for side in _SIDES]
        self._has_names = all(any(o.op_name for launch in side for o in launch.operations) for side in sides)
        self._old, self._new = (Counter(key for launch in side for key in self._keys_of(launch)) for side in sides)

    def is_gone(self, launch: Launch) -> bool:
        """Whether most operations of an old launch run less often in the new program."""
        return self._is_less(launch, self._old, self._new)

    def is_new(self, launch: Launch) -> bool:
        """Whether most operations of a new launch ran less often in the old program."""
        return self._is_less(launch, self._new, self._old)

    def _is_less(self, launch: Launch, here: Counter[Hashable], there: Counter[Hashable]) -> bool:
        keys = self._keys_of(launch)
        return 2 * sum(there[key] < here[key] for key in keys) > len(keys)

    def _keys_of(self, launch: Launch) -> list[Hashable]:
        if self._has_names:
            return [(operation.opcode, full_name(operation.op_name)) for operation in launch.operations]
        return [*launch.opcodes]


def _what_of(flow: Flow, work: _Work) -> str:
    old, new = flow.old, flow.new
    if not old or not new:
        return _one_sided(flow, work)
    if len(old) > 1 or len(new) > 1:
        return "split" if len(old) == 1 else "merged" if len(new) == 1 else "regrouped"
    growth = sum(len(launch.operations) for launch in new) - sum(len(launch.operations) for launch in old)
    return "grown" if growth > 0 else "shrunk" if growth < 0 else "changed"


def _one_sided(flow: Flow, work: _Work) -> str:
    [launch, *_] = flow.old or flow.new
    if flow.old:
        return "lost" if launch.is_cluster and not work.is_gone(launch) else "removed"
    return "gained" if launch.is_cluster and not work.is_new(launch) else "added"


def _is_alike(flow: Flow) -> bool:
    """Whether it is one operation that XLA now wraps into a fusion, or no longer does: nothing changed."""
    old, new = [[(launch.kind, launch.opcodes, launch.outputs) for launch in side] for side in (flow.old, flow.new)]
    return old == new and len(old) == 1 and not flow.old[0].is_cluster


def _details_of(flow: Flow) -> Iterable[str]:
    old, new = flow.old, flow.new
    before, after = (Counter(opcode for launch in side for opcode in launch.opcodes) for side in (old, new))
    if before & after:
        yield from (f"{sign} {counted(left)}" for sign, left in (("-", before - after), ("+", after - before)) if left)
    if len(old) == len(new) == 1:
        yield from _differences(old[0], new[0], has_equal_operations=before == after)


def _differences(old: Launch, new: Launch, *, has_equal_operations: bool) -> Iterable[str]:
    found = [f"reads {text}" for text in _changed_shapes(old.inputs, new.inputs)]
    found += [f"writes {text}" for text in _changed_shapes(old.outputs, new.outputs)]
    if not found and has_equal_operations and old.kind == new.kind:
        return ["other wiring or attributes"]
    return found


def _changed_shapes(old: Sequence[str], new: Sequence[str]) -> Iterable[str]:
    before, after = Counter(old), Counter(new)
    gone, come = before - after, after - before
    if gone or come:
        yield f"{counted(gone) or 'nothing'} -> {counted(come) or 'nothing'}"


def counted(items: Counter[str]) -> str:
    """`reduce, broadcast x2`."""
    return ", ".join(item if times == 1 else f"{item} x{times}" for item, times in items.items())


def form_of_launch(launch: Launch) -> LaunchForm:
    """The JSON form of one launch."""
    return {
        "name": launch.name,
        "kind": launch.kind,
        "is_cluster": launch.is_cluster,
        "operations": list(launch.opcodes),
        "inputs": list(launch.inputs),
        "outputs": list(launch.outputs),
        "bytes": launch.bytes,
        "runs": launch.runs,
        "signature": launch.signature,
        "source": launch.source,
    }
