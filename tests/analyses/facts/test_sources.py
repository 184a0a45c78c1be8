"""The quick reader of metadata says what the full decoder says, of every instruction that was dumped."""

from pathlib import Path

import pytest

from hloscope.analyses.facts.lines import LineChoice
from hloscope.analyses.facts.sources import Source, Sources
from hloscope.parsers import parse
from tests.support.dumped import AFTER, BEFORE, folder_of, module_at

TABLES = """
FileNames
1 "model.py"
2 "it's.py"

FunctionNames
1 "loss"

FileLocations
1 {file_name_id=1 function_name_id=1 line=7 end_line=7 column=1 end_column=2}
2 {file_name_id=2 function_name_id=1 line=9 end_line=9 column=1 end_column=2}

StackFrames
1 {file_location_id=1 parent_frame_id=1}
2 {file_location_id=2 parent_frame_id=2}

"""


LOOPS = {"call", "get-tuple-element", "tuple", "while"}  # what else is called so has that of its loop


def source_of(attributes: str) -> Source:
    text = f"HloModule m\n{TABLES}ENTRY %main {{\n  %a = f32[] parameter(0)\n  ROOT %r = f32[] negate(%a){attributes}\n}}\n"
    return Sources().source_of(parse(text).entry.root)


@pytest.mark.parametrize("path", [*BEFORE, *AFTER], ids=lambda path: f"{folder_of(path)}/{path.name}")
def test_sources_are_those_of_the_metadata(path: Path) -> None:
    sources = Sources(LineChoice(shows_libraries=True))
    for instruction in module_at(path).instructions():
        metadata = instruction.metadata
        place = f"{metadata.source_file}:{metadata.source_line}" if metadata.source_file else ""
        is_of_loop = metadata.op_name.endswith("/while") and instruction.opcode not in LOOPS
        source = Source() if is_of_loop else Source(metadata.op_name, place)
        assert sources.source_of(instruction) == source
        assert sources.with_that_of_loop(instruction) == Source(metadata.op_name, place)


@pytest.mark.parametrize(
    ("attributes", "source"),
    [
        pytest.param("", Source(), id="no metadata"),
        pytest.param(", metadata={}", Source(), id="empty"),
        pytest.param(', metadata={op_name="f/neg"}', Source("f/neg"), id="name alone"),
        pytest.param(', metadata={op_name="a" stack_frame_id=2}', Source("a", "it's.py:9"), id="innermost frame"),
        pytest.param(', metadata={op_name="a" stack_frame_id=77}', Source("a"), id="no such frame"),
        pytest.param(
            ', metadata={op_type="T" op_name="a" source_file="b.py" source_line=3}',
            Source("a", "b.py:3"),
            id="file and line",
        ),
        pytest.param(
            ', metadata={op_name="a" source_file="b.py" source_line=3 stack_frame_id=1}',
            Source("a", "model.py:7"),
            id="frame before file",
        ),
        pytest.param(
            ', metadata={op_name="a" source_line=3 stack_frame_id=1}', Source("a", "model.py:7"), id="frame before line"
        ),
        pytest.param(
            ', metadata={op_name="a" scheduling_name="s" stack_frame_id=1}', Source("a", "model.py:7"), id="between"
        ),
        pytest.param(
            ', metadata={source_file="b.py" source_line=3 op_name="a"}', Source("a", "b.py:3"), id="another order"
        ),
        pytest.param(", metadata={op_name='a' source_file='b.py'}", Source("a", "b.py:0"), id="single quotes"),
        pytest.param(r", metadata={op_name=\"p[\'w\']\"}".replace('\\"', '"'), Source("p['w']"), id="quoted quote"),
        pytest.param(', metadata={op_name="a\\n\\"b\\""}', Source('a\n"b"'), id="other escapes"),
        pytest.param(', frontend_attributes={x="y"}, metadata={op_name="a"}', Source("a"), id="behind a string"),
        pytest.param(', frontend_attributes={x=", metadata={op_name=no}"}', Source(), id="inside a string"),
        pytest.param(
            ', frontend_attributes={x=", metadata={op_name=no}"}, metadata={op_name="a"}',
            Source("a"),
            id="behind one inside a string",
        ),
    ],
)
def test_every_form_of_metadata_is_read(attributes: str, source: Source) -> None:
    assert source_of(attributes) == source


@pytest.mark.parametrize(
    ("source", "text"),
    [(Source("a", "b.py:3"), "b.py:3"), (Source("a"), "a"), (Source(), "")],
    ids=["place", "name", "none"],
)
def test_source_is_shown_by_place_else_name(source: Source, text: str) -> None:
    assert str(source) == text
