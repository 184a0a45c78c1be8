"""Provenance without snapshots agrees with what snapshots show, in programs that XLA compiles now."""

import sys

import pytest

from benchmarks.provenance import FILES, SHARDED, measured

pytestmark = pytest.mark.live

PROGRAMS = [
    ("jax", "cpu", "mlp_adam_7"),
    ("jax", "h100", "residual_adamw_5"),
    pytest.param("tensorflow", "cpu", "lstm_unrolled_4", marks=pytest.mark.tensorflow),
]


@pytest.mark.parametrize(("framework", "target", "name"), PROGRAMS)
def test_equal_layers_keep_apart(framework: str, target: str, name: str) -> None:
    (row,) = measured(sys.executable, FILES[framework], target, [name])
    assert row.operations > 100
    assert row.agreeing >= 0.95 * row.operations
    assert row.exact_agreeing >= 0.95 * row.exact


@pytest.mark.parametrize("devices", [2, 8])
def test_lines_of_sharded_programs_run_where_metadata_says(devices: int) -> None:
    names = ["data_parallel_mlp", "tensor_parallel_mlp", "pipeline"]
    for row in measured(sys.executable, SHARDED, "cpu", names, ["--devices", str(devices)]):
        assert row.named >= 30, row
        assert row.named_agreeing >= 0.95 * row.named, row
