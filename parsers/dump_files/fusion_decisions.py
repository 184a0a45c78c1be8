"""Fusion decisions: what XLA's GPU fusion pass considered, what it fused and why it did not, in its own words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from hloscope.errors import ParseError

from .textproto import TextProto, messages_of, number_of, parse_textproto, string_of, strings_of


class FusionEstimate(NamedTuple):
    """The modelled times of a producer and its consumers, in microseconds: kept apart, and fused."""

    consumers: tuple[str, ...]
    unfused: float
    fused: float


@dataclass(frozen=True, slots=True)
class FusionDecisions:
    """What was decided of each producer, by the name that it had during the pass; the last word where there are many.

    `fused` maps a producer to the fusions that it went into. `refusals` maps one to XLA's reason, `estimates` to the
    times on which it is based.
    """

    fused: dict[str, tuple[str, ...]]
    refusals: dict[str, str]
    estimates: dict[str, FusionEstimate]


def parse_fusion_decisions(text: str, *, filename: str | None = None) -> FusionDecisions:
    """The decisions in a `priority_fusion_dump.txt`, a FusionProcessDumpProto (xla/service/gpu).

    Raises:
        ParseError: the text is no text proto, or holds no such message.
    """
    message = parse_textproto(text, filename=filename)
    known = {"fusion_steps", "gpu_device_info", "hlo_module_before_fusion"}
    if message and not known & message.keys():
        raise ParseError("fusion steps", repr(next(iter(message))), text=text, position=0, filename=filename)
    decisions = FusionDecisions({}, {}, {})
    fused: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for step in messages_of(message, "fusion_steps"):
        for fusion in messages_of(step, "fusion"):
            fused[string_of(fusion, "producer_name")][string_of(fusion, "fusion_name")] = None
        _take(step, decisions)
    decisions.fused.update((producer, tuple(into)) for producer, into in fused.items())
    return decisions


def _take(step: TextProto, decisions: FusionDecisions) -> None:
    for refusal in messages_of(step, "producer_ineligible"):
        decisions.refusals[string_of(refusal, "producer_name")] = string_of(refusal, "reason")
    for update in messages_of(step, "update_priority"):
        unfused, fused = number_of(update, "us_unfused"), number_of(update, "us_fused")
        if unfused is not None and fused is not None:
            estimate = FusionEstimate(strings_of(update, "consumer_names"), unfused, fused)
            producer = string_of(update, "producer_name")
            decisions.estimates[producer] = estimate
            decisions.refusals.pop(producer, None)
