"""The sums of what optimizations changed, and of their times."""

from hloscope.analyses.passes.times import sums_of, times_by_file
from hloscope.parsers import PassRun
from tests.support.stepping import timeline

X = "x = f32[8] parameter(0)"
CHANGES = timeline(
    f"{X} a = f32[8] negate(x) b = f32[8] negate(x) c = f32[8] cosine(x) ROOT r = f32[8] add(a, b)",
    f"{X} a = f32[8] negate(x) b = f32[8] negate(x) ROOT r = f32[8] add(a, b)",
    f"{X} a = f32[8] negate(x) ROOT r = f32[8] add(a, a)",
    passes=("dce", "cse"),
).passes
RUNS = (
    PassRun("dce", "simplification", 5, has_changed=True, files=("0001.txt",), is_pipeline=False),
    PassRun("dce", "simplification", 2, has_changed=False, files=(), is_pipeline=False),
    PassRun("simplification", "all", 90, has_changed=True, files=(), is_pipeline=True),
    PassRun("layout-assignment", "all", 3, has_changed=False, files=(), is_pipeline=False),
)


def test_changes_are_summed_without_times() -> None:
    assert [total.to_dict() for total in sums_of(CHANGES, ())] == [
        {"optimization": "dead-code elimination", "passes": 1, "counts": {"removed": 1}, "microseconds": None},
        {"optimization": "common subexpressions", "passes": 1, "counts": {"merged": 1}, "microseconds": None},
    ]


def test_time_of_passes_that_changed_nothing_is_counted_and_that_of_pipelines_is_not() -> None:
    assert {total.optimization: (total.passes, total.microseconds) for total in sums_of(CHANGES, RUNS)} == {
        "dead-code elimination": (1, 7),
        "common subexpressions": (1, None),
        "layout assignment": (0, 3),
    }


def test_time_belongs_to_the_snapshot_that_the_pass_left() -> None:
    assert times_by_file(RUNS) == {"0001.txt": 5}
