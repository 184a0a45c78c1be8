# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The twenty questions, each judged by what reports say of the same dumps, or by a count by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

import hloscope
from hloscope.comparisons.fleet.indexing import index
from hloscope.comparisons.fleet.local_engine import LocalEngine
from hloscope.comparisons.fleet.query import Tables, open_tables
from hloscope.comparisons.fleet.questions import QUESTIONS, Question
from tests.support.dumped import TESTDATA

pytestmark = [pytest.mark.live, pytest.mark.fleet]

RANKS = TESTDATA / "ranks" / "jax-0.10.2-cpu"
SINGLE = {
    "scans": TESTDATA / "jax-0.10.2-cpu" / "scan",
    "memory": TESTDATA / "jax-0.10.2-cpu" / "attention-forms",
    "grid": TESTDATA / "jax-0.12.0.1-cpu" / "grid_collectives",
    "cached": TESTDATA / "jax-0.10.2-cpu" / "mlp-cache-hit",
    "gpu": TESTDATA / "jax-0.10.2-h100" / "train_step",
    "eager": TESTDATA / "jax-0.10.2-cpu" / "eager_training",
}
Json = Any
Row = tuple[Any, ...]
Programs = Sequence[tuple[str, str, Any]]  # run, host, and the report of each program


class Fleet:
    """The tables, and what reports say of the dumps that they are of."""

    def __init__(self, folder: Path) -> None:
        place = copytree(RANKS, folder / "runs" / "night")
        for run, dump in SINGLE.items():
            copytree(dump, folder / "runs" / run)
        broken = folder / "runs" / "broken" / "module_0000.jit_f.cpu_after_optimizations.txt"
        broken.parent.mkdir()
        broken.write_text("HloModule jit_f\n\nENTRY e {\n  ROOT a = f32[] add(b, c)\n}\n", "utf-8")
        index(
            [str(folder / "runs")], str(folder / "fleet"), engine=LocalEngine(1), labels=["commit=abc", "compiler=1.2"]
        )
        self.tables: Tables = open_tables(str(folder / "fleet"))
        hosts = [("night", host.name, host) for host in sorted(place.iterdir()) if host.is_dir()]
        dumps = [*hosts, *((run, ".", dump) for run, dump in SINGLE.items()), ("broken", ".", broken.parent)]
        self.programs: Programs = [
            (run, host, program)
            for run, host, dump in dumps
            for program in hloscope.report(dump, explain=True, totals=True).programs
        ]


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    return Fleet(tmp_path_factory.mktemp("fleet"))


def most(programs: Programs, number: Callable[[Json], int | None]) -> dict[str, int]:
    """The largest number of each program, by its name."""
    found: dict[str, int] = {}
    for _, _, program in programs:
        value = number(program)
        if value is not None:
            found[program["name"]] = max(value, found.get(program["name"], 0))
    return found


def launches(stage: str) -> Callable[[Json], int | None]:
    return lambda program: (program["kernels"][stage] or {}).get("compute_launches")


def once(programs: Programs) -> Iterator[Json]:
    """One of the programs that launch, missed and wrote the same under one name."""
    seen: set[str] = set()
    for _, _, program in programs:
        key = repr([program["name"], program["kernels"], program["fusions"], program["missed_fusions"]])
        if key not in seen:
            seen.add(key)
            yield program


def sites(program: Json) -> list[Json]:
    return program["kernels"]["after"]["sites"] if program["kernels"]["after"] else []


def details(program: Json) -> dict[str, Json]:
    every = (*program["single_operations"], *program["compiled_loops"], *program["fusions"])
    return {each["name"]: each for each in every}


def items(program: Json) -> list[Json]:
    found: list[Json] = (program["collectives"]["after"] or program["collectives"]["before"] or {"items": []})["items"]
    return found


def moved(launch: Json) -> int:
    return int(launch["runs"] * (launch["bytes_read"] + launch["bytes_written"]))


def runs(fleet: Fleet) -> set[Row]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for run, host, _ in fleet.programs:
        found[run][host] += 1
    return {(run, len(hosts), hosts.total()) for run, hosts in found.items()}


def odd_hosts(_: Fleet) -> set[Row]:
    return {("night", "jit_train_step", 1, ("host_2",))}  # as testdata/capture_ranks.py made it


def missing_programs(_: Fleet) -> set[Row]:
    return {("night", "jit__lambda", 1, 3)}


def most_launches(fleet: Fleet) -> set[Row]:
    known = most(fleet.programs, lambda program: (program["kernels"]["after"] or {}).get("launches_per_run"))
    return {(program["name"], known.get(program["name"])) for _, _, program in fleet.programs}


def fusion_gain(fleet: Fleet) -> set[Row]:
    unfused, after = (most(fleet.programs, launches(stage)) for stage in ("unfused", "after"))
    return {(name, unfused[name], after[name], unfused[name] - after[name]) for name in after}


def most_flops(fleet: Fleet) -> set[Row]:
    flops = most(fleet.programs, lambda program: (program["cost_totals"] or {}).get("flops"))
    size = most(fleet.programs, lambda program: (program["cost_totals"] or {}).get("bytes_accessed"))
    return {(name, flops[name], size[name]) for name in flops}


def slowest_kernels(fleet: Fleet) -> set[Row]:
    found: Counter[tuple[str, str]] = Counter()
    for program in once(fleet.programs):
        classes = {site["name"]: site["class"] for site in sites(program)}
        for name, launch in details(program).items():
            if classes.get(name) in ("kernel", "library"):
                key = (program["name"], launch["signature"])
                found[key] = max(found[key], moved(launch))
    return {(program, size) for (program, _), size in found.items()}


def opcodes_alone(fleet: Fleet) -> set[Row]:
    found: Counter[str] = Counter()
    for program in once(fleet.programs):
        kernels = {site["name"] for site in sites(program) if site["class"] == "kernel"}
        found.update(each["opcode"] for each in program["single_operations"] if each["name"] in kernels)
        wrapped = [each for each in program["fusions"] if each["wrapped"] and each["name"] in kernels]
        found.update([*(o["opcode"] for o in each["operations"]), each["root_opcode"]][0] for each in wrapped)
    return {*found.items()}


def missed_fusions(fleet: Fleet) -> set[Row]:
    rules: defaultdict[str, list[int]] = defaultdict(list)
    for program in once(fleet.programs):
        for each in program["missed_fusions"]["missed"] if program["missed_fusions"] else ():
            rules[each["rule"]].append(each["bytes_per_run"])
    return {(rule, len(sizes), sum(sizes)) for rule, sizes in rules.items()}


def broadcasts(fleet: Fleet) -> set[Row]:
    return {
        (program["name"], each["name"])
        for _, _, program in fleet.programs
        for each in (program["broadcasts"]["after"] or {"items": []})["items"]
        if each["materialized"]
    }


def copies(fleet: Fleet) -> set[Row]:
    counted = most(fleet.programs, lambda program: sum(site["class"] == "copy" for site in sites(program)))
    return {(name, number) for name, number in counted.items() if number}


def collective_kinds(fleet: Fleet) -> set[Row]:
    found: Counter[tuple[str, str]] = Counter()
    for program in once(fleet.programs):
        found.update((item["kind"], item["over"]) for item in items(program))
    return {(*key, number) for key, number in found.items()}


def largest_collectives(fleet: Fleet) -> set[Row]:
    return {
        (program["name"], item["name"], item["kind"]) for _, _, program in fleet.programs for item in items(program)
    }


def waiting_collectives(fleet: Fleet) -> set[Row]:
    return {*most(fleet.programs, lambda p: sum(not item["asynchronous"] for item in items(p)) or None).items()}


def recompiled(fleet: Fleet) -> set[Row]:
    times = Counter((run, host, program["name"]) for run, host, program in fleet.programs)
    found: Counter[str] = Counter()
    for (_, _, name), number in times.items():
        found[name] = max(found[name], number)
    return {(name, number) for name, number in found.items() if number > 1}


def history(fleet: Fleet) -> set[Row]:
    names = {(program["name"], run) for run, _, program in fleet.programs}
    return {(*key, "abc", "1.2") for key in names}


# By question: which of its columns are looked at, and what is right.
JUDGES: Mapping[str, tuple[tuple[int, ...], Callable[[Fleet], set[Row]]]] = {
    "runs": ((0, 1, 2), runs),
    "odd-hosts": ((0, 1, 2, 3), odd_hosts),
    "missing-programs": ((0, 1, 2, 3), missing_programs),
    "most-launches": ((0, 1), most_launches),
    "fusion-gain": ((0, 1, 2, 3), fusion_gain),
    "most-memory": (
        (0, 1),
        lambda fleet: {*most(fleet.programs, lambda p: (p["memory_totals"] or {}).get("peak_bytes")).items()},
    ),
    "most-flops": ((0, 1, 2), most_flops),
    "slowest-kernels": ((0, 3), slowest_kernels),
    "opcodes-alone": ((0, 1), opcodes_alone),
    "missed-fusions": ((0, 1, 2), missed_fusions),
    "broadcasts": ((0, 1), broadcasts),
    "copies": ((0, 1), copies),
    "collective-kinds": ((0, 1, 2), collective_kinds),
    "largest-collectives": ((0, 1, 2), largest_collectives),
    "waiting-collectives": ((0, 1), waiting_collectives),
    "recompiled": ((0, 3), recompiled),
    "history": ((0, 1, 3, 4), history),
    "broken-files": ((1,), lambda _: {(1,)}),
    "bad-dumps": ((0, 1), lambda _: {("cache-hit", 1)}),
}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_question_has_the_right_answer(question: Question, fleet: Fleet) -> None:
    rows = fleet.tables.ask(question.sql).rows
    assert rows
    if question.name == "costliest-lines":
        sizes: Counter[str] = Counter()
        for program in once(fleet.programs):
            for name, launch in details(program).items():
                if name in {site["name"] for site in sites(program)} and launch["source"]:
                    sizes[launch["source"]] += moved(launch)
        assert sizes.most_common(1)[0][0] == rows[0][0]
        return
    columns, right = JUDGES[question.name]
    assert {tuple(hashable(row[column]) for column in columns) for row in rows} == right(fleet)


def hashable(value: Any) -> Any:  # noqa: ANN401
    return tuple(value) if isinstance(value, list) else value
