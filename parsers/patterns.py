"""All patterns of the HLO text parser. Every repeat is possessive, so that each of them runs in linear time."""

import re

# Words that XLA's lexer takes for something else unless a % stands in front.
RESERVED = frozenset(
    """HloModule ENTRY ROOT true false maximal replicated manual last_tile_dim_replicate shard_as shard_like unknown
    unreduced inf nan pred token opaque bf16 f16 f32 f64 f8e5m2 f8e4m3 f8e4m3fn f8e4m3b11fnuz f8e3m4 f8e5m2fnuz
    f8e4m3fnuz f8e8m0fnu f4e2m1fn c64 c128 s1 s2 s4 s8 s16 s32 s64 u1 u2 u4 u8 u16 u32 u64""".split()
)

NAME_TEXT = r"[A-Za-z_][\w.\-]*+"
STRING_TEXT = r'"(?:[^"\\]++|\\.)*+"'
QUOTED_TEXT = STRING_TEXT + r"|'(?:[^'\\]++|\\.)*+'"

# Between tokens: white space, /* comments */ and // comments, which a newline or a lone carriage return ends.
SPACE_TEXT = r"(?:[ \t\r\n\f\v]++|/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+)*+"
SPACE = re.compile(SPACE_TEXT)
COMMENT_OR_QUOTED = re.compile(r"/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+|" + QUOTED_TEXT, re.DOTALL)
COMMENT = re.compile(r"/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+")
NAME = re.compile(r"(" + NAME_TEXT + "):?+", re.ASCII)  # XLA's lexer takes a colon for the end of a name
PERCENT_NAME = re.compile(r"%(" + NAME_TEXT + ")", re.ASCII)
DEFINED_NAME = re.compile(
    r"%(" + NAME_TEXT + r")|(" + NAME_TEXT + r")(?!=):?+", re.ASCII
)  # glued, `a=` is an attribute
OPCODE = re.compile(r"[a-z][a-z0-9_\-]*+", re.ASCII)
ATTRIBUTE_NAME = re.compile(r"([A-Za-z_][\w.\-]*+)=", re.ASCII)
SIZE = re.compile(r"\d{1,19}+(?!\d)", re.ASCII)
INTEGER = re.compile(r"-?\d{1,40}+(?!\d)", re.ASCII)  # Python refuses to read numbers of thousands of digits
FOUND = re.compile(r"%?[\w.\-]++=?|->|\"[^\"\\]*+\"|[^\w\s]")  # what an error message quotes

ROOT = re.compile(r"ROOT(?=[\s/%])")
ENTRY = re.compile(r"ENTRY(?=[\s/%])")
MODULE_KEYWORD = re.compile(r"HloModule(?![\w.\-])")
MODULE_NAME = re.compile(r"%?+([A-Za-z_][\w.\-]*+):?+", re.ASCII)
PARAMETER_NAME = re.compile(r"([A-Za-z_][\w.\-]*+):?+", re.ASCII)
EXECUTION_THREAD = re.compile(r",\s*+execution_thread=\"((?:[^\"\\]++|\\.)*+)\"")
_VALUE_GOES_ON = r"[{\[(\d\-]|(?:true|false|inf|nan)(?![\w.\-])"
GOES_ON = re.compile(
    rf"{SPACE_TEXT}(?:,|{_VALUE_GOES_ON})"
)  # what stands here belongs to the instruction in the line above
PERCENT_START = re.compile(r"[ ]*+(?:ROOT )?+%")

# Shapes.
ELEMENT_TYPE = re.compile(rf"[a-z][a-z0-9]*+(?={SPACE_TEXT}\[)", re.ASCII)
BUFFER_TYPE = re.compile(rf"b(?={SPACE_TEXT}\()")
LAYOUT_START = re.compile(rf"\{{(?={SPACE_TEXT}(?:-?\d|:))")
PLAIN_SHAPE = re.compile(
    r"([a-z][a-z0-9]*+)\[((?:\d{1,19}+(?:,\d{1,19}+)*+)?+)\]"
    r"(?:\{((?:\d{1,40}+(?:,\d{1,40}+)*+)?+)(?::([^{}]++))?+\})?+",
    re.ASCII,
)

# Attribute values: runs of words, strings and balanced brackets.
QUOTED = re.compile(QUOTED_TEXT, re.DOTALL)
VALUE_GOES_ON = re.compile(_VALUE_GOES_ON)
VALUE_WORD = re.compile(r"[^\s,{}()\[\]\"'/]++|/(?![/*])")
_FREE = r"[^{}()\[\]\"'/]"
BRACKETED = re.compile(  # all up to a string, a comment, or a bracket with brackets inside
    rf"(?:{_FREE}++|\[{_FREE}*+\]|\{{{_FREE}*+\}}|\({_FREE}*+\)|/(?![/*])|/\*index=\d++\*/)++"
)
RAW_BRACED = re.compile(r"[^{}\"]++|" + STRING_TEXT, re.DOTALL)  # backend_config: only "..." hides a brace
COMPUTATION_NAMES = re.compile(
    r"%?" + NAME_TEXT + r"|\{\s*+(?:%?" + NAME_TEXT + r"(?:\s*+,\s*+%?" + NAME_TEXT + r")*+)?+\s*+\}", re.ASCII
)

PERCENT_NAMES = re.compile(
    r"%" + NAME_TEXT + r"|\{\s*+%" + NAME_TEXT + r"(?:\s*+,\s*+%" + NAME_TEXT + r")*+\s*+\}", re.ASCII
)

# One line as XLA prints it. Groups: ROOT, name, shape, opcode, operands, other arguments, attributes. Every line
# matches: a line of another form matches with an empty name, and goes to the careful parser.
_TEXT = r'"[^"\\\n]*+(?:\\[abfnrtvxXuU0-7\\\'"?][^"\\\n]*+)*+"'
_FLAT = r'\{[^{}"\n]*+(?:' + _TEXT + r'[^{}"\n]*+)*+\}'
_NESTED = r'\{[^{}"\n]*+(?:(?:' + _TEXT + r'|@)[^{}"\n]*+)*+\}'
_BRACED = _NESTED.replace("@", _NESTED.replace("@", _NESTED.replace("@", _FLAT)))
_LISTS = r"(?:[^\s\"'{},()\[\]]|\[[^\[\]\"'\n]*+\]|\([^()\"'\n]*+\))++(?=,|$)"
_LINE = r"""
    ^[ ]*+ (ROOT[ ])?+ @(NOT_RESERVED[A-Za-z_][\w.\-]*+)[ ]=[ ]
    ([a-z][^\s(]*+ | \((?:[^()\n]++|\([^()\n]*+\))*+\))[ ]         # an array, or a tuple with one level of parentheses
    ([a-z][a-z0-9\-]*+)
    \((?: @([A-Za-z_][\w.\-]*+ (?:,[ ](?:/\*index=\d++\*/)?+@[A-Za-z_][\w.\-]*+)*+)
         | ((?:[^()"%\n]|\([^()"%\n]*+\))*+) )\)
    ( ATTRIBUTES )$
    | ^.*+$
"""
_VALUE = rf"{_FLAT}|[^\s\"'{{}},()\[\]]++(?=,|$)|{_BRACED}|{_LISTS}|{_TEXT}".replace(" ", "[ ]")
PRINTED_ATTRIBUTE = re.compile(rf", ([\w\-]++)=({_VALUE})", re.ASCII)
PERCENT_LINE = re.compile(
    _LINE.replace("@", "%").replace("NOT_RESERVED", "").replace("ATTRIBUTES", rf"(?:,[ ][\w\-]++=(?:{_VALUE}))*+"),
    re.ASCII | re.MULTILINE | re.VERBOSE,
)
BARE_LINE = re.compile(
    _LINE.replace("@", "")
    .replace("NOT_RESERVED", rf"(?!(?:{'|'.join(sorted(RESERVED))})[ ])")
    .replace("ATTRIBUTES", r"(?:,[ ](?:dimensions=\{[\d,]*+\}|index=\d++|direction=\w++))?+"),
    re.ASCII | re.MULTILINE | re.VERBOSE,
)
MEMBER_SEPARATOR = re.compile(r", (?:/\*index=\d++\*/)?+")
INDEX_COMMENT = re.compile(r"/\*index=\d++\*/")

# One line that opens a computation, as XLA prints it. Groups: ENTRY, name.
_PLAIN = r"[a-z][a-z0-9]*+\[[\d,<=?]*+\](?:\{[^{}\n]*+\})?+"
_PARAMETER = r"[\w.\-]++: (?:" + _PLAIN + r"|\((?:" + _PLAIN + r"|, (?:/\*index=\d++\*/)?+)*+\))"
_RESULT = r"(?:" + _PLAIN + r"|\((?:" + _PLAIN + r"|, (?:/\*index=\d++\*/)?+)*+\))"
COMPUTATION_LINE = re.compile(
    rf"(ENTRY )?+%?+({NAME_TEXT}) (?:\((?:(?:, (?:/\*index=\d++\*/)?+)?+{_PARAMETER})*+\) -> {_RESULT} )?+\{{(?=\n)",
    re.ASCII,
)

# Attributes that name computations or instructions, in a line whose strings have been blanked.
STRING = re.compile(STRING_TEXT, re.DOTALL)
CALLEE_KEYS = (
    "to_apply", "calls", "body", "condition", "branch_computations", "true_computation", "false_computation",
    "called_computations", "select", "scatter", "comparator",
)  # fmt: skip
WITH_ARGUMENTS = frozenset({"parameter", "constant"})  # between their parentheses stand no operands
CALLING = frozenset(  # opcodes whose attributes may name computations without a %
    """fusion call while conditional reduce reduce-window map sort scatter select-and-scatter custom-call all-reduce
    all-reduce-start reduce-scatter reduce-scatter-start async-start async-update async-done topk""".split()
)
CALLEES = re.compile(
    r",[ ](?:(?:" + "|".join(CALLEE_KEYS) + r")=(%?+[A-Za-z_][\w.\-]*+|\{[^{}]*+\})|control-predecessors=(\{[^{}]*+\})"
    r"|[\w\-]++=(%[A-Za-z_][\w.\-]*+|\{%[^{}=]*+\}))(?=,|$)",
    re.ASCII,
)
WORD = re.compile(NAME_TEXT, re.ASCII)

# Literals.
LITERAL_TOKEN = re.compile(
    r"(\.\.\.)|([{}(),])|(-?+(?:\d++\.?+\d*+(?:[eE][+-]?+\d++)?+|\.\d++|inf|nan(?:\(0x[0-9a-f]++\))?+)|true|false)",
    re.ASCII,
)
_INTEGER = r"-?+\d++"
_NUMBER = r"-?+(?:\d++\.?+\d*+(?:[eE][+-]?+\d++)?+|inf|nan)"
_BETWEEN = r"[{}, ]|/\*i\d++=\d++\*/"
ARRAY_OF_INTEGERS = re.compile(rf"(?:{_BETWEEN}|{_INTEGER}(?=[ ,}}]))*+", re.ASCII)
ARRAY_OF_NUMBERS = re.compile(rf"(?:{_BETWEEN}|{_NUMBER}(?=[ ,}}]))*+", re.ASCII)
COMPLEX_NUMBER = re.compile(rf"\({_NUMBER}, {_NUMBER}\)", re.ASCII)
SCALAR_INTEGER = re.compile(_INTEGER, re.ASCII)
SCALAR_NUMBER = re.compile(_NUMBER, re.ASCII)

# Stack-frame tables in front of the first computation.
TABLE_NAME = re.compile(r"(FileNames|FunctionNames|FileLocations|StackFrames)(?![\w.\-])")
TABLE_ENTRY = re.compile(rf"{SPACE_TEXT}(\d++){SPACE_TEXT}(?:({STRING_TEXT})|(\{{[^{{}}]*+\}}))", re.DOTALL)
FIELD = re.compile(r"([\w\-]++)=\s*+(?:(" + QUOTED_TEXT + r")|(\{[^{}]*+\})|([^\s,{}]++))", re.DOTALL)
ANY_ESCAPE = re.compile(r"\\.", re.DOTALL)
ESCAPE = re.compile(r"\\(?:[abfnrtv\\'\"?]|[xX][0-9A-Fa-f]|[0-7]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
