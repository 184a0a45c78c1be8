"""Branches, loops and side effects of Python source, by line."""

import pytest

from hloscope.torchscript.tracing.python_paths import Arm, Effect, Path, effects_in, paths_in

SOURCE = """\
def f(x, n):
    if x.sum() > 0:
        y = x
    elif n:
        y = -x
    else:
        y = 2 * x
    for i in range(n):
        y = y + i
    while (
        n > 0
    ):
        n -= 1
    assert n == 0
    z = [a for a in y]
    match n:
        case 0:
            y = y
        case _:
            z = z
    return y if n else z
"""


def test_paths_have_lines_and_arms() -> None:
    assert paths_in(SOURCE) == (
        Path("if", 2, 2, "if x.sum() > 0:", (Arm(3, 3), Arm(4, 7))),
        Path("if", 4, 4, "elif n:", (Arm(5, 5), Arm(7, 7))),
        Path("for", 8, 8, "for i in range(n):", (Arm(9, 9),), can_skip=True, counted=9),
        Path("while", 10, 11, "while (", (Arm(13, 13),), can_skip=True, counted=13),
        Path("assert", 14, 14, "assert n == 0"),
        Path("comprehension", 15, 15, "z = [a for a in y]"),
        Path("match", 16, 16, "match n:", (Arm(18, 18), Arm(20, 20)), can_skip=True),
        Path("conditional expression", 21, 21, "return y if n else z"),
    )


def test_iterations_are_not_counted_where_a_line_may_run_twice() -> None:
    (path,) = paths_in("for i in x: y = i\n")
    assert path.counted is None
    (path,) = paths_in("for i in x:\n    f(\n        i)\n")
    assert path.counted is None


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("print(x)", "calls print()"),
        ("self.calls += 1", "sets self.calls"),
        ("self.a, self.b[0].c = x", "sets self.a"),
        ("x[0] = 1", "sets x"),
        ("self.log.append(x)", "changes self.log"),
        ("logging.info('x')", "calls logging.info()"),
        ("random.random()", "reads random.random()"),
        ("clock.time()", "reads clock.time()"),
        ("np.random.rand()", "reads np.random.rand()"),
        ("open('f').read()", "calls open()"),
    ],
)
def test_side_effect_is_named(line: str, what: str) -> None:
    source = f"import random\nimport time as clock\ndef f(self, x):\n    {line}\n"
    assert Effect(4, what) in effects_in(source)


def test_globals_are_told_from_locals() -> None:
    source = "def f(x):\n    global count\n    count = 1\n    total = []\n    total.append(x)\n    total[0] = x\n    x.add(1)\n"
    assert effects_in(source) == (Effect(3, "sets count"),)


def test_random_of_a_framework_is_no_effect() -> None:
    assert effects_in("from jax import random\ndef f(key):\n    return random.normal(key)\n") == ()
