"""Attributes whose form XLA fixes: a value of another form is a broken text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from hloscope.regex import lazy_pattern

from ..cursor import QUOTED_TEXT, Cursor
from .patterns import ANY_ESCAPE, COMMENT_OR_QUOTED, ESCAPE, NAME_TEXT, PRINTED_ATTRIBUTE


class _Form(NamedTuple):
    pattern: str
    expected: str


def _list_of(member: str, start: str = r"\{", end: str = r"\}", least: str = "?+") -> str:
    """Members between brackets, separated by commas; `least` says whether there may be none."""
    return rf"{start}\s*+(?:{member}\s*+(?:,\s*+{member}\s*+)*+){least}{end}"


_MAY_END_IN_COMMA = r"(?:,\s*+)?+\}"
_INTEGER = r"-?\d{1,19}+"
_BOOLEAN = r"(?:true|false)"
_WORD = r"(?!(?:true|false|inf|nan)\b)[A-Za-z_][\w.\-]*+"
_INTEGERS = _list_of(_INTEGER)
_BOOLEANS = _list_of(_BOOLEAN)
_PAIR = rf"\{{\s*+{_INTEGER}\s*+,\s*+{_INTEGER}\s*+\}}"
_BY = r"(?:-?\d++|\d++(?:x\d++)++)"  # 3x3
_PAD = r"-?\d++_-?\d++"
_PADDING = rf"{_PAD}(?:_\d++)?+"
_NUMBERS = _list_of(r"\d++", r"\[", r"\]", "")
_PERMUTATION = _list_of(_INTEGER, r"\(", r"\)", "")
_RANGE = rf"\[\s*+{_INTEGER}\s*+:\s*+{_INTEGER}\s*+(?::\s*+{_INTEGER}\s*+)?+\]"
_PLACE = rf"\(\s*+{_INTEGER}\s*+,\s*+{_INTEGERS}\s*+(?:,\s*+[\w\-]++\s*+)?+\)"
_PLACES = rf"{_INTEGERS}\s*+:\s*+(?:{_PLACE}|\d++(?=\s*+,))"
_NAME = f"%?+{NAME_TEXT}"
_FIELD = rf"(?:size|stride|lhs_dilate|rhs_dilate|rhs_reversal)=\s*+{_BY}|pad=\s*+{_PAD}(?:x{_PAD})*+"
_OTHER_FIELD = r"(?!(?:size|stride|lhs_dilate|rhs_dilate|rhs_reversal|pad)=)\w++=[\w\-]++"
_TEXT_FIELD = rf"(?:op_type|op_name|source_file|scheduling_name|deduplicated_name)=\s*+(?:{QUOTED_TEXT})"
_NUMBER_FIELD = rf"(?:source_line|source_end_line|source_column|source_end_column|stack_frame_id)=\s*+{_INTEGER}"
_METADATUM = (
    rf"{_TEXT_FIELD}|{_NUMBER_FIELD}|(?!(?:op_type|op_name|source_\w++|scheduling_name|deduplicated_name"
    rf"|stack_frame_id)=)\w++=\s*+(?:{QUOTED_TEXT}|[\w\-]++|\{{[^{{}}]*+\}})"
)
_STATISTIC = rf"{NAME_TEXT}=\s*+-?[\d.]++(?:e[+\-]?\d++)?+"

_AN_INTEGER = _Form(_INTEGER, "a whole number such as 1")
_A_BOOLEAN = _Form(_BOOLEAN, "true or false")
_A_WORD = _Form(_WORD, "a word without quotes")
_A_STRING = _Form(QUOTED_TEXT, "a string")
_A_LIST = _Form(_INTEGERS, "whole numbers such as {0,1}")
_BOOLEANS_OR_ONE = _Form(rf"{_BOOLEAN}|{_BOOLEANS}", "true or false, or several such as {true,false}")
_A_SHAPE = _Form(r"(?:\(|[a-z][a-z0-9]*+\s*+\[).*+", "a shape")
_BRACES = _Form(r"\{.*+", "a value in braces")

# By xla/hlo/parser/hlo_parser.cc, for values without comments. Which words there are is not looked at, and what may
# mean other things to opcodes that are new is not here.
_FORMS: Mapping[str, _Form] = {
    "channel_id feature_group_count batch_group_count feature_index iota_dimension inferred_dimension index_vector_dim"
    " exponent_bits mantissa_bits delta num_carries cross_program_prefetch_index index replica_count"
    " num_partitions": _AN_INTEGER,
    "is_stable constrain_layout use_global_device_ids is_host_transfer is_composite indices_are_sorted unique_indices"
    " custom_call_has_side_effect left_side lower unit_diagonal is_reverse is_scheduled"
    " alias_passthrough_params": _A_BOOLEAN,
    "direction fft_type kind distribution algorithm padding_type transpose_a api_version": _A_WORD,
    "custom_call_target infeed_config outfeed_config async_execution_thread": _A_STRING,
    "dimensions lhs_contracting_dims rhs_contracting_dims lhs_batch_dims rhs_batch_dims lhs_ragged_dims rhs_group_dims"
    " offset_dims collapsed_slice_dims start_index_map operand_batching_dims start_indices_batching_dims"
    " update_window_dims inserted_window_dims scatter_dims_to_operand_dims input_batching_dims"
    " scatter_indices_batching_dims dynamic_slice_sizes fft_length": _A_LIST,
    "slice_sizes": _Form(rf"{_INTEGERS}|{_list_of(_INTEGERS)}", "whole numbers such as {0,1}"),
    "source_target_pairs": _Form(_list_of(_PAIR), "pairs such as {{0,1},{1,0}}"),
    "parameter_replication": _Form(_BOOLEANS, "booleans such as {true,false}"),
    "allow_spmd_sharding_propagation_to_parameters allow_spmd_sharding_propagation_to_output": _BOOLEANS_OR_ONE,
    "epsilon": _Form(r"-?(?:\d++\.?+\d*+(?:[eE][+\-]?+\d++)?+|nan)", "a number such as 0.001"),
    "window": _Form(
        rf"\{{\s*+(?:(?:{_FIELD}|{_OTHER_FIELD})(?=[\s}}])\s*+)*+\}}", "a window such as {size=3x3 pad=1_1x1_1}"
    ),
    "padding": _Form(rf"{_PADDING}(?:x{_PADDING})*+", "paddings such as 1_1x0_0_2"),
    "dim_labels": _Form(r"[\dbf?]{2,}+_[\dio?]{2,}+->[\dbf?]{2,}+", "labels such as b01f_01io->b01f"),
    "slice": _Form(_list_of(_RANGE), "ranges such as {[0:2], [0:9:3]}"),
    "operand_precision": _Form(_list_of(_WORD), "precisions such as {default,highest}"),
    "replica_groups": _Form(
        rf"{_list_of(_INTEGERS)}|{_NUMBERS}\s*+<=\s*+{_NUMBERS}(?:\s*+T\s*+{_PERMUTATION})?+"
        r"|mesh\s*+\[.*+",
        "groups such as {{0,1},{2,3}} or [2,2]<=[4]",
    ),
    "statistics": _Form(_list_of(_STATISTIC), "statistics such as {visualizing_index=1,name=0.5}"),
    "metadata": _Form(
        rf"\{{\s*+(?:,?+\s*+(?:{_METADATUM})\s*+)*+\}}", 'metadata such as {op_name="name" source_line=3}'
    ),
    "control-predecessors": _Form(_list_of(_NAME, least=""), "names such as {a, b}"),
    "input_output_alias": _Form(_list_of(_PLACES, end=_MAY_END_IN_COMMA), "aliases such as {{0}: (0, {}, may-alias)}"),
    "buffer_donor": _Form(_list_of(_PLACE, end=_MAY_END_IN_COMMA), "donors such as {(0, {}), (1, {2})}"),
    "output_to_operand_aliasing": _Form(
        _list_of(rf"{_INTEGERS}\s*+:\s*+{_PLACE}", end=_MAY_END_IN_COMMA),
        "aliases such as {{0}: (0, {})}",
    ),
    "entry_computation_layout": _Form(
        r"\{\s*+\(.*\)\s*+->\s*+[^\s}].*+(?<!,\})", "a layout such as {(f32[2]{0})->f32[2]{0}}"
    ),
    "branch_computations": _Form(rf"{_list_of(_NAME, least='')}|\{{\s*+\{{.*+", "computations such as {f, g}"),
    "to_apply body condition true_computation false_computation select scatter": _Form(
        rf"{_NAME}|\{{\s*+(?:ROOT\s++)?+{_NAME}:?+\s*+=.*+", "the name of a computation"
    ),
    "literal outfeed_shape": _A_SHAPE,
    "operand_layout_constraints": _Form(r"\{\s*+(?:\}|(?:\(|[a-z][a-z0-9]*+\s*+\[).*+)", "shapes such as {f32[2]{0}}"),
    "sharding domain origin origin_recovery_table result_accuracy": _BRACES,
}
_RAW = ("backend_config", "frontend_attributes")  # braces in them may hold anything
# Each name has its form, whose pattern is compiled when first used; the others may be of any.
_BY_NAME: Mapping[str, tuple[re.Pattern[str], str]] = {
    name: (pattern, form.expected)
    for names, form in _FORMS.items()
    for pattern in (lazy_pattern(form.pattern, re.ASCII | re.DOTALL),)
    for name in names.split()
}
_ANY = (None, "")


def check_form(cursor: Cursor, name: str, start: int) -> None:
    """Raises if the value between `start` and the cursor is not what the attribute `name` takes."""
    value = cursor.text[start : cursor.position]
    pattern, expected = _BY_NAME.get(name, _ANY)
    if pattern and not pattern.fullmatch(without_comments(value)):
        raise cursor.error(expected, at=start, found=repr(value))
    if "\\" in value and not (name in _RAW and value.startswith("{")):
        _check_escapes(cursor, start)


class KnownForms(dict[str, None]):
    """Attributes as XLA prints them, by their text: one that `check_form` might refuse is a KeyError.

    The same attributes stand in many lines, and most lines have none of these: 0.3 % of the time of a module.
    """

    def __missing__(self, attributes: str) -> None:
        position = 0
        while found := PRINTED_ATTRIBUTE.match(attributes, position):
            pattern, _ = _BY_NAME.get(found[1], _ANY)
            if pattern and not pattern.fullmatch(found[2]):
                raise KeyError(attributes)
            position = found.end()
        if position < len(attributes):
            raise KeyError(attributes)
        self[attributes] = None


def _check_escapes(cursor: Cursor, start: int) -> None:
    """Raises at the first backslash in a string that begins no escape."""
    strings = (found for found in COMMENT_OR_QUOTED.finditer(cursor.text, start, cursor.position) if found[0][0] != "/")
    escapes = (escape for string in strings for escape in ANY_ESCAPE.finditer(cursor.text, *string.span()))
    for escape in escapes:
        if not ESCAPE.match(cursor.text, escape.start()):
            raise cursor.error("an escape such as \\n, \\x41 or \\101", at=escape.start(), found=f"'{escape[0]}'")


def without_comments(text: str) -> str:
    """The text without `/*...*/` and `//...`; those inside strings are none."""
    return COMMENT_OR_QUOTED.sub(lambda found: "" if found[0][0] == "/" else found[0], text) if "/" in text else text
