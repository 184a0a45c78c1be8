"""Graphs of torch-xla, as XLA_SAVE_TENSORS_FILE and `_get_xla_tensors_dot` and `_text` give them."""

LAZY_DOT = """digraph G {
  node0 [label="xla::device_data\\nf32[]\\nxla_shape=f32[]"]
  node1 [label="xla::device_data\\nf32[8,16]{1,0}\\nxla_shape=f32[8,16]{1,0}"]
  node2 [label="aten::mul\\nf32[8,16]{1,0}\\nxla_shape=f32[8,16]{1,0}"]
  node3 [label="aten::sum\\nf32[16]{0}\\nxla_shape=f32[16]{0}\\nROOT=0"]
  node2 -> node3
  node1 -> node2 [label="i=0"]
  node0 -> node2 [label="i=1"]
}
"""
LAZY_TEXT = """IR {
  %0 = f32[] xla::device_data(), xla_shape=f32[]
  %1 = f32[8,16]{1,0} xla::device_data(), location=train@model.py:7, xla_shape=f32[8,16]{1,0}
  %2 = f32[8,16]{1,0} aten::mul(%1, %0), location=train@model.py:9, scope=net/mul, xla_shape=f32[8,16]{1,0}
  %3 = f32[16]{0} aten::sum(%2), xla_shape=f32[16]{0}, ROOT=0
}
"""
"""As `_get_xla_tensors_dot` and `_get_xla_tensors_text` of torch-xla 2.9 give them."""


def saved(*graphs: str) -> str:
    """As XLA_SAVE_TENSORS_FILE has several graphs."""
    frame = "[ScheduleSyncTensorsGraph]\nTensorsGraphInfo:\n  <module> (model.py:24)\n\nRoot Hashes: (12ab)\n\n"
    return "".join(f"{frame}## BEGIN_GRAPH\n{graph}\nGraph Hash: 5f57\n\n## END_GRAPH\n\n" for graph in graphs)
