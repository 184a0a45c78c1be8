"""What a text means, in the words of `tests/support/hlo_examples.py`."""

from hloscope.ir import HloModule


def meaning_of(module: HloModule) -> str:
    """`[ENTRY] computation: [ROOT] instruction`, a line each."""
    return "\n".join(
        f"{'ENTRY ' if computation is module.entry else ''}{computation.name}: {'ROOT ' if i.is_root else ''}{i}"
        for computation in module.computations.values()
        for i in computation.instructions.values()
    )
