"""Reasons beside the words of XLA's own fusion passes, for values of testdata/ that go through memory.

The modules from before optimization were compiled again: for CPU and GPU with `--xla_dump_fusion_visualization`, which
writes each refusal into a page, for TPU with `TPU_VMODULE=tpu_instruction_fusion=10,instruction_fusion=10`, which
writes them to libtpu's log. The last column is what XLA said there of the same pair.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from hloscope import load
from hloscope.analyses.answers import Answers
from tests.support.dumped import TESTDATA


class Judged(NamedTuple):
    """A value that goes through memory, the rule that it is to have, and XLA's words."""

    folder: str
    producer: str
    consumer: str
    rule: str
    words: str


JUDGED = [
    Judged(
        "jax-0.10.2-cpu/softmax",
        "broadcast_divide_fusion",
        "broadcast_multiply_fusion",
        "expensive work",
        "Fusion is not profitable.",
    ),
    Judged(
        "jax-0.10.2-cpu/complex_numbers",
        "real_exponential_fusion",
        "real_atan2_fusion",
        "several readers",
        "expensive producer would be duplicated",
    ),
    Judged(
        "jax-0.10.2-cpu/train_step_adam",
        "multiply_add_fusion.2",
        "divide_subtract_fusion.1",
        "program result",
        "operand can not be duplicated",
    ),
    Judged(
        "jax-0.10.2-cpu/transformer_block",
        "bitcast_add_fusion",
        "broadcast_subtract_fusion",
        "several readers",
        "operand can not be duplicated",
    ),
    Judged(
        "jax-0.10.2-h100/map_rows",
        "loop_sine_fusion",
        "loop_dynamic_update_slice_fusion",
        "cost model",
        "Negative benefit",
    ),
    Judged(
        "jax-0.10.2-h100/associative_scan",
        "loop_add_fusion.1",
        "loop_add_fusion",
        "size limit",
        "the fusion would result in an overly large code duplication",
    ),
    Judged(
        "jax-0.10.2-h100/mean_and_variance",
        "loop_multiply_fusion",
        "input_reduce_fusion",
        "program result",
        "the consumer is not fusible: the tuple of results",
    ),
    Judged(
        "jax-0.10.2-h100/max_pool_gradient",
        "loop_broadcast_fusion",
        "input_scatter_fusion",
        "in-place update",
        "do not fuse into the in-place operand of scatter",
    ),
    Judged(
        "jax-0.10.2-h100/max_pool_gradient",
        "loop_reduce_window_fusion",
        "input_scatter_fusion",
        "several results",
        "the consumer is not fusible: get-tuple-element",
    ),
    Judged(
        "jax-0.10.2-h100/checkpoint_gradient",
        "wrapped_add",
        "loop_add_fusion",
        "optimization barrier",
        "the consumer is not fusible: the tuple of remat2.12, an opt-barrier",
    ),
    Judged("jax-0.10.2-tpu/softmax", "fusion.1", "fusion", "reduction", "Should not fuse with elementwise"),
    Judged("jax-0.10.2-tpu/attention", "iota_compare_fusion", "fusion.6", "matrix unit", "output fusion is disabled"),
    Judged(
        "jax-0.12.0.1-tpu/decode_steps",
        "dynamic_update_slice.21",
        "multiply_reduce_fusion.4",
        "in-place update",
        "Should not fuse with elementwise",
    ),
    Judged(
        "jax-0.12.0.1-tpu/decode_steps",
        "add.39",
        "lt.15",
        "scalar",
        "produces an effective scalar and does not have a fusible DUS user reachable through consumer",
    ),
    # jaxlib 0.4.30 and 0.6.2: what its source says (cpu_instruction_fusion.cc of 2024), for they write no such page
    Judged(
        "jax-0.4.30-cpu/train_step", "fusion.7", "reduce.59", "reduction", "Not fusing reductions over major dimensions"
    ),
    Judged(
        "jax-0.6.2-cpu/scan",
        "bitcast_add_fusion",
        "tanh.0",
        "fused product",
        "Bailing because producer can be output-fused into some operand.",
    ),
]


def rules_between(folder: Path, producer: str, consumer: str) -> set[str]:
    (compilation,) = load(folder).compilations
    edges = Answers(compilation).missed_fusions
    return {e.reason.rule for e in edges if (e.edge.producer.name, e.edge.consumer.name) == (producer, consumer)}


@pytest.mark.parametrize("judged", JUDGED, ids=[f"{each.folder} {each.rule}" for each in JUDGED])
def test_reason_is_that_of_xla(judged: Judged) -> None:
    assert rules_between(TESTDATA / judged.folder, judged.producer, judged.consumer) == {judged.rule}, judged.words


def test_code_that_would_be_copied_too_often() -> None:
    """XLA said "Code duplication too high" of all that this kernel reads, when jaxlib 0.10.2 compiled it again."""
    (compilation,) = load(TESTDATA / "tensorflow-2.16.2-cpu" / "random_uniform").compilations
    edges = [e for e in Answers(compilation).missed_fusions if e.edge.consumer.name == "fusion"]
    assert len(edges) == 6
    assert {edge.reason.rule for edge in edges} == {"size limit"}


@pytest.mark.parametrize(
    ("folder", "producer", "consumer", "text"),
    [
        (
            "mean_and_variance",
            "loop_multiply_fusion",
            "input_reduce_fusion",
            "their loops differ (64 and 2,048 elements)",
        ),
        (
            "train_step",
            "loop_reduce_fusion",
            "input_reduce_select_fusion",
            "another operand of the consumer is computed from it",
        ),
        ("train_step", "loop_subtract_fusion", "input_reduce_fusion", "XLA's cost model, or a limit of its emitters"),
    ],
    ids=["different loop shapes", "would introduce a cycle when fused", "will execute slower if fused"],
)
def test_kernel_of_two_results_is_refused_as_xla_does(folder: str, producer: str, consumer: str, text: str) -> None:
    """The names of the tests are XLA's words."""
    (compilation,) = load(TESTDATA / "jax-0.10.2-h100" / folder).compilations
    edges = Answers(compilation).missed_fusions
    (edge,) = [e for e in edges if (e.edge.producer.name, e.edge.consumer.name) == (producer, consumer)]
    assert edge.reason.text.endswith(f"not two results of one kernel: {text}")
