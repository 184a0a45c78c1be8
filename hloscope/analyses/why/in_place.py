"""In place: what must not be fused with an update for the array that this overwrites.

As InstructionFusion::ShouldFuseInPlaceOp (xla/service/instruction_fusion.cc) and CanEmitInputFusedScatter
(xla/service/gpu/gpu_fusible.cc) have it. Copies are seen through: XLA inserts them after fusion.
"""

from __future__ import annotations

from hloscope.analyses.why.boundary import Boundary


def in_place(boundary: Boundary) -> str | None:
    """A producer that reads what the consumer overwrites, or that makes what it overwrites."""
    producer, consumer = boundary.producer, boundary.consumer
    buffers = consumer.overwritten_origins
    if not buffers:
        return None
    if not producer.is_elementwise and not buffers.isdisjoint(producer.origins):
        return "the consumer updates in place the array that the producer reads, but not at the same place"
    if boundary.launches.origin_of(boundary.edge.value) in buffers:
        return "the consumer updates it in place, so it has to be in memory" if _has_to_be_whole(boundary) else None
    if all(consumer.origins[buffer] == 1 for buffer in buffers):
        return None
    return "the consumer also reads what it updates in place, and takes nothing more in"


def _has_to_be_whole(boundary: Boundary) -> bool:
    """The emitter of scatters on GPU, and fusion on TPU, take nothing into the array that is updated."""
    if boundary.platform == "tpu":
        return True
    return boundary.platform == "gpu" and any(reader.opcode == "scatter" for reader, _ in boundary.read_by)
