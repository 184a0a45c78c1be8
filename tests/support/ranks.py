"""Dumps of ranks: a program with three collectives, and folders of processes that compiled it, or something near it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.dumped import TESTDATA

RANKS = TESTDATA / "ranks" / "jax-0.10.2-cpu"
STEP = """HloModule jit_step, is_scheduled=true, entry_computation_layout={(f32[8,4]{1,0}, f32[4]{0})->f32[8,4]{1,0}}, num_partitions=2

%region_0.1 (a.1: f32[], b.1: f32[]) -> f32[] {
  %a.1 = f32[] parameter(0)
  %b.1 = f32[] parameter(1)
  ROOT %add.1 = f32[] add(%a.1, %b.1)
}

ENTRY %main.9 (x.1: f32[8,4], y.1: f32[4]) -> f32[8,4] {
  %x.1 = f32[8,4]{1,0} parameter(0), metadata={op_name="x"}
  %y.1 = f32[4]{0} parameter(1), metadata={op_name="y"}
  %constant.1 = f32[] constant(2)
  %all-reduce.1 = f32[8,4]{1,0} all-reduce(%x.1), channel_id=1, replica_groups={{0,1}}, use_global_device_ids=true, to_apply=%region_0.1, metadata={op_name="jit(step)/psum" source_file="m.py" source_line=3}
  %all-gather.1 = f32[8]{0} all-gather(%y.1), channel_id=2, replica_groups={{0,1}}, dimensions={0}, use_global_device_ids=true, metadata={op_name="jit(step)/all_gather" source_file="m.py" source_line=4}
  %broadcast.1 = f32[8,4]{1,0} broadcast(%all-gather.1), dimensions={0}
  %broadcast.2 = f32[8,4]{1,0} broadcast(%constant.1), dimensions={}
  %multiply.1 = f32[8,4]{1,0} multiply(%all-reduce.1, %broadcast.1)
  %multiply.2 = f32[8,4]{1,0} multiply(%multiply.1, %broadcast.2)
  ROOT %collective-permute.1 = f32[8,4]{1,0} collective-permute(%multiply.2), channel_id=3, source_target_pairs={{0,1},{1,0}}
}
"""
_LINES = STEP.split("\n")
_FIRST, _SECOND = (next(line for line in _LINES if f" {kind}(" in line) for kind in ("all-reduce", "all-gather"))
Edit = Callable[[str], str]
EDITS: Mapping[str, Edit] = {
    "order": lambda text: text.replace(f"{_FIRST}\n{_SECOND}", f"{_SECOND}\n{_FIRST}"),
    "one more": lambda text: text.replace(
        _SECOND,
        f"{_SECOND}\n{_SECOND.replace('%all-gather.1', '%all-gather.2').replace('channel_id=2', 'channel_id=4')}",
    ),
    "channel": lambda text: text.replace("channel_id=2", "channel_id=7"),
    "groups": lambda text: text.replace("replica_groups={{0,1}}, dimensions", "replica_groups={{0},{1}}, dimensions"),
    "pairs": lambda text: text.replace("{{0,1},{1,0}}", "{{0,1}}"),
    "shapes": lambda text: text.replace("f32[8,4]", "f32[6,4]").replace("f32[8]", "f32[6]"),
    "constant": lambda text: text.replace("constant(2)", "constant(3)"),
    "wiring": lambda text: text.replace("(%multiply.1, %broadcast.2)", "(%broadcast.2, %multiply.1)"),
    "partitions": lambda text: text.replace("num_partitions=2", "num_partitions=4"),
    "sharding": lambda text: text.replace("parameter(1),", "parameter(1), sharding={replicated},"),
    "backend": lambda text: text.replace("dimensions={}", 'dimensions={}, backend_config={"algorithm":"3"}'),
}
"""What makes it another program, one thing each."""
NAMES: Mapping[str, Edit] = {
    "instructions": lambda text: text.replace("multiply.", "mul_").replace("all-gather.1", "ag").replace("%x.1", "%q"),
    "computations": lambda text: text.replace("region_0.1", "other").replace("main.9", "main.12"),
    "names without a %": lambda text: text.replace("%", "").replace("region_0.1", "other"),
    "a fingerprint of the text": lambda text: text.replace(
        "num_partitions=2", 'num_partitions=2, frontend_attributes={fingerprint_before_lhs="0a1b"}', 1
    ),
    "the module": lambda text: text.replace("HloModule jit_step", "HloModule jit_step.3"),
    "source places": lambda text: text.replace('"m.py"', '"/home/b/m.py"').replace("source_line=3", "source_line=8"),
}
"""What leaves it the same program."""


def same(text: str) -> str:
    """The program as it is."""
    return text


def dump_rank(folder: Path, edit: Edit = same, *, number: int = 0, name: str = "jit_step") -> Path:
    """Writes what one process dumps of the program, after an edit of what runs."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"module_{number:04d}.{name}"
    (folder / f"{stem}.cpu_after_optimizations.txt").write_text(edit(STEP), "utf-8")
    return folder


def dump_ranks(root: Path, odd: Mapping[int, Edit], ranks: int = 5) -> Path:
    """Writes the dumps of ranks, of which some are odd."""
    for rank in range(ranks):
        dump_rank(root / f"host_{rank}", odd.get(rank, same))
    return root
