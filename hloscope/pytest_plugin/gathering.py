"""Gathering: the captures of all tests, for the summary, the JSON report and the annotations of GitHub."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

import pytest

from hloscope.pytest_plugin.options import option_of
from hloscope.pytest_plugin.records import Record, records_in
from hloscope.pytest_plugin.snapshot_files import unused_files

_SLOWEST = 3
_SLOW_SECONDS = 0.1  # of a capture that is worth a line
_OTHER_ANNOTATIONS = "pytest_github_actions_annotate_failures"


@dataclass(eq=False)
class Gathering:
    """A plugin that gathers; it says nothing in a run that captured nothing."""

    config: pytest.Config
    captures: list[tuple[str, Record]] = field(default_factory=list[tuple[str, Record]])  # with the test's id
    tests: list[str] = field(default_factory=list[str])
    failures: list[pytest.TestReport] = field(default_factory=list[pytest.TestReport])
    problem: str | None = None  # with the report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes what one phase of a test says; properties are whole when it is torn down."""
        if report.when == "teardown":
            self.tests.append(report.nodeid)
            self.captures += [(report.nodeid, record) for record in records_in(report.user_properties)]
        elif report.failed and any(records_in(report.user_properties)):
            self.failures.append(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Writes the report, before folders of tests are removed; a run that cannot is no success."""
        path = option_of(self.config, "report")
        if path:
            from hloscope.pytest_plugin.report_file import write_report

            try:
                write_report(path, self.captures)
            except OSError as error:
                self.problem = f"cannot write {path}: {error.strerror or error}"
                session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Adds a section on what was captured, and on snapshots that no test has any more."""
        lines = [*summary_lines(self.captures), *unused_lines(self.config, self.tests)]
        lines += [self.problem] if self.problem else []
        if lines:
            from hloscope.words.safe_text import visible_lines

            terminalreporter.section("hloscope")
            for line in lines:
                terminalreporter.line(visible_lines(line))
        if os.environ.get("GITHUB_ACTIONS") == "true" and not self.config.pluginmanager.has_plugin(_OTHER_ANNOTATIONS):
            from hloscope.pytest_plugin.annotations import annotation_of

            for report in self.failures:
                terminalreporter.line(annotation_of(report, os.environ.get("GITHUB_WORKSPACE", "")))


def summary_lines(captures: list[tuple[str, Record]]) -> list[str]:
    """How many programs were captured, what they launch, and which captures took longest."""
    if not captures:
        return []
    tests = len({test for test, _ in captures})
    programs = f"{len(captures)} program{'s' * (len(captures) != 1)} in {tests} test{'s' * (tests != 1)}"
    whole = [record for _, record in captures if record.before is not None and record.after is not None]
    before, after = (sum(getattr(record, stage) for record in whole) for stage in ("before", "after"))
    clusters = sum(record.clusters for _, record in captures)
    lines = [f"{programs}: compute launches {before} -> {after}, fusion clusters {clusters}"]
    slowest = sorted(captures, key=lambda capture: -capture[1].seconds)[:_SLOWEST]
    slow = [(test, record) for test, record in slowest if record.seconds >= _SLOW_SECONDS]
    return [*lines, *(f"{record.seconds:6.2f} s  {test} ({record.program})" for test, record in slow)]


def unused_lines(config: pytest.Config, tests: list[str]) -> list[str]:
    """The snapshots of functions that are gone; nothing where only some of the tests were run."""
    chosen = ("keyword", "markexpr", "deselect", "lf", "maxfail")
    if any(config.getoption(name, None) for name in chosen) or any("::" in argument for argument in config.args):
        return []
    files = list(unused_files(tests, config.rootpath))
    shown = [f"  {path.relative_to(config.rootpath)}" for path in files]
    return [f"{len(files)} unused snapshot{'s' * (len(files) != 1)}, to be removed:", *shown] if files else []
