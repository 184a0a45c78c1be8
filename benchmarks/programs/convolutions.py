"""A residual network of convolutions with batch norm."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from benchmarks.programs.training import lower

CHANNELS, CLASSES = 64, 100
LAYER = {
    **dict.fromkeys(("first", "second"), (3, 3, CHANNELS, CHANNELS)),
    **dict.fromkeys(("scale1", "shift1", "scale2", "shift2"), (CHANNELS,)),
}
SIZES = {"stem": (7, 7, 3, CHANNELS), "head": (CHANNELS, CLASSES)}
IMAGES = jax.ShapeDtypeStruct((8, 64, 64, 3), jnp.float32)
LABELS = jax.ShapeDtypeStruct((8,), jnp.int32)


def convolved(x: Any, kernel: Any, stride: int = 1) -> Any:
    """`x` is images by height by width by channels; so is the result."""
    return jax.lax.conv_general_dilated(x, kernel, (stride, stride), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))


def normalized(x: Any, scale: Any, shift: Any) -> Any:
    """Batch norm, with the mean of this batch."""
    mean, spread = x.mean((0, 1, 2)), x.var((0, 1, 2))
    return (x - mean) * jax.lax.rsqrt(spread + 1e-5) * scale + shift


def loss(p: dict[str, Any], images: Any, labels: Any) -> Any:
    """The cross entropy of the labels."""
    x = jax.nn.relu(convolved(images, p["stem"], 2))
    x = jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 3, 3, 1), (1, 2, 2, 1), "SAME")
    for layer in p["layers"]:
        hidden = jax.nn.relu(normalized(convolved(x, layer["first"]), layer["scale1"], layer["shift1"]))
        x = jax.nn.relu(x + normalized(convolved(hidden, layer["second"]), layer["scale2"], layer["shift2"]))
    logits = jax.nn.log_softmax(x.mean((1, 2)) @ p["head"])
    return -jnp.take_along_axis(logits, labels[:, None], 1).mean()


def lowered(layers: int) -> Any:
    """The train step."""
    return lower(loss, {"layers": [dict(LAYER) for _ in range(2 * layers)], **SIZES}, IMAGES, LABELS)
