"""All patterns of the HLO text parser. Every repeat is possessive, so that each of them runs in linear time.

Those that only other forms of text need than what XLA prints today are compiled when they are first used.
"""

import re
from functools import cache

from hloscope.regex import compiled, lazy_pattern

from ..cursor import QUOTED_TEXT, SPACE_TEXT, STRING_TEXT

# Words that XLA's lexer takes for something else unless a % stands in front.
RESERVED = frozenset(
    """HloModule ENTRY ROOT true false maximal replicated manual last_tile_dim_replicate shard_as shard_like unknown
    unreduced inf nan pred token opaque bf16 f16 f32 f64 f8e5m2 f8e4m3 f8e4m3fn f8e4m3b11fnuz f8e3m4 f8e5m2fnuz
    f8e4m3fnuz f8e8m0fnu f4e2m1fn c64 c128 s1 s2 s4 s8 s16 s32 s64 u1 u2 u4 u8 u16 u32 u64""".split()
)

NAME_TEXT = r"[A-Za-z_][A-Za-z0-9_.\-]*+"  # 2.0 ns a character; [\w.\-] takes 3.8
_OPERAND = r"[A-Za-z_][A-Za-z0-9_.\-#]*+"  # or the member of a tuple, `p#0`; a group for that would take 2 % more
COMMENT_OR_QUOTED = lazy_pattern(r"/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+|" + QUOTED_TEXT, re.DOTALL)
COMMENT = lazy_pattern(r"/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+")
NAME = lazy_pattern(r"(" + NAME_TEXT + "):?+", re.ASCII)  # XLA's lexer takes a colon for the end of a name
PERCENT_NAME = lazy_pattern(r"%(" + NAME_TEXT + ")", re.ASCII)
DEFINED_NAME = lazy_pattern(
    r"%(" + NAME_TEXT + r")|(" + NAME_TEXT + r")(?!=):?+", re.ASCII
)  # glued, `a=` is an attribute
OPCODE = lazy_pattern(r"[a-z][a-z0-9_\-]*+", re.ASCII)
ATTRIBUTE_NAME = lazy_pattern(r"([A-Za-z_][\w.\-]*+)=", re.ASCII)
SIZE = lazy_pattern(r"\d{1,19}+(?!\d)", re.ASCII)
INTEGER = lazy_pattern(r"-?\d{1,40}+(?!\d)", re.ASCII)  # Python refuses to read numbers of thousands of digits

ROOT = lazy_pattern(r"ROOT(?=[\s/%])")
ENTRY = lazy_pattern(r"ENTRY(?=[\s/%])")
MODULE_KEYWORD = compiled(r"HloModule(?![\w.\-])")
MODULE_NAME = compiled(r"%?+([A-Za-z_][\w.\-]*+):?+", re.ASCII)
SIGNED_NAME = lazy_pattern(rf"%?+{NAME_TEXT}:?+{SPACE_TEXT}\(", re.ASCII)
PARAMETER_NAME = lazy_pattern(r"([A-Za-z_][\w.\-]*+):?+", re.ASCII)
EXECUTION_THREAD = compiled(r",\s*+execution_thread=(?:\"((?:[^\"\\]++|\\.)*+)\"|'((?:[^'\\]++|\\.)*+)')")
_VALUE_GOES_ON = r"[{\[(\d\-]|(?:true|false|inf|nan)(?![\w.\-])"
GOES_ON = compiled(
    rf"{SPACE_TEXT}(?:,|{_VALUE_GOES_ON})"
)  # what stands here belongs to the instruction in the line above
LINE_END = compiled(r"[ \t]*+\n")
PERCENT_START = compiled(r"[ ]*+(?:ROOT )?+%")

# Shapes.
ELEMENT_TYPE = lazy_pattern(rf"[a-z][a-z0-9]*+(?={SPACE_TEXT}\[)", re.ASCII)
BUFFER_TYPE = lazy_pattern(rf"b(?={SPACE_TEXT}\()")
LAYOUT_START = lazy_pattern(rf"\{{(?={SPACE_TEXT}(?:-?\d|:))")
PLAIN_SHAPE = lazy_pattern(
    r"([a-z][a-z0-9]*+)\[((?:\d{1,19}+(?:,\d{1,19}+)*+)?+)\]"
    r"(?:\{((?:\d{1,40}+(?:,\d{1,40}+)*+)?+)(?::([^{}]++))?+\})?+",
    re.ASCII,
)

PRINTED_ARRAY = compiled(  # the same with one group for the layout, in which stands what XLA often prints
    r"([a-z][a-z0-9]*+)\[((?:[0-9]{1,19}+(?:,[0-9]{1,19}+)*+)?+)\]"
    r"(\{(?!\})(?:[0-9]{1,40}+(?:,[0-9]{1,40}+)*+)?+"
    r"(?::(?!\})(?:T(?:\([0-9]++(?:,[0-9]++)*+\))++)?+(?:E\([0-9]++\))?+(?:S\([0-9]++\))?+)?+\})?+",
    re.ASCII,
)

# Behind the colon of a layout, in this order; what is not known may stand anywhere.
_TILE_SIZES = r"\((?:(?:-?\d++|\*)(?:,(?:-?\d++|\*))*+)?+\)"
_UNKNOWN_PROPERTIES = r"(?:(?!(?:[DTLESPM]|SC)\()[A-Za-z]\w*+\([^()]*+\))*+"
LAYOUT_PROPERTIES = lazy_pattern(
    _UNKNOWN_PROPERTIES.join(
        (
            r"(?:D\((?:[A-Z]\+?~?(?:,[A-Z]\+?~?)*+)?+\))?+",
            rf"(?:T(?:{_TILE_SIZES})++)?+",
            r"(?:L\(-?\d++\))?+",
            r"(?:#\(u\d++\))?+",
            r"(?:\*\(u\d++\))?+",
            r"(?:E\(-?\d++\))?+",
            r"(?:S\(-?\d++\))?+",
            r"(?:SC(?:\(\d++:\d++(?:,\d++)*+\))++)?+",
            r"(?:P\(.*\))?+",
            r"(?:M\(\d++\))?+",
            "",
        )
    ),
    re.ASCII,
)

# Attribute values: runs of words, strings and balanced brackets.
VALUE_GOES_ON = lazy_pattern(_VALUE_GOES_ON)
VALUE_WORD = lazy_pattern(r"[^\s,{}()\[\]\"'/]++|/(?![/*])")
_FREE = r"[^{}()\[\]\"'/]"
BRACKETED = lazy_pattern(  # all up to a string, a comment, or a bracket with brackets inside
    rf"(?:{_FREE}++|\[{_FREE}*+\]|\{{{_FREE}*+\}}|\({_FREE}*+\)|/(?![/*])|/\*index=\d++\*/)++"
)
RAW_BRACED = lazy_pattern(r"[^{}\"]++|" + STRING_TEXT, re.DOTALL)  # backend_config: only "..." hides a brace
COMPUTATION_NAMES = lazy_pattern(
    r"%?" + NAME_TEXT + r"|\{\s*+(?:%?" + NAME_TEXT + r"(?:\s*+,\s*+%?" + NAME_TEXT + r")*+)?+\s*+\}", re.ASCII
)

PERCENT_NAMES = lazy_pattern(
    r"%" + NAME_TEXT + r"|\{\s*+%" + NAME_TEXT + r"(?:\s*+,\s*+%" + NAME_TEXT + r")*+\s*+\}", re.ASCII
)

# Lines as XLA prints them. The sets are written as what is in them, for [^...] takes twice as long; what they do not
# hold, such as letters that are not ASCII outside of strings, is left to the careful parser.
_TEXT = r'"[ !#-\[\]-~]*+(?:(?:\\[abfnrtv\\\'"?0-7]|[^"\\\n -~])[ !#-\[\]-~]*+)*+"'  # other escapes are rare


def _braces(depth: int, free: str, inside: str) -> str:
    """Braces with what is `free` and what may stand `inside`; braces among that, up to so many deep."""
    deeper = rf"|{_braces(depth - 1, free, inside)}" if depth > 1 else ""
    return rf"\{{{free}(?:(?:{inside}{deeper}){free})*+\}}"


_JSON = _braces(4, r"[\t !#-z|~]*+", r'"[ !#-\[\]-~]*+(?:(?:\\.|[^"\\\n -~])[ !#-\[\]-~]*+)*+"')  # only braces count
_UNBRACKETED = r"[\t !#-&*-.0-Z\\^-z|~]*+"
_NAME_IN_QUOTES = r"'[A-Za-z0-9_.\-]*+'"
_AXES = rf"\{{{_UNBRACKETED}(?:{_NAME_IN_QUOTES}{_UNBRACKETED})*+\}}"  # of a mesh, `{'x', 'y':(1)2}`
_LIST = rf"\[{_UNBRACKETED}(?:(?:{_TEXT}|{_NAME_IN_QUOTES}|{_AXES}){_UNBRACKETED})*+\]"
_PARENTHESES = rf"\({_UNBRACKETED}(?:\{{[0-9,]*+\}}{_UNBRACKETED})*+\)"
_BRACES = _braces(3, _UNBRACKETED, rf"{_TEXT}|{_LIST}|{_PARENTHESES}|{_NAME_IN_QUOTES}|/\*index=[0-9]++\*/")
_LETTERS = r"[!#-&*+\-.0-Z\\^-z|~]++(?:/(?![/*])[!#-&*+\-.0-Z\\^-z|~]*+)*+"
_WORDS = rf"(?:{_LETTERS}|\[{_UNBRACKETED}\]|\({_UNBRACKETED}\))++(?=,|$)"
_MESH = rf"mesh{_LIST}(?:[ ]{_AXES})?+"
_VALUE = rf"{_BRACES}|{_LETTERS}(?=,|$)|{_WORDS}|{_TEXT}|{_MESH}"
_PLAIN_VALUE = rf"\{{{_UNBRACKETED}\}}|{_LETTERS}(?=,|$)|{_TEXT}"
# Where an attribute ends that was taken already: brackets in braces need not close, so it compiles 3 times as fast.
_TAKEN_BRACES = _braces(3, r"[^{}\"'/]*+", rf"{STRING_TEXT}|{_NAME_IN_QUOTES}|/\*index=[0-9]++\*/")
_TAKEN_AXES = rf"(?:[^\[\]{{}}\"'\n]++|{STRING_TEXT}|{_NAME_IN_QUOTES})*+"
PRINTED_ATTRIBUTE = lazy_pattern(
    rf", ([A-Za-z0-9_\-]++)=((?:mesh\[{_TAKEN_AXES}\] )?+{_TAKEN_BRACES}|{_LETTERS}(?=,|$)|{STRING_TEXT}|{_WORDS})",
    re.ASCII,
)
CALLEE_KEYS = (
    "to_apply", "calls", "body", "condition", "branch_computations", "true_computation", "false_computation",
    "called_computations", "select", "scatter", "comparator",
)  # fmt: skip
_PLACED = ("sharding", "frontend_attributes", "metadata", "backend_config")  # XLA prints them last, in this order
_NAMES = rf"%?+{NAME_TEXT}(?:,[ ]%?+{NAME_TEXT})*+"
_NUMBERS = r"\{[0-9]*+(?:\}|(?<=[0-9])(?:,[0-9]++)++\})"  # mostly it is one
_COUNT = "[0-9]{1,19}+(?![0-9])"
# Attributes that name nothing, and that most instructions have no other than.
_PLAIN_ATTRIBUTE = (
    rf",[ ](?:dimensions={_NUMBERS}|index={_COUNT}|direction=[A-Z]{{2}}|kind=k[A-Z][a-z]++|iota_dimension={_COUNT}"
    rf"|dynamic_slice_sizes={_NUMBERS}|slice=\{{(?:\[[0-9]++:[0-9]++(?::[0-9]++)?+\](?:,[ ]|(?=\}})))*+(?<![ ])\}}"
    rf"|(?:lhs_batch_dims={_NUMBERS},[ ])?+lhs_contracting_dims={_NUMBERS},[ ]"
    rf"(?:rhs_batch_dims={_NUMBERS},[ ])?+rhs_contracting_dims={_NUMBERS})"
)
# Any other attribute; those of a form of their own first, as in attribute_forms.py.
_ATTRIBUTE = (
    r",[ ](?:window=\{(?:[a-z_]++=[A-Za-z0-9_\-]++[ ]?+)*+\}"
    rf"|control-predecessors=\{{{_NAMES}\}}"
    rf"|(?:{'|'.join(CALLEE_KEYS)})=(?:%?+{NAME_TEXT}(?=,|$)|\{{(?:{_NAMES})?+\}})"
    rf"|(?!(?:{'|'.join((*_PLACED, *CALLEE_KEYS, 'window', 'control-predecessors'))})=)"
    rf"[A-Za-z_][A-Za-z0-9_\-]*+=(?:VALUE))"
)
_CALLEE = rf",[ ](?:calls|to_apply)=@({NAME_TEXT})(?=,|$)"
_SHARDING = rf",[ ]sharding={_BRACES}"
_FRONTEND_ATTRIBUTES = (
    rf",[ ]frontend_attributes=\{{(?:[A-Za-z_][A-Za-z0-9_.\-]*+=(?:{_TEXT}|{_JSON})(?:,[ ]?+(?!\}})|(?=\}})))*+\}}"
)
_PLACE = r"(?:stack_frame_id|source_(?:end_)?+(?:line|column))=[0-9]++(?=[ }])"
_METADATUM = (
    rf"{_PLACE}|(?!op_(?:type|name)=|source_[a-z_]++=|stack_frame_id=|(?:scheduling|deduplicated)_name=[^\"])"
    rf"[a-z_]++=(?:{_TEXT}|[A-Za-z0-9_\-]++|\{{[^{{}}\n]*+\}})"
)
_METADATA = (
    rf",[ ]metadata=\{{(?:op_type={_TEXT}[ ])?+(?:op_name={_TEXT})?+"
    rf"(?:[ ](?:stack_frame_id=[0-9]++|source_file={_TEXT}[ ]source_line=[0-9]++))?+"
    rf"(?:\}}|(?:[ ]?+(?:{_METADATUM}))++\}})"  # mostly nothing is left, and setting up a repeat would take 1 %
)
_BACKEND_CONFIG = rf",[ ]backend_config=(?:{_JSON}|{_TEXT})"
_SIZE = r"(?:[0-9]{1,19}+|<=[0-9]{1,19}+|\?)"
_ARRAY = rf"[a-z][a-z0-9]*+\[(?:{_SIZE}(?:,(?!\])|(?=\])))*+\](?:\{{[0-9:][0-9A-Z,:()*]*+\}})?+"
_COMMA = r"(?:,[ ](?:/\*index=[0-9]++\*/)?+(?!\))|(?=\)))"  # or the end: one pattern for the first and the next
_SHAPE = rf"(?:{_ARRAY}|\((?:{_ARRAY}{_COMMA})*+\))"
_PARAMETER = rf"[A-Za-z_][A-Za-z0-9_.\-]*+:[ ]{_SHAPE}"
_SIGNATURE = rf"\((?:{_PARAMETER}{_COMMA})*+\)[ ]->[ ]{_SHAPE}[ ]"
_ARGUMENT = r"[\t !#-'*-~]*+"
# Groups: ROOT, or the brace that closes a computation with the ENTRY of the next; name of the instruction or of the
# next computation; shape and opcode; two operands; more of them, or another argument; settings; the callee among them;
# those among them that are not plain; annotations. All lines match, those of other forms with no group.
_LINE = rf"""
    ^[ ]*+ (ROOT[ ]|\}}\n++(?:ENTRY[ ])?+)?+ @(NOT_RESERVED{NAME_TEXT})[ ]
    (?:
        =[ ] ((?:[^ (][^ ]*+|\((?:[A-Za-z0-9_\[\]{{}},:<=?*/#~ \-]++|\([^()\n]*+\))*+\))[ ][a-z][a-z0-9\-]*+)
        \((?:@({_OPERAND})(?:,[ ]@({_OPERAND}))?+)?+ ({_ARGUMENT}(?:\({_ARGUMENT}\){_ARGUMENT})*+)\)
        (
            (?: (?=,[ ][^m]) (?:{_PLAIN_ATTRIBUTE})?+ (?:{_CALLEE})?+ ((?:{_ATTRIBUTE})*+) PLACED )?+
        )
        ( (?:{_METADATA})?+ (?:{_BACKEND_CONFIG})?+ )
        | (?:{_SIGNATURE})?+\{{
    )$
    | ^.*+$
"""


_NOT_RESERVED = rf"(?!(?:{'|'.join(sorted(RESERVED))})[ ])"


@cache
def line_pattern(sign: str, *, is_plain: bool) -> re.Pattern[str]:
    """The pattern of lines where the names have `sign` in front: a percent sign, or none in older versions of XLA.

    The plain one takes no sharding, no frontend attributes and no nested braces: it is compiled in 4 ms, not in 8.
    """
    pattern = _LINE.replace("@", sign).replace("NOT_RESERVED", "" if sign else _NOT_RESERVED)
    pattern = pattern.replace("VALUE", _PLAIN_VALUE if is_plain else _VALUE)
    pattern = pattern.replace("PLACED", "" if is_plain else f"(?:{_SHARDING})?+ (?:{_FRONTEND_ATTRIBUTES})?+")
    return compiled(pattern, re.ASCII | re.MULTILINE | re.VERBOSE)


MEMBER_SEPARATOR = compiled(r", (?:/\*index=\d++\*/)?+")
INDEX_COMMENT = compiled(r"/\*index=\d++\*/")

# One line that opens a computation, as XLA prints it. Groups: ENTRY, name.
COMPUTATION_LINE = compiled(rf"(ENTRY )?+(?:%|{_NOT_RESERVED})({NAME_TEXT}) (?:{_SIGNATURE})?+\{{(?=\n)", re.ASCII)

# How lines begin, for texts that are cut: an instruction, and what may open a computation.
CUT_INSTRUCTION = lazy_pattern(rf"(?:ROOT[ \t]++)?+(?:%[\w.\-]++|{NAME_TEXT})[ \t]++=[ \t]", re.ASCII)
OPENING_START = lazy_pattern(rf"(?:ENTRY[ \t]++)?+(?:%|{_NOT_RESERVED}){NAME_TEXT}[ \t]*+(?:\(|\{{)", re.ASCII)

# What stands behind the name of a module as XLA prints it, up to the end of the line: in this order, so none twice, and
# in the forms of attribute_forms.py. Sets instead of _SHAPE and _TEXT: it is compiled in 1.4 ms, not in 2.1.
_SHAPES = (
    r"(?:[a-z0-9, ]++|\[[0-9,<=?]*+\]|\{[0-9A-Z,:*]*+(?:\([0-9,*]*+\)[0-9A-Z,:*]*+)*+\}|/\*index=[0-9]++\*/)*+(?<!,)"
)
_ALIASES = r"(?:\{[0-9]{0,19}+\}: \([0-9]{1,19}+, \{\}, [a-z\-]++\)(?:, (?! )|(?= )))++"
_BOOLEANS = r"\{(?:(?:true|false)(?:,(?!\})|(?=\})))++\}"
_PLAIN_TEXT = r'"[ !#-\[\]-~]*+"'
HEADER_ATTRIBUTES = lazy_pattern(
    r"(?:, is_scheduled=true)?+"
    rf"(?:, input_output_alias=\{{ {_ALIASES} \}})?+"
    r"(?:, alias_passthrough_params=true)?+"
    rf", entry_computation_layout=\{{\({_SHAPES}\)->(?:(\()|(?=[a-z])){_SHAPES}(?(1)\))\}}"
    rf"(?:, allow_spmd_sharding_propagation_to_parameters={_BOOLEANS})?+"
    rf"(?:, allow_spmd_sharding_propagation_to_output={_BOOLEANS})?+"
    rf"(?:, num_partitions={_COUNT})?+"
    rf"(?:, frontend_attributes=\{{(?:{NAME_TEXT}=(?:{_PLAIN_TEXT}|\{{[\t !#-z|~]*+(?:{_PLAIN_TEXT}[\t !#-z|~]*+)*+\}})"
    r"(?:, ?+(?!\})|(?=\})))*+\})?+(?=\n++[\w%])",  # else more attributes may follow
    re.ASCII,
)

# Attributes that name computations or instructions, in a line whose strings have been blanked.
STRING = lazy_pattern(STRING_TEXT, re.DOTALL)
WITH_ARGUMENTS = frozenset({"parameter", "constant"})  # between their parentheses stand no operands
NAMING_KEY = lazy_pattern(rf", (?:{'|'.join(CALLEE_KEYS)}|control-predecessors)=")
CALLEES = lazy_pattern(
    r",[ ](?:(?:" + "|".join(CALLEE_KEYS) + r")=(%?+[A-Za-z_][\w.\-]*+|\{[^{}]*+\})|control-predecessors=(\{[^{}]*+\})"
    r"|[\w\-]++=(%[A-Za-z_][\w.\-]*+|\{%[^{}=]*+\}))(?=,|$)",
    re.ASCII,
)
ATTRIBUTE_KEY = lazy_pattern(r", ([A-Za-z_][A-Za-z0-9_.\-]*+)=", re.ASCII)
WORD = lazy_pattern(NAME_TEXT, re.ASCII)
STRING_OR_PREDECESSORS = lazy_pattern(STRING_TEXT + r"|, control-predecessors=\{([^{}]*+)\}", re.DOTALL)

# Literals.
LITERAL_TOKEN = lazy_pattern(
    r"(\.\.\.)|([{}(),])|(-?+(?:\d++\.?+\d*+(?:[eE][+-]?+\d++)?+|\.\d++|inf|nan(?:\(0x[0-9a-f]++\))?+)|true|false)",
    re.ASCII,
)
_INTEGER = r"-?+\d++"
_NUMBER = r"-?+(?:\d++\.?+\d*+(?:[eE][+-]?+\d++)?+|inf|nan)"
_BETWEEN = r"[{}, ]|/\*i\d++=\d++\*/"
ARRAY_OF_INTEGERS = lazy_pattern(rf"(?:{_BETWEEN}|{_INTEGER}(?=[ ,}}]))*+", re.ASCII)
ARRAY_OF_NUMBERS = lazy_pattern(rf"(?:{_BETWEEN}|{_NUMBER}(?=[ ,}}]))*+", re.ASCII)
COMPLEX_NUMBER = lazy_pattern(rf"\({_NUMBER}, {_NUMBER}\)", re.ASCII)
SCALAR_INTEGER = lazy_pattern(_INTEGER, re.ASCII)
SCALAR_NUMBER = lazy_pattern(_NUMBER, re.ASCII)

# Stack-frame tables in front of the first computation.
TABLE_NAME = compiled(r"(FileNames|FunctionNames|FileLocations|StackFrames)(?![\w.\-])")
TABLE_ENTRIES = compiled(  # all of one table at once: 0.1 us an entry, one by one 0.6
    rf"(?:\n[0-9]++ (?:{_TEXT}|\{{[a-z_=0-9 ]*+\}})(?=\n))*+", re.ASCII
)
TABLE_ENTRY = compiled(rf"{SPACE_TEXT}(\d++){SPACE_TEXT}(?:({STRING_TEXT})|(\{{[^{{}}]*+\}}))", re.DOTALL)
FIELD = lazy_pattern(r"([\w\-]++)=\s*+(?:(" + QUOTED_TEXT + r")|(\{[^{}]*+\})|([^\s,{}]++))", re.DOTALL)
ANY_ESCAPE = lazy_pattern(r"\\.", re.DOTALL)
ESCAPE = lazy_pattern(r"\\(?:[abfnrtv\\'\"?]|[xX][0-9A-Fa-f]|[0-7]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
