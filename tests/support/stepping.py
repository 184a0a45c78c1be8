"""Timelines of small modules, as if passes had made one out of another."""

from hloscope.analyses.passes.timeline import PassChange, Timeline, timeline_of
from hloscope.dump.pass_steps import PassStep
from hloscope.parsers import parse


def timeline(*texts: str, passes: tuple[str, ...] = ()) -> Timeline:
    """The timeline of bodies of an ENTRY, or of whole modules; the passes are called `pass1`, `pass2` and so on."""
    names = ("", *(passes or [f"pass{number}" for number in range(1, len(texts))]))
    modules = [parse(text if "ENTRY" in text else f"ENTRY main {{\n{text}\n}}") for text in texts]
    steps = [
        PassStep(f"{n:04}", name, "pipeline", f"{n:04}.txt", m)
        for n, (name, m) in enumerate(zip(names, modules, strict=True))
    ]
    found = timeline_of(steps)
    assert found is not None
    return found


def told(change: PassChange) -> list[tuple[str, str, tuple[str, ...]]]:
    """What became of which operations."""
    return [(c.kind, c.name, c.into) for c in change.changes]
