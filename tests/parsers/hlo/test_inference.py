"""Shapes that a text leaves out are those that XLA infers."""

from collections.abc import Callable
from importlib import import_module

import pytest

from hloscope.ir import HloInstruction
from hloscope.parsers import parse
from hloscope.shapes import Shape
from tests.support.careful_path import parse_carefully
from tests.support.equality import differences, differences_in_print
from tests.support.hlo_files import TARGETS, texts_by_target
from tests.support.inference_examples import DEMANDED, EXAMPLES, PREAMBLE, text_of, text_of_all
from tests.support.spelled_out import spelled_out

infer_shape: Callable[..., Shape] = import_module("hloscope.parsers.hlo.inference").infer_shape


ILL_TYPED = """
add(f32s)
add(f32s, u32s)
add(f32s, four)
add(f32s, stack)
add(pair, pair)
add(row, table)
negate(order)
negate(f32s, f32s)
complex(f32s, f64s)
complex(f16s, f16s)
select(flag, pair, pair)
select(preds, f32s, row)
select(preds, four, four)
clamp(s32_zero, f32s, s32_zero)
clamp(four, f32s, four)
map(f32s, f32s), to_apply=add
broadcast(f32s)
broadcast(unbounded), dimensions={3}
broadcast(f32s), dimensions={-3}
concatenate(f32s, f32s), dimensions={2}
concatenate(f32s, four), dimensions={0}
concatenate(f32s, row), dimensions={1}
concatenate(), dimensions={0}
pad(f32s, zero), padding=1_1
pad(f32s, s32_zero), padding=1_1x1_1
pad(f32s, zero), padding=-9_0x0_0
pad(f32s, zero), padding=9999999999999999999_0x0_0
pad(f32s, zero)
transpose(f32s), dimensions={0,0}
transpose(f32s), dimensions={0,1,2}
get-dimension-size(f32s), dimensions={2}
get-dimension-size(f32s)
set-dimension-size(f32s, number), dimensions={2}
dot(f32s, f32s), lhs_contracting_dims={0}, rhs_contracting_dims={1}
dot(f32s, f32s), lhs_contracting_dims={5}, rhs_contracting_dims={1}
dot(f32s, f32s), lhs_contracting_dims={1}
dot(f32s), lhs_contracting_dims={1}, rhs_contracting_dims={1}
ragged-dot(f32s, f32s, three_sizes), lhs_contracting_dims={0}, rhs_contracting_dims={0}
convolution(image, kernel), dim_labels=b01f_01io->b01f
convolution(image, kernel), window={size=3x3}
convolution(image, kernel), window={size=3x3}, dim_labels=b01f_01io->b02f
convolution(image, kernel), window={size=3x3 stride=0x0}, dim_labels=b01f_01io->b01f, batch_group_count=0
reduce-window(f32s, zero), window={size=3}, to_apply=add
reduce-window(f32s, f32s, zero, zero), window={size=2x2}, to_apply=add_pairs
reduce(f32s, zero), dimensions={2}, to_apply=add
reduce(f32s, zero), dimensions={0}
reduce(f32s), dimensions={0}, to_apply=add
scan(f32s, f32s), dimensions={0}, to_apply=step, num_carries=2
scan(f32s, f32s), dimensions={9}, to_apply=step, num_carries=0
scan(stack, four), dimensions={2}, to_apply=add, num_carries=0
topk(f32s), k=7
topk(zero), k=1
topk(f32s)
batch-norm-training(f32s, six, six), epsilon=1, feature_index=2
gather(table, indices), offset_dims={3}, collapsed_slice_dims={0,1}, start_index_map={0,1}, index_vector_dim=1, slice_sizes={1,1,3}
gather(table, indices), offset_dims={1}, collapsed_slice_dims={0}, start_index_map={0,1}, index_vector_dim=1, slice_sizes={1,1,3}
gather(table, indices), offset_dims={1}, collapsed_slice_dims={0,1}, start_index_map={0,1}, index_vector_dim=1, slice_sizes={1,1}
scatter(table, indices), to_apply=add
fft(f32s), fft_type=IRFFT, fft_length={6}
fft(u32s), fft_type=RFFT, fft_length={6}
fft(c64s), fft_type=FFT, fft_length={}
fft(c64s), fft_type=DCT, fft_length={6}
triangular-solve(squares)
while(), condition=always, body=turn
call(f32s)
conditional(flag, f32s, f32s), true_computation=same
conditional(number, pair, pair), branch_computations={turn, same_bounded, step}
get-tuple-element(pair), index=2
get-tuple-element(pair), index=-1
get-tuple-element(pair)
get-tuple-element(f32s), index=0
add(dot(f32s, f32s), reverse(f32s))
frobnicate(f32s)
""".strip().splitlines()  # fmt: skip


def shape_of(instruction: str) -> Shape:
    return parse(text_of(instruction)).entry.root.shape


@pytest.mark.parametrize("instruction", EXAMPLES)
def test_shape_is_that_of_xla(instruction: str) -> None:
    assert spelled_out(shape_of(instruction)) == EXAMPLES[instruction]


@pytest.mark.parametrize("instruction", ILL_TYPED)
def test_ill_typed_instruction_has_no_known_shape(instruction: str) -> None:
    assert shape_of(instruction).is_unknown


@pytest.mark.parametrize("opcode", DEMANDED)
def test_shape_that_xla_demands_is_not_guessed(opcode: str) -> None:
    assert shape_of(f"{opcode}(f32s, zero), dimensions={{0}}, to_apply=add").is_unknown


def test_what_depends_on_an_unknown_shape_is_unknown() -> None:
    lines = "  r = reshape(f32s)\n  t = tuple(f32s, r)\n  ROOT n = negate(r)\n"
    instructions = parse(f"{PREAMBLE}{lines}}}\n").entry.instructions
    assert [instructions[name].shape.is_unknown for name in "rtn"] == [True] * 3


def test_both_halves_infer_alike_and_the_printed_text_has_the_shapes() -> None:
    module = parse(text_of_all())
    assert differences(module, parse_carefully(text_of_all())) == []
    assert differences_in_print(module) == []


@pytest.mark.parametrize("step", ["dot(x{0}, x{0})", "broadcast(x{0}), dimensions={{2,2,2,2}}"])
def test_ranks_that_grow_line_by_line_are_not_inferred_for_ever(step: str) -> None:
    lines = "".join(f"  x{number + 1} = {step.format(number)}\n" for number in range(200))
    module = parse(f"ENTRY e {{\n  x0 = f32[2] parameter(0)\n{lines}}}")
    assert len(module.entry.instructions["x3"].shape.dimensions) > 6
    assert module.entry.root.shape.is_unknown


def test_sizes_that_grow_line_by_line_are_not_inferred_for_ever() -> None:
    lines = "".join(f"  x{number + 1} = pad(x{number}, z), padding=0_0_999999999\n" for number in range(1000))
    module = parse(f"ENTRY e {{\n  x0 = f32[2] parameter(0)\n  z = f32[] constant(0)\n{lines}}}")
    assert module.entry.instructions["x2"].shape.dimensions == (1_000_000_001 + 1_000_000_000 * 999_999_999,)
    assert module.entry.root.shape.is_unknown


@pytest.mark.parametrize("target", TARGETS)
def test_shapes_in_dumps_are_what_would_be_inferred(target: str) -> None:
    instructions = [i for text in texts_by_target()[target].values() for i in parse(text).instructions()]
    unlike = [str(i) for i in instructions if is_inferable(i) and not is_as_inferred(i)]
    assert unlike == []


def is_inferable(instruction: HloInstruction) -> bool:
    """Whether XLA infers what it prints: of a broadcast it does not, nor of windows on several arrays."""
    return instruction.opcode not in ("broadcast", "reduce-window", "fusion")


def is_as_inferred(instruction: HloInstruction) -> bool:
    """Whether the shape is what inference gives, or it gives none.

    The text has layouts of its own, sums of wider types, and TensorFlow sizes that only XLA's parser takes for dynamic.
    """
    inferred = infer_shape(
        instruction.opcode, instruction.operands, instruction.attribute_text, instruction.called_computations
    )
    own = instruction.shape.without_layout()
    if instruction.opcode in ("dot", "convolution", "set-dimension-size"):
        return inferred.dimensions == own.dimensions
    return inferred.is_unknown or inferred.without_layout() == own


def test_computations_of_one_name_nested_in_several_places() -> None:
    nested = "{{ x = f32[] parameter(0) y = f32[] parameter(1) ROOT s = f32[] {}(x, y) }}"
    lines = "".join(
        f"{name} {{ a = f32[2] parameter(0) z = f32[] constant(0) ROOT r = reduce(a, z), dimensions={{0}}, to_apply={nested.format(opcode)} }}\n"
        for name, opcode in (("f", "add"), ("g", "multiply"), ("e", "maximum"))
    )
    module = parse(lines)
    assert list(module.computations) == ["r.to_apply", "f", "r.to_apply.1", "g", "r.to_apply.2", "e"]
    assert [c.root.called_computations[0].root.opcode for c in (module.computations[n] for n in "fge")] == [
        "add",
        "multiply",
        "maximum",
    ]
    assert differences_in_print(module) == []


def test_a_computation_nested_in_one_of_its_own_name() -> None:
    inner = "{ a = f32[] parameter(0) ROOT r = call(a), to_apply={ a = f32[] parameter(0) ROOT r = negate(a) } }"
    module = parse(f"e {{ a = f32[] parameter(0) ROOT r = call(a), to_apply={inner} }}")
    assert list(module.computations) == ["r.to_apply", "r.to_apply.1", "e"]
    assert str(module.entry.root.shape) == "f32[]"


def test_a_free_name_is_looked_for_in_linear_time() -> None:
    count = 2000
    taken = "".join(f"r.to_apply.{number} {{ a = f32[] parameter(0) }}\n" for number in range(1, count))
    caller = "{ a = f32[] parameter(0) ROOT r = call(a), to_apply={ a = f32[] parameter(0) } }\n"
    module = parse(taken + "".join(f"caller{number} {caller}" for number in range(count)))
    assert list(module.computations)[-2] == f"r.to_apply.{2 * count - 2}"
