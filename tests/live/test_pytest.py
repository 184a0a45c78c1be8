"""The manual's tests of the three frameworks: they pass, and fail readably when the function is changed."""

import re
from pathlib import Path

import pytest

from tests.support.frameworks import needing

pytestmark = pytest.mark.live

PAGE = (Path(__file__).parents[2] / "docs/how-to/pytest.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"```py\n# (test_\w+\.py)\n(.*?)```", PAGE, re.DOTALL))
CPU = {"JAX_PLATFORMS": "cpu", "PJRT_DEVICE": "CPU", "CUDA_VISIBLE_DEVICES": "", "TF_CPP_MIN_LOG_LEVEL": "2"}
# A change of each function that fuses no more: the sort reads what the add has written.
CHANGES = {
    "test_jax.py": ("jax.nn.relu(x @ w + b)", "jax.nn.relu(jnp.sort(x @ w + b))"),
    "test_tensorflow.py": ("tf.nn.relu(x @ w + b)", "tf.nn.relu(tf.sort(x @ w + b))"),
    "test_torch_xla.py": ("torch.relu(x @ w + b)", "torch.relu(torch.sort(x @ w + b)[0])"),
}


@pytest.fixture(autouse=True)
def _on_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XLA_FLAGS", raising=False)
    for name, value in CPU.items():
        monkeypatch.setenv(name, value)


def test_all_examples_are_run() -> None:
    assert EXAMPLES.keys() == CHANGES.keys()


@pytest.mark.parametrize(
    "name",
    [
        needing("jax", "test_jax.py"),
        needing("tensorflow", "test_tensorflow.py"),
        needing("torch-xla", "test_torch_xla.py"),
    ],
)
def test_example_passes_twice_and_fails_when_the_function_is_changed(pytester: pytest.Pytester, name: str) -> None:
    code = EXAMPLES[name]
    assert code.count(CHANGES[name][0]) == 1
    again = f"def test_again{code.partition('one_kernel')[2]}"
    (pytester.path / name).write_text(f"{code}\n\n{again}", "utf-8")
    (pytester.path / "test_changed.py").write_text(code.replace(*CHANGES[name]), "utf-8")
    result = pytester.runpytest_subprocess("-W", "ignore", "--hlo-target", "cpu,h100", "--hlo-require")
    result.assert_outcomes(passed=4, failed=2)
    result.stdout.fnmatch_lines(
        [
            "E       AssertionError: expected one cluster of * with add, * in this order, found none in * cluster*",
            "E       *",
            "*= hloscope =*",
            "6 programs in 6 tests: compute launches *",
        ]
    )


def test_cliffs_are_found_on_the_target_of_the_test(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import jax.numpy as jnp

        def total(x):
            return jnp.cos(x).sum()

        def test_sweep(hlo):
            [cliff] = hlo.sweep(total, "f32[n]", dims=range(30, 36)).cliffs

        def test_no_cliff(hlo):
            hlo.assert_no_cliff(total, "f32[n]", dims=range(30, 36))
    """)
    result = pytester.runpytest_subprocess("-W", "ignore", "--hlo-target", "cpu,h100", "--hlo-require")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["E * from n=32 to 33:", "E * from n=31 to 32:"])  # on CPU, and on the H100
