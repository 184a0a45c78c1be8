"""`import hloscope` is light, works straight from a checkout, and offers its public names."""

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import hloscope
from hloscope.version import versions_in_words

ROOT = Path(__file__).parent.parent
HEAVY = {"rich", "argparse", "numpy", "jax", "jaxlib", "tensorflow", "torch", "torch_xla", "importlib.metadata"}


def run_bare(*arguments: str) -> str:
    """Run Python in the checkout, without any installed package; return what it printed."""
    command = [sys.executable, "-S", "-E", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_import_loads_nothing_heavy() -> None:
    program = "import sys, hloscope; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert "hloscope" in loaded
    assert not HEAVY & set(loaded)


def test_json_report_of_a_folder_loads_no_readers_of_archives_and_nothing_to_print_tables() -> None:
    folder = str(ROOT / "testdata" / "jax-0.10.2-h100" / "mlp")
    program = (
        "import sys; from hloscope.cli import main\n"
        f"status = main(['report', '--json', {folder!r}])\n"
        "print(*sys.modules, file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert '"name":"jit_mlp"' in done.stdout
    loaded = set(done.stderr.split())
    assert "hloscope.reports" in loaded
    unneeded = {"zipfile", "tarfile", "gzip", "tempfile", "subprocess", "hloscope.captures"}
    assert not (HEAVY - {"argparse"} | unneeded) & loaded


def test_report_on_a_dump_without_thunks_loads_no_parser_of_them() -> None:
    folder = str(ROOT / "testdata" / "jax-0.10.2-cpu" / "mlp")
    program = f"import sys, hloscope; hloscope.report({folder!r}); print(*sys.modules)"
    command = [sys.executable, "-c", program]
    loaded = set(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split())
    assert "hloscope.parsers.hlo.module" in loaded
    unneeded = {
        "thunks",
        "textproto",
        "pass_metadata",
        "fusion_decisions",
        "torchscript",
        "buffers",
        "live_ranges",
        "xplane",
    }
    assert not {f"hloscope.parsers.{name}" for name in unneeded} & loaded


def test_parsers_are_found_in_a_bare_checkout() -> None:
    program = "import hloscope.parsers; print(hloscope.parsers.__name__, hloscope.parsers.__file__)"
    assert run_bare("-c", program).split() == ["hloscope.parsers", str(ROOT / "parsers" / "__init__.py")]


def test_parse_works_in_a_bare_checkout() -> None:
    program = "import hloscope; print(hloscope.parse('HloModule m\\nENTRY e { ROOT p = f32[] parameter(0) }').name)"
    assert run_bare("-c", program) == "m\n"


def test_module_runs_the_command_line() -> None:
    printed = " ".join(run_bare("-m", "hloscope", "--version").split())  # argparse fills lines
    assert printed == f"hloscope {hloscope.__version__} (tested with {versions_in_words()})"


def test_version_is_the_one_of_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert hloscope.__version__ == project["version"]


@pytest.mark.parametrize("name", hloscope.__all__)
def test_public_name_exists(name: str) -> None:
    assert getattr(hloscope, name) is not None
    assert name in dir(hloscope)


def test_names_that_are_shown_are_the_public_ones() -> None:
    program = "import hloscope, hloscope.parsers, hloscope.cli.report; print(*dir(hloscope))"
    assert run_bare("-c", program).split() == sorted(hloscope.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    package = import_module("hloscope")
    with pytest.raises(AttributeError, match="module 'hloscope' has no attribute 'nonsense'"):
        _ = package.nonsense
