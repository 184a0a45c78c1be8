"""A transformer, every layer unrolled."""

from __future__ import annotations

from typing import Any

import jax

from benchmarks.programs.training import (
    ATTENTION,
    ENDS,
    HIDDEN,
    TOKENS,
    VECTOR,
    WIDTH,
    attention,
    lower,
    next_token_loss,
    normalized,
)

LAYER = (
    ATTENTION
    | dict.fromkeys(("scale2", "shift2", "down_bias"), VECTOR)
    | {"up": (WIDTH, HIDDEN), "down": (HIDDEN, WIDTH)}
)


def block(x: Any, p: dict[str, Any]) -> Any:
    """Attention, then two matrices with a gelu between them."""
    x = x + attention(normalized(x, p["scale1"], p["shift1"]), p)
    hidden = jax.nn.gelu(normalized(x, p["scale2"], p["shift2"]) @ p["up"])
    return x + hidden @ p["down"] + p["down_bias"]


def loss(p: dict[str, Any], tokens: Any) -> Any:
    """That of the next token."""

    def layers(x: Any) -> Any:
        for layer in p["layers"]:
            x = block(x, layer)
        return x

    return next_token_loss(p, tokens, layers)


def lowered(layers: int) -> Any:
    """The train step."""
    return lower(loss, {"layers": [dict(LAYER) for _ in range(layers)], **ENDS}, TOKENS)
