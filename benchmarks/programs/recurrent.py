"""Stacked LSTMs, each a scan over the sequence."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from benchmarks.programs.training import BATCH, ENDS, TOKENS, WIDTH, lower, next_token_loss

LAYER = {"inputs": (WIDTH, 4 * WIDTH), "state": (WIDTH, 4 * WIDTH), "bias": (4 * WIDTH,)}


def lstm(x: Any, p: dict[str, Any]) -> Any:
    """The states of one layer; `x` has a batch, a sequence and a width."""

    def cell(carry: Any, inputs: Any) -> Any:
        state, memory = carry
        entered, forgotten, shown, new = jnp.split(inputs + state @ p["state"] + p["bias"], 4, -1)
        memory = jax.nn.sigmoid(forgotten) * memory + jax.nn.sigmoid(entered) * jnp.tanh(new)
        state = jax.nn.sigmoid(shown) * jnp.tanh(memory)
        return (state, memory), state

    nothing = jnp.zeros((BATCH, WIDTH))
    _, states = jax.lax.scan(cell, (nothing, nothing), (x @ p["inputs"]).swapaxes(0, 1))
    return states.swapaxes(0, 1)


def loss(p: dict[str, Any], tokens: Any) -> Any:
    """That of the next token."""

    def layers(x: Any) -> Any:
        for layer in p["layers"]:
            x = x + lstm(x, layer)
        return x

    return next_token_loss(p, tokens, layers)


def lowered(layers: int) -> Any:
    """The train step."""
    return lower(loss, {"layers": [dict(LAYER) for _ in range(layers)], **ENDS}, TOKENS)
