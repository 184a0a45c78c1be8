"""The benchmarks run through, and what they generate is what they say."""

import pytest

import hloscope
from benchmarks import protos, provenance, wrapping
from benchmarks.modules import generated_module
from benchmarks.speed import HEADINGS, Row, measured, table


@pytest.mark.parametrize("size", [1, 100, 5_000])
def test_generated_module_is_as_large_as_it_says(size: int) -> None:
    module = hloscope.parse(generated_module(size))
    assert abs(sum(1 for _ in module.instructions()) - size) <= 20
    assert module.entry.root.opcode == "negate"


def test_every_size_is_measured() -> None:
    [row] = measured([20_000], 1, layers=0)  # of less, the memory is lost among that of Python
    assert row.instructions > 10_000
    assert row.parse > 0
    assert row.memory is None or row.memory > 1


def test_ratio_is_how_many_times_faster_hloscope_is() -> None:
    row = Row("m", 2.0, 1_000_000, parse=1.0, jaxlib=3.0, report=4.0, memory=5.04)
    assert list(table([row]))[2] == "| m | 2.0 | 1,000,000 | 2 | 1.00 | 3.00x | 0.75x | 5.0 |"
    assert len(row.cells) == len(HEADINGS)


def test_what_was_not_measured_is_a_dash() -> None:
    row = Row("m", 2.0, 1, parse=1.0, jaxlib=None, report=None, memory=None)
    assert row.cells[-3:] == ("-", "-", "-")


def test_cost_of_wrapping_is_what_hloscope_adds_to_dumping() -> None:
    row = wrapping.Row("m", bare=1.0, dumping=1.25, run=1.5)
    assert list(wrapping.table([row]))[2] == "| m | 1.00 s | 1.25 s | 1.50 s | 0.25 s |"


def test_cost_of_wrapping_is_measured() -> None:
    [row] = wrapping.measured({"nothing": ["-c", "pass"]}, 1)
    assert 0 < row.bare < row.run


def test_agreement_of_provenance_is_summed_by_halves() -> None:
    rows = [provenance.Row("a", "tune", 10, 9, 5, 5, 4, 3, 4), provenance.Row("b", "held out", 30, 21, 0, 0)]
    assert list(provenance.table(rows))[2:] == [
        "| a | tune | 10 | 90.0% | 5 | 100.0% | 4 | 75.0% | 100.0% |",
        "| b | held out | 30 | 70.0% | 0 | - | 0 | - | - |",
        "| sum | tune | 10 | 90.0% | 5 | 100.0% | 4 | 75.0% | 100.0% |",
        "| sum | held out | 30 | 70.0% | 0 | - | 0 | - | - |",
        "| sum | all | 40 | 75.0% | 5 | 100.0% | 4 | 75.0% | 100.0% |",
    ]


def test_protos_are_compared_with_texts() -> None:
    row = protos.Row("m", 1_000, text=0.1, proto=0.15, words_of_text=0.01, words_of_proto=0.02)
    assert list(protos.table(iter([row])))[2] == "| m | 1,000 | 0.100 s | 0.150 s | 1.50 | 0.010 s | 0.020 s |"
    pytest.importorskip("jaxlib")
    measured_row = protos.row_of("m", generated_module(2_000), 1)
    assert measured_row.instructions > 1_900
    assert min(measured_row[2:]) > 0
