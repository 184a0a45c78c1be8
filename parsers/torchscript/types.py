"""The types of TorchScript values: what the text of a tensor's type says.

Forms: aten/src/ATen/core/type.cpp. `Tensor` says nothing; `Float(32, *, strides=[128, 1], requires_grad=0, device=cpu)`
says nearly all, `*` where a size is not known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hloscope.regex import compiled

_TENSOR = compiled(r"([A-Z]\w*+)(?:\(([^()]*+)\))?+(\[Undefined\])?+", re.ASCII)
_STRIDES = compiled(r"strides=\[([^\]]*+)\]")
_NAMED = compiled(r"(requires_grad|device)=([^,\s]++)")
_DIMENSION = compiled(r"\s*+(\d{1,19}+|\*)(?::\d{1,19}+)?+\s*+", re.ASCII)
_OTHERS = frozenset(("Dict", "NamedTuple", "Future", "RRef", "Union", "Optional"))  # they have brackets too


@dataclass(frozen=True, slots=True)
class TensorType:
    """A tensor's type; what the text leaves open is None. A size that is not known is None in `sizes`."""

    scalar_type: str | None
    sizes: Sequence[int | None] | None
    strides: Sequence[int | None] | None
    device: str | None
    requires_grad: bool | None

    @property
    def is_specialized(self) -> bool:
        """Whether every size is fixed."""
        return self.sizes is not None and None not in self.sizes


@lru_cache(maxsize=4096)
def find_tensor_type(text: str) -> TensorType | None:
    """What a type says if it is a tensor's; None for other types, such as `int`, `Tensor[]` or `Tensor?`."""
    found = _TENSOR.fullmatch(text)
    if found is None or found[1] in _OTHERS:
        return None
    inside: str | None = found[2]
    has_rank = not found[1].endswith("Tensor")
    if has_rank and inside is None:
        return None
    strides = _STRIDES.search(inside or "")
    named: dict[str, str] = dict(_NAMED.findall(inside or ""))
    return TensorType(
        scalar_type=found[1].removesuffix("Tensor") or None,
        sizes=_sizes_of(inside or "") if has_rank else None,
        strides=_sizes_of(strides[1]) if strides else None,
        device=named.get("device"),
        requires_grad=named["requires_grad"] == "1" if "requires_grad" in named else None,
    )


def _sizes_of(text: str) -> Sequence[int | None]:
    """The numbers at the beginning of a list, before the first that has a name."""
    sizes: list[int | None] = []
    for part in text.split(","):
        size = _DIMENSION.fullmatch(part)
        if size is None:
            break
        sizes.append(None if size[1] == "*" else int(size[1]))
    return tuple(sizes)
