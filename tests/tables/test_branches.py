"""Of a conditional the totals count one branch and lists all: the tables of cost say so, in the rows too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import hloscope

if TYPE_CHECKING:
    from pathlib import Path

MODULE = """HloModule m, is_scheduled=true
a { p = f32[1000] parameter(0) ROOT n = f32[1000] negate(p) }
b { q = f32[1000] parameter(0) ROOT s = f32[1000] BODY }
ENTRY main { o = pred[] parameter(0) x = f32[1000] parameter(1)
  ROOT c = f32[1000] conditional(o, x, x), true_computation=a, false_computation=b }
"""
NOTE = "each branch is listed"


def cost_of(folder: Path, body: str) -> str:
    path = folder / "m.txt"
    path.write_text(MODULE.replace("BODY", body))
    return str(hloscope.cost(path))


def test_cost_says_how_branches_count_where_the_list_has_more_than_the_total(tmp_path: Path) -> None:
    text = cost_of(tmp_path, "sine(q)")
    assert NOTE in text
    assert "0-1" in text
    assert "8 kB" in text  # 4,000 bytes read and 4,000 written, of one branch


def test_runs_of_what_a_run_may_leave_out_begin_at_none(tmp_path: Path) -> None:
    text = cost_of(tmp_path, "bitcast(q)")
    assert "0-1" in text
    assert NOTE in text


def test_a_conditional_of_one_branch_always_runs_it(tmp_path: Path) -> None:
    path = tmp_path / "m.txt"
    one = "conditional(k, x), branch_computations={a}"
    text = MODULE.replace("BODY", "sine(q)").replace("o = pred[]", "k = s32[]")
    path.write_text(text.replace("conditional(o, x, x), true_computation=a, false_computation=b", one))
    assert "0-1" not in str(hloscope.cost(path))
    assert NOTE not in str(hloscope.cost(path))


def test_report_says_how_often_a_branch_runs_at_least(tmp_path: Path) -> None:
    cost_of(tmp_path, "sine(q)")
    report = hloscope.report(tmp_path / "m.txt")
    launches = report.to_dict()["compilations"][0]["single_operations"]
    assert [(launch["name"], launch["least_runs"], launch["runs"]) for launch in launches] == [("s", 0, 1), ("n", 0, 1)]
    text = str(report)
    assert "0-1" in text
    assert "Each branch of a conditional is listed" in text


def test_equal_launches_of_several_lines_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    at = 'metadata={op_name="jit(f)/copy" source_file="m.py" source_line=%d}'
    copies = "\n".join(f"c{number} = f32[8] copy(x), {at % line}" for number, line in enumerate((3, 3, 4)))
    path = tmp_path / "m.txt"
    path.write_text(
        f"HloModule m, is_scheduled=true\nENTRY e {{ x = f32[8] parameter(0) {copies}\n"
        "ROOT t = (f32[8], f32[8], f32[8]) tuple(c0, c1, c2) }"
    )
    assert "m.py:3 and 1 more" in str(hloscope.report(path))


@pytest.mark.parametrize("is_report", [False, True], ids=["dump", "report"])
def test_traffic_of_branches_is_at_most_what_all_of_them_move(tmp_path: Path, *, is_report: bool) -> None:
    cost_of(tmp_path, "sine(q)")
    first = tmp_path / "m.txt"
    second = tmp_path / "n.txt"
    second.write_text(first.read_text().replace("negate(p)", "reshape(n.1)\n n.1 = f32[10,100] reshape(p)"))
    if is_report:
        first = tmp_path / "m.json"
        first.write_text(hloscope.report(tmp_path / "m.txt").to_json())
    text = str(hloscope.compare({"one": first, "two": second}))
    assert "at most 16 kB" in text  # two branches, 8 kB each
