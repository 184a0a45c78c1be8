"""Dumps, graphs and folders in which every name that anybody may choose is hostile."""

import os
from collections.abc import Iterator
from pathlib import Path

from tests.support.hostile import HOSTILE

_BODY = """
%fused (p: f32[64,64]) -> f32[64,64] {
  %p = f32[64,64]{1,0} parameter(0)
  %e = f32[64,64]{1,0} exponential(%p), metadata={op_name="jit(f)/TEXT/exp" source_file="/a/TEXT/m.py" source_line=3}
  ROOT %a = f32[64,64]{1,0} OPCODE(%e, %p), metadata={op_name="jit(f)/TEXT/add" source_file="/a/TEXT.py" source_line=4}
}

ENTRY %main (x: f32[64,64]) -> f32[64,64] {
  %x = f32[64,64]{1,0} parameter(0), metadata={op_name="TEXT"}
  %c = f32[64,64]{1,0} custom-call(%x), custom_call_target="TEXT", metadata={op_name="TEXT" source_file="TEXT" source_line=4}
  %b = f32[64,64,64]{2,1,0} broadcast(%c), dimensions={0,1}, metadata={op_name="TEXT/bc" source_file="TEXT" source_line=9}, frontend_attributes={k="TEXT"}
  %s = f32[64,64]{1,0} custom-call(%b), custom_call_target="TEXT", backend_config="TEXT", metadata={op_name="TEXT" source_file="TEXT" source_line=4}
  %r = f32[64,64]{1,0} all-reduce(%s), replica_groups={{0,1}}, to_apply=%fused, channel_id=1, metadata={op_name="TEXT/psum" source_file="TEXT" source_line=5}
  ROOT %f = f32[64,64]{1,0} fusion(%r), kind=kLoop, calls=%fused, metadata={op_name="jit(f)/TEXT/add" source_file="/a/TEXT.py" source_line=4}
}
"""
_GRAPH = """graph(%x : Tensor):
  %t : str = prim::Constant[value="TEXT"]() # TEXT:1:2
  %y : Tensor = aten::mul(%x, %x) # /a/TEXT.py:3:4
  %z : Tensor = prim::CallMethod[name="TEXT"](%y, %t)
  return (%z)
"""


_TOGETHER = 5  # hostile texts in one, lest there be too many programs


def texts() -> Iterator[tuple[str, str]]:
    """The hostile texts, some at a time, and what of them can be in the name of a file."""
    every = [*HOSTILE.values()]
    for place in range(0, len(every), _TOGETHER):
        text = " ".join(every[place : place + _TOGETHER])
        name = text.replace("/", "_").replace("\0", "_")[:60]
        try:
            os.fsencode(name)
        except UnicodeEncodeError:
            name = os.fsdecode(b"a\x80\xed\xa0\x80")  # what is no UTF-8
        yield text, name


def make_dump(folder: Path, opcode: str = "add") -> Path:
    """A dump with hostile programs, the first of them compiled twice, with a snapshot of a pass, in hostile folders."""
    for number, (text, name) in enumerate(texts()):
        place = folder / name.strip(".") / "dump"
        place.mkdir(parents=True, exist_ok=True)
        for again in (0, 1) if number < 2 else (0,):
            stem = f"module_{2 * number + again:04d}.{name}"
            body = _BODY.replace("TEXT", _quoted(text)).replace("OPCODE", opcode if again == 0 else "multiply")
            for suffix, header in (
                ("before_optimizations", "HloModule jit_f"),
                ("0001.pipeline.after_one.before_two", "HloModule jit_f"),
                ("cpu_after_optimizations", "HloModule jit_f, is_scheduled=true"),
            ):
                (place / f"{stem}.{suffix}.txt").write_text(header + body, "utf-8", "surrogateescape")
    return folder


def make_broken(folder: Path) -> Path:
    """Files that cannot be read, with hostile names and hostile content at the place of the error."""
    folder.mkdir(parents=True)
    for number, (text, name) in enumerate(texts()):
        broken = (
            f"HloModule {text}, is_scheduled={text}\n\nENTRY %{text} {{\n  ROOT %x = {text} parameter({text})\n}}\n"
        )
        path = folder / f"module_{number:04d}.{name}.cpu_after_optimizations.txt"
        path.write_text(broken, "utf-8", "backslashreplace")
    return folder


def make_graphs(folder: Path) -> Path:
    """Texts of TorchScript graphs, two of them broken."""
    folder.mkdir(parents=True)
    for text, name in texts():
        graph = _GRAPH.replace("TEXT", _quoted(text) if "\n" in text or '"' in text else text)
        (folder / f"{name}.txt").write_text(graph, "utf-8", "backslashreplace")
        (folder / f"{name}.broken.txt").write_text(f"graph({text}", "utf-8", "backslashreplace")
    return folder


def _quoted(text: str) -> str:
    """As XLA writes strings: bytes that are no letters in octal."""
    data = text.encode("utf-8", "surrogatepass")
    return "".join(chr(byte) if 32 <= byte < 127 and chr(byte) not in '\\"' else f"\\{byte:03o}" for byte in data)
