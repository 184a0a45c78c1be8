"""The fast half of the parser, for lines as XLA prints them: it takes them all, and as the careful half would."""

from importlib import import_module

import pytest

from hloscope.ir import HloModule
from hloscope.parsers import parse
from tests.support.careful_path import fail_if_taken_carefully, parse_carefully
from tests.support.equality import differences, differences_in_print
from tests.support.hlo_files import TARGETS, texts_by_target

HEAD = "HloModule m\n\nENTRY %e (a: f32[2]) -> f32[2] {\n  %a = f32[2]{0} parameter(0)\n"

# Bodies that begin as XLA prints them, and go on in another way.
MIXED = {
    "an odd line between two": "  %b = f32[2]{0} negate(%a)\n  c = f32[2] negate(b)\n  ROOT %d = f32[2]{0} negate(%c)\n",
    "an odd line at the end": "  %b = f32[2]{0} negate(%a)\n  c = f32[2] negate(b) ",
    "attributes on the next line": "  %b = f32[2]{0} negate(%a)\n  , dimensions={0}\n  ROOT %c = f32[2]{0} negate(%b)\n",
    "attributes of the root on the next line": "  ROOT %b = f32[2]{0} negate(%a)\n\n // c\n , x=1\n  %c = f32[2]{0} negate(%b)\n",
    "a value on the next line": '  %b = f32[2]{0} custom-call(), custom_call_target="t", literal=f32[2]\n {1,2}\n',
    "a comment over lines": "  %b = f32[2]{0} negate(%a) /*\n  %c = f32[2]{0} negate(%b)\n*/\n",
    "a string over lines": '  %b = f32[2]{0} custom-call(%a), custom_call_target="\n  %c = f32[2]{0} negate(%b)\n}\n"\n',
    "an empty line": "  %b = f32[2]{0} negate(%a)\n\n  %c = f32[2]{0} negate(%b)\n",
    "a comment behind": "  %b = f32[2]{0} negate(%a) // {\n  %c = f32[2]{0} negate(%b)\n",
    "two lines in one": "  %b = f32[2]{0} negate(%a)   %c = f32[2]{0} negate(%b)\n",
    "a tab": "\t%b = f32[2]{0} negate(%a)\n",
    "spaces at the end": "  %b = f32[2]{0} negate(%a)  \n",
    "the brace on the last line": "  %b = f32[2]{0} negate(%a) ",
    "a computation inside": "  %b = f32[2]{0} call(%a), to_apply={\n  %x = f32[2]{0} parameter(0)\n}\n  %c = f32[2]{0} negate(%b)\n",
    "names without percent signs": "  %b = f32[2]{0} negate(%a)\n  %c = f32[2]{0} add(b, %a)\n",
    "a comment that hides a brace": "  %b = f32[2]{0} negate(%a), x={0 /* } */}\n",
    "braces nested deep": "  %b = f32[2]{0} negate(%a), x={{{{{{{{1}}}}}}}}\n",
    "a string with escapes": '  %b = f32[2]{0} negate(%a), metadata={op_name="a\\"}\\\\" op_type="\\x41\\303\\251"}\n',
    "shapes in operands": "  %b = f32[2]{0} negate(f32[2]{0} %a)\n",
    "a deep tuple": "  %b = (((f32[2]{0}))) custom-call()\n",
}


def texts_of(name: str) -> list[str]:
    """The body closed on a line of its own; and in front of another computation, too."""
    body = MIXED[name] + "}\n"
    return [
        HEAD + body,
        HEAD.replace("ENTRY ", "") + body + HEAD.replace("%e", "%f").replace("HloModule m", "") + "}\n",
    ]


@pytest.mark.parametrize("target", TARGETS)
def test_every_line_of_testdata_means_the_same_on_both_paths(target: str) -> None:
    for path, text in texts_by_target()[target].items():
        assert differences(parse(text), parse_carefully(text)) == [], path


@pytest.mark.parametrize("target", TARGETS)
def test_nearly_every_line_that_xla_printed_takes_the_fast_path(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    careful = import_module("hloscope.parsers.hlo.instructions").parse_instruction
    taken_carefully: list[None] = []

    def count(*arguments: object) -> None:
        taken_carefully.append(None)
        careful(*arguments)

    monkeypatch.setattr("hloscope.parsers.hlo.instructions.parse_instruction", count)
    instructions = sum(len(list(parse(text).instructions())) for text in texts_by_target()[target].values())
    assert len(taken_carefully) < instructions / 100


def test_collective_over_a_mesh_takes_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = "mesh['x'=4,'y'=1] {'x'}"
    text = (
        f"{HEAD}  ROOT %b = f32[2]{{0}} all-gather(%a), channel_id=1, replica_groups={groups}, dimensions={{0}}\n}}\n"
    )
    careful = parse_carefully(text)
    monkeypatch.setattr("hloscope.parsers.hlo.instructions.parse_instruction", fail_if_taken_carefully)
    assert differences(parse(text), careful) == []
    assert parse(text).entry.root.attributes == {"channel_id": 1, "replica_groups": groups, "dimensions": (0,)}


@pytest.mark.parametrize("name", MIXED)
def test_line_that_ends_elsewhere_means_the_same_on_both_paths(name: str) -> None:
    for text in texts_of(name):
        module = parse(text)
        assert differences(module, parse_carefully(text)) == []
        assert len(list(module.instructions())) > 1


@pytest.mark.parametrize("target", TARGETS)
def test_printed_module_of_testdata_is_equal(target: str) -> None:
    for path, text in texts_by_target()[target].items():
        assert differences_in_print(parse(text)) == [], path


def test_attributes_on_the_next_line_belong_to_the_instruction_above() -> None:
    module: HloModule = parse(texts_of("attributes of the root on the next line")[0])
    assert module.entry.root.name == "b"
    assert module.entry.root.attributes == {"x": 1}
    assert list(module.entry.instructions) == ["a", "b", "c"]
