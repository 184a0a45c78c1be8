"""The pytest plugin in test runs of its own: light, inert until it is used, and the same under every way to run tests."""

import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.dumped import TESTDATA

MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
PASSING = f"def test_fused(hlo):\n    hlo.load({str(MLP)!r}).assert_fused('add', 'maximum')\n"
FAILING = f"def test_apart(hlo):\n    hlo.load({str(MLP)!r}).assert_fused('dot', 'maximum')\n"
# A program that leaves a dump as XLA would: where XLA_FLAGS say.
PROGRAM = f"""\
import os, shutil, sys
[folder] = [flag.partition("=")[2] for flag in os.environ["XLA_FLAGS"].split() if flag.startswith("--xla_dump_to=")]
for name in sys.argv[1:]:
    shutil.copytree(os.path.join({str(TESTDATA)!r}, name), folder, dirs_exist_ok=True)
sys.exit(len(sys.argv) == 1 and "no names")
"""


def lines_of(result: pytest.RunResult) -> str:
    return "\n".join(result.outlines)


def test_plugin_is_loaded_and_loads_almost_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import sys
        def test_nothing_else_is_loaded(request):
            assert request.config.pluginmanager.has_plugin("hloscope")
            own = {name for name in sys.modules if name.startswith("hloscope")}
            assert own <= {"hloscope", "hloscope.words", "hloscope.words.display", *(f"hloscope.pytest_plugin{part}" for part in ("", ".gathering", ".options", ".records", ".snapshot_files"))}
            assert not {"rich", "numpy", "jax", "tensorflow", "torch"} & set(sys.modules)
    """)
    result = pytester.runpytest_subprocess("-p", "no:cov", "-p", "no:hypothesispytest")
    result.assert_outcomes(passed=1)
    assert "hloscope" not in lines_of(result).partition("plugins:")[2].partition("\n")[2]


def test_passing_and_failing_tests(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PASSING + FAILING)
    result = pytester.runpytest("-W", "error")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "E       AssertionError: expected one cluster of jit_mlp (jax cpu) with dot, maximum, found none in 2 clusters",
            "E       more: hloscope report --top 0 --module jit_mlp *mlp",
            "*= hloscope =*",
            "2 programs in 2 tests: compute launches 20 -> 8, fusion clusters 4",
        ]
    )
    assert "fused.py" not in lines_of(result)  # our own frames are hidden


@pytest.mark.parametrize(
    "options",
    [
        ("-p", "no:cacheprovider"),
        ("--import-mode=importlib",),
        ("-W", "error", "-p", "no:xdist"),
        ("-n", "2"),
        ("-n", "2", "--dist", "loadfile"),
    ],
    ids=" ".join,
)
def test_outcomes_and_summary_are_the_same_in_every_way_to_run(
    pytester: pytest.Pytester, options: tuple[str, ...]
) -> None:
    pytester.makepyfile(test_one=PASSING, test_two=FAILING + PASSING)
    result = pytester.runpytest_subprocess(*options, "--hlo-report", "report.json", "--junit-xml", "junit.xml")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["3 programs in 3 tests: compute launches 30 -> 12, fusion clusters 6"])
    report = json.loads((pytester.path / "report.json").read_text("utf-8"))
    tests = [(program["test"], program["target"], program["name"]) for program in report["compilations"]]
    assert sorted(tests) == [
        ("test_one.py::test_fused[cpu]", "cpu", "jit_mlp"),
        ("test_two.py::test_apart[cpu]", "cpu", "jit_mlp"),
        ("test_two.py::test_fused[cpu]", "cpu", "jit_mlp"),
    ]
    assert (report["schema"], report["errors"]) == (1, [])
    properties = ET.parse(pytester.path / "junit.xml").findall(".//testcase[@name='test_fused[cpu]']//property")  # noqa: S314
    told = [(entry.get("name"), entry.get("value")) for entry in properties]
    assert told[:5] == [
        ("hlo.program", "jit_mlp"),
        ("hlo.target", "cpu"),
        ("hlo.before", "10"),
        ("hlo.after", "4"),
        ("hlo.clusters", "2"),
    ]


def test_classes_of_unittest_async_tests_and_parameters(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        import asyncio, inspect, pytest
        @pytest.hookimpl(tryfirst=True)
        def pytest_pyfunc_call(pyfuncitem):  # what plugins for asyncio do
            if inspect.iscoroutinefunction(pyfuncitem.obj):
                names = pyfuncitem._fixtureinfo.argnames
                asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
                return True
    """)
    pytester.makepyfile(f"""
        import unittest, pytest
        class TestModel(unittest.TestCase):
            @pytest.fixture(autouse=True)
            def _take(self, hlo):
                self.hlo = hlo
            def test_in_a_class(self):
                self.hlo.load({str(MLP)!r}).assert_kernels(exactly=2)
        async def test_async(hlo):
            hlo.load({str(MLP)!r}).assert_compute_launches(max=4)
        @pytest.mark.parametrize("most", [4, 3])
        def test_parameters(hlo, most):
            hlo.load({str(MLP)!r}).assert_compute_launches(max=most)
    """)
    result = pytester.runpytest("-v", "-W", "error")
    result.assert_outcomes(passed=3, failed=1)
    assert re.search(r"test_parameters\[(cpu-3|3-cpu)\] FAILED", lines_of(result))


TARGETS = "def test_target(hlo):\n    print('target', hlo.target)\n"


@pytest.mark.parametrize(
    ("marker", "ini", "options", "targets"),
    [
        pytest.param("", "", (), ["cpu"], id="default"),
        pytest.param("", "hlo_target = h100 cpu", (), ["h100", "cpu"], id="ini"),
        pytest.param("", "hlo_target = h100", ("--hlo-target", "cpu,a100"), ["cpu", "a100"], id="command line"),
        pytest.param('target=["b200"]', "", ("--hlo-target", "cpu"), ["b200"], id="marker"),
        pytest.param('target="cpu, cpu"', "", (), ["cpu"], id="each once"),
    ],
)
def test_each_target_is_a_test(
    pytester: pytest.Pytester, marker: str, ini: str, options: tuple[str, ...], targets: list[str]
) -> None:
    pytester.makeini(f"[pytest]\n{ini}\n")
    pytester.makepyfile(f"import pytest\n@pytest.mark.hlo({marker})\n{TARGETS}")
    result = pytester.runpytest("-v", "-s", "--strict-markers", *options)
    assert re.findall(r"test_target\[(\w+)\] target (\w+)", lines_of(result)) == [(name, name) for name in targets]


def test_missing_framework_skips_with_the_command_that_installs_it(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import sys\nsys.modules['tensorflow'] = None")
    pytester.makepyfile(f"import pytest\n@pytest.mark.hlo(framework='tensorflow')\n{TARGETS}")
    message = "tensorflow is not installed: pip install 'hloscope[tensorflow]'"
    result = pytester.runpytest("-rs")
    result.assert_outcomes(skipped=1)
    assert (
        f"SKIPPED [1] test_missing_framework_skips_with_the_command_that_installs_it.py:2: {message}" in result.outlines
    )
    required = pytester.runpytest("--hlo-require")
    required.assert_outcomes(errors=1)
    assert f"{message} (--hlo-require)" in required.outlines


def test_missing_target_skips_with_the_command_that_installs_it(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        import pytest
        @pytest.fixture(autouse=True)
        def _nothing_is_installed(monkeypatch):
            monkeypatch.setattr("hloscope.captures.targets.installed.installed_version", lambda package: None)
    """)
    pytester.makepyfile(test_it="def test_step(hlo):\n    hlo(print)\n")
    message = "cannot compile for h100, since jax is not installed: pip install 'hloscope[gpu]'"
    result = pytester.runpytest("-rs", "--hlo-target", "h100")
    result.assert_outcomes(skipped=1)
    assert any(line.startswith("SKIPPED [1]") and line.endswith(message) for line in result.outlines)
    required = pytester.runpytest("--hlo-target", "h100", "--hlo-require")
    required.assert_outcomes(failed=1)
    assert f"{message} (--hlo-require)" in required.outlines


def test_unknown_target_is_said_before_any_test_runs(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(TARGETS)
    result = pytester.runpytest("--hlo-target", "cpu,h10")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["expected a target, found 'h10': did you mean h100? hloscope knows *"])


def test_installed_framework_is_not_skipped_and_an_unknown_one_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        "import sys, types, importlib.machinery\n"
        "sys.modules['jax'] = types.ModuleType('jax')\n"
        "sys.modules['jax'].__spec__ = importlib.machinery.ModuleSpec('jax', None)\n"
    )
    pytester.makepyfile(
        test_jax=f"import pytest\n@pytest.mark.hlo(framework='jax')\n{TARGETS}",
        test_flax=f"import pytest\n@pytest.mark.hlo(framework='flax')\n{TARGETS}",
    )
    result = pytester.runpytest()
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["hlo(framework='flax'): expected one of jax, tensorflow, torch-xla"])


def test_fixture_of_the_same_name_in_the_users_files_stays_theirs(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import pytest
        @pytest.fixture
        def hlo():
            return 3
        def test_own(hlo):
            assert hlo == 3
    """)
    result = pytester.runpytest("-v")
    result.stdout.fnmatch_lines(["*::test_own PASSED*"])
    result.stdout.no_fnmatch_line("*= hloscope =*")


def run_test(pytester: pytest.Pytester, body: str) -> pytest.RunResult:
    pytester.makepyfile(program=PROGRAM, test_run="import sys\ndef test_run(hlo):\n" + textwrap.indent(body, "    "))
    return pytester.runpytest("-W", "error")


def test_command_is_run_with_dumping_on(pytester: pytest.Pytester) -> None:
    result = run_test(
        pytester,
        "c = hlo.run([sys.executable, 'program.py', 'jax-0.10.2-cpu/mlp'])\n"
        "c.assert_fused('add', 'maximum')\n"
        "c = hlo.run(f'{sys.executable} program.py jax-0.10.2-cpu/demo', module='jit_att*')\n"
        "c.assert_fused('exponential', 'subtract')\n"
        "assert c.name == 'jit_attention'\n",
    )
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["2 programs in 1 test: *"])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(
            "hlo.run([sys.executable, 'program.py', 'jax-0.10.2-cpu/demo'])",
            "expected one module in *, found 3: jit_mlp, jit_attention, jit_train_step; say which with module='...'",
            id="several modules",
        ),
        pytest.param(
            "hlo.run([sys.executable, 'program.py', 'jax-0.10.2-cpu/demo'], module='mlp')",
            "expected one module called 'mlp' in *, found 0: jit_mlp, jit_attention, jit_train_step",
            id="no module of that name",
        ),
        pytest.param(
            "hlo.run([sys.executable, '-c', ''])",
            "expected one module in *, found 0: none",
            id="a command that compiles nothing",
        ),
        pytest.param(
            "hlo.run([sys.executable, 'program.py'])",
            "expected *python*' to succeed, found exit status 1:*no names",
            id="a command that fails",
        ),
        pytest.param("hlo.sweep(abs, 'f32[n]', dims={'m': [1]})", "expected *", id="a sweep of nothing"),
        pytest.param("hlo.assert_no_cliff(abs, 'f32[n]', dims={'m': [1]})", "expected *", id="no cliff in nothing"),
        pytest.param("hlo.run('./nonsense')", "cannot start './nonsense': No such file or directory", id="no command"),
        pytest.param("hlo.load('nonsense')", "nonsense: no such file or folder; expected *", id="no dump"),
    ],
)  # fmt: skip
def test_what_cannot_be_captured_is_an_error_that_says_why(pytester: pytest.Pytester, call: str, message: str) -> None:
    result = run_test(
        pytester,
        f"from hloscope import HloscopeError\ntry:\n    {call}\nexcept HloscopeError as error:\n    print('said', str(error).replace('\\n', ''))\nassert 0\n",
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"said {message}*"])


def test_failures_are_annotated_where_github_runs_the_tests(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(pytester.path.parent))
    pytester.makepyfile(test_it=PASSING + FAILING + "def test_else():\n    assert 0\n")
    result = pytester.runpytest()
    (line,) = [line for line in result.outlines if line.startswith("::error ")]
    start = f"::error file={pytester.path.name}/test_it.py,line=4,title=test_it.py%3A%3Atest_apart[cpu]::"
    assert line.startswith(
        f"{start}expected one cluster of jit_mlp (jax cpu) with dot, maximum, found none in 2 clusters%0A"
    )


def test_report_has_what_went_wrong_beside_what_did_not(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        PASSING + "def test_gone(hlo, tmp_path):\n"
        "    import shutil\n"
        f"    shutil.copytree({str(MLP)!r}, tmp_path / 'dump')\n"
        "    hlo.load(tmp_path / 'dump')\n"
        "    shutil.rmtree(tmp_path / 'dump')\n"
    )
    result = pytester.runpytest("--hlo-report", "build/report.json")
    result.assert_outcomes(passed=2)
    report = json.loads((pytester.path / "build" / "report.json").read_text("utf-8"))
    assert [program["name"] for program in report["compilations"]] == ["jit_mlp"]
    assert [error["message"][:26] for error in report["errors"]] == ["no such file or folder; ex"]


SNAPSHOT = f"""\
def test_layer(hlo):
    hlo.load({str(MLP)!r}).check_snapshot()
class TestModel:
    def test_two(self, hlo):
        c = hlo.load({str(MLP)!r})
        c.check_snapshot("first")
        c.check_snapshot("first")
"""


def test_snapshots_are_written_once_then_hold(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it=SNAPSHOT)
    missing = pytester.runpytest()
    missing.assert_outcomes(failed=2)
    missing.stdout.fnmatch_lines(["*AssertionError: no snapshot of jax cpu in *. To write one: pytest --hlo-update"])
    written = pytester.runpytest("--hlo-update")
    written.assert_outcomes(failed=2)
    written.stdout.fnmatch_lines(["*AssertionError: written *; look at it, and run again"])
    pytester.runpytest("--hlo-update").assert_outcomes(passed=1, failed=1)  # the second of two
    again = pytester.runpytest_subprocess("-n", "2")
    again.assert_outcomes(passed=2)
    again.stdout.no_fnmatch_line("*unused*")
    files = sorted(path.name for path in (pytester.path / "__hlo__" / "test_it").iterdir())
    names = ["TestModel.test_two[cpu].first.2.json", "TestModel.test_two[cpu].first.json", "test_layer[cpu].json"]
    assert files == names


def test_snapshots_that_differ_and_those_of_no_test_are_told(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it=SNAPSHOT)
    pytester.runpytest("--hlo-update")
    changed = SNAPSHOT.replace("test_two", "test_too").replace("jax-0.10.2-cpu", "jax-0.6.2-cpu")
    (pytester.path / "test_it.py").write_text(changed, "utf-8")
    result = pytester.runpytest()
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        [
            "*AssertionError: jit_mlp is not as in *test_layer[[]cpu[]].json (jax cpu):",
            "*If this is how it should be: pytest --hlo-update",
            "1 unused snapshot, to be removed:",
            "  __hlo__/test_it/TestModel.test_two[[]cpu[]].first.json",
        ]
    )
    result = pytester.runpytest("test_it.py::test_layer")
    result.stdout.no_fnmatch_line("*unused*")


def test_all_options_begin_alike(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest("--help")
    section = lines_of(result).partition("what XLA makes of programs")[2].partition("\n\n")[0]
    options = re.findall(r"^  (-\S+)", section, re.MULTILINE)
    assert len(options) >= 3
    assert all(option.startswith("--hlo-") for option in options)


def test_plugin_alone_loads_in_a_bare_python() -> None:
    program = (
        "import pytest, sys; before = {*sys.modules}; import hloscope.pytest_plugin; print(*{*sys.modules} - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True
    )
    assert set(done.stdout.split()) == {
        "hloscope",
        "hloscope.pytest_plugin",
        "hloscope.words",
        "hloscope.words.display",
    }


@pytest.mark.parametrize("place", ["/dev/full", "/dev/null/report.json", ".", "/proc/report.json", "loop"])
def test_report_that_cannot_be_written_is_told_and_no_success(place: str, pytester: pytest.Pytester) -> None:
    (pytester.path / "loop").symlink_to("loop")
    pytester.makepyfile("def test_nothing(): pass")
    result = pytester.runpytest("--hlo-report", place)
    assert result.ret == 1
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([f"cannot write {place}: *"])
