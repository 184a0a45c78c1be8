"""What ways keep of a function, from a run that is given here: no framework is needed."""

import io
import json

import pytest

from hloscope.captures.user_code.observed_lines import Place
from hloscope.tables.tracing import comparison_tables
from hloscope.torchscript.tracing.comparison import DIFFERS, FAILS, SAME, JitComparison, Observed, Outcome, Refusal, Way
from hloscope.torchscript.tracing.decisions import compared

SOURCE = """\
def f(self, x):
    if x.sum() > 0:
        x = x * 2
    else:
        x = x / 2
    for i in range(3):
        x = x + i
    self.calls += 1
    return x * int(x.sum())
"""
OBSERVED = Observed(
    {"f.py": SOURCE},
    {Place("f.py", line): times for line, times in {2: 1, 3: 1, 6: 4, 7: 3, 8: 1, 9: 1}.items()},
    {Place("f.py", 2): "to a boolean", Place("f.py", 9): "to an integer"},
)
TRACE = Way("trace", traces=True, other_values=Outcome(DIFFERS, "not close"), other_shape=Outcome(SAME))
SCRIPT = Way(
    "script",
    traces=False,
    kept=frozenset((Place("f.py", 2),)),
    effects=frozenset((Place("f.py", 8),)),
    other_values=Outcome(SAME),
    other_shape=Outcome(FAILS, "no"),
)
REFUSED = Way("script", traces=False, refusal=Refusal("NotSupported", "why", Place("f.py", 6)))
JIT = Way("jit", traces=True, retraces=True, other_values=Outcome(SAME), other_shape=Outcome(SAME))


def comparison(*ways: Way) -> JitComparison:
    return compared("f", "torch", ["float32[3]"], ["0.5"], OBSERVED, ways)


def test_trace_loses_what_script_keeps() -> None:
    paths = [(path.kind, path.place.line, dict(path.ways)) for path in comparison(TRACE, SCRIPT).paths]
    assert paths == [
        ("if", 2, {"trace": "lost", "script": "kept"}),
        ("for", 6, {"trace": "lost", "script": "folded"}),
        ("conversion to Python", 9, {"trace": "fixed", "script": "kept"}),
    ]


def test_lines_that_the_example_does_not_reach_are_the_lost_path() -> None:
    branch, loop, conversion = comparison(TRACE).paths
    assert [(arm.first, arm.last) for arm in branch.lost] == [(5, 5)]
    assert (branch.by_data, branch.times) == ("to a boolean", None)
    assert (loop.by_data, loop.times, loop.lost) == ("", 3, ())
    assert conversion.code == "return x * int(x.sum())"


def test_refusal_is_told_at_its_line_only() -> None:
    found = comparison(REFUSED)
    assert [path.ways["script"] for path in found.paths] == ["-", "refused", "-"]
    assert [effect.ways["script"] for effect in found.effects] == ["-"]


def test_way_that_traces_again_specializes() -> None:
    assert [path.ways["jit"] for path in comparison(JIT).paths] == ["specialized", "specialized", "fixed"]


@pytest.mark.parametrize(
    ("criterion", "trace", "script", "better"),
    [
        ("ease", "compiles as it is", "compiles as it is", "either"),
        ("control flow", "loses 3 of 3 (line 2, 6, 9)", "keeps 3 of 3", "script"),
        (
            "Python features",
            "only when it is compiled: sets self.calls (line 8)",
            "keeps 1 of 1 side effects",
            "script",
        ),
        ("input dependence", "fixes 0.5; another shape: the same result", "another shape: fails (no)", "trace"),
        (
            "robustness",
            "other values: another result than Python (not close)",
            "other values: the same result",
            "script",
        ),
    ],
)
def test_decision_is_about_this_function(criterion: str, trace: str, script: str, better: str) -> None:
    (row,) = [row for row in comparison(TRACE, SCRIPT).decisions if row.criterion == criterion]
    assert (row.ways, row.better) == ({"trace": trace, "script": script}, better)


def test_refused_way_is_never_the_better_one() -> None:
    assert {row.better for row in comparison(TRACE, REFUSED).decisions} == {"trace"}
    both = comparison(Way("trace", traces=True, refusal=Refusal("E", "m")), REFUSED)
    assert {row.better for row in both.decisions} == {"neither"}
    assert {row.better for row in comparison(JIT).decisions} == {""}


def test_json_form_has_plain_places() -> None:
    form = json.loads(json.dumps(comparison(TRACE, REFUSED).to_dict()))
    assert form["paths"][0]["lost_lines"] == [[5, 5]]
    assert form["ways"][1]["refusal"] == {"error": "NotSupported", "message": "why", "file": "f.py", "line": 6}


def test_tables_show_all_of_it() -> None:
    from rich.console import Console

    stream = io.StringIO()
    Console(width=100, file=stream).print(comparison_tables(comparison(TRACE, REFUSED).to_dict()))
    lines = [" ".join(line.split()) for line in stream.getvalue().splitlines()]
    assert lines[0] == "f(float32[3]), torch"
    assert "f.py:2 if x.sum() > 0: tensor values 5 lost -" in lines
    assert "f.py:6 for i in range(3): Python unrolled x3 refused" in lines
    assert "f.py:8 sets self.calls lost -" in lines
    assert lines[-1] == "script refuses it at f.py:6: NotSupported: why"
