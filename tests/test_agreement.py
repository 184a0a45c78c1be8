"""No two commands disagree: the bytes of every launch of testdata, as reports, costs, source lines and diffs have them."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import hloscope
from hloscope.analyses.answers import Answers
from hloscope.comparisons.outlines_of_dumps import outline_of
from hloscope.dump import Compilation
from hloscope.reports.cost import cost_form
from hloscope.reports.program import program_of
from hloscope.reports.source import source_report
from tests.support.dumped import TESTDATA

FOLDERS = sorted({path.parent for path in TESTDATA.glob("*/*/*after_optimizations.txt")})


def bytes_in_report(compilation: Compilation) -> Iterator[tuple[tuple[str, str], int]]:
    program, _ = program_of(compilation)
    for launch in (*program["fusions"], *program["compiled_loops"], *program["single_operations"]):
        yield (launch["computation"], launch["name"]), (launch["bytes_read"] + launch["bytes_written"]) * launch["runs"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(TESTDATA)))
def test_bytes_of_launches_are_the_same_everywhere(folder: Path) -> None:
    for compilation in hloscope.load(folder).compilations:
        answers = Answers(compilation)
        if answers.after is None or answers.cost is None:
            continue
        items = cost_form(answers.cost, None, answers.launch_sources)["instructions"]
        costs = Counter({(i["computation"], i["name"]): i["bytes_accessed"] * i["runs"] for i in items})
        reported = dict(bytes_in_report(compilation))
        loops = {launch["name"] for launch in program_of(compilation)[0]["compiled_loops"]}
        assert {key: size for key, size in reported.items() if key[1] not in loops} == {
            key: costs[key] for key in reported if key[1] not in loops
        }
        assert outline_of(answers, "").numbers["bytes"] == sum(reported.values())
        (source,) = [each for each in source_report([folder]).programs if each["id"] == compilation.id]
        moved = sum(line["run_bytes_read"] + line["run_bytes_written"] for line in source["lines"])
        assert moved == sum(costs.values())
