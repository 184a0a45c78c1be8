"""A dump of two functions, jit_good and jit_bad, each compiled twice: whoever breaks one must not hide the other."""

from pathlib import Path

import pytest

TESTDATA = Path(__file__).parents[2] / "testdata"
NAMES = ("good", "bad")
_SNAPSHOTS = ("0000", "0008", "0017", "0023")  # of the passes, enough to tell what they did


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the dump, with snapshots of passes, buffers and live ranges."""
    folder = tmp_path_factory.mktemp("dump")
    softmax, mlp = TESTDATA / "jax-0.10.2-cpu-passes" / "softmax", TESTDATA / "jax-0.10.2-cpu" / "mlp-forms"
    for number, name in enumerate(NAMES):
        _copy(softmax, "jit_softmax", folder, f"module_000{number}.jit_{name}")
        _copy(mlp, "jit_mlp", folder, f"module_000{number + 2}.jit_{name}")
    return folder


def _copy(source: Path, old: str, folder: Path, stem: str) -> None:
    for path in sorted(source.glob("module_*.txt")):
        rest = path.name.partition(f"{old}.")[2]
        if rest[:4].isdecimal() and rest[:4] not in _SNAPSHOTS:
            continue
        text = path.read_text("utf-8").replace(old, stem.partition(".")[2])
        (folder / f"{stem}.{rest}").write_text(text, "utf-8")
