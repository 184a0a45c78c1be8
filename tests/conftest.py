"""What every test runs under: skips can be made failures, and property tests repeat themselves exactly."""

import signal
from collections.abc import Generator
from types import FrameType
from typing import TypeVar

import pytest
from hypothesis import settings

ReportT = TypeVar("ReportT", pytest.TestReport, pytest.CollectReport)

# The corpus lies beside some checkouts only; its absence is printed, and is no failure.
MAY_SKIP = "tests/test_corpus.py"

# A slow machine is no failure, and a failure must come back on the next run.
settings.register_profile("hloscope", deadline=None, derandomize=True)
settings.load_profile("hloscope")


def _stay(_number: int, _frame: FrameType | None) -> None:
    """The tests go on, as who had them ignore a signal wants; what they start has the default again."""


# Who starts the tests in the background, or under nohup, has them ignore Ctrl-C or a hangup, and so whatever they start:
# some tests send both.
for _number, _handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, _stay), (signal.SIGQUIT, _stay)):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skip", action="store_true", help=f"a skip is a failure, except in {MAY_SKIP}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _without_skip(report, item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _without_skip(report, collector.config)


def _without_skip(report: ReportT, config: pytest.Config) -> ReportT:
    """Make a skip a failure where `--no-skip` asks for it; an expected failure is no skip."""
    is_skip = report.skipped and not hasattr(report, "wasxfail")
    if is_skip and config.getoption("--no-skip") and not report.nodeid.startswith(MAY_SKIP):
        report.outcome = "failed"
        report.longrepr = f"--no-skip, but {report.nodeid} was skipped: {report.longrepr}"
    return report
