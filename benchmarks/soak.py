"""The long fuzz: broken inputs for every reader, each of which must give a result or an HloscopeError, soon.

In bounded memory, without a traceback of a command, and what is whole is read whatever is broken beside it.

    python -m benchmarks.soak [--inputs 200000] [--seed 0] [--jobs 2]

Each input has a number and is made from that number alone: `--seed 1234 --inputs 1` makes the one that failed again.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from random import Random

from benchmarks.soak_inputs import KINDS
from hloscope.errors import HloscopeError
from tests.support.mutations import time_limit

MEMORY = 1536  # MiB that a process may have come to; what it keeps of testdata is some 200
FAILURES = 20  # after which it stops


@dataclass(frozen=True)
class Outcome:
    """What became of one input: whether it was taken, or the traceback of what should not have been raised."""

    seed: int
    kind: str
    was_taken: bool = False
    failure: str = ""


def main() -> None:
    """Run the inputs, and exit with status 1 if any of them did what none may."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--inputs", type=int, default=200_000, help="how many (200000)")
    parser.add_argument("--seed", type=int, default=0, help="the number of the first (0)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    options = parser.parse_args()
    start = time.monotonic()
    with Pool(options.jobs) as pool:
        seeds = range(options.seed, options.seed + options.inputs)
        outcomes = list(_reported(pool.imap_unordered(outcome_of, seeds, chunksize=50), len(seeds)))
    _summarize(outcomes, time.monotonic() - start)
    sys.exit(any(outcome.failure for outcome in outcomes))


def _reported(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Prints failures as they come, and how far it is; ends early when there are many."""
    failures = 0
    step, end = (total // 1000, "\r") if sys.stdout.isatty() else (total // 10, "\n")
    for count, outcome in enumerate(outcomes, 1):
        yield outcome
        if outcome.failure:
            failures += 1
            print(f"\nseed {outcome.seed} ({outcome.kind}) FAILED\n{outcome.failure}", flush=True)
        if count % max(1, step) == 0:
            print(f"{count:,} of {total:,} inputs, {failures} failures", end=end, flush=True)
        if failures >= FAILURES:
            break
    print()


def _summarize(outcomes: Sequence[Outcome], seconds: float) -> None:
    totals = Counter(outcome.kind for outcome in outcomes)
    taken = Counter(outcome.kind for outcome in outcomes if outcome.was_taken)
    failures = [outcome for outcome in outcomes if outcome.failure]
    for kind, total in sorted(totals.items()):
        print(f"{kind:12} {total:8,} inputs, {taken[kind]:8,} taken, {total - taken[kind]:8,} refused")
    print(f"{len(outcomes):,} inputs in {seconds:.0f} s, {len(failures)} failures")
    for outcome in failures:
        print(f"again: python -m benchmarks.soak --inputs 1 --seed {outcome.seed}  # {outcome.kind}")


def outcome_of(seed: int) -> Outcome:
    """Makes the input of that number, and uses it."""
    random = Random(seed)  # noqa: S311 (seeded on purpose)
    kind = random.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
    try:
        with time_limit():
            KINDS[kind][1](random)
    except HloscopeError:
        return Outcome(seed, kind)
    except Exception:  # noqa: BLE001 (whatever it is, it is what we look for)
        return Outcome(seed, kind, failure=traceback.format_exc(limit=-8))
    return Outcome(seed, kind, was_taken=True, failure=_memory_problem())


def _memory_problem() -> str:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{used} MiB of memory, expected less than {MEMORY}" if used > MEMORY else ""


if __name__ == "__main__":
    main()
