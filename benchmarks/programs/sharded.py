"""The dense transformer on eight devices: batches over two, matrices over four."""

from __future__ import annotations

from typing import Any

import jax
from jax.experimental import mesh_utils
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from benchmarks.programs.dense import LAYER, loss
from benchmarks.programs.training import ENDS, TOKENS, shapes, train_step

BY_COLUMNS = ("q", "k", "v", "up")
BY_ROWS = ("out", "down")


def lowered(layers: int) -> Any:
    """The train step."""
    mesh = Mesh(mesh_utils.create_device_mesh((2, 4)), ("data", "model"))

    def placed(name: str, weight: Any) -> Any:
        spec = (
            PartitionSpec(None, "model")
            if name in BY_COLUMNS
            else PartitionSpec("model")
            if name in BY_ROWS
            else PartitionSpec()
        )
        return jax.ShapeDtypeStruct(weight.shape, weight.dtype, sharding=NamedSharding(mesh, spec))

    sizes = {"layers": [dict(LAYER) for _ in range(layers)], **ENDS}
    weights = jax.tree_util.tree_map_with_path(lambda path, weight: placed(path[-1].key, weight), shapes(sizes))
    tokens = jax.ShapeDtypeStruct(TOKENS.shape, TOKENS.dtype, sharding=NamedSharding(mesh, PartitionSpec("data")))
    count = jax.ShapeDtypeStruct((), "float32", sharding=NamedSharding(mesh, PartitionSpec()))
    return jax.jit(train_step(loss)).lower(weights, weights, weights, count, tokens)
