"""Findings for CI: at the right line, with ids and fingerprints that stay, in the form that each system reads."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hloscope.cli import main
from hloscope.comparisons.regressions import RULES as RULES_OF_DIFF
from hloscope.formats.findings import Place, place_of
from hloscope.formats.rules import OF_DIFF, RULES
from tests.support.dumped import TESTDATA
from tests.support.hostile_dump import make_broken, make_dump

ROOT = TESTDATA.parent
OLD, NEW = (str(TESTDATA / f"jax-{version}-cpu" / "demo") for version in ("0.6.2", "0.10.2"))
PROGRAM = "testdata/programs/jax_models.py"
SPLIT = "cluster multiply_subtract_fusion.3 (reduce, multiply, subtract) was split into 2 launches"
MORE = "compute launches 15 -> 16"
CI = ("github", "gitlab", "sarif", "junit", "rdjson", "markdown")
Printed = Callable[..., str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Printed:
    """What a command prints, in the folder of the repository, where no CI is."""
    monkeypatch.chdir(ROOT)
    for name in ("GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> str:
        main(words)
        return capsys.readouterr().out

    return run


def split_line() -> int:
    """The line of the program whose launch was split: the gradient of a bias is summed up, and goes into its update."""
    text = (ROOT / PROGRAM).read_text("utf-8")
    start = text.index("def train_step(")
    return text.count("\n", 0, text.index("value - 0.01 * slope", start)) + 1


def test_annotations_stand_at_the_line_of_the_user(printed: Printed) -> None:
    line = split_line()
    assert printed("diff", OLD, NEW, "--format", "github").splitlines() == [
        f"::error file={PROGRAM},line={line},title=hloscope/launches::jit_train_step: {MORE}",
        f"::error file={PROGRAM},line={line},title=hloscope/unfused::jit_train_step: {SPLIT}",
    ]


def test_report_of_code_quality(printed: Printed) -> None:
    entries = json.loads(printed("diff", OLD, NEW, "--format", "gitlab"))
    assert [(entry["check_name"], entry["severity"], entry["location"]) for entry in entries] == [
        ("hloscope/launches", "major", {"path": PROGRAM, "lines": {"begin": split_line()}}),
        ("hloscope/unfused", "major", {"path": PROGRAM, "lines": {"begin": split_line()}}),
    ]
    assert len({entry["fingerprint"] for entry in entries}) == 2


def test_log_of_sarif_names_its_rules(printed: Printed) -> None:
    log = json.loads(printed("diff", OLD, NEW, "--format", "sarif"))
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["hloscope/launches", "hloscope/unfused"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        [location] = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"] == {"uri": PROGRAM, "uriBaseId": "SRCROOT"}
        assert place["region"] == {"startLine": split_line()}


def test_case_of_junit_fails_for_each_program_that_got_worse(printed: Printed) -> None:
    suites = ET.fromstring(printed("diff", OLD, NEW, "--format", "junit"))  # noqa: S314 (our own)
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("3", "1", "0")
    [failed] = [case for case in suites.iter("testcase") if case.find("failure") is not None]
    assert failed.get("name") == "jit_train_step"
    failure = failed.find("failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("hloscope/launches", f"jit_train_step: {MORE}")
    assert f"{PROGRAM}:{split_line()}: hloscope/unfused: jit_train_step: {SPLIT}" in (failure.text or "")


def test_rdjson_has_a_diagnostic_for_each(printed: Printed) -> None:
    diagnostics = json.loads(printed("diff", OLD, NEW, "--format", "rdjson"))["diagnostics"]
    assert [(d["severity"], d["code"]["value"], d["location"]["range"]["start"]["line"]) for d in diagnostics] == [
        ("ERROR", "hloscope/launches", split_line()),
        ("ERROR", "hloscope/unfused", split_line()),
    ]


def test_totals_are_those_of_the_diff(printed: Printed) -> None:
    told = json.loads(printed("diff", OLD, NEW, "--format", "benchmark-json"))
    entries = {entry["name"]: (entry["unit"], entry["value"]) for entry in told}
    programs = json.loads(printed("diff", OLD, NEW, "--json"))["programs"]
    for program in programs:
        name, numbers = program["new"]["name"], program["numbers"]
        assert entries[f"{name}: compute launches"] == ("launches", numbers["launches"][1])
        peak = numbers["peak_bytes"][1]
        assert entries.get(f"{name}: memory at the peak") == (peak and ("bytes", peak))
    assert len({name.partition(":")[0] for name in entries}) == len(programs)


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "rdjson"])
def test_nothing_is_told_where_nothing_changed(form: str, printed: Printed) -> None:
    told = printed("diff", OLD, OLD, "--format", form)
    found: Any = json.loads(told) if told else None
    results = {
        "github": lambda: found,
        "gitlab": lambda: found,
        "sarif": lambda: found["runs"][0]["results"],
        "rdjson": lambda: found["diagnostics"],
    }
    assert results[form]() == (None if form == "github" else [])


def test_fingerprint_stays_where_lines_and_names_move(printed: Printed, tmp_path: Path) -> None:
    def moved(folder: str, name: str) -> str:
        shutil.copytree(folder, tmp_path / name)
        for file in (tmp_path / name).glob("*.txt"):
            text = file.read_text("utf-8").replace("jax_models.py", "moved/models.py")
            text = re.sub(r"source_line=(\d+)", lambda found: f"source_line={int(found[1]) + 7}", text)
            text = re.sub(r"\bline=(\d+)", lambda found: f"line={int(found[1]) + 7}", text)
            file.write_text(text.replace("multiply_subtract_fusion.3", "multiply_subtract_fusion.77"), "utf-8")
        return str(tmp_path / name)

    here = json.loads(printed("diff", OLD, NEW, "--format", "gitlab"))
    there = json.loads(printed("diff", moved(OLD, "old"), moved(NEW, "new"), "--format", "gitlab"))
    assert [entry["fingerprint"] for entry in here] == [entry["fingerprint"] for entry in there]
    assert [entry["location"] for entry in here] != [entry["location"] for entry in there]


def test_summary_of_a_step_is_written_where_there_is_one(
    printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("of another step\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    printed("diff", OLD, OLD, "--format", "github")
    assert summary.read_text("utf-8") == "of another step\n"
    printed("diff", OLD, NEW, "--format", "github")
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert summary.read_text("utf-8") == "of another step\n" + printed("diff", OLD, NEW, "--format", "markdown")


def test_summary_that_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "gone" / "summary.md"))
    assert main(["diff", OLD, NEW, "--format", "github"]) == 2
    told = capsys.readouterr()
    assert told.out.count("::error") == 2
    assert "(GITHUB_STEP_SUMMARY): No such file or directory" in told.err


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("/elsewhere/checkout/testdata/programs/jax_models.py:35", Place("testdata/programs/jax_models.py", 35)),
        ("testdata/programs/jax_models.py:35", Place("testdata/programs/jax_models.py", 35)),
        ("C:\\code\\testdata\\programs\\jax_models.py:35", Place("testdata/programs/jax_models.py", 35)),
        ("/usr/lib/other.py:3", Place("/usr/lib/other.py", 3)),
        ("../../etc/passwd:1", Place("../../etc/passwd", 1)),
        ("a.py:0", Place("a.py", 1)),
        ("jit(f)/transpose/dot_general", None),
        ("a.py:", None),
        ("", None),
    ],
)
def test_place_is_that_of_the_repository(source: str, place: Place | None) -> None:
    assert place_of(source, str(ROOT)) == place


def test_every_rule_has_an_id_and_every_id_a_section() -> None:
    assert OF_DIFF.keys() == RULES_OF_DIFF.keys()
    assert {f"hloscope/{name}" for name in OF_DIFF.values()} <= RULES.keys()
    manual = (ROOT / "docs" / "reference" / "rules.md").read_text("utf-8")
    assert re.findall(r"(?m)^## (\S+)$", manual) == [rule.removeprefix("hloscope/") for rule in RULES]


def test_ranks_say_which_and_where(printed: Printed, tmp_path: Path) -> None:
    folder = TESTDATA / "jax-0.10.2-cpu" / "mlp"
    for rank in ("host_0", "host_1", "host_2"):
        shutil.copytree(folder, tmp_path / rank)
    for file in (tmp_path / "host_2").glob("*.txt"):
        file.write_text(file.read_text("utf-8").replace("maximum(", "minimum("), "utf-8")
    [line] = printed("ranks", str(tmp_path), "--format", "github").splitlines()
    assert line.startswith("::error title=hloscope/ranks::jit_mlp: host_2: ")
    (tmp_path / "host_2").rename(tmp_path.parent / f"{tmp_path.name}-gone")
    assert printed("ranks", str(tmp_path), "--format", "github") == ""


def test_doctor_has_its_own_ids(printed: Printed, tmp_path: Path) -> None:
    [line, *_] = printed("doctor", str(tmp_path), "--format", "github").splitlines()
    assert re.match(r"::error title=hloscope/doctor/[a-z-]+::", line)
    log = json.loads(printed("doctor", str(tmp_path), "--format", "sarif"))
    rule = log["runs"][0]["tool"]["driver"]["rules"][0]
    name = rule["id"].rpartition("/")[2]
    assert rule["helpUri"].endswith(f"/docs/reference/findings.md#{name}")
    assert f"\n### {name}\n" in (ROOT / "docs" / "reference" / "findings.md").read_text("utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("hostile")
    dump, other = str(make_dump(folder / "dump")), str(make_dump(folder / "other", opcode="subtract"))
    broken = str(make_broken(folder / "broken"))
    return {
        "diff": ["diff", dump, other, "--fail-on", "launches,bytes,changes,programs"],
        "diff with what is broken": ["diff", broken, dump],
        "ranks": ["ranks", dump, other],
        "ranks of which one is broken": ["ranks", broken, dump],
        "doctor": ["doctor", broken],
    }


@pytest.mark.parametrize("form", [*CI, "benchmark-json"])
def test_names_of_a_dump_act_on_nothing(form: str, hostile: dict[str, list[str]], printed: Printed) -> None:
    for name, words in hostile.items():
        if form == "benchmark-json" and not name.startswith("diff"):
            continue  # only a diff has totals
        told = printed(*words, "--format", form)
        assert told
        lines = told.split("\n")
        assert [line for line in lines if not line.isprintable()] == []
        assert not re.search(r"##(?:vso|teamcity)?\[", told)
        commands = [line for line in lines if re.match(r"\s*::", line)]
        assert commands == ([line for line in lines if line] if form == "github" else [])
        if form == "junit":
            ET.fromstring(told)  # noqa: S314 (our own)
        elif form not in ("github", "markdown"):
            json.loads(told)
