"""The TorchScript texts of testdata/, which torch printed."""

from hloscope.parsers import TorchGraph, parse_torchscript
from tests.support.dumped import TESTDATA

FOLDERS = sorted(path.name for path in TESTDATA.glob("torchscript-*"))
_ALL = {
    f"{path.parent.name}/{path.stem}": path.read_text("utf-8")
    for path in sorted(TESTDATA.glob("torchscript-*/*.txt"))
    if path.name != "command.txt"
}
TEXTS = {name: text for name, text in _ALL.items() if not name.endswith(".exported")}
EXPORTED = {name: text for name, text in _ALL.items() if name.endswith(".exported")}

assert TEXTS
assert EXPORTED


def graph_of(name: str, version: str = "2.9.1") -> TorchGraph:
    """The one graph of a text, such as `loop.scripted`."""
    (graph,) = parse_torchscript(TEXTS[f"torchscript-{version}/{name}"])
    return graph
