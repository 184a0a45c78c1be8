"""`--no-skip` turns every skip into a failure, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py")
SKIPS = """
import pytest

def test_skips():
    pytest.skip("no hardware")

@pytest.mark.skipif(True, reason="no hardware")
def test_is_skipped(): ...

@pytest.mark.xfail
def test_fails_as_expected():
    assert False
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """Make a project that has this folder's conftest."""
    pytester.makeconftest(CONFTEST.read_text("utf-8"))
    pytester.mkdir("tests")
    return pytester


def run(project: pytest.Pytester, *options: str, file: str = "test_it.py", text: str = SKIPS) -> pytest.RunResult:
    (project.path / "tests" / file).write_text(text, "utf-8")
    return project.runpytest(*options)


def test_skip_is_a_skip_without_the_option(project: pytest.Pytester) -> None:
    run(project).assert_outcomes(skipped=2, xfailed=1)


def test_skip_is_a_failure_with_the_option(project: pytest.Pytester) -> None:
    result = run(project, "--no-skip")
    result.assert_outcomes(failed=1, errors=1, xfailed=1)  # a mark skips before the test starts: an error
    result.stdout.fnmatch_lines(["*--no-skip, but * was skipped: *no hardware*"])


def test_skipped_module_is_an_error_with_the_option(project: pytest.Pytester) -> None:
    run(project, "--no-skip", text="import pytest; pytest.importorskip('no_such_framework')").assert_outcomes(errors=1)


def test_corpus_may_skip(project: pytest.Pytester) -> None:
    run(project, "--no-skip", file="test_corpus.py").assert_outcomes(skipped=2, xfailed=1)


SIGNALS = """
import os, signal, subprocess, sys

def test_is_ended():
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        started = subprocess.run([sys.executable, "-Sc", f"import os, time; os.kill(os.getpid(), {int(number)}); time.sleep(20)"])
        assert started.returncode == -number

def test_goes_on():
    os.kill(os.getpid(), signal.SIGHUP)
"""


def test_what_tests_start_ignores_no_signal_though_they_were_told_to(project: pytest.Pytester) -> None:
    (project.path / "tests/test_it.py").write_text(SIGNALS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_it.py"]
    started = subprocess.run(
        ["sh", "-c", "trap '' HUP INT QUIT; exec \"$@\"", "sh", *command],
        cwd=project.path,
        capture_output=True,
        check=False,
    )
    assert b"2 passed" in started.stdout, started.stdout
