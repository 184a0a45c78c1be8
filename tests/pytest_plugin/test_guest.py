"""The plugin is a guest: a suite that has names of its own keeps them, and one that asks for nothing meets nothing."""

import pytest

from tests.support.dumped import TESTDATA

MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
OURS = f"def test_ours(hlo):\n    hlo.load({str(MLP)!r}).assert_fused('add', 'maximum')\n"
SUITES = {
    "parametrized": """
        import pytest
        @pytest.mark.parametrize("hlo", ["a", "b"])
        def test_theirs(hlo): assert hlo in ("a", "b")
    """,
    "parametrized with others": """
        import pytest
        @pytest.mark.parametrize("x, hlo", [(1, "a"), (2, "b")])
        def test_theirs(x, hlo): assert hlo in ("a", "b")
    """,
    "parametrized by a list": """
        import pytest
        @pytest.mark.parametrize(argnames=["hlo"], argvalues=[["a"], ["b"]])
        def test_theirs(hlo): assert hlo in ("a", "b")
    """,
    "parametrized for the module": """
        import pytest
        pytestmark = pytest.mark.parametrize("hlo", ["a", "b"])
        def test_theirs(hlo): assert hlo in ("a", "b")
    """,
    "parametrized for the class": """
        import pytest
        @pytest.mark.parametrize("hlo", ["a", "b"])
        class TestTheirs:
            def test_theirs(self, hlo): assert hlo in ("a", "b")
    """,
    "parametrized by a hook of the module": """
        def pytest_generate_tests(metafunc): metafunc.parametrize("hlo", ["a", "b"])
        def test_theirs(hlo): assert hlo in ("a", "b")
    """,
    "parametrized by a hook of the class": """
        class TestTheirs:
            def pytest_generate_tests(self, metafunc): metafunc.parametrize("hlo", ["a", "b"])
            def test_theirs(self, hlo): assert hlo in ("a", "b")
    """,
    "fixture": """
        import pytest
        @pytest.fixture(params=["a", "b"])
        def hlo(request): return request.param
        def test_theirs(hlo): assert hlo in ("a", "b")
    """,
    "fixture of the class": """
        import pytest
        class TestTheirs:
            @pytest.fixture(params=["a", "b"])
            def hlo(self, request): return request.param
            def test_theirs(self, hlo): assert hlo in ("a", "b")
    """,
    "fixture by name": """
        import pytest
        @pytest.fixture(name="hlo", params=["a", "b"])
        def _text(request): return request.param
        def test_theirs(hlo): assert hlo in ("a", "b")
    """,
    "fixture with parameters": """
        import pytest
        @pytest.fixture
        def hlo(request): return request.param
        @pytest.mark.parametrize("hlo", ["a", "b"], indirect=True)
        def test_theirs(hlo): assert hlo in ("a", "b")
    """,
    "marks": """
        import pytest
        @pytest.mark.hlo
        def test_theirs(): pass
        @pytest.mark.hlo("x", framework=3, target={})
        def test_others(): pass
    """,
    "properties": """
        import pytest
        @pytest.mark.parametrize("n", [1, 2])
        def test_theirs(n, record_property):
            record_property("hlo.program", "mine")
            record_property("hlo.x", n)
    """,
}


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_suite_with_such_names_runs_as_without_the_plugin(suite: str, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nmarkers = hlo: theirs\n")
    pytester.makepyfile(suite)
    for options in (["-p", "no:hloscope"], []):
        result = pytester.runpytest("-W", "error", "--strict-markers", *options)
        result.assert_outcomes(passed=2)
        result.stdout.no_fnmatch_line("*= hloscope =*")


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_ours_is_there_beside_them(suite: str, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_theirs=suite, test_ours=OURS)
    pytester.runpytest("-W", "error").assert_outcomes(passed=3)


def test_fixture_of_a_conftest_is_theirs(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import pytest\n@pytest.fixture\ndef hlo(): return 'theirs'\n")
    pytester.makepyfile("def test_theirs(hlo): assert hlo == 'theirs'")
    pytester.runpytest("-W", "error").assert_outcomes(passed=1)


def test_hook_of_a_conftest_may_parametrize(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        def pytest_generate_tests(metafunc):
            if "hlo" in metafunc.fixturenames:
                metafunc.parametrize("hlo", ["a", "b"])
    """)
    pytester.makepyfile("def test_theirs(hlo): assert hlo in ('a', 'b')")
    pytester.runpytest("-W", "error").assert_outcomes(passed=2)


OPTIONS = """
def pytest_addoption(parser):
    parser.addoption("--hlo-{name}", {settings})
    parser.addini("hlo_target", "theirs", type="bool", default=True)
"""


@pytest.mark.parametrize("name", ["target", "require", "update", "report"])
@pytest.mark.parametrize(
    ("settings", "given", "value"),
    [
        ("default='none'", ["--hlo-{name}=x"], "'x'"),
        ("default='none'", ["--hlo-{name}", "x"], "'x'"),
        ("action='store_true', dest='theirs'", ["--hlo-{name}"], "True"),
        ("default='none'", [], "'none'"),
    ],
    ids=["with a value", "with a word", "switched on", "left out"],
)
def test_option_of_a_conftest_is_theirs(
    name: str, settings: str, given: list[str], value: str, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest(OPTIONS.format(name=name, settings=settings))
    pytester.makepyfile(f"""
        def test_theirs(request):
            assert request.config.getoption("--hlo-{name}") == {value}
            assert request.config.getini("hlo_target") is True
    """)
    for options in (["-p", "no:hloscope"], []):
        result = pytester.runpytest_subprocess(*[word.format(name=name) for word in given], *options)
        result.assert_outcomes(passed=1)


def test_other_options_stay_ours(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(OPTIONS.format(name="report", settings="default='theirs'"))
    pytester.makepyfile(f"{OURS}\ndef test_target(hlo): assert hlo.target in ('cpu', 'a100')\n")
    result = pytester.runpytest("--hlo-target", "cpu,a100", "--hlo-report", "theirs.json")
    result.assert_outcomes(passed=4)
    assert not (pytester.path / "theirs.json").exists()


def test_help_has_each_option_once(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(OPTIONS.format(name="report", settings="help='theirs'"))
    lines = [line.strip() for line in pytester.runpytest("--help").outlines]
    for name in ("target", "require", "update", "report"):
        assert len([line for line in lines if line.startswith(f"--hlo-{name}")]) == 1


def test_values_of_ours_reach_workers(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_target(hlo): assert hlo.target == 'a100'")
    pytester.runpytest_subprocess("-n", "2", "--hlo-target", "a100").assert_outcomes(passed=1)
