"""Values that XLA's parser refuses for their form, by the attribute and an instruction that takes it.

tests/live/test_malformed.py asks XLA's own parser of every one of them.
"""

from collections.abc import Iterator

_INTEGERS = ("1.5", "a", "{1}", '"1"', "1e3", "true", "1_1", "[1]", "{}", "99999999999999999999")
_LISTS = ("{a}", "{,}", "{1,}", "{,1}", "{1.5}", "{1 0}", "1", "[1,0]", "{{1},{0}}", '"1,0"', "{true}", "{1_0}")
_BOOLEANS = ("1", "0", "True", "yes", "{true}", '"true"')
_WORDS = ("1", '"LT"', "{LT}", "1.5", "true")
_STRINGS = ("x", "1", "{x}", "true")

# The instruction as XLA prints it, with %VALUE for the value.
_VALUES = {
    "f32[] get-tuple-element(%t), index=%VALUE": _INTEGERS,
    "f32[6,4]{1,0} transpose(%a), dimensions=%VALUE": _LISTS,
    "f32[6,8]{1,0} pad(%a, %z), padding=%VALUE": (
        "1x2", "1", "1_1_1_1x0_0", "1_1x", "x1_1", "{1_1x1_1}", "1_ax0_0", "1-1x0-0", '"1_1x1_1"', "1.0_1x0_0",
    ),
    "f32[3,5]{1,0} reduce-window(%a, %z), window=%VALUE, to_apply=%add": (
        "{size=2x2 pad=1x1}", "{size=2x2 pad=1}", "{size=ax2}", "{2x2}", "{size=2x2 pad=1_1_1x1_1}", "{size=2X2}",
        "{size=2x-2}", "{size=2x2 pad=0_0x}", "size=2x2",
    ),
    "f32[8,6,6,16]{3,2,1,0} convolution(%s, %k), window={size=3x3}, dim_labels=%VALUE": (
        "b01f", "b01f_01io", "b01f-01io->b01f", "b01f_01io->", "x01f_01io->b01f", "b01f_01io->b01fx",
        '"b01f_01io->b01f"',
    ),
    "f32[8,6,6,16]{3,2,1,0} convolution(%s, %k), window={size=3x3}, dim_labels=b01f_01io->b01f, feature_group_count=%VALUE": (
        _INTEGERS
    ),
    "f32[8,6,6,16]{3,2,1,0} convolution(%s, %k), window={size=3x3}, dim_labels=b01f_01io->b01f, operand_precision=%VALUE": (
        "default", "{default,}", "{1,2}", "[default,default]", "{,}",
    ),
    "f32[2,6]{1,0} slice(%a), slice=%VALUE": (
        "{0:2,0:6}", "{[0],[0:6]}", "{[0:2:1:1],[0:6]}", "{[a:2],[0:6]}", "{[0,2],[0:6]}", "{[0:2],[0:6],}",
        "{[0:],[0:6]}", "{[::],[0:6]}", "{[],[]}",
    ),
    "f32[4,6]{1,0} all-reduce(%a), to_apply=%add, channel_id=%VALUE": _INTEGERS,
    "f32[4,6]{1,0} all-reduce(%a), to_apply=%add, replica_groups=%VALUE": (
        "{0,1}", "{{0,1},2}", "{{a}}", "{{0,}}", "[2]", "[2,1]<=2", "[2,1]<=[2]T", "0", "mesh", '"{{0}}"',
    ),
    "f32[4,6]{1,0} all-reduce(%a), to_apply=%add, channel_id=1, use_global_device_ids=%VALUE": _BOOLEANS,
    "f32[4,6]{1,0} collective-permute(%a), source_target_pairs=%VALUE": (
        "{0,1}", "{{0}}", "{{0,1,2}}", "{{a,b}}", "{{0,1},}", "0", "[[0,1]]",
    ),
    "c64[4,6]{1,0} fft(%c), fft_type=FFT, fft_length=%VALUE": _LISTS,
    "c64[4,6]{1,0} fft(%c), fft_type=%VALUE, fft_length={6}": _WORDS,
    "pred[4,6]{1,0} compare(%a, %a), direction=%VALUE": _WORDS,
    "f32[] fusion(%z, %z), kind=%VALUE, calls=%add": _WORDS,
    "f32[] custom-call(%z), custom_call_target=%VALUE": _STRINGS,
    'f32[] custom-call(%z), custom_call_target="x", custom_call_has_side_effect=%VALUE': _BOOLEANS,
    'f32[4,6]{1,0} custom-call(%a), custom_call_target="x", output_to_operand_aliasing=%VALUE': (
        "{{}: 0}", "{{}: (0)}", "{{} (0, {})}", "{{}: (a, {})}", "(0, {})", "{{a}: (0, {})}",
    ),
    "s32[4]{0} iota(), iota_dimension=%VALUE": _INTEGERS,
    "f32[1,6]{1,0} dynamic-slice(%a, %i, %i), dynamic_slice_sizes=%VALUE": _LISTS,
    "f32[4,6]{1,0} sort(%a), dimensions={0}, to_apply=%add, is_stable=%VALUE": _BOOLEANS,
    "f32[4,6]{1,0} reduce-precision(%a), exponent_bits=%VALUE, mantissa_bits=3": _INTEGERS,
    "f32[4,6]{1,0} batch-norm-inference(%a, %a, %a, %a, %a), epsilon=%VALUE, feature_index=1": (
        "a", "{1}", '"1"', "true", "1_1", "1e",
    ),
    "f32[] call(%z, %z), to_apply=%VALUE": ("{}", "1", '"add"', "{add}", "(add)", "[add]"),
    "f32[] conditional(%i, %z), branch_computations=%VALUE": ("add", "{}", "{1}", "{add,}"),
    "f32[4,6]{1,0} copy(%a), metadata=%VALUE": (
        "{op_name=a}", '{op_name="a" source_line="3"}', '{op_name="a" source_line=x}', "{op_name=1}", "op_name",
        "{source_line=1.5}",
    ),
    "f32[4,6]{1,0} copy(%a), statistics=%VALUE": ("{a}", "1", "{a=b}"),
    "f32[4,6]{1,0} copy(%a), sharding=%VALUE": ("replicated", "1", '"replicated"'),
    "f32[4,6]{1,0%VALUE} copy(%a)": (":T(a)", ":S()", ":S5", ":E(4)T(8)", ":T(8,)", ":M(a)", ":S(1)S(2)"),
}  # fmt: skip

_HEADERS = {
    "is_scheduled": _BOOLEANS,
    "replica_count": _INTEGERS,
    "alias_passthrough_params": _BOOLEANS,
    "allow_spmd_sharding_propagation_to_output": ("1", "{1}", "{true,}", "a", "[true]"),
    "buffer_donor": ("{0}", "{(0)}", "{(0, 0)}", "{(0, {}) (1, {})}", "(0, {})", "{(a, {})}"),
    "input_output_alias": (
        "{0: (0, {})}", "{{}: 0}", "{{}: (0)}", "{{}: (0, {}, must-alias) {0}: (0, {})}", "{{}: (0, 0)}",
    ),
    "entry_computation_layout": (
        "f32[4]->f32[4]", "{f32[4]->f32[4]}", "{(f32[4])}", "{(f32[4])->}", "{(f32[4]) f32[4]}", "{(f32[4])=>f32[4]}",
    ),
}  # fmt: skip

_BODY = "  ROOT %a = f32[4]{0} parameter(0)\n}\n"
_WHOLE = {
    "a signature without header": f"f (a: f32[4]) -> f32[4] {{\n{_BODY}",
    "a signature without header in front of the entry": f"f (a: f32[4]) -> f32[4] {{\n{_BODY}ENTRY e {{\n{_BODY}",
    "a header behind a computation": f"f {{\n{_BODY}HloModule m\nENTRY e {{\n{_BODY}",
    "two headers": f"HloModule m\nHloModule n\nENTRY e {{\n{_BODY}",
    "a header behind the module": f"ENTRY e {{\n{_BODY}HloModule m\n",
    "a header in a body": f"HloModule m\nENTRY e {{\nHloModule n\n{_BODY}",
    "a comma at the end of a signature": f"HloModule m\nENTRY e (a: f32[4],) -> f32[4] {{\n{_BODY}",
    "a signature without arrow": f"HloModule m\nENTRY e (a: f32[4]) {{\n{_BODY}",
    "a signature without result": f"HloModule m\nENTRY e (a: f32[4]) -> {{\n{_BODY}",
    "a signature in front of the name": f"HloModule m\nENTRY (a: f32[4]) -> f32[4] e {{\n{_BODY}",
    "a signature behind the body": f"HloModule m\nENTRY e {{\n{_BODY}(a: f32[4]) -> f32[4]\n",
    "two signatures": f"HloModule m\nENTRY e (a: f32[4]) -> f32[4] (a: f32[4]) -> f32[4] {{\n{_BODY}",
}

_TEXT = """HloModule m

%add (x: f32[], y: f32[]) -> f32[] {
  %x = f32[] parameter(0)
  %y = f32[] parameter(1)
  ROOT %r = f32[] add(%x, %y)
}

ENTRY %e {
  %a = f32[4,6]{1,0} parameter(0)
  %z = f32[] parameter(1)
  %s = f32[8,8,8,3]{3,2,1,0} parameter(2)
  %k = f32[3,3,3,16]{3,2,1,0} parameter(3)
  %c = c64[4,6]{1,0} parameter(4)
  %i = s32[] parameter(5)
  %t = (f32[], s32[]) parameter(6)
  ROOT %g = INSTRUCTION
}
"""


def _texts() -> Iterator[tuple[str, str]]:
    for instruction, values in _VALUES.items():
        key = instruction[: instruction.index("%VALUE")].rpartition(" ")[2]
        for value in values:
            yield f"{key}{value}", _TEXT.replace("INSTRUCTION", instruction.replace("%VALUE", value))
    for key, values in _HEADERS.items():
        for value in values:
            yield f"header {key}={value}", f"HloModule m, {key}={value}\n\nENTRY %e {{\n{_BODY}"
    yield from _WHOLE.items()


MALFORMED = dict(_texts())
