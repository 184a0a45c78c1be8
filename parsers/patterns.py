"""All patterns of the HLO text parser. Every repeat is possessive, so that each of them runs in linear time."""

import re

NAME_TEXT = r"[A-Za-z_][\w.\-]*+"
STRING_TEXT = r'"(?:[^"\\]++|\\.)*+"'
QUOTED_TEXT = STRING_TEXT + r"|'(?:[^'\\]++|\\.)*+'"

# Between tokens: white space, /* comments */ and // comments, which a newline or a lone carriage return ends.
SPACE = re.compile(r"(?:[ \t\r\n\f\v]++|/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+)*+")
COMMENT_OR_QUOTED = re.compile(r"/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+|" + QUOTED_TEXT, re.DOTALL)
COMMENT = re.compile(r"/\*(?:[^*]++|\*(?!/))*+\*/|//[^\n\r]*+")
NAME = re.compile(NAME_TEXT, re.ASCII)
PERCENT_NAME = re.compile(r"%(" + NAME_TEXT + ")", re.ASCII)
DEFINED_NAME = re.compile(r"%(" + NAME_TEXT + r")|(" + NAME_TEXT + r")(?!=)", re.ASCII)  # glued, `a=` is an attribute
OPCODE = re.compile(r"[a-z][a-z0-9_\-]*+", re.ASCII)
ATTRIBUTE_NAME = re.compile(r"([A-Za-z_][\w.\-]*+)=", re.ASCII)
INTEGER = re.compile(r"-?\d{1,40}+(?!\d)")  # Python refuses to read numbers of thousands of digits
FOUND = re.compile(r"%?[\w.\-]++|[^\w\s]")  # what an error message quotes

ROOT = re.compile(r"ROOT(?=[\s/%])")
ENTRY = re.compile(r"ENTRY(?=[\s/%])")
MODULE_KEYWORD = re.compile(r"HloModule(?=[\s/])")
MODULE_NAME = re.compile(r"%?+([A-Za-z_][\w.\-]*+):?+", re.ASCII)
PARAMETER_NAME = re.compile(r"([A-Za-z_][\w.\-]*+):?+", re.ASCII)
EXECUTION_THREAD = re.compile(r",\s*+execution_thread=\"((?:[^\"\\]++|\\.)*+)\"")
PERCENT_START = re.compile(r"[ ]*+(?:ROOT )?+%")

# Shapes.
ELEMENT_TYPE = re.compile(r"[a-z][a-z0-9]*+(?=[ \t]*+(?:/\*[^*]*+\*/)?+[ \t]*+\[)", re.ASCII)
BUFFER_TYPE = re.compile(r"b(?=\s*+\()")
LAYOUT_START = re.compile(r"\{(?=\s*+(?:/\*[^*]*+\*/)?+\s*+(?:-?\d|:))")
PLAIN_SHAPE = re.compile(
    r"([a-z][a-z0-9]*+)\[((?:\d{1,40}+(?:,\d{1,40}+)*+)?+)\]"
    r"(?:\{((?:\d{1,40}+(?:,\d{1,40}+)*+)?+)(?::([^{}]++))?+\})?+",
    re.ASCII,
)

# Attribute values: runs of words, strings and balanced brackets.
QUOTED = re.compile(QUOTED_TEXT, re.DOTALL)
VALUE_GOES_ON = re.compile(r"[{\[(\d\-]|(?:true|false|inf|nan)(?![\w.\-])")
VALUE_WORD = re.compile(r"[^\s,{}()\[\]\"'/]++|/(?![/*])")
BRACKETED = re.compile(r"[^{}()\[\]\"'/]++|/(?![/*])")
RAW_BRACED = re.compile(r"[^{}\"]++|" + STRING_TEXT, re.DOTALL)  # backend_config: only "..." hides a brace
COMPUTATION_NAMES = re.compile(
    r"%?" + NAME_TEXT + r"|\{\s*+(?:%?" + NAME_TEXT + r"(?:\s*+,\s*+%?" + NAME_TEXT + r")*+)?+\s*+\}", re.ASCII
)

PERCENT_NAMES = re.compile(
    r"%" + NAME_TEXT + r"|\{\s*+%" + NAME_TEXT + r"(?:\s*+,\s*+%" + NAME_TEXT + r")*+\s*+\}", re.ASCII
)

# One line as XLA prints it. Groups: ROOT, name, shape, opcode, operands, other arguments, attributes. Every line
# matches: a line of another form matches with an empty name, and goes to the careful parser.
_FLAT = r'\{[^{}"\n]*+(?:"(?:[^"\\\n]++|\\.)*+"[^{}"\n]*+)*+\}'
_NESTED = r'\{[^{}"\n]*+(?:(?:"(?:[^"\\\n]++|\\.)*+"|@)[^{}"\n]*+)*+\}'
_BRACED = _NESTED.replace("@", _NESTED.replace("@", _NESTED.replace("@", _FLAT)))
_LINE = r"""
    ^[ ]*+ (ROOT[ ])?+ @([A-Za-z_][\w.\-]*+)[ ]=[ ]
    ([a-z][^\s(]*+ | \((?:[^()\n]++|\([^()\n]*+\))*+\))[ ]         # an array, or a tuple with one level of parentheses
    ([a-z][a-z0-9\-]*+)
    \((?: @([A-Za-z_][\w.\-]*+ (?:,[ ](?:/\*index=\d++\*/)?+@[A-Za-z_][\w.\-]*+)*+) | ([^()"%\n]*+) )\)
    ( (?: ,[ ][\w\-]++= (?: [^\s"'{},()\[\]]++(?=,|$) | BRACED | "(?:[^"\\\n]++|\\.)*+" ) )*+ )$
    | ^.*+$
"""
_LINE = _LINE.replace("BRACED", _BRACED.replace(" ", "[ ]"))
PERCENT_LINE = re.compile(_LINE.replace("@", "%"), re.ASCII | re.MULTILINE | re.VERBOSE)
BARE_LINE = re.compile(_LINE.replace("@", ""), re.ASCII | re.MULTILINE | re.VERBOSE)
INDEX_COMMENT = re.compile(r"/\*index=\d++\*/")

# One line that opens a computation, as XLA prints it. Groups: ENTRY, name.
_PLAIN = r"[a-z][a-z0-9]*+\[[\d,<=?]*+\](?:\{[^{}\n]*+\})?+"
_PARAMETER = r"[\w.\-]++: (?:" + _PLAIN + r"|\((?:" + _PLAIN + r"|, (?:/\*index=\d++\*/)?+)*+\))"
_RESULT = r"(?:" + _PLAIN + r"|\((?:" + _PLAIN + r"|, (?:/\*index=\d++\*/)?+)*+\))"
COMPUTATION_LINE = re.compile(
    r"(ENTRY )?+%?+("
    + NAME_TEXT
    + r") (?:\((?:(?:, (?:/\*index=\d++\*/)?+)?+"
    + _PARAMETER
    + r")*+\) -> "
    + _RESULT
    + r" )?+\{\n",
    re.ASCII,
)

# Attributes that name computations or instructions, in a line whose strings have been blanked.
STRING = re.compile(STRING_TEXT, re.DOTALL)
CALLEE_KEYS = (
    "to_apply", "calls", "body", "condition", "branch_computations", "true_computation", "false_computation",
    "called_computations", "select", "scatter", "comparator",
)  # fmt: skip
CALLEES = re.compile(
    r",[ ](?:(?:"
    + "|".join(CALLEE_KEYS)
    + r")=(%?+[A-Za-z_][\w.\-]*+|\{[^{}]*+\})|control-predecessors=(\{[^{}]*+\})"
    r"|[\w\-]++=(%[A-Za-z_][\w.\-]*+|\{%[^{}=]*+\}))(?=,|$)",
    re.ASCII,
)
WORD = re.compile(NAME_TEXT, re.ASCII)

# Literals.
LITERAL_TOKEN = re.compile(
    r"(\.\.\.)|([{}(),])|(-?+(?:\d++\.?+\d*+(?:[eE][+-]?+\d++)?+|\.\d++|inf|nan(?:\(0x[0-9a-f]++\))?+)|true|false)"
)
SCALAR_INTEGER = re.compile(r"-?+\d++")
SCALAR_NUMBER = re.compile(r"-?+(?:\d++\.?+\d*+(?:[eE][+-]?+\d++)?+|inf|nan)")

# Stack-frame tables in front of the first computation.
TABLE_NAME = re.compile(r"(FileNames|FunctionNames|FileLocations|StackFrames)(?![\w.\-])")
TABLE_ENTRY = re.compile(r"\s*+(\d++)\s++(?:(" + STRING_TEXT + r")|(\{[^{}]*+\}))", re.DOTALL)
FIELD = re.compile(r"([\w\-]++)=(?:(" + QUOTED_TEXT + r")|(\{[^{}]*+\})|([^\s,{}]++))", re.DOTALL)
ESCAPE = re.compile(r"\\(?:([abfnrtv\\'\"?])|x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
