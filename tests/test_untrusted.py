"""Nothing from a dump or a cache is unpickled, imported or executed, and nothing is written there."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hloscope.captures.targets import cache as cache_module
from hloscope.captures.targets.cache import Cache
from tests.support.dumped import TESTDATA

ROOT = Path(__file__).parents[1]
FILES = sorted([*ROOT.glob("hloscope/**/*.py"), *ROOT.glob("parsers/**/*.py")])
EXECUTING = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml", "runpy", "code", "ctypes", "imp"}
# Nothing else flushes what C code has printed.
NEEDED = {"hloscope/cli/common/user_output.py": {"ctypes"}}
BUILTINS = {"eval", "exec", "compile", "__import__"}
LOADING = {"exec_module", "spec_from_file_location", "module_from_spec"}
# Who loads files of Python by their path: the user's own, named on the command line, and hloscope's own.
LOADERS = {
    "hloscope/captures/user_code/functions.py",
    "hloscope/captures/targets/worker.py",
    "hloscope/dump/workers/serve.py",
}
MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
HOSTILE = "open({marker!r}, 'w').close()\n"
NAMES = (
    "json.py",
    "rich/__init__.py",
    "sitecustomize.py",
    "usercustomize.py",
    "conftest.py",
    "hloscope/__init__.py",
    "jax.py",
    "module_0001.jit_mlp.py",
    "a.pth",
    "setup.py",
    "__init__.py",
)
PICKLE = b"cposix\nsystem\n(S'touch {marker}'\ntR."
# Runs a command, and says what it did that reading does not take.
WATCHING = """
import sys
folder = sys.argv[1]
FORBIDDEN = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "pickle.find_class", "socket.connect")
seen = []
def watch(event, arguments):
    if event in FORBIDDEN:
        seen.append(event)
    if event == "exec" and arguments[0].co_filename.startswith(folder):
        seen.append(arguments[0].co_filename)
    if event == "open" and str(arguments[0]).startswith(folder) and arguments[2] & 3:
        seen.append(f"writes {arguments[0]}")
sys.addaudithook(watch)
from hloscope.cli import main
try:
    status = main(sys.argv[2:])
finally:
    for each in seen:
        print("FORBIDDEN", each, file=sys.stderr)
sys.exit(status)
"""
COMMANDS = {
    "report": ["report", "."],
    "report, explained": ["report", ".", "--explain", "--json"],
    "html": ["html", ".", "-o", "-"],
    "show": ["show", ".", "broadcast_maximum_fusion"],
    "passes": ["passes", "."],
    "why": ["why", "."],
    "source": ["source", "."],
    "cost": ["cost", "."],
    "memory": ["memory", "."],
    "collectives": ["collectives", "."],
    "blame": ["blame", ".", "broadcast_maximum_fusion"],
    "export": ["export", "."],
    "diff": ["diff", ".", "."],
    "compare": ["compare", "a=.", "b=."],
    "recompiles": ["recompiles", "."],
    "ranks": ["ranks", ".", "."],
    "doctor": ["doctor", "."],
    "torchscript": ["torchscript", "."],
}


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found = node.func
            yield (
                found.id
                if isinstance(found, ast.Name)
                else f".{found.attr}"
                if isinstance(found, ast.Attribute)
                else ""
            )


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_that_executes_data_is_used(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    name = path.relative_to(ROOT).as_posix()
    assert EXECUTING.isdisjoint({*imported(tree)} - NEEDED.get(name, set()))
    assert BUILTINS.isdisjoint(called(tree))
    loads = LOADING & {name.removeprefix(".") for name in called(tree)}
    assert not loads or name in LOADERS


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump with files in it that tell if they were executed."""
    folder = tmp_path_factory.mktemp("hostile") / "dump"
    shutil.copytree(MLP, folder)
    marker = str(folder.parent / "marker")
    for name in NAMES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(HOSTILE.format(marker=marker), "utf-8")
    for name in ("a.pkl", "module_0001.jit_mlp.hlo.pb", "module_0001.jit_mlp.thunk_metadata.txt"):
        (folder / name).write_bytes(PICKLE.replace(b"{marker}", marker.encode()))
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_reading_a_dump_executes_nothing_of_it(name: str, hostile: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-P", "-c", WATCHING, str(hostile), *COMMANDS[name]]
    done = subprocess.run(command, cwd=hostile, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1, 2)
    assert "FORBIDDEN" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not (hostile.parent / "marker").exists()


def test_watching_sees_what_is_forbidden(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import subprocess; subprocess.run(['true'])", "utf-8")
    code = WATCHING.replace(
        "from hloscope.cli import main", "exec(open(folder + '/sitecustomize.py').read()); main = len"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "FORBIDDEN subprocess.Popen" in done.stderr


@pytest.mark.parametrize("name", ["../evil", "/tmp/evil", "a/evil", "..", ""])  # noqa: S108 (it is not made)
def test_entry_of_a_cache_names_no_other_folder(name: str, tmp_path: Path) -> None:
    entry, out = tmp_path / "cache" / "key", tmp_path / "out"
    entry.mkdir(parents=True)
    out.mkdir()
    (tmp_path / "cache" / "evil").write_bytes(b"evil")
    stated = {"answer": {"problem": None}, "files": {name: vars(cache_module)["_hash"](b"evil")}}
    text = json.dumps({**stated, "digest": vars(cache_module)["_digest_of"](stated)})
    (entry / "answer.json").write_text(text, "utf-8")
    assert Cache(tmp_path / "cache").restore("key", out) is None
    assert [*out.iterdir()] == []
    assert not entry.exists()
