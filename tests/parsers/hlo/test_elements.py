"""Elements: `%p#0`, how XLA prints a get-tuple-element since jaxlib 0.11, in both halves of the parser."""

import pytest

from hloscope.errors import ParseError
from hloscope.ir import HloElement
from hloscope.parsers import SuccessiveParser, parse
from tests.support.careful_path import differences_of_paths, parse_carefully
from tests.support.equality import differences, differences_in_print
from tests.support.hlo_elements import ELEMENTS, NO_ELEMENTS, in_pair
from tests.support.meanings import meaning_of


@pytest.mark.parametrize("name", ELEMENTS)
def test_text_means(name: str) -> None:
    assert meaning_of(parse(ELEMENTS[name].text)) == ELEMENTS[name].meaning
    assert meaning_of(parse_carefully(ELEMENTS[name].text)) == ELEMENTS[name].meaning


@pytest.mark.parametrize("name", ELEMENTS)
def test_printed_text_has_lines_and_means_the_same(name: str) -> None:
    module = parse(ELEMENTS[name].text)
    assert not any("#" in operand.name for i in module.instructions() for operand in i.operands)
    assert differences_in_print(module) == []


@pytest.mark.parametrize("name", NO_ELEMENTS)
def test_message(name: str) -> None:
    with pytest.raises(ParseError) as error:
        parse(NO_ELEMENTS[name].text, filename="x.hlo")
    assert str(error.value) == NO_ELEMENTS[name].message
    assert differences_of_paths(NO_ELEMENTS[name].text) == []


def test_label_is_what_the_text_has() -> None:
    module = parse(in_pair("ROOT %a = f32[2]{0} negate(%p#1#0)"))
    assert [i.label for i in module.instructions()] == ["p", "p#1", "p#1#0", "a"]
    assert [i.name for i in module.instructions()] == ["p", "p_1", "p_1_0", "a"]
    assert [type(i) is HloElement for i in module.instructions()] == [False, True, True, False]


def test_a_name_twice_is_refused_behind_elements_too() -> None:
    text = in_pair("%b = f32[4]{0} negate(%p#0)", "%c = f32[4]{0} add(%b, %p#0)", "%b = f32[4]{0} negate(%c)")
    with pytest.raises(ParseError, match=r"^x\.hlo:7:3: expected a name that is not taken yet, found a second 'b'"):
        parse(text, filename="x.hlo")


def test_an_element_read_by_a_line_that_goes_on_below_is_made_once() -> None:
    text = in_pair('%b = f32[4]{0} negate(%p#0)\n    , metadata={op_name="x"}', "ROOT %c = f32[4]{0} add(%b, %p#0)")
    assert [i.name for i in parse(text).instructions()] == ["p", "p_0", "b", "c"]


def test_successive_modules_share_computations_with_elements() -> None:
    text = ELEMENTS["in the root, behind other computations"].text
    parser = SuccessiveParser()
    first, second = parser.parse(text), parser.parse(text.replace("add", "multiply"))
    assert second.computations["f"] is first.computations["f"]
    assert differences(second, parse(text.replace("add", "multiply"))) == []


def test_many_elements_of_many_tuples_take_time_in_proportion() -> None:
    """As many elements as lines, in a body whose names are all taken."""
    lines = [f"%p_{i} = f32[4]{{0}} negate(%p#0)" for i in range(3000)]
    module = parse(in_pair(*lines, "ROOT %c = f32[4]{0} negate(%p#0)"))
    assert len(module.entry.instructions) == 3003
    assert module.entry.root.operands[0].name == "p_0.1"


def test_a_chain_of_tuples_as_deep_as_a_shape_may_be() -> None:
    depth = 150
    shape = "(" * depth + "f32[2]{0}" + ")" * depth
    line = f"ROOT %n = f32[2]{{0}} negate(%t{'#0' * depth})"
    module = parse(f"HloModule m\n\nENTRY %e {{\n  %t = {shape} parameter(0)\n  {line}\n}}\n")
    assert module.entry.root.operands[0].label == "t" + "#0" * depth
    assert differences_in_print(module) == []


def test_control_predecessor_may_be_an_element_whose_name_is_not_in_the_text() -> None:
    # as jaxlib 0.12.0.1 prints it behind loop-double-buffer-transformer: XLA's own parser refuses that
    text = in_pair("%a = f32[2]{0} negate(%p#1#0) ROOT %b = f32[2]{0} negate(%a), control-predecessors={%a, %gte.6}")
    assert [i.name for i in parse(text).instructions()][-1] == "b"
    assert [i.name for i in parse(text).entry.root.control_predecessors] == ["a"]
    assert differences_of_paths(text) == []
    assert differences_in_print(parse(text)) == []
    assert str(parse(text).entry.root).endswith("negate(%a), control-predecessors={%a}")
    with pytest.raises(ParseError, match=r"found 'gte\.6'"):
        parse(text.replace("%p#1#0", "%p"))
