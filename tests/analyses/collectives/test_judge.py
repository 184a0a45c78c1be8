"""Collectives against XLA's own lists of launches, and against the count of kernels, of all dumps in testdata."""

from collections import Counter
from pathlib import Path

import pytest

from hloscope.analyses.answers import Answers
from hloscope.dump import load
from tests.support.dumped import AFTER, TESTDATA, folder_of

COLLECTIVE = ("all-reduce", "all-gather", "reduce-scatter", "all-to-all", "collective-permute", "collective-broadcast")
FOLDERS = sorted({path.parent for path in AFTER if any(f" {kind}" in path.read_text("utf-8") for kind in COLLECTIVE)})
GPU = [folder for folder in FOLDERS if [*folder.glob("*thunk_sequence.txt")]]
KINDS = {
    "kAllGather": "all-gather",
    "kAllReduce": "all-reduce",
    "kAllToAll": "all-to-all",
    "kCollectivePermute": "collective-permute",
    "kRaggedAllToAll": "ragged-all-to-all",
    "kReduceScatter": "reduce-scatter",
}
assert len(FOLDERS) > 30
assert len(GPU) > 15


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(TESTDATA)))
def test_rows_are_the_collectives_of_the_count(folder: Path) -> None:
    for compilation in load(folder).compilations:
        answers = Answers(compilation)
        for stage in ("before", "unfused", "after"):
            count, found = answers.count(stage), answers.collectives(stage)
            if count and found:
                launched = [site.name for site in count.sites if site.launch_class == "collective"]
                assert [item.name for item in found.items] == launched
                assert found.count == count.collectives
                if found.is_exact:
                    assert found.to_dict()["runs"] == count.collectives_per_run


@pytest.mark.parametrize("folder", GPU, ids=lambda path: str(path.relative_to(TESTDATA)))
def test_kinds_are_those_of_the_thunks(folder: Path) -> None:
    [compilation] = load(folder).compilations
    found, thunks = Answers(compilation).collectives("after"), compilation.thunks
    assert found is not None
    assert thunks is not None
    plain = Counter(item.kind for item in found.items if item.site.launched.opcode != "fusion")
    assert plain == Counter(KINDS[thunk.kind] for thunk in thunks.launches if thunk.kind in KINDS)


@pytest.mark.parametrize("folder", GPU, ids=lambda path: str(path.relative_to(TESTDATA)))
def test_those_under_way_are_those_of_an_asynchronous_start(folder: Path) -> None:
    [compilation] = load(folder).compilations
    found, thunks = Answers(compilation).collectives("after"), compilation.thunks
    assert found is not None
    assert thunks is not None
    wrapped = [thunk.name for thunk in thunks.launches if thunk.launch_class == "collective" and thunk.owner]
    assert sorted(item.name for item in found.items if item.is_asynchronous) == sorted(wrapped)


def test_folders_are_named() -> None:
    assert "jax-0.12.0.1-h100/grid_train_step" in map(folder_of, AFTER)
