"""Traces for viewers: what took how long, as the profile beside them has it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from hloscope.cli import main
from hloscope.errors import DumpError
from hloscope.parsers import begins_like_trace, parse_trace_events
from tests.support.mutations import edited, random_edits, survives
from tests.support.traces import CPU, TPU, event


def test_runs_of_operations_and_steps_are_read() -> None:
    found = parse_trace_events(json.dumps(CPU).encode())
    assert [event[:6] for event in found.launches] == [
        ("ynn_fusion.2", "jit_f", None, "81", "/host:CPU:0", 1),
        ("wrapped_add", "jit_f", None, "81", "/host:CPU:0", 1),
    ]
    assert [(event.start, event.duration) for event in found.launches] == [
        (747_281_000, 406_673_000),
        (1_200_500_000, 9_500_000),
    ]
    assert found.steps == (("train", 3, 700_000_000, 800_000_000),)


def test_list_of_a_device_has_its_modules_in_a_line_of_their_own() -> None:
    launches = parse_trace_events(json.dumps(TPU).encode()).launches
    assert [event[:5] for event in launches] == [
        ("fusion.1", "jit_g", 77, "", "/device:TPU:0"),
        ("late", "", None, "", "/device:TPU:0"),
    ]


def test_profile_tells_what_took_how_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "plugins" / "profile" / "now"
    folder.mkdir(parents=True)
    (folder / "vm.trace.json.gz").write_bytes(gzip.compress(json.dumps(CPU).encode()))
    assert main(["profile", "--json", str(tmp_path)]) == 2
    (document, message) = capsys.readouterr()
    (program,) = json.loads(document)["compilations"]
    assert (program["name"], program["is_known"]) == ("jit_f", False)
    assert [(each["name"], round(each["seconds"] * 1e6, 3)) for each in program["launches"]] == [
        ("ynn_fusion.2", 406.673),
        ("wrapped_add", 9.5),
    ]
    assert "a trace for viewers holds no program" in message
    assert main(["report", str(tmp_path)]) == 2
    assert "`hloscope profile` on it says what took how long" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    ['{"traceEvents": [', '{"traceEvents": 3}', '{"other": "traceEvents"}', "[]", '{"traceEvents":' + "[" * 5000],
)
def test_what_is_no_trace_is_an_error(content: str) -> None:
    with pytest.raises(DumpError, match="a trace for viewers"):
        parse_trace_events(content.encode(), filename="t.json")


def test_times_that_are_none_are_zero() -> None:
    odd: list[object] = ["x", True, 1e300, None, [], float("nan")]
    events = [event("a", 1, 2, 3, 4, hlo_op="a") | {"dur": value, "ts": value} for value in odd]
    launches = parse_trace_events(json.dumps({"traceEvents": events}).encode()).launches
    assert [(each.start, each.duration) for each in launches] == [(0, 0)] * len(odd)


def test_any_damage_gives_events_or_an_error() -> None:
    random = Random(1)  # noqa: S311
    text = json.dumps(CPU)
    assert any(
        survives(lambda broken: parse_trace_events(broken.encode()), edited(text, random_edits(random)))
        for _ in range(200)
    )


def test_trace_is_told_by_its_content() -> None:
    assert begins_like_trace(json.dumps(CPU).encode())
    assert not begins_like_trace(b'{"cells": []}')
