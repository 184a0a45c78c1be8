"""Texts whose attributes, layouts, headers or signatures have a form that XLA refuses."""

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import parse
from tests.support.careful_path import parse_carefully
from tests.support.malformed import MALFORMED


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_text_is_refused_by_both_halves(name: str) -> None:
    with pytest.raises(ParseError) as by_lines:
        parse(MALFORMED[name])
    with pytest.raises(ParseError) as carefully:
        parse_carefully(MALFORMED[name])
    assert str(by_lines.value) == str(carefully.value)


def test_words_and_properties_that_are_merely_new_are_taken() -> None:
    text = "%b = f32[2]{0:Q(1,2)S(5)} fusion(%a), kind=kNovel, calls=%f, channel_id=7, mode={new}, type=[1], novel=x_1"
    module = parse(f"f {{ x = f32[2] parameter(0) }}\nENTRY e {{\n  %a = f32[2] parameter(0)\n  ROOT {text}\n}}")
    assert str(module.entry.root) == text


def test_a_memory_space_needs_no_order_of_dimensions() -> None:
    line = "ROOT %b = f32[2,3]{:S(5)} copy(%a)"
    for parser in (parse, parse_carefully):
        module = parser(f"ENTRY e {{\n  %a = f32[2,3]{{1,0}} parameter(0)\n  {line}\n}}\n")
        assert str(module.entry.root.shape) == "f32[2,3]{1,0:S(5)}"


def test_the_thread_of_a_computation_may_stand_in_single_quotes() -> None:
    module = parse("HloModule m\nENTRY e {\n  a = f32[] parameter(0)\n}, execution_thread='host'\n")
    assert module.entry.execution_thread == "host"
