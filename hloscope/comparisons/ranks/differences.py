"""Differences: in what the program of one rank differs from that of others, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hloscope.analyses.facts.era import is_of_new_xla
from hloscope.comparisons.comparable import outline_with_errors
from hloscope.comparisons.outline import Outline
from hloscope.comparisons.outlook import Outlook, outlook_of, split_at_commas
from hloscope.comparisons.program_changes import Change, changes_between
from hloscope.comparisons.program_diff import diff_programs
from hloscope.comparisons.ranks.collective_order import OrderChange, Step, order_change, steps_of
from hloscope.comparisons.ranks.contents import ROLES, Content
from hloscope.comparisons.ranks.meaning import telling_settings
from hloscope.comparisons.total_words import total_lines
from hloscope.dump import Compilation
from hloscope.errors import HloscopeError
from hloscope.words import source_text

if TYPE_CHECKING:
    from hloscope.comparisons.ranks.forms import DifferenceForm, DifferenceKind

_TOLD_IN_ORDER = frozenset({"channel_id", "replica_groups", "source_target_pairs"})  # of collectives


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a program differs from the usual one; `stage` is where it is seen."""

    kind: DifferenceKind
    stage: str
    text: str

    def to_dict(self) -> DifferenceForm:
        """The JSON form."""
        return {"kind": self.kind, "stage": self.stage, "text": self.text}


@dataclass(frozen=True, slots=True)
class Look:
    """What of one program is compared in words; nothing of its modules is kept."""

    content: Content
    outlooks: Mapping[str, Outlook]
    steps: Mapping[str, Sequence[Step]]
    outline: Outline | None
    is_new_xla: bool | None


def look_at(compilation: Compilation, content: Content) -> Look:
    """Looks at a program; what was read for it is let go.

    Raises:
        HloscopeError: it cannot be read any more.
    """
    try:
        modules = {role.value: compilation.stage(role.value) for role in ROLES}
        found = {stage: module for stage, module in modules.items() if module}
        platform, arch = compilation.platform, compilation.arch
        outlooks = {stage: outlook_of(module, stage.encode()) for stage, module in found.items()}
        return Look(
            content,
            {stage: _comparable(outlook) for stage, outlook in outlooks.items()},
            {stage: steps_of(module, stage, platform, arch) for stage, module in found.items()},
            _find_outline(compilation),
            is_of_new_xla(compilation),
        )
    finally:
        compilation.release()


def _comparable(outlook: Outlook) -> Outlook:
    """Without what may differ between ranks and tells nothing: where the code stands, fingerprints of texts."""
    return replace(outlook, places=frozenset(), settings=telling_settings(outlook.settings))


def _find_outline(compilation: Compilation) -> Outline | None:
    try:
        return outline_with_errors(compilation, compilation.path)[0]
    except HloscopeError:  # of a file beside the modules: what they say is told all the same
        return None


def order_between(usual: Look, odd: Look) -> OrderChange | None:
    """The collectives that differ: of what runs, or of what was asked for where one side has no more."""
    stage = next((stage for stage in ("after", "before") if stage in usual.steps and stage in odd.steps), None)
    return order_change(usual.steps[stage], odd.steps[stage]) if stage else None


def differences_between(usual: Look, odd: Look) -> tuple[Difference, ...]:
    """In what the second differs from the first, collectives aside: the cause first, as far as the dumps tell."""
    return (*_missing_stages(usual, odd), *_version(usual, odd), *_changes(usual, odd))


def _missing_stages(usual: Look, odd: Look) -> Iterator[Difference]:
    for stage, words in (("before", "what was asked for"), ("after", "what runs")):
        if stage in usual.outlooks and stage not in odd.outlooks:
            hint = ": it did not compile to the end" if stage == "after" else ""
            yield Difference("stage", stage, f"{words} was not dumped{hint}")
        elif stage in odd.outlooks and stage not in usual.outlooks:
            yield Difference("stage", stage, f"{words} was dumped here alone")


def _version(usual: Look, odd: Look) -> Iterator[Difference]:
    if usual.is_new_xla != odd.is_new_xla and None not in (usual.is_new_xla, odd.is_new_xla):
        words = ("before jaxlib 0.11", "of jaxlib 0.11 or later")
        text = f"XLA {words[bool(odd.is_new_xla)]} compiled it here, {words[bool(usual.is_new_xla)]} there"
        yield Difference("version", "after", text)


def _changes(usual: Look, odd: Look) -> Iterator[Difference]:
    asked = [*_module_changes("before", usual, odd)]
    yield from asked
    if _differs("after", usual, odd) and usual.outline and odd.outline:
        yield from (
            Difference("total", "after", line) for line in total_lines(diff_programs(usual.outline, odd.outline))
        )
    if not asked:
        yield from _module_changes("after", usual, odd)


def _differs(stage: str, usual: Look, odd: Look) -> bool:
    """Whether both have the stage and it differs."""
    one, other = (getattr(look.content, stage) for look in (usual, odd))
    return one is not None and other is not None and one.meaning != other.meaning


def _module_changes(stage: str, usual: Look, odd: Look) -> Iterator[Difference]:
    if not _differs(stage, usual, odd):
        return
    new = replace(odd.outlooks[stage], digest=b"other")
    for change in changes_between(usual.outlooks[stage], new):
        texts = [change.text] if change.kind != "attribute" else _attribute_texts(change)
        yield from (Difference(change.kind, stage, text) for text in texts)


def _attribute_texts(change: Change) -> Iterator[str]:
    """`reverse f32[8,4]: dimensions={0} -> dimensions={1}`: what differs alone, if it is not told with collectives."""
    parts = [[*split_at_commas(text or "")] for text in (change.before, change.after)]
    only = [[part for part in one if part not in other] for one, other in (parts, parts[::-1])]
    keys = {part.partition("=")[0] for part in (*only[0], *only[1])}
    if not keys or not keys <= _TOLD_IN_ORDER:
        what = f"{change.name}: " if parts[0][:1] != parts[1][:1] else f"{parts[1][0]}: "
        before, after = (", ".join(part) or "nothing" for part in only)
        yield f"{what}{before} -> {after}" + (f" ({source_text(change.source)})" if change.source else "")
