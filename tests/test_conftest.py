"""`--no-skip` turns every skip into a failure, and nothing else."""

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
