"""The long fuzz: broken inputs for every reader, each of which must give a result or an HloscopeError, soon.

    python -m benchmarks.soak [--inputs 200000] [--seed 0] [--jobs 2]

Each input has a number and is made from that number alone: `--seed 1234 --inputs 1` makes the one that failed again.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hloscope.dump import load
from hloscope.dump.file_names import find_dump_name
from hloscope.errors import HloscopeError
from hloscope.parsers import parse, parse_textproto, parse_thunk_metadata, parse_thunk_sequence, parse_torchscript
from hloscope.reports import report
from tests.support.careful_path import differences_of_paths
from tests.support.dumped import TESTDATA
from tests.support.equality import differences_in_print
from tests.support.hlo_examples import ACCEPTED
from tests.support.hlo_files import texts_by_target
from tests.support.mutations import ask_everything, edited, no_more_errors, random_edits, time_limit
from tests.support.torchscript_texts import TEXTS as TORCHSCRIPT

SMALL = 20_000  # characters, or bytes of a folder; most inputs are no larger, so that there may be many
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
    return Outcome(seed, kind, was_taken=True)


def _use_dump_text(random: Random) -> None:
    _use_hlo(edited(random.choice(_texts()), random_edits(random)))


def _use_example(random: Random) -> None:
    _use_hlo(edited(random.choice([example.text for example in ACCEPTED.values()]), random_edits(random)))


def _use_hlo(text: str) -> None:
    module = parse(text)
    with no_more_errors():
        ask_everything(module)
        assert differences_in_print(module) == []


def _compare_paths(random: Random) -> None:
    text = edited(random.choice(_texts()), random_edits(random))
    assert differences_of_paths(text) == []
    parse(text)  # for the summary


def _use_thunk_sequence(random: Random) -> None:
    parse_thunk_sequence(edited(random.choice(_files("*thunk_sequence.txt")), random_edits(random)))


def _use_thunk_metadata(random: Random) -> None:
    text = edited(random.choice(_files("*thunk_metadata.txt")), random_edits(random))
    parse_textproto(text)
    parse_thunk_metadata(text)


def _use_torchscript(random: Random) -> None:
    graphs = parse_torchscript(edited(random.choice([*TORCHSCRIPT.values()]), random_edits(random)))
    with no_more_errors():
        for graph in graphs:
            assert str(parse_torchscript(str(graph))[0]) == str(graph)


def _use_file_name(random: Random) -> None:
    find_dump_name(edited(random.choice(_names()), random_edits(random)))


def _use_dump(random: Random) -> None:
    """A folder of testdata with some of its files broken, through all that the command line does with one."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        original = random.choice(_folders())
        for path in _files_below(original):
            content = path.read_bytes()
            if random.random() < 0.5:
                content = edited(content.decode("latin-1"), random_edits(random)).encode("utf-8", "replace")
            copy = folder / path.relative_to(original)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        dump = load(folder)
        dump.check()
        report(dump).to_json()


@cache
def _texts() -> Sequence[str]:
    texts = [text for by_path in texts_by_target().values() for text in by_path.values()]
    return [text for text in texts if len(text) < SMALL]


@cache
def _files(pattern: str) -> Sequence[str]:
    return [path.read_text("utf-8") for path in sorted(TESTDATA.glob(f"*/*/{pattern}")) if path.stat().st_size < SMALL]


@cache
def _names() -> Sequence[str]:
    return sorted({path.name for path in TESTDATA.glob("*/*/*")})


@cache
def _folders() -> Sequence[Path]:
    folders = [path for path in sorted(TESTDATA.glob("*/*")) if path.is_dir() and path.parent.name != "programs"]
    return [path for path in folders if sum(file.stat().st_size for file in _files_below(path)) < 5 * SMALL]


def _files_below(folder: Path) -> Sequence[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


# Of a thousand inputs, how many are of a kind, and what is done with one.
KINDS: dict[str, tuple[int, Callable[[Random], None]]] = {
    "dumped HLO": (450, _use_dump_text),
    "example": (200, _use_example),
    "both paths": (100, _compare_paths),
    "thunk list": (70, _use_thunk_sequence),
    "TorchScript": (50, _use_torchscript),
    "textproto": (60, _use_thunk_metadata),
    "file name": (60, _use_file_name),
    "dump": (10, _use_dump),
}


if __name__ == "__main__":
    main()
