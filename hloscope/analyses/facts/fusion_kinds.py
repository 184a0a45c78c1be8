"""How a fusion is compiled: XLA's own kind, and of a custom one which compiler or library takes it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, cast

from hloscope.analyses.facts.operations import FUSIONS
from hloscope.ir import HloInstruction

_KIND = re.compile(r'[^"]*?, kind=(k[A-Za-z]++)')

# What XLA writes as `kind` (xla/service/cpu/backend_config.proto, xla/service/gpu/ir_emission_utils.h) and what we call
# it; a kind that is not here is shown as it is written.
_CUSTOM_KINDS = {
    "__ynn_fusion": "ynn",
    "__xnn_fusion": "xnn",
    "__onednn_fusion": "onednn",
    "__cudnn$fusion": "cudnn",
    "__dynamic_memcpy": "dynamic-memcpy",
}
_DYNAMIC_SLICES = ("dynamic_slice_fusion", "address_computation", "dynamic_address_computation")


def kind_of(fusion: HloInstruction) -> str | None:
    """`kLoop`, `kInput`, `kOutput` or `kCustom`; None of what is no fusion."""
    if fusion.opcode not in FUSIONS:
        return None
    found = _KIND.match(fusion.attribute_text)  # decoding all attributes takes 50 times as long
    return found[1] if found else fusion.fusion_kind


def custom_kind_of(fusion: HloInstruction) -> str | None:
    """`triton`, `ynn`, `xnn`, `onednn`, `cudnn`, `dynamic-slice`, or what else the target's settings name."""
    if fusion.opcode not in FUSIONS or '"kind"' not in fusion.attribute_text:
        return None
    settings = _printed_settings(fusion.attribute_text) or fusion.backend_config_json
    config = _member(settings, "fusion_config") or _member(settings, "fusion_backend_config")
    kind = str(config.get("kind") or "")
    if kind.startswith("__triton"):
        return "triton"
    if kind == "__custom_fusion":
        name = str(_member(config, "custom_fusion_config").get("name") or "custom")
        return "dynamic-slice" if name in _DYNAMIC_SLICES else name
    return _CUSTOM_KINDS.get(kind, kind.strip("_")) or None


def _printed_settings(attribute_text: str) -> Mapping[str, Any]:
    """The backend_config where it comes last, as XLA prints it: decoding all attributes takes 5 times as long."""
    try:
        settings = json.loads(attribute_text.rpartition(", backend_config=")[2])
    except (ValueError, RecursionError):
        return {}
    return cast("Mapping[str, Any]", settings) if isinstance(settings, dict) else {}


def _member(settings: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = settings.get(key)
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}
