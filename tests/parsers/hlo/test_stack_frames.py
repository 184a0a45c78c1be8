"""Metadata, and the tables that say which lines of the user's program an instruction comes from."""

import pytest

from hloscope.ir import Frame, HloModule, Metadata
from hloscope.parsers import parse
from tests.support.dumped import TESTDATA
from tests.support.equality import differences_in_print

TABLES = """\
FileNames
1 "model.py"
2 "dir/\\303\\251 \\"quoted\\".py"

FunctionNames
1 "main"
2 "layer.<locals>.call"

FileLocations
1 {file_name_id=1 function_name_id=1 line=10 end_line=10 column=4 end_column=9}
2 {file_name_id=2 function_name_id=2 line=20 end_line=21 column=8 end_column=9}

StackFrames
1 {file_location_id=1 parent_frame_id=1}
2 {file_location_id=2 parent_frame_id=2}
3 {file_location_id=1 parent_frame_id=3}
"""
MAIN = Frame("model.py", 10, "main", 4)
CALL = Frame('dir/\u00e9 "quoted".py', 20, "layer.<locals>.call", 8)


def module_with(tables: str, metadata: str = "{stack_frame_id=2}") -> HloModule:
    return parse(
        f"HloModule m\n\n{tables}\n\nENTRY %e (a: f32[2]) -> f32[2] {{\n"
        f"  ROOT %a = f32[2]{{0}} parameter(0), metadata={metadata}\n}}\n"
    )


@pytest.mark.parametrize(
    ("frame_id", "frames"),
    [(1, (MAIN,)), (2, (CALL, MAIN)), (3, (MAIN, CALL, MAIN)), (0, ()), (4, ()), (-1, ())],
)
def test_call_stack_is_innermost_first_and_the_printed_parent_is_one_too_high(
    frame_id: int, frames: tuple[Frame, ...]
) -> None:
    assert module_with(TABLES).stack_frames(frame_id) == frames


def test_metadata_takes_its_place_from_the_frame() -> None:
    metadata = module_with(TABLES, '{op_name="jit(f)/sin" op_type="sin" stack_frame_id=2}').entry.root.metadata
    assert metadata == Metadata("jit(f)/sin", "sin", 'dir/\u00e9 "quoted".py', 20, (CALL, MAIN))


def test_metadata_with_a_place_of_its_own_keeps_it() -> None:
    metadata = module_with(TABLES, '{source_file="b.py" source_line=3 stack_frame_id=1}').entry.root.metadata
    assert (metadata.source_file, metadata.source_line, metadata.frames) == ("b.py", 3, (MAIN,))


@pytest.mark.parametrize(
    ("text", "metadata"),
    [
        ("{}", Metadata()),
        ('{op_name="n"}', Metadata("n")),
        ('{op_type="t" op_name="n" source_file="f" source_line=3}', Metadata("n", "t", "f", 3)),
        ('{op_type="t", op_name="n", source_file="f", source_line=3}', Metadata("n", "t", "f", 3)),
        ('{,op_type="t"op_name="n"source_line=3}', Metadata("n", "t", "", 3)),
        ('{ op_name= "a//b {c}, d=\\"e\\"" profile_type={1} }', Metadata('a//b {c}, d="e"')),
        ("{op_name='it\\'s'}", Metadata("it's")),
        ('{op_name="\\346\\227\\245"}', Metadata("\u65e5")),
        ("{stack_frame_id=7}", Metadata()),
        ("{source_line=" + "9" * 5000 + "}", Metadata()),
    ],
)
def test_metadata_without_tables(text: str, metadata: Metadata) -> None:
    assert module_with("", text).entry.root.metadata == metadata


@pytest.mark.parametrize(
    ("tables", "frames"),
    [
        ("StackFrames\n2 {file_location_id=9 parent_frame_id=1}", (Frame("", 0),)),
        ("StackFrames\n2 {}", (Frame("", 0),)),
        ("StackFrames\n2 {file_location_id=x parent_frame_id=y}", (Frame("", 0),)),
        ("FileLocations\n1 {file_name_id=1 line=5}\nStackFrames\n2 {file_location_id=1}", (Frame("", 5),)),
        ('StackFrames\n2 "a string"', (Frame("", 0),)),
        ("FileNames\nFunctionNames\nFileLocations\nStackFrames", ()),
    ],
)  # fmt: skip
def test_tables_with_gaps(tables: str, frames: tuple[Frame, ...]) -> None:
    assert module_with(tables).entry.root.metadata.frames == frames


def test_frames_that_are_their_own_ancestors_end() -> None:
    frames = module_with("StackFrames\n2 {file_location_id=1 parent_frame_id=3}").stack_frames(2)
    assert 1 < len(frames) <= 1000


def test_row_numbers_of_thousands_of_digits() -> None:
    assert module_with(f'FileNames\n{"9" * 5000} "a.py"\n{TABLES[10:]}').stack_frames(1) == (MAIN,)


def test_tables_are_printed_back() -> None:
    module = module_with(TABLES)
    assert module.tables.strip() == TABLES.strip()
    assert str(parse(str(module))) == str(module)


def test_call_stack_of_a_real_dump() -> None:
    (path,) = (TESTDATA / "jax-0.10.2-cpu" / "mlp").glob("*cpu_after_optimizations.txt")
    root = parse(path.read_text("utf-8")).entry.root
    program = "testdata/programs/jax_programs.py"
    assert root.metadata == Metadata(
        op_name="jit(mlp)/add",
        source_file="testdata/programs/jax_models.py",
        source_line=35,
        frames=(
            Frame("testdata/programs/jax_models.py", 35, "mlp", 11),
            Frame(program, 66, "run", 33),
            Frame(program, 104, "main", 12),
            Frame(program, 108, "<module>", 4),
        ),
    )


def test_tables_at_the_end_say_the_same_and_are_printed_in_front() -> None:
    front = module_with(TABLES)
    header, _, computation = str(front).replace(front.tables, "").partition("\n\n")
    behind = parse(f"{header}\n\n{computation}\n{TABLES}")
    assert behind.entry.root.metadata == front.entry.root.metadata
    assert behind.entry.root.metadata.frames == (CALL, MAIN)
    assert differences_in_print(behind) == []
