"""The pytest plugin: the fixture `hlo`, which captures programs and gives compilations with assertions.

Only hooks are here, and nothing is imported that a test run without the fixture would not need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hloscope.pytest_plugin.fixture import Hlo

_MARKER = "hlo(target=[...], framework=...): what the fixture `hlo` captures for, and the framework that it needs"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declares the options, all of them `--hlo-*`."""
    group = parser.getgroup("hloscope", "what XLA makes of programs (the fixture hlo)")
    group.addoption("--hlo-target", metavar="NAME,...", help="targets to capture for, such as cpu,h100 (default: cpu)")
    group.addoption("--hlo-require", action="store_true", help="fail where a target or framework is missing; no skips")
    group.addoption("--hlo-update", action="store_true", help="write snapshots that differ; their tests fail once")
    group.addoption("--hlo-report", metavar="FILE", help="write a JSON report on all captured programs to FILE")
    parser.addini("hlo_target", "targets to capture for, as --hlo-target", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker, and what gathers captures for the summary."""
    config.addinivalue_line("markers", _MARKER)
    if not hasattr(config, "workerinput"):  # workers of xdist send what they found to the one that started them
        from hloscope.pytest_plugin.gathering import Gathering

        config.pluginmanager.register(Gathering(config), "hloscope-gathering")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test with the fixture once for each target."""
    if "hlo" in metafunc.fixturenames and _is_ours(metafunc):
        from hloscope.pytest_plugin.targets import targets_of

        targets = targets_of(metafunc.config, metafunc.definition.get_closest_marker("hlo"))
        metafunc.parametrize("hlo", targets, ids=targets, indirect=True)


def _is_ours(metafunc: pytest.Metafunc) -> bool:
    """Whether no fixture of the same name, in the user's own files, stands in front of ours."""
    found = getattr(metafunc, "_arg2fixturedefs", {}).get("hlo")
    return not found or found[-1].func.__module__ == __name__


def pytest_collection_finish(session: pytest.Session) -> None:
    """Makes torch-xla dump in this process, if its programs may be captured: it must before its backend starts."""
    if any("hlo" in getattr(item, "fixturenames", ()) for item in session.items):
        from hloscope.pytest_plugin.torch_xla import make_torch_xla_dump

        make_torch_xla_dump(session.config)


@pytest.fixture
def hlo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hlo:
    """Captures what XLA makes of a program: `hlo(fn, *args)`, `hlo.run(command)`, `hlo.load(path)`.

    Each gives a Compilation whose assertions are methods: `hlo(mlp, x).assert_fused("add", "maximum")`.
    """
    from hloscope.pytest_plugin.fixture import hlo_of

    return hlo_of(request, tmp_path_factory)
