"""A U-Net that takes the noise from images: convolutions with group norm, down and up again, told the time."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from benchmarks.programs.convolutions import convolved
from benchmarks.programs.training import lower

CHANNELS, GROUPS, LEVELS = 64, 8, 3
LAYER = {
    **dict.fromkeys(("first", "second"), (3, 3, CHANNELS, CHANNELS)),
    **dict.fromkeys(("scale1", "shift1", "scale2", "shift2"), (CHANNELS,)),
    "time": (CHANNELS, CHANNELS),
}
ENDS = {"stem": (3, 3, 3, CHANNELS), "last": (3, 3, CHANNELS, 3)}
IMAGES = jax.ShapeDtypeStruct((4, 32, 32, 3), jnp.float32)
TIMES = jax.ShapeDtypeStruct((4,), jnp.float32)


def normalized(x: Any, scale: Any, shift: Any) -> Any:
    """Group norm."""
    grouped = x.reshape(*x.shape[:-1], GROUPS, -1)
    mean, spread = grouped.mean((1, 2, 4), keepdims=True), grouped.var((1, 2, 4), keepdims=True)
    return ((grouped - mean) * jax.lax.rsqrt(spread + 1e-5)).reshape(x.shape) * scale + shift


def block(x: Any, p: dict[str, Any], time: Any) -> Any:
    """Two convolutions around what the time adds, beside the images themselves."""
    hidden = convolved(jax.nn.silu(normalized(x, p["scale1"], p["shift1"])), p["first"])
    hidden = hidden + (time @ p["time"])[:, None, None, :]
    return x + convolved(jax.nn.silu(normalized(hidden, p["scale2"], p["shift2"])), p["second"])


def denoised(p: dict[str, Any], images: Any, times: Any) -> Any:
    """The noise that the network sees."""
    waves = times[:, None] * jnp.exp(-jnp.arange(CHANNELS // 2) / 4)
    time = jnp.concatenate([jnp.sin(waves), jnp.cos(waves)], 1)
    x, skipped = convolved(images, p["stem"]), []
    for level in p["down"]:
        for layer in level:
            x = block(x, layer, time)
        skipped.append(x)
        x = x[:, ::2, ::2]
    for level in p["up"]:
        x = jax.image.resize(x, (len(x), 2 * x.shape[1], 2 * x.shape[2], CHANNELS), "nearest") + skipped.pop()
        for layer in level:
            x = block(x, layer, time)
    return convolved(x, p["last"])


def loss(p: dict[str, Any], images: Any, noise: Any, times: Any) -> Any:
    """How far what it sees is from the noise."""
    return ((denoised(p, images + times[:, None, None, None] * noise, times) - noise) ** 2).mean()


def lowered(layers: int) -> Any:
    """The train step."""
    levels = [[dict(LAYER) for _ in range(layers // LEVELS)] for _ in range(LEVELS)]
    return lower(loss, {"down": levels, "up": levels, **ENDS}, IMAGES, IMAGES, TIMES)
