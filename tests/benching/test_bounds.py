"""What eager may take, and which ways are run: with functions of torch's kind that need no torch."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest

from hloscope.benching import bench as module
from hloscope.benching.bounds import TimeIsUpError, bounded
from hloscope.benching.plan import Plan
from hloscope.errors import HloscopeError


def spin(seconds: float) -> None:
    """Takes its time in Python, as a function does that runs operation by operation, and swallows what it can."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        with suppress(Exception):
            sum(range(100))


def test_block_is_stopped_when_its_time_is_over() -> None:
    with pytest.raises(TimeIsUpError), bounded(0.2):
        spin(60)
    with bounded(5):
        spin(0.01)
    spin(0.5)  # nothing rings any more


def test_other_threads_run_to_their_end() -> None:
    done: list[bool] = []

    def work() -> None:
        with bounded(0.05):
            spin(0.3)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def plans_of(first: float, then: float) -> Callable[..., list[Plan]]:
    """Plans whose eager way takes so many seconds at its first call and at those after it."""
    took = iter([first])

    def plans(_fn: object, _args: Sequence[object]) -> list[Plan]:
        eager = Plan("eager", lambda: lambda: spin(next(took, then)), lambda _: (3, "operations"))
        return [eager, Plan("jit", lambda: lambda: None, lambda _: (1, "launches"))]

    return plans


@pytest.fixture
def fn(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def function() -> None: ...

    def framework_of(*_: object) -> str:
        return "jax"

    monkeypatch.setattr(module, "framework_of", framework_of)
    return function


def use(monkeypatch: pytest.MonkeyPatch, first: float, then: float) -> None:
    monkeypatch.setattr(module, "_PLANS", {"jax": plans_of(first, then)})


def test_eager_that_does_not_end_is_stopped_and_the_others_go_on(
    fn: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, 60, 60)
    eager, jit = module.bench(fn, calls=3, eager_limit=0.2).ways
    assert eager.refusal == "stopped: its first call was not done after 0.2 s (--eager-limit)"
    assert (len(jit.steady), jit.remark) == (3, "")


def test_calls_that_eager_has_done_count(fn: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, 0.0, 0.4)
    eager, jit = module.bench(fn, calls=8, eager_limit=1.7).ways
    assert eager.remark == "stopped after 5 calls, for it may take 1.7 s in all (--eager-limit)"
    assert (len(eager.early), len(eager.steady)) == (2, 2)
    assert eager.median == pytest.approx(0.4, abs=0.1)
    assert len(jit.steady) == 8


def test_first_call_alone_is_better_than_none(fn: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, 0.4, 60)
    [eager, _] = module.bench(fn, calls=3, eager_limit=0.8).ways
    assert eager.remark.startswith("stopped after its first call")
    assert eager.median == pytest.approx(0.4, abs=0.2)


def test_only_some_ways_are_run(fn: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, 0.0, 0.0)
    found = module.bench(fn, calls=3, ways=["jit"])
    assert [way.name for way in found.ways] == ["jit"]
    assert found.eager.steady == ()
    with pytest.raises(HloscopeError, match=r"expected ways of jax \(eager, jit\), found 'jot'"):
        module.bench(fn, ways=["jot"])
