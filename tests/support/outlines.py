"""Outlines of made-up programs, for tests of what is compared."""

from collections.abc import Iterable

from hloscope.comparisons.outline import NUMBERS, Launch, Operation, Outline, WrittenBroadcast


def launch(
    operations: str,
    *,
    name: str = "",
    kind: str | None = None,
    shape: str = "f32[8]{0}",
    reads: str = "f32[8]{0}",
    signature: str | None = None,
    source: str = "",
) -> Launch:
    """A launch of operations such as `add:f/add multiply`: opcodes, and names of the framework's behind colons."""
    parts = [operation.partition(":") for operation in operations.split()]
    found = tuple(Operation(opcode, op_name) for opcode, _, op_name in parts)
    return Launch(
        name=name or "_".join(operation.opcode for operation in found),
        kind=kind or ("kLoop" if len(found) > 1 else "kernel"),
        is_cluster=len(found) > 1,
        operations=found,
        inputs=(reads,),
        outputs=(shape,),
        bytes=64,
        signature=signature or f"{operations} {shape}",
        source=source,
    )


def outline(
    *launches: Launch,
    name: str = "jit_f",
    path: str = "",
    platform: str = "cpu",
    unit: str = "launches",
    parameters: tuple[str, ...] | None = ("f32[8]",),
    broadcasts: Iterable[WrittenBroadcast] = (),
    **numbers: int | None,
) -> Outline:
    """A program of these launches; its totals are counted from them, but for those that are given."""
    written = tuple(broadcasts)
    counted = {
        "launches": sum(launch.is_compute for launch in launches),
        "copies": sum(launch.kind == "copy" for launch in launches),
        "clusters": sum(launch.is_cluster for launch in launches),
        "broadcasts": len(written),
        "broadcast_bytes": sum(broadcast.bytes for broadcast in written),
        "bytes": sum(launch.bytes for launch in launches),
    }
    return Outline(
        name=name,
        function=name,
        path=path,
        framework="jax",
        platform=platform,
        arch=None,
        unit=unit,
        parameters=parameters,
        results=("f32[8]",),
        numbers=dict.fromkeys(NUMBERS, 0) | counted | numbers,
        launches=launches,
        broadcasts=written,
    )
