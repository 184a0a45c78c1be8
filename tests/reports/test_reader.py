"""JSON reports are read back as they were written, and refused with a reason where they were not."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

import hloscope
from hloscope.comparisons.outlines_of_reports import outlines_of
from hloscope.errors import DumpError, HloscopeError
from hloscope.reports.reader import is_report_file, read_report
from tests.support.dumped import TESTDATA

MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(hloscope.report(MLP).to_json())
    return found


def written(folder: Path, content: object) -> Path:
    path = folder / "report.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def test_report_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = written(tmp_path, hloscope.report(MLP).to_json())
    assert is_report_file(path)
    assert read_report(path).to_dict() == hloscope.report(MLP).to_dict()


def test_report_of_an_older_hloscope_is_compared_all_the_same(tmp_path: Path) -> None:
    content = document()
    [program] = content["compilations"]
    for fusion in program["fusions"]:
        for key in ("computation", "root_opcodes", "hero", "duplicated"):
            del fusion[key]
    for stage in ("before", "unfused", "after"):
        for item in program["broadcasts"][stage]["items"]:
            del item["op_name"], item["fusion"]
    del program["broadcasts"]["changes"]
    assert hloscope.diff(written(tmp_path, content), MLP).is_same


def test_report_of_a_newer_hloscope_may_have_other_words_and_keys(tmp_path: Path) -> None:
    content = document()
    [program] = content["compilations"]
    program["kernels"] |= {"judge": "a profile", "novelty": 1}
    program["kernels"]["after"]["sites"][0]["class"] = "novel"
    assert read_report(written(tmp_path, content)).programs == [program]


def test_disagreement_may_have_no_name(tmp_path: Path) -> None:
    content = document()
    content["compilations"][0]["kernels"]["disagreements"] = [{"name": None, "rule": {"copy": 1}, "thunks": {}}]
    [found] = read_report(written(tmp_path, content)).programs[0]["kernels"]["disagreements"]
    assert found == {"name": None, "rule": {"copy": 1}, "thunks": {}}


def test_dumps_are_no_report_files(tmp_path: Path) -> None:
    assert not is_report_file(MLP)
    assert not is_report_file(tmp_path / "nothing")
    assert not any(is_report_file(path) for path in MLP.iterdir())


HOW = "make it with: hloscope report --json PATH"


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        (["schema"], 2, "expected a report of schema 1, found 2"),
        (["compilations"], {}, "expected a list at compilations, found {}"),
        (["compilations", 0], [], "expected an object at compilations[0], found []"),
        (["compilations", 0, "name"], 7, "expected a text at compilations[0].name, found 7"),
        (["compilations", 0, "name"], "\ud800", 'expected a text at compilations[0].name, found "\\ud800"'),
        (["compilations", 0, "kernels", "after", "kernels"], True, "expected a whole number at compilations[0].kernels.after.kernels, found true"),
        (["compilations", 0, "kernels", "after", "kernels"], 2.5, "expected a whole number at compilations[0].kernels.after.kernels, found 2.5"),
        (["compilations", 0, "fusions", 0, "outputs", 0, "bytes"], 10**30, f"expected a whole number at compilations[0].fusions[0].outputs[0].bytes, found {10**30}"),
        (["compilations", 0, "kernels", "judge"], ["rule"], 'expected a text at compilations[0].kernels.judge, found ["rule"]'),
        (["compilations", 0, "fusions", 0, "wrapped"], "no", 'expected true or false at compilations[0].fusions[0].wrapped, found "no"'),
    ],
)  # fmt: skip
def test_place_of_what_is_wrong_is_named(tmp_path: Path, place: list[Any], value: object, problem: str) -> None:
    content = inner = document()
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    path = written(tmp_path, content)
    with pytest.raises(DumpError) as error:
        read_report(path)
    assert str(error.value) == f"{path}: {problem}; {HOW}"


def test_missing_key_is_named(tmp_path: Path) -> None:
    content = document()
    del content["compilations"][0]["entry"]
    with pytest.raises(DumpError, match=r"expected compilations\[0\]\.entry, which is not there"):
        read_report(written(tmp_path, content))


def test_a_report_from_before_loops_were_listed_is_read(tmp_path: Path) -> None:
    content = document()
    for key in ("copies_per_run", "copies_range", "collectives_per_run", "collectives_range", "inferred", "loops"):
        del content["compilations"][0]["kernels"]["after"][key]
    report = read_report(written(tmp_path, content))
    assert outlines_of(report.to_dict()["compilations"])[0].is_inferred is False


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"a": 1}', "expected a JSON report of hloscope, found other JSON"),
        ("[]", "expected a JSON report of hloscope, found other JSON"),
        ('{"schema": ', "expected JSON that hloscope wrote, found text that is no JSON"),
        ('{"a":' * 100_000, "expected JSON that hloscope wrote, found text that is no JSON"),
        ('{"a": 1' + "0" * 5000 + "}", "expected JSON that hloscope wrote, found text that is no JSON"),
    ],
    ids=["other", "list", "cut", "deep", "long number"],
)
def test_other_files_are_refused(tmp_path: Path, content: str, problem: str) -> None:
    with pytest.raises(DumpError, match=problem):
        read_report(written(tmp_path, content))


def test_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DumpError, match="no such file or folder"):
        read_report(tmp_path / "nothing.json")


def test_any_mutation_gives_a_diff_or_a_hloscope_error(tmp_path: Path) -> None:
    text = hloscope.report(MLP).to_json()
    generator = random.Random(5)  # noqa: S311 (no secret)
    good = hloscope.report(MLP)
    outcomes = set[str]()
    for _ in range(300):
        start = generator.randrange(len(text))
        piece = generator.choice(['"', "-1", "null", "[]", "{}", "9" * 30, "\\ud800", "true", ""])
        mutated = text[:start] + piece + text[start + generator.randrange(12) :]
        try:
            hloscope.diff(good, written(tmp_path, mutated)).to_dict()
            outcomes.add("diff")
        except HloscopeError:
            outcomes.add("error")
    assert outcomes == {"diff", "error"}
