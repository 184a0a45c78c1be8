"""Compares the launches that the rules find with those that XLA wrote down: the dump's own thunk list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from hloscope.analyses.kernels.count import KernelCount

if TYPE_CHECKING:
    from hloscope.parsers import ThunkList

ByClass = Mapping[str, int]


class DisagreementForm(TypedDict):
    """An instruction of which XLA's own list of launches says something else than the rule: launches by class.

    `name` is None where that list names no instructions: then all launches of a class are compared.
    """

    name: str | None
    rule: dict[str, int]
    thunks: dict[str, int]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Launches by class, as the rules and as the thunks have them, of one instruction.

    `name` is None where the thunk list does not name instructions: then all launches of one class are compared.
    """

    name: str | None
    rule: ByClass
    thunks: ByClass

    def to_dict(self) -> DisagreementForm:
        """The JSON form."""
        return {"name": self.name, "rule": dict(self.rule), "thunks": dict(self.thunks)}


def judge_launches(count: KernelCount, thunks: ThunkList) -> tuple[Disagreement, ...]:
    """Where rules and thunks differ, in the order of the module; nothing where every launch agrees.

    Compared by instruction and class if the thunks have names, else by class alone. An incomplete list (older printers
    hid what loops run) can only show launches that the rules miss.
    """
    compare = _by_instruction if thunks.has_names else _by_class
    found = compare(count, thunks)
    return tuple(found if thunks.is_complete else filter(_is_missed_by_rule, found))


def _by_instruction(count: KernelCount, thunks: ThunkList) -> Iterable[Disagreement]:
    pairs = [(site.name, site.launch_class) for site in count.sites]
    thunk_pairs = [(thunk.name, thunk.launch_class) for thunk in thunks.launches]
    if Counter(pairs) == Counter(thunk_pairs):  # as nearly always: a third of the time of what follows
        return
    rule, launched = _grouped(pairs), _grouped(thunk_pairs)
    for name in dict.fromkeys([*rule, *launched]):
        if rule[name] != launched[name]:
            yield Disagreement(name, rule[name], launched[name])


def _by_class(count: KernelCount, thunks: ThunkList) -> Iterable[Disagreement]:
    rule = Counter(count.by_class)
    launched = Counter(thunk.launch_class or "unknown" for thunk in thunks.launches)
    for launch_class in sorted(name for name in {*rule, *launched} if rule[name] != launched[name]):
        yield Disagreement(None, {launch_class: rule[launch_class]}, {launch_class: launched[launch_class]})


def _grouped(launches: Iterable[tuple[str, str | None]]) -> defaultdict[str, Counter[str]]:
    grouped: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, launch_class in launches:
        grouped[name][launch_class or "unknown"] += 1
    return grouped


def _is_missed_by_rule(disagreement: Disagreement) -> bool:
    return any(count > disagreement.rule.get(name, 0) for name, count in disagreement.thunks.items())
