"""Which line of a call stack is shown."""

import pytest

from hloscope.analyses.facts.launch_sources import LaunchSources
from hloscope.analyses.facts.lines import LineChoice, showing_lines
from hloscope.analyses.facts.sources import Sources
from hloscope.ir import Frame
from hloscope.parsers import parse

FLAX = Frame("/venv/lib/python3.11/site-packages/flax/linen/linear.py", 287)
MODEL = Frame("/home/me/model.py", 31)
TRAIN = Frame("/home/me/train.py", 8)
THREAD = Frame("/usr/lib/python3.12/threading.py", 1012)


@pytest.mark.parametrize(
    ("stack", "own"),
    [
        pytest.param([FLAX, MODEL, TRAIN], MODEL, id="innermost of the user's"),
        pytest.param([MODEL, FLAX, TRAIN, THREAD], MODEL, id="a function given to a library"),
        pytest.param([THREAD, TRAIN], TRAIN, id="the standard library is none"),
        pytest.param([Frame("/opt/conda/lib/python3.10/functools.py", 5), MODEL], MODEL, id="nor conda's"),
        pytest.param([Frame("/usr/lib/python3/dist-packages/jax/_src/nn.py", 5), MODEL], MODEL, id="nor Debian's"),
        pytest.param([Frame("/x/run.runfiles/pip_flax/site-packages/flax/l.py", 5), MODEL], MODEL, id="nor Bazel's"),
        pytest.param([Frame("<frozen importlib._bootstrap>", 5), MODEL], MODEL, id="nor what is frozen"),
        pytest.param([Frame("<ipython-input-3-1f>", 2), TRAIN], Frame("<ipython-input-3-1f>", 2), id="a notebook's is"),
        pytest.param([FLAX, THREAD], FLAX, id="libraries alone"),
        pytest.param(
            [Frame("/v/lib/python3.11/site-packages/tensorflow/python/ops.py", 1221)], None, id="TensorFlow's"
        ),
        pytest.param([Frame("/v/lib/python3.11/site-packages/keras/src/layer.py", 9)], None, id="Keras's"),
        pytest.param([], None, id="no stack"),
    ],
)
def test_line_shown_is_the_innermost_of_the_user_s(stack: list[Frame], own: Frame | None) -> None:
    assert LineChoice().frame_in(stack) == own


def test_line_of_a_library_is_shown_on_request() -> None:
    assert LineChoice(shows_libraries=True).frame_in([FLAX, MODEL]) == FLAX


def test_lines_below_a_folder_are_the_user_s_wherever_it_is() -> None:
    choice = LineChoice(root="/venv/lib/python3.11/site-packages/flax/")
    assert choice.frame_in([Frame("/venv/lib/python3.11/site-packages/jax/nn.py", 3), FLAX, MODEL]) == FLAX


STACKS = """HloModule m

FileNames
1 "/venv/lib/python3.11/site-packages/flax/linen/linear.py"
2 "/home/me/model.py"

FunctionNames
1 "call"
2 "loss"

FileLocations
1 {file_name_id=1 function_name_id=1 line=287 end_line=287 column=4 end_column=9}
2 {file_name_id=2 function_name_id=2 line=31 end_line=31 column=4 end_column=9}

StackFrames
1 {file_location_id=2 parent_frame_id=1}
2 {file_location_id=1 parent_frame_id=2}

ENTRY e {
  x = f32[4] parameter(0)
  s = f32[4] sine(x), metadata={op_name="jit(f)/sin" stack_frame_id=2}
  c = f32[4] cosine(s), metadata={op_name="jit(f)/cos" source_file="/home/me/old.py" source_line=4}
  ROOT r = f32[4] copy(c)
}
"""


def places() -> dict[str, str]:
    module = parse(STACKS)
    sources = Sources()
    return {i.name: sources.source_of(i).place for i in module.entry.instructions.values()}


def test_sources_take_the_line_from_the_stack_of_the_module() -> None:
    assert places() == {"x": "", "s": "/home/me/model.py:31", "c": "/home/me/old.py:4", "r": ""}


def test_choice_holds_while_it_is_set() -> None:
    with showing_lines(LineChoice(shows_libraries=True)):
        assert places()["s"] == "/venv/lib/python3.11/site-packages/flax/linen/linear.py:287"
    assert places()["s"] == "/home/me/model.py:31"


def test_launch_that_lost_its_metadata_has_that_of_what_it_reads() -> None:
    sources = LaunchSources(Sources())
    copy = parse(STACKS).entry.root
    assert (sources.of(copy).source.place, sources.of(copy).is_inferred) == ("/home/me/old.py:4", True)
    assert sources.of(copy.operands[0]).is_inferred is False


def test_launch_that_reads_parameters_alone_has_the_source_of_what_reads_it() -> None:
    text = 'ENTRY e { x = f32[4] parameter(0) c = f32[4] copy(x) ROOT s = f32[4] sine(c), metadata={op_name="sin"} }'
    (_, copy, _) = parse(text).entry.instructions.values()
    assert LaunchSources(Sources()).of(copy).source.op_name == "sin"


def test_module_without_metadata_has_no_sources() -> None:
    chain = " ".join(f"v{n + 1} = f32[4] negate(v{n})" for n in range(99))
    root = parse(f"ENTRY e {{ v0 = f32[4] parameter(0) {chain} ROOT r = f32[4] negate(v99) }}").entry.root
    assert not any(LaunchSources(Sources()).of(root).source)


def test_fusion_without_metadata_has_the_last_line_inside() -> None:
    text = """
    f { p = f32[4] parameter(0) a = f32[4] sine(p), metadata={op_name="x" source_file="m.py" source_line=1}
      b = f32[4] cosine(a), metadata={op_name="y" source_file="m.py" source_line=2} ROOT c = f32[4] copy(b) }
    ENTRY e { x = f32[4] parameter(0) ROOT r = f32[4] fusion(x), kind=kLoop, calls=f }"""
    assert LaunchSources(Sources()).of(parse(text).entry.root).source.place == "m.py:2"


CALLS = """
HloModule jit_f, is_scheduled=true
sum { p = f32[] parameter(0) q = f32[] parameter(1) ROOT s = f32[] add(p, q) }
parallel_first { x.1 = f32[8,64] parameter(0) z.1 = f32[] parameter(1)
  ROOT step = f32[2,64] reduce-window(x.1, z.1), window={size=4x1 stride=4x1}, to_apply=sum }
parallel_copy { x.2 = f32[8,64]{0,1} parameter(0) ROOT c = f32[8,64]{1,0} copy(x.2) }
ENTRY e {
  x = f32[8,64] parameter(0), metadata={op_name="x"}
  z = f32[] constant(0)
  t = f32[8,64]{0,1} tanh(x), metadata={op_name="tanh" source_file="m.py" source_line=1}
  call.1 = f32[2,64] call(t, z), to_apply=parallel_first
  total = f32[64] reduce(call.1, z), dimensions={0}, to_apply=sum, metadata={op_name="sum" source_file="m.py" source_line=2}
  call.2 = f32[8,64] call(t), to_apply=parallel_copy
  call.3 = f32[2,64] copy(call.1)
  ROOT r = (f32[64], f32[8,64], f32[2,64]) tuple(total, call.2, call.3)
}
"""


def test_what_was_outlined_has_the_line_of_what_its_call_reads_or_is_read_by() -> None:
    module = parse(CALLS)
    sources = LaunchSources(Sources(), module.instructions())
    named = {i.name: sources.of(i) for i in module.instructions()}
    assert {name: (named[name].source.place, named[name].is_inferred) for name in ("c", "step", "total")} == {
        "c": ("m.py:1", True),
        "step": ("m.py:2", True),
        "total": ("m.py:2", False),
    }


def test_reduction_in_steps_has_the_line_of_its_last_step_in_a_fusion() -> None:
    text = """
    sum { p = f32[] parameter(0) q = f32[] parameter(1) ROOT s = f32[] add(p, q) }
    f { x.1 = f32[2,64] parameter(0) z.1 = f32[] constant(0)
      total = f32[64] reduce(x.1, z.1), dimensions={0}, to_apply=sum, metadata={source_file="m.py" source_line=1}
      ROOT r.1 = f32[64] rsqrt(total), metadata={source_file="m.py" source_line=2} }
    ENTRY e { x = f32[8,64] parameter(0) z = f32[] constant(0)
      step = f32[2,64] reduce-window(x, z), window={size=4x1 stride=4x1}, to_apply=sum
      ROOT r = f32[64] fusion(step), kind=kLoop, calls=f }"""
    step = parse(text).entry.root.operands[0]
    assert LaunchSources(Sources()).of(step).source.place == "m.py:1"


def test_reader_whose_operations_lost_their_lines_has_its_own() -> None:
    text = """
    f { x.1 = f32[64] parameter(0) ROOT r.1 = f32[4] slice(x.1), slice={[0:4]} }
    ENTRY e { x = f32[64] parameter(0) c = f32[64] copy(x)
      ROOT r = f32[4] fusion(c), kind=kLoop, calls=f, metadata={source_file="m.py" source_line=1} }"""
    assert LaunchSources(Sources()).of(parse(text).entry.root.operands[0]).source.place == "m.py:1"


def test_name_of_an_argument_is_no_source_of_what_reads_it() -> None:
    text = 'ENTRY e { x = f32[4] parameter(0), metadata={op_name="x"} ROOT s = f32[4] sine(x) }'
    assert not any(LaunchSources(Sources()).of(parse(text).entry.root).source)
