"""A transformer whose every layer chooses two of eight experts for a token, and sorts the tokens by expert."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from benchmarks.programs.training import (
    ATTENTION,
    ENDS,
    TOKENS,
    VECTOR,
    WIDTH,
    attention,
    lower,
    next_token_loss,
    normalized,
)

EXPERTS, CHOSEN, HIDDEN = 8, 2, 512
LAYER = (
    ATTENTION
    | dict.fromkeys(("scale2", "shift2"), VECTOR)
    | {"router": (WIDTH, EXPERTS), "up": (EXPERTS, WIDTH, HIDDEN), "down": (EXPERTS, HIDDEN, WIDTH)}
)


def experts(x: Any, p: dict[str, Any]) -> Any:
    """What the experts make of the tokens, each expert of as many as fit it."""
    tokens = x.reshape(-1, WIDTH)
    room = 2 * CHOSEN * len(tokens) // EXPERTS
    weight, choice = jax.lax.top_k(jax.nn.softmax(tokens @ p["router"]), CHOSEN)
    order = jnp.argsort(choice.ravel(), stable=True)
    source, expert = order // CHOSEN, choice.ravel()[order]
    place = jnp.arange(len(order)) - jnp.searchsorted(expert, expert)
    bins = jnp.zeros((EXPERTS, room, WIDTH)).at[expert, place].add(tokens[source], mode="drop")
    done = jnp.einsum("erh,ehw->erw", jax.nn.gelu(jnp.einsum("erw,ewh->erh", bins, p["up"])), p["down"])
    back = done.at[expert, place].get(mode="fill", fill_value=0) * weight.ravel()[order][:, None]
    return jnp.zeros_like(tokens).at[source].add(back).reshape(x.shape)


def loss(p: dict[str, Any], tokens: Any) -> Any:
    """That of the next token."""

    def layers(x: Any) -> Any:
        for layer in p["layers"]:
            x = x + attention(normalized(x, layer["scale1"], layer["shift1"]), layer)
            x = x + experts(normalized(x, layer["scale2"], layer["shift2"]), layer)
        return x

    return next_token_loss(p, tokens, layers)


def lowered(layers: int) -> Any:
    """The train step."""
    return lower(loss, {"layers": [dict(LAYER) for _ in range(layers)], **ENDS}, TOKENS)
