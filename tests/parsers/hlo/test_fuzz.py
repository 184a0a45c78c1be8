"""Whatever a text holds, the parsers give a result or an HloscopeError, soon; and both paths agree on it."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hloscope.dump.file_names import find_dump_name
from hloscope.errors import ParseError
from hloscope.ir import HloModule
from hloscope.parsers import parse, parse_modules, parse_textproto, parse_thunk_metadata, parse_thunk_sequence
from tests.support.careful_path import differences_of_paths
from tests.support.dumped import TESTDATA
from tests.support.equality import differences_in_print
from tests.support.growth import grows_with
from tests.support.hlo_examples import ACCEPTED
from tests.support.hlo_files import TARGETS, texts_by_target
from tests.support.mutations import (
    TOKENS,
    Edit,
    Kind,
    ask_everything,
    edited,
    no_more_errors,
    random_edits,
    survives,
    time_limit,
)

EXAMPLES = [example.text for example in ACCEPTED.values()]
EDITS = st.lists(
    st.builds(
        Edit,
        st.sampled_from(Kind),
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 50),
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(TOKENS),
    ),
    min_size=1,
    max_size=4,
)
OTHER_PARSERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "thunk_sequence": ("*/*/*thunk_sequence.txt", parse_thunk_sequence),
    "thunk_metadata": ("*/*/*thunk_metadata.txt", parse_thunk_metadata),
    "textproto": ("*/*/*thunk_metadata.txt", parse_textproto),
}
SMALL = 20_000  # characters of a dump that is small enough to be broken many times


def use(text: str) -> HloModule:
    module = parse(text)
    with no_more_errors():
        ask_everything(module)
    return module


@given(st.sampled_from(EXAMPLES), EDITS)
@settings(max_examples=1000)
def test_edited_example_gives_a_module_or_an_error(text: str, edits: list[Edit]) -> None:
    survives(use, edited(text, edits))


@given(
    st.lists(st.sampled_from(TOKENS), max_size=20),
    st.sampled_from(["", "HloModule m", "ENTRY e { a = ", "ENTRY e { a = f32[] parameter(0), x="]),
)
@settings(max_examples=500)
def test_tokens_in_any_order_give_a_module_or_an_error(tokens: list[str], start: str) -> None:
    survives(use, start + "".join(tokens))


@given(st.text(max_size=100))
def test_any_text_gives_a_module_or_an_error(text: str) -> None:
    survives(use, text)


@given(st.sampled_from(EXAMPLES), EDITS)
@settings(max_examples=1000)
def test_both_paths_take_the_same_edited_examples(text: str, edits: list[Edit]) -> None:
    assert differences_of_paths(edited(text, edits)) == []


@given(st.sampled_from(EXAMPLES), EDITS)
@settings(max_examples=500)
def test_module_of_an_edited_text_prints_as_an_equal_one(text: str, edits: list[Edit]) -> None:
    try:
        module = parse(edited(text, edits))
    except ParseError:
        return
    assert differences_in_print(module) == []


@pytest.mark.parametrize("target", TARGETS)
def test_edited_dump_gives_a_module_or_an_error(target: str) -> None:
    random = Random(target)  # noqa: S311 (the same inputs on each run)
    texts = [text for text in texts_by_target()[target].values() if len(text) < SMALL]
    taken = [survives(use, edited(random.choice(texts), random_edits(random))) for _ in range(150)]
    assert 0 < sum(taken) < len(taken)


@pytest.mark.parametrize("target", TARGETS)
def test_both_paths_take_the_same_edited_dumps(target: str) -> None:
    random = Random(target)  # noqa: S311
    texts = [text for text in texts_by_target()[target].values() if len(text) < SMALL]
    for _ in range(100):
        assert differences_of_paths(edited(random.choice(texts), random_edits(random))) == []


@pytest.mark.parametrize("name", OTHER_PARSERS)
def test_edited_file_of_another_kind_gives_a_result_or_an_error(name: str) -> None:
    pattern, parser = OTHER_PARSERS[name]
    random = Random(name)  # noqa: S311
    texts = [path.read_text("utf-8")[:SMALL] for path in sorted(TESTDATA.glob(pattern))]
    taken = [survives(parser, edited(random.choice(texts), random_edits(random))) for _ in range(500)]
    assert 0 < sum(taken) < len(taken)


@given(st.sampled_from(sorted(path.name for path in TESTDATA.glob("*/*/*"))), EDITS)
def test_edited_file_name_is_told_or_not(name: str, edits: list[Edit]) -> None:
    with time_limit():
        find_dump_name(edited(name, edits))


@pytest.mark.parametrize("share", range(0, 1000, 7))
def test_truncated_dump_is_an_error(share: int) -> None:
    text = next(iter(texts_by_target()["jax-0.10.2-cpu"].values())).rstrip()
    with pytest.raises(ParseError):
        parse(text[: len(text) * share // 1000])


def test_modules_of_an_edited_text_are_given_up_to_the_broken_one() -> None:
    whole = "HloModule m\nENTRY e { a = f32[] parameter(0) }\n"
    modules = parse_modules(whole * 3 + "HloModule")
    assert [next(modules).name for _ in range(3)] == ["m", "m", "m"]
    with pytest.raises(ParseError):
        next(modules)


# What an attacker may write; the time for twice as much of it must be about twice as long. Each starts inside of the
# entry computation of a module, behind `a = f32[2] parameter(0)`, in the form that XLA prints unless it says otherwise.
HOSTILE: dict[str, Callable[[int], str]] = {
    "quotes": lambda n: "  %b = f32[2] negate(%a), x=" + '"' * (2 * n + 1),
    "quotes, line by line": lambda n: '  %b = f32[2] negate(%a), x="\n' * (2 * n + 1),
    "comments that open": lambda n: "/* " * n,
    "comments": lambda n: "/* */" * n + "}",
    "stars": lambda n: "/*" + "*" * n,
    "line comments": lambda n: "// x\n" * n + "}",
    "braces that open": lambda n: "  %b = f32[2] negate(%a), x=" + "{" * n + "\n}\n",
    "braces, line by line": lambda n: "  %b = f32[2] negate(%a), x={{{{{\n" * n + "}\n",
    "braces": lambda n: "  %b = f32[2] negate(%a), x=" + "{" * n + "}" * n + "\n}\n",
    "braces side by side": lambda n: "  %b = f32[2] negate(%a), x={" + '{{"a"}} ' * n + "\n}\n",
    "raw braces": lambda n: "  %b = f32[2] negate(%a), backend_config=" + "{" * n + "}" * n + "\n}\n",
    "brackets and words": lambda n: "  %b = f32[2] negate(%a), x=" + "[1](2)" * n + " \n}\n",
    "backslashes": lambda n: '  %b = f32[2] negate(%a), x="' + "\\n" * n + "\n}\n",
    "parentheses of shapes": lambda n: "  %b = " + "(" * n,
    "parentheses of operands": lambda n: "  %b = negate" + "(" * n,
    "nested operands": lambda n: "  %b = f32[2] " + "negate(" * n + "%a" + ")" * n + "\n}\n",
    "operands": lambda n: "  %b = f32[2] custom(" + ", ".join(["%a"] * n) + ", %z)\n}\n",
    "instructions on one line": lambda n: "".join(f"%b{i} = f32[2] negate(%a) " for i in range(n)) + "}",
    "instructions on odd lines": lambda n: "".join(f"  %b{i} =  f32[2] negate(%a)\n" for i in range(n)) + "}",
    "instructions on every other odd line": lambda n: "".join(
        f"  %b{i} = f32[2] negate(%a)\n  c{i} = f32[2] negate(a)\n" for i in range(n)
    ),
    "attributes on lines of their own": lambda n: "".join(f"  %b{i} = f32[2] negate(%a)\n  , x=1\n" for i in range(n)),
    "computations on one line": lambda n: "}" + " ".join(f"c_{i} {{ a = f32[2] parameter(0) }}" for i in range(n)),
    "computations": lambda n: "}" + "".join(f"\n%c{i} {{\n  %a = f32[2] parameter(0)\n}}" for i in range(n)),
    "computations that do not end": lambda n: "".join(f"\n%c{i} {{\n  %a{i} = f32[2] parameter(0)\n" for i in range(n)),
    "computations that end in a line": lambda n: "}" + "".join(f"\n%c{i} {{\n  %a = f32[2] parameter(0) }}" for i in range(n)),
    "computations in attributes": lambda n: "".join(
        f"  %b{i} = f32[2] call(%a), to_apply={{ x = f32[2] parameter(0) }}\n" for i in range(n)
    ),
    "parameters of a signature": lambda n: "}\n%f (" + ", ".join(f"p{i}: f32[2]" for i in range(n)) + ") => f32[2] {",
    "members of a tuple": lambda n: "  %b = (" + ", ".join(["f32[2]{0}"] * n) + ", f32[2) tuple()\n}\n",
    "shapes": lambda n: "".join(f"  %b{i} = f32[{i}]{{0}} negate(%a)\n" for i in range(n)) + "}\n",
    "broken shapes": lambda n: "".join(f"  %b{i} = f32[{i}]{{1,0}} negate(%a)\n" for i in range(n)) + "}\n",
    "dimensions": lambda n: "  %b = f32[" + "1 ," * n + "1] negate(%a)\n}\n",
    "properties of a layout": lambda n: "  %b = f32[2]{0:" + "T(8)" * n,
    "values": lambda n: "  %b = f32[9] constant({" + ", ".join(["1.5"] * n) + ", x})\n}\n",
    "values, line by line": lambda n: "  %b = f32[9] constant({" + ",\n".join(["1.5"] * n) + "})\n}\n",
    "braces of a literal": lambda n: "  %b = f32[9] constant(" + "{" * n + "})\n}\n",
    "attributes": lambda n: "  %b = f32[2] negate(%a)" + "".join(f", x{i}={{1}}" for i in range(n)) + ", y\n}\n",
    "control predecessors": lambda n: "  %b = f32[2] negate(%a), control-predecessors={" + "%a, " * n + "%z}\n}\n",
    "fields of metadata": lambda n: "  %b = f32[2] negate(%a), metadata={" + 'x="1" ' * n + "%}\n}\n",
    "fields of a window": lambda n: "  %b = f32[2] negate(%a), window={" + "x=1 " * n + ",} \n}\n",
    "frontend attributes": lambda n: "  %b = f32[2] negate(%a), frontend_attributes={" + 'x="1", ' * n + "} \n}\n",
    "a long name": lambda n: "  %" + "b" * n + " = f32[2] negate(%a)\n" + "b" * n,
    "a long opcode": lambda n: "  %b = " + "b" * n,
    "spaces": lambda n: " " * n + "%b" + " " * n + "= f32[2]" + " " * n + "negate(%a)\n} x",
    "empty lines": lambda n: "\n" * n + "} x",
    "carriage returns": lambda n: "\r" * n + "} x",
    "rows of a table": lambda n: "}\nHloModule n\nFileNames\n" + "".join(f'{i} "f{i}.py"\n' for i in range(n)),
    "tables": lambda n: "}\nHloModule n\n" + "FileNames\n" * n,
    "aliases": lambda n: "}\nHloModule n, input_output_alias={" + "{0}: (0, {}, may-alias), " * n + "}}",
    "operands of a large shape": lambda n: "  %t = (" + ", ".join(["f32[2]"] * n) + ") custom()\n"
    + "".join(f"  b{i} = add(t, t)\n" for i in range(n)),
    "tuples that double": lambda n: "  t0 = tuple(a, a)\n" + "".join(f"  t{i + 1} = tuple(t{i}, t{i})\n" for i in range(n)),
}  # fmt: skip
HEAD = "HloModule m\n\nENTRY %e {\n  %a = f32[2] parameter(0)\n"


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text(name: str) -> None:
    assert grows_with(lambda count: HEAD + HOSTILE[name](count), lambda text: [*parse_modules(text)])
