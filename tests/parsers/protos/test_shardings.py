"""Shardings by the axes of a mesh, as jaxlib 0.12 prints what it reads of the same text."""

from __future__ import annotations

import pytest

from hloscope.parsers import make_message, parse_hlo_proto

AXES = {"a": 0, "b": 1}


@pytest.mark.parametrize(
    ("axes", "text"),
    [
        ({}, "replicated"),
        ({"manual": "ab"}, "manual"),
        ({"manual": "b"}, "[], manual={'b'}"),
        ({"unreduced": "ab"}, "unreduced"),
        ({"unreduced": "b"}, "[], unreduced={'b'}"),
        ({"replicated": "ab"}, "[], replicated={'a', 'b'}"),
        ({"replicated": "a", "unreduced": "b"}, "[], replicated={'a'}, unreduced={'b'}"),
    ],
)
def test_axes_are_told_by_one_word_where_all_are_alike(axes: dict[str, str], text: str) -> None:
    module = make_message("HloModuleProto", is_text=True)
    module.name, module.entry_computation_id = "m", 1
    computation = module.computations.add(name="e", id=1, root_id=1)
    scalar = computation.instructions.add(name="p", opcode="parameter", id=1)
    scalar.shape.element_type = 11
    named = scalar.sharding.named_sharding
    for name, size in (("a", 2), ("b", 4)):
        named.mesh.axes.add(name=name, size=size)
    for kind, names in axes.items():
        for name in names:
            getattr(named, f"{kind}_axes").add(mesh_axis_index=AXES[name])
    root = parse_hlo_proto(module.SerializeToString()).module.entry.root
    assert root.attribute_text == f", sharding={{mesh['a'=2,'b'=4], {text}}}"
