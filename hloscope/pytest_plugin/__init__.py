"""The pytest plugin: the fixture `hlo`, which captures programs and gives compilations with assertions.

Only hooks are here, and nothing is imported that a test run without the fixture would not need.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hloscope.pytest_plugin.fixture import Hlo

_MARKER = "hlo(target=[...], framework=...): what the fixture `hlo` captures for, and the framework that it needs"


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Declares the options, all of them `--hlo-*`."""
    from hloscope.pytest_plugin.options import add_options

    config = pluginmanager.get_plugin("pytestconfig")
    add_options(parser, [str(argument) for argument in config.invocation_params.args] if config else ())
    if "hlo_target" not in vars(parser).get("_inidict", ()):  # somebody else's stays theirs
        parser.addini("hlo_target", "targets to capture for, as --hlo-target", type="args", default=[])


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(parser: pytest.Parser) -> Generator[None, object, object]:
    """Lets a suite declare options of the same names: they are its own then."""
    from hloscope.pytest_plugin.options import giving_way

    with giving_way(parser):
        return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker, and what gathers captures for the summary."""
    config.addinivalue_line("markers", _MARKER)
    if not hasattr(config, "workerinput"):  # workers of xdist send what they found to the one that started them
        from hloscope.pytest_plugin.gathering import Gathering

        config.pluginmanager.register(Gathering(config), "hloscope-gathering")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test with the fixture once for each target."""
    if "hlo" not in metafunc.fixturenames:
        return
    from hloscope.pytest_plugin.ours import asks_for_fixture

    if asks_for_fixture(metafunc):
        from hloscope.pytest_plugin.targets import targets_of

        targets = targets_of(metafunc.config, metafunc.definition.get_closest_marker("hlo"))
        metafunc.parametrize("hlo", targets, ids=targets, indirect=True)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Makes torch-xla dump in this process, if its programs may be captured: it must before its backend starts."""
    named = [item for item in session.items if "hlo" in getattr(item, "fixturenames", ())]
    if not named:
        return
    from hloscope.pytest_plugin.ours import uses_fixture

    if any(map(uses_fixture, named)):
        from hloscope.pytest_plugin.torch_xla import make_torch_xla_dump

        make_torch_xla_dump(session.config)


@pytest.fixture
def hlo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hlo:
    """Captures what XLA makes of a program: `hlo(fn, *args)`, `hlo.run(command)`, `hlo.load(path)`.

    Each gives a Compilation whose assertions are methods: `hlo(mlp, x).assert_fused("add", "maximum")`.
    """
    from hloscope.pytest_plugin.fixture import hlo_of

    return hlo_of(request, tmp_path_factory)
