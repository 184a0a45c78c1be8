"""Messages of too little memory, in the forms of libtpu, XLA's buffer assignment and the BFC allocator.

The texts are written after public reports; the numbers are checked by hand: XLA's G is 2**30.
"""

from __future__ import annotations

from random import Random

import pytest

from hloscope.parsers import parse_out_of_memory
from tests.support.mutations import edited, random_edits, survives
from tests.support.shortages import BFC, GPU, TPU, VMEM

G, M, K = 2**30, 2**20, 2**10


def test_message_of_a_tpu_has_sums_and_padding() -> None:
    (message,) = parse_out_of_memory(TPU.split("\n"))
    assert (message.platform, message.space, message.line) == ("tpu", "hbm", 3)
    assert (message.needed, message.capacity) == (round(24.68 * G), round(15.48 * G))
    program = round(24.68 * G)
    assert message.totals == {"reserved": 530 * M, "program": program, "global": 4 * K, "HLO temp": program}
    first, second = message.allocations
    assert (first.name, first.kind, first.shape) == ("iota.2", "HLO temp", "s32[29360128,10]{1,0:T(8,128)}")
    assert (first.size, first.unpadded, first.padding) == (14 * G, round(1.09 * G), round(12.91 * G))
    assert (first.op_name, first.source) == ("jit(step)/one_hot", "train.py:31")
    assert (second.name, second.size, second.padding, second.op_name) == ("copy.3", round(2.62 * G), None, "")


def test_message_of_a_gpu_has_sums_and_peak_buffers() -> None:
    (message,) = parse_out_of_memory(GPU.split("\n"))
    assert (message.platform, message.needed, message.capacity) == ("gpu", 2110783616, None)
    assert message.totals["preallocated temp allocation"] == round(1.97 * G)
    assert message.totals["total fragmentation"] == 112
    first, second = message.allocations
    assert (first.name, first.size, first.shape) == ("custom-call", round(4.89 * G), "f32[5104,257152]")
    assert (first.op_name, first.source) == ("jit(dot)/dot_general", "/home/me/gemma.py:175")
    assert (second.kind, second.size, second.shape) == ("parameter", round(1004.5 * M), "f16[2048,257152]")


def test_message_of_the_allocator_has_its_chunks() -> None:
    (message,) = parse_out_of_memory(BFC.split("\n"))
    assert (message.space, message.needed, message.capacity) == ("GPU_0_bfc", round(1.97 * G), 16_000_000_000)
    assert [(each.kind, each.size) for each in message.allocations] == [
        ("3 chunks of 256 bytes", 768),
        ("1 chunk of 5250000000 bytes", 5_250_000_000),
    ]


def test_message_of_fast_memory_names_what_is_in_it() -> None:
    (message,) = parse_out_of_memory(VMEM.split("\n"))
    assert (message.space, message.needed, message.capacity) == ("vmem", round(44.05 * M), 32 * M)
    assert [(each.name, each.kind) for each in message.allocations] == [
        ("register allocator spill slots", "scoped"),
        ("fusion.177", "scoped"),
    ]


def test_message_that_is_raised_and_printed_again_is_one() -> None:
    short = TPU.split("\n")[2]
    (message,) = parse_out_of_memory([short, *TPU.split("\n"), short])
    assert len(message.allocations) == 2


def test_attempt_that_is_no_failure_is_no_message() -> None:
    said = " with freed_by_count=0. The caller indicates that this is not a failure"
    assert parse_out_of_memory([BFC.split("\n")[0].replace("requested by op", said)]) == ()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("24.68G", round(24.68 * G)),
        ("0B", 0),
        ("4.0K", 4096),
        ("1.00GiB", G),
        ("112B", 112),
        ("7 bytes", 7),
        ("12", 12),
    ],
)
def test_sizes(text: str, size: int) -> None:
    (message,) = parse_out_of_memory([f"Out of memory while trying to allocate {text}"])
    assert message.needed == size


def test_what_is_no_size_is_none() -> None:
    (message,) = parse_out_of_memory(["Out of memory while trying to allocate an unknown size"])
    assert message.needed is None


@pytest.mark.parametrize("text", [TPU, GPU, BFC, VMEM], ids=["tpu", "gpu", "bfc", "vmem"])
def test_broken_messages_give_a_result(text: str) -> None:
    random = Random(text)  # noqa: S311 (the same inputs on each run)
    for _ in range(100):
        assert survives(lambda broken: parse_out_of_memory(broken.split("\n")), edited(text, random_edits(random)))
