"""Paths and side effects in Python source: what a compiler that traces may lose, by line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_CHANGING_METHODS = frozenset(
    "append extend insert update pop popitem discard setdefault".split()
)  # `add` is a tensor's too
_READERS = frozenset(("random", "time", "datetime", "secrets", "uuid"))  # modules whose answers differ from run to run
_WRITERS = frozenset(("logging", "logger", "warnings"))


@dataclass(frozen=True, slots=True)
class Arm:
    """One way through a branch: its lines, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Path:
    """A branch or a loop: `if`, `for`, `while`, `match`, `assert`, `conditional expression` or `comprehension`.

    The condition stands in the lines `line` to `last_line`. `arms` are the ways through it that have lines of their
    own; `can_skip` says that it may also take none of them. `counted` is a line that runs once for each iteration.
    """

    kind: str
    line: int
    last_line: int
    code: str
    arms: tuple[Arm, ...] = ()
    can_skip: bool = False
    counted: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that a call does beside giving a result, or that it reads beside its arguments."""

    line: int
    what: str


def paths_in(source: str) -> tuple[Path, ...]:
    """The branches and loops of a source text, in the order of their lines.

    Raises:
        SyntaxError: the text is no Python.
    """
    lines = source.splitlines()
    found = [path for node in ast.walk(ast.parse(source)) if (path := _path_of(node, lines))]
    return tuple(sorted(found, key=lambda path: (path.line, path.kind)))


def effects_in(source: str) -> tuple[Effect, ...]:
    """The side effects that a source text shows: printing, changing what outlives the call, reading clocks and chance.

    Raises:
        SyntaxError: the text is no Python.
    """
    tree = ast.parse(source)
    imports = [alias for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    readers = frozenset(alias.asname or alias.name for alias in imports if alias.name in _READERS)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    found = dict.fromkeys(effect for function in functions for effect in _effects_of(function, readers))
    return tuple(sorted(found, key=lambda effect: effect.line))


@dataclass(frozen=True, slots=True)
class _Names:
    """What names stand for in a function: `outer` outlive the call, `local` are made in it, `readers` are modules."""

    outer: frozenset[str]
    local: frozenset[str]
    readers: frozenset[str]


def _path_of(node: ast.AST, lines: list[str]) -> Path | None:
    match node:
        case ast.If():
            return _branch("if", node, node.test, lines, node.body, node.orelse)
        case ast.While():
            return _branch("while", node, node.test, lines, node.body)
        case ast.For() | ast.AsyncFor():
            return _branch("for", node, node.iter, lines, node.body)
        case ast.Match():
            arms = tuple(_arm(case.body) for case in node.cases)
            return Path("match", node.lineno, _last_line(node.subject), _line(lines, node), arms, can_skip=True)
        case _:
            return _one_line_path(node, lines)


def _one_line_path(node: ast.AST, lines: list[str]) -> Path | None:
    """A path whose arms have no lines of their own."""
    if isinstance(node, ast.Assert):
        return Path("assert", node.lineno, _last_line(node.test), _line(lines, node))
    if isinstance(node, ast.IfExp):
        return Path("conditional expression", node.lineno, _last_line(node), _line(lines, node))
    if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        return Path("comprehension", node.lineno, _last_line(node), _line(lines, node))
    return None


def _branch(
    kind: str,
    node: ast.stmt,
    test: ast.expr,
    lines: list[str],
    body: list[ast.stmt],
    orelse: list[ast.stmt] | None = None,
) -> Path:
    arms = (_arm(body), _arm(orelse)) if orelse else (_arm(body),)
    counted = body[0].lineno if kind != "if" and body[0].lineno == _last_line(body[0]) != node.lineno else None
    return Path(kind, node.lineno, _last_line(test), _line(lines, node), arms, can_skip=not orelse, counted=counted)


def _arm(body: list[ast.stmt]) -> Arm:
    return Arm(body[0].lineno, _last_line(body[-1]))


def _last_line(node: ast.stmt | ast.expr) -> int:
    return node.end_lineno or node.lineno


def _line(lines: list[str], node: ast.stmt | ast.expr) -> str:
    return lines[node.lineno - 1].strip()


def _effects_of(function: ast.FunctionDef | ast.AsyncFunctionDef, readers: frozenset[str]) -> Iterator[Effect]:
    """The effects in one function; those of functions inside it are found again there."""
    nodes = [*ast.walk(function)]
    outer = frozenset(name for node in nodes if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names)
    stored = frozenset(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    names = _Names(outer, stored - outer, readers)
    for node in nodes:
        for target in _targets_of(node):
            if _is_kept(target, names):
                yield Effect(target.lineno, f"sets {_dotted(target)}")
        if isinstance(node, ast.Call) and (what := _called(node.func, names)):
            yield Effect(node.lineno, what)


def _targets_of(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return [part for target in node.targets for part in _parts_of(target)]
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def _parts_of(target: ast.expr) -> list[ast.expr]:
    return list(target.elts) if isinstance(target, ast.Tuple | ast.List) else [target]


def _is_kept(target: ast.expr, names: _Names) -> bool:
    """Whether what is assigned outlives the call."""
    if isinstance(target, ast.Name):
        return target.id in names.outer
    return isinstance(target, ast.Attribute | ast.Subscript) and _base_of(target) not in names.local


def _called(function: ast.expr, names: _Names) -> str | None:
    name, base = _dotted(function), _base_of(function)
    if name in ("print", "input", "open"):
        return f"calls {name}()"
    if not isinstance(function, ast.Attribute) or base in names.local:
        return None
    if function.attr in _CHANGING_METHODS:
        return f"changes {_dotted(function.value)}"
    if base in _WRITERS:
        return f"calls {name}()"
    is_reader = base in names.readers or name.startswith(("np.random.", "numpy.random."))
    return f"reads {name}()" if is_reader else None


def _base_of(node: ast.expr) -> str:
    """The name that a dotted or indexed expression begins with; empty where it begins otherwise."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _dotted(node: ast.expr) -> str:
    """`self.log` of such an expression, without the brackets of an index."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute | ast.Subscript):
        parts += [node.attr] if isinstance(node, ast.Attribute) else []
        node = node.value
    return ".".join([*([node.id] if isinstance(node, ast.Name) else []), *reversed(parts)])
