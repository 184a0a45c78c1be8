"""Timings: median, spread, what compiling took, and when it is paid back."""

import io

import pytest

from hloscope.benching.profile_shares import Share, Shares
from hloscope.benching.timings import Bench, Timing, payback, steady_calls
from hloscope.tables.bench import bench_tables, seconds_text

EAGER = Timing("eager", first=0.010, steady=(0.010,) * 5, kernels=10, counted="operations")
SHARES = Shares(2e9, (Share("fusion", 4, 1.5e9, 0.75, ("add", "exp")), Share("dot", 4, 5e8, 0.25)))
JIT = Timing(
    "jit", build=0.5, first=0.502, early=(0.003, 0.002), steady=(0.001, 0.002, 0.002, 0.002, 0.009), kernels=4,
    counted="launches", shares=SHARES,
)  # fmt: skip
REFUSED = Timing("scripted", refusal="NotSupportedError: no")
STOPPED = Timing("stopped", refusal="stopped: its first call was not done after 1 s")
FEW = Timing("few", steady=(0.01,), remark="stopped after 2 calls")


def test_median_and_spread_are_of_steady_calls() -> None:
    assert JIT.median == 0.002
    assert JIT.spread == pytest.approx(0.004)
    assert EAGER.spread == 0


def test_compiling_and_warming_up_are_apart() -> None:
    assert JIT.compile == pytest.approx(1.0)
    assert JIT.warm_up == pytest.approx(0.001)


def test_payback_counts_the_calls() -> None:
    assert payback(JIT, EAGER) == 126  # 1.001 s at 8 ms a call
    assert payback(EAGER, JIT) is None
    assert payback(Timing("free", steady=(0.001,)), EAGER) == 0
    assert payback(REFUSED, EAGER) is None


def test_refused_way_has_no_times() -> None:
    assert (REFUSED.median, REFUSED.spread, REFUSED.compile, REFUSED.warm_up) == (None, None, None, None)


def test_first_calls_may_still_optimize() -> None:
    assert steady_calls([1.0, 2.0, 3.0, 4.0]) == ((1.0, 2.0), (3.0, 4.0))


def test_json_form_has_it_all() -> None:
    form = Bench("f", "jax", ("float32[2]",), (EAGER, JIT, REFUSED)).to_dict()
    assert [way["payback_calls"] for way in form["ways"]] == [None, 126, None]
    assert [way["speedup"] for way in form["ways"]] == [1.0, 5.0, None]
    profile = form["ways"][1]["profile"]
    assert profile is not None
    assert profile["operations"][0]["cluster"] == ["add", "exp"]
    assert form["ways"][2]["refusal"] == "NotSupportedError: no"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, "-"), (0.0, "0 us"), (1.5e-6, "1.5 us"), (2e-3, "2 ms"), (0.9996, "1 s"), (9.9996e-4, "1 ms"),
        (12.34, "12.3 s"), (1234.5, "1234 s"), (3e-8, "0.03 us"),
    ],
)  # fmt: skip
def test_time_has_three_digits(seconds: float | None, text: str) -> None:
    assert seconds_text(seconds) == text


@pytest.mark.parametrize("width", [80, 120])
def test_tables_show_ways_and_shares(width: int) -> None:
    from rich.console import Console

    stream = io.StringIO()
    form = Bench("f", "jax", ("float32[2]",), (EAGER, JIT, REFUSED, STOPPED, FEW)).to_dict()
    Console(width=width, file=stream).print(bench_tables(form, top=1))
    lines = [" ".join(line.split()) for line in stream.getvalue().splitlines()]
    assert "eager 0 us 0 us 10 ms 0 us 1.00x 10" in lines
    assert "jit 1 s 1 ms 2 ms 4 ms 5.00x 126 calls 4" in lines
    assert "scripted refused" in lines
    assert "stopped stopped" in lines
    assert "stopped: stopped: its first call was not done after 1 s" in lines
    assert "few: stopped after 2 calls" in lines
    assert "scripted is refused: NotSupportedError: no" in lines
    assert "fusion 4 1.5 s 75.0% add, exp" in lines
    assert not any(line.startswith("dot") for line in lines)
    assert max(map(len, stream.getvalue().splitlines())) <= width


def test_without_eager_nothing_is_compared() -> None:
    [way] = Bench("f", "jax", (), (JIT,)).to_dict()["ways"]
    assert (way["name"], way["speedup"], way["payback_calls"]) == ("jit", None, None)
