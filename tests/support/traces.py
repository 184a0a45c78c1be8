"""Traces for viewers, as profilers write them beside a profile."""

from __future__ import annotations


def meta(kind: str, pid: int, name: str, tid: int | None = None) -> dict[str, object]:
    place = {"pid": pid} if tid is None else {"pid": pid, "tid": tid}
    return {"ph": "M", **place, "name": kind, "args": {"name": name}}


def event(name: str, start: float, length: float, pid: int, tid: int, **arguments: str) -> dict[str, object]:
    return {"ph": "X", "pid": pid, "tid": tid, "ts": start, "dur": length, "name": name, "args": arguments}


CPU = {
    "displayTimeUnit": "ns",
    "traceEvents": [
        meta("process_name", 701, "/host:CPU"),
        meta("thread_name", 701, "tf_XLAExecute", 5),
        event("ynn_fusion.2", 747.281, 406.673, 701, 5, hlo_op="ynn_fusion.2", hlo_module="jit_f", run_id="81", device_ordinal="0"),
        event("end: ynn_fusion.2", 1155.0, 0.1, 701, 5, hlo_op="ynn_fusion.2", hlo_module="jit_f", run_id="81"),
        event("wrapped_add", 1200.5, 9.5, 701, 5, hlo_op="wrapped_add", hlo_module="jit_f", run_id="81", device_ordinal="0"),
        event("PjitFunction(f)", 700, 900, 701, 6),
        event("train", 700, 800, 701, 6, step_num="3"),
        {},
    ],
}  # fmt: skip
"""As jax 0.12 writes it on CPU."""
TPU = {
    "traceEvents": [
        meta("process_name", 3, "/device:TPU:0"),
        meta("thread_name", 3, "XLA Modules", 1),
        meta("thread_name", 3, "XLA Ops", 2),
        event("jit_g(77)", 10, 100, 3, 1, run_id="4"),
        event("fusion.1", 20, 30, 3, 2),
        event("late", 200, 30, 3, 2),
    ]
}
