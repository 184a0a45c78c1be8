"""The wheel holds the whole tree, each file in its place, and works outside the checkout."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("hloscope", "parsers", "pyproject.toml", "README.md", "LICENSE")
ONLY_FOR_CHECKERS = "hloscope/parsers.pyi"
MOST_BYTES = 1_300_000  # a fifth of it is docstrings, and an eighth what zip takes for so many files
USE = "import hloscope; print(hloscope.parse('HloModule m\\nENTRY e { ROOT p = f32[] parameter(0) }').name)"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sources, so that no earlier build is in the way."""
    tree = tmp_path_factory.mktemp("tree")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree)
    return tree


@pytest.fixture(scope="module")
def files(tree: Path) -> set[str]:
    """List what an installation must hold, by its path there."""
    paths = [path.relative_to(tree) for folder in ("hloscope", "parsers") for path in (tree / folder).rglob("*.*")]
    names = {path.as_posix() for path in paths if (tree / path).is_file()} - {ONLY_FOR_CHECKERS}
    return {f"hloscope/{name}" if name.startswith("parsers/") else name for name in names}


@pytest.fixture(scope="module")
def wheel(tree: Path, files: set[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the setuptools at hand; nothing is downloaded."""
    assert files  # listed before the build adds its own
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(tree))
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_wheel_holds_the_tree(wheel: Path, files: set[str]) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == files
    assert {"hloscope/py.typed", "hloscope/parsers/__init__.py"} <= names


def test_wheel_stays_small(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_BYTES


def test_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False)
    python = str(tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    _pip("--python", python, "install", "--no-deps", "--no-index", str(wheel))
    done = subprocess.run([python, "-I", "-c", USE], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout == "m\n"


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


@pytest.mark.parametrize("build", ["build_wheel", "build_sdist"])
def test_same_sources_give_the_same_bytes(build: str, tree: Path, tmp_path: Path) -> None:
    made: list[bytes] = []
    for seconds in (1_000_000_000, 1_700_000_000):
        copy, folder = tmp_path / f"tree{seconds}", tmp_path / str(seconds)
        shutil.copytree(tree, copy, ignore=shutil.ignore_patterns("build", "*.egg-info"))
        for path in copy.rglob("*"):
            os.utime(path, (seconds, seconds))
        folder.mkdir()
        made.append(_built(build, copy, folder).read_bytes())
    assert made[0] == made[1]


def _built(build: str, tree: Path, folder: Path) -> Path:
    """The one file that `make build` makes of a tree, by the setuptools at hand."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    code = f"import setuptools.build_meta as backend; backend.{build}({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=tree, env=environment, check=True, capture_output=True)
    (found,) = folder.iterdir()
    if build == "build_sdist":
        subprocess.run([sys.executable, str(ROOT / ".ci" / "repack"), str(found)], env=environment, check=True)
    return found
