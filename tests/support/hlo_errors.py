"""HLO texts that XLA's parser refuses, and the whole message that we refuse them with.

tests/live/test_parser.py sends every one of them through XLA's own parser.
"""

from typing import NamedTuple

from tests.support.hlo_examples import in_entry


class Rejected(NamedTuple):
    """A text, and the message of its error."""

    text: str
    message: str


REJECTED = {
    "an operand that is not defined": Rejected(
        in_entry("ROOT b = f32[2] add(a, c)"),
        "x.hlo:4:26: expected an instruction that is defined above, found 'c'\n"
        "    ROOT b = f32[2] add(a, c)\n"
        "                           ^",
    ),
    "an operand that is defined below": Rejected(
        in_entry("b = f32[2] negate(c)\n  c = f32[2] negate(a)"),
        "x.hlo:4:21: expected an instruction that is defined above, found 'c'\n"
        "    b = f32[2] negate(c)\n"
        "                      ^",
    ),
    "an instruction that reads itself": Rejected(
        in_entry("b = f32[2] negate(b)"),
        "x.hlo:4:21: expected an instruction that is defined above, found 'b'\n"
        "    b = f32[2] negate(b)\n"
        "                      ^",
    ),
    "an operand with a shape that is not defined": Rejected(
        in_entry("b = f32[2] negate(f32[2]{0} %c)"),
        "x.hlo:4:31: expected an instruction that is defined above, found 'c'\n"
        "    b = f32[2] negate(f32[2]{0} %c)\n"
        "                                ^",
    ),
    "a nested operand that is not defined": Rejected(
        in_entry("b = f32[2] negate(negate(c))"),
        "x.hlo:4:28: expected an instruction that is defined above, found 'c'\n"
        "    b = f32[2] negate(negate(c))\n"
        "                             ^",
    ),
    "an attribute inside an operand": Rejected(
        in_entry("b = f32[2] negate(multiply(a, a), dimensions={0})"),
        "x.hlo:4:37: expected an instruction that is defined above, found 'dimensions'\n"
        "    b = f32[2] negate(multiply(a, a), dimensions={0})\n"
        "                                      ^",
    ),
    "a second instruction of a name": Rejected(
        in_entry("a = f32[2] negate(a)"),
        "x.hlo:4:3: expected a name that is not taken yet, found a second 'a'\n    a = f32[2] negate(a)\n    ^",
    ),
    "a second root": Rejected(
        in_entry("ROOT b = f32[2] negate(a)\n  ROOT c = f32[2] negate(a)"),
        "x.hlo:5:3: expected one ROOT in a computation, found a second one\n    ROOT c = f32[2] negate(a)\n    ^",
    ),
    "a computation that is not defined": Rejected(
        in_entry("b = f32[2] call(a), to_apply=g"),
        "x.hlo:4:32: expected a computation that is defined above, found 'g'\n"
        "    b = f32[2] call(a), to_apply=g\n"
        "                                 ^",
    ),
    "one of several computations that is not defined": Rejected(
        in_entry("b = f32[2] conditional(a), branch_computations={%f, %g}"),
        "x.hlo:4:52: expected a computation that is defined above, found 'f'\n"
        "    b = f32[2] conditional(a), branch_computations={%f, %g}\n"
        "                                                     ^",
    ),
    "a control predecessor that is not defined": Rejected(
        in_entry("b = f32[2] negate(a), control-predecessors={a, c}"),
        "x.hlo:4:50: expected an instruction that is defined above, found 'c'\n"
        "    b = f32[2] negate(a), control-predecessors={a, c}\n"
        "                                                   ^",
    ),
    "control predecessors without braces": Rejected(
        in_entry("b = f32[2] negate(a), control-predecessors=a"),
        "x.hlo:4:46: expected names such as {a, b}, found 'a'\n"
        "    b = f32[2] negate(a), control-predecessors=a\n"
        "                                               ^",
    ),
    "operands that are not closed": Rejected(
        in_entry("b = f32[2] negate(a"),
        "x.hlo:5:1: expected ',' or ')', found '}'\n  }\n  ^",
    ),
    "a parenthesis too many": Rejected(
        in_entry("b = f32[2] negate(a))"),
        "x.hlo:4:23: expected the name of an instruction, found ')'\n"
        "    b = f32[2] negate(a))\n"
        "                        ^",
    ),
    "no comma between operands": Rejected(
        in_entry("b = f32[2] add(%a %a)"),
        "x.hlo:4:21: expected ',' or ')', found '%a'\n    b = f32[2] add(%a %a)\n                      ^",
    ),
    "no parentheses": Rejected(
        in_entry("b = f32[2] negate a"),
        "x.hlo:4:21: expected '(' in front of the operands, found 'a'\n"
        "    b = f32[2] negate a\n"
        "                      ^",
    ),
    "no equals sign": Rejected(
        in_entry("b f32[2] negate(a)"),
        "x.hlo:4:5: expected '=', found 'f32'\n    b f32[2] negate(a)\n      ^",
    ),
    "no right side": Rejected(
        in_entry("b ="),
        "x.hlo:5:1: expected a shape or an opcode, found '}'\n  }\n  ^",
    ),
    "no name": Rejected(
        in_entry("= f32[2] negate(a)"),
        "x.hlo:4:3: expected the name of an instruction, found '='\n    = f32[2] negate(a)\n    ^",
    ),
    "a percent sign without name": Rejected(
        in_entry("% b = f32[2] negate(a)"),
        "x.hlo:4:3: expected the name of an instruction, found '%'\n    % b = f32[2] negate(a)\n    ^",
    ),
    "a name that starts with a digit": Rejected(
        in_entry("1b = f32[2] negate(a)"),
        "x.hlo:4:3: expected the name of an instruction, found '1b'\n    1b = f32[2] negate(a)\n    ^",
    ),
    "a name that is not ASCII": Rejected(
        in_entry("é = f32[2] negate(a)"),
        "x.hlo:4:3: expected the name of an instruction, found 'é'\n    é = f32[2] negate(a)\n    ^",
    ),
    "a name that is a type": Rejected(
        in_entry("f32 = f32[2] negate(a)"),
        "x.hlo:4:3: expected the name of an instruction, found the reserved word 'f32'\n"
        "    f32 = f32[2] negate(a)\n"
        "    ^",
    ),
    "a name that is a keyword": Rejected(
        in_entry("replicated = f32[2] negate(a)"),
        "x.hlo:4:3: expected the name of an instruction, found the reserved word 'replicated'\n"
        "    replicated = f32[2] negate(a)\n"
        "    ^",
    ),
    "a glued equals sign": Rejected(
        in_entry("b=f32[2] negate(a)"),
        "x.hlo:4:3: expected an instruction with a space before '=', or a comma before an attribute, found 'b='\n"
        "    b=f32[2] negate(a)\n"
        "    ^",
    ),
    "a comma that is missing": Rejected(
        in_entry("b = f32[2] negate(a) dimensions={0}"),
        "x.hlo:4:24: expected an instruction with a space before '=', or a comma before an attribute, found 'dimensions='\n"
        "    b = f32[2] negate(a) dimensions={0}\n"
        "                         ^",
    ),
    "a comma at the end": Rejected(
        in_entry("b = f32[2] negate(a),"),
        "x.hlo:5:1: expected an attribute in the form name=value, found '}'\n  }\n  ^",
    ),
    "an attribute without value": Rejected(
        in_entry("b = f32[2] negate(a), dimensions"),
        "x.hlo:4:25: expected an attribute in the form name=value, found 'dimensions'\n"
        "    b = f32[2] negate(a), dimensions\n"
        "                          ^",
    ),
    "an attribute with an empty value": Rejected(
        in_entry("b = f32[2] negate(a), dimensions="),
        "x.hlo:5:1: expected the value of an attribute, found '}'\n  }\n  ^",
    ),
    "spaces around the equals sign of an attribute": Rejected(
        in_entry("b = f32[2] negate(a), dimensions = {0}"),
        "x.hlo:4:25: expected an attribute in the form name=value, found 'dimensions'\n"
        "    b = f32[2] negate(a), dimensions = {0}\n"
        "                          ^",
    ),
    "a second attribute of a name": Rejected(
        in_entry("b = f32[2] reverse(a), dimensions={0}, dimensions={0}"),
        "x.hlo:4:42: expected an attribute that is not there yet, found a second 'dimensions'\n"
        "    b = f32[2] reverse(a), dimensions={0}, dimensions={0}\n"
        "                                           ^",
    ),
    "braces that are not closed": Rejected(
        in_entry("b = f32[2] negate(a), dimensions={0"),
        "x.hlo:6:1: expected '}' at the end of computation 'e', found the end of the text\n  \n  ^",
    ),
    "brackets that do not match": Rejected(
        in_entry("b = f32[2] negate(a), dimensions={0)"),
        "x.hlo:4:38: expected the bracket that closes the last one, found ')'\n"
        "    b = f32[2] negate(a), dimensions={0)\n"
        "                                       ^",
    ),
    "a string that is not closed": Rejected(
        in_entry('b = f32[2] negate(a), metadata={op_name="b}'),
        "x.hlo:4:43: expected the bracket that closes the last one, found a string that does not end\n"
        '    b = f32[2] negate(a), metadata={op_name="b}\n'
        "                                            ^",
    ),
    "a target that is not closed": Rejected(
        in_entry('b = f32[2] custom-call(a), custom_call_target="b'),
        "x.hlo:4:49: expected the value of an attribute, found a string that does not end\n"
        '    b = f32[2] custom-call(a), custom_call_target="b\n'
        "                                                  ^",
    ),
    "an escape that is none": Rejected(
        in_entry('b = f32[2] negate(a), metadata={op_name="\\q"}'),
        "x.hlo:4:44: expected an escape such as \\n, \\x41 or \\101, found '\\q'\n"
        '    b = f32[2] negate(a), metadata={op_name="\\q"}\n'
        "                                             ^",
    ),
    "an escape without digits": Rejected(
        in_entry('b = f32[2] custom-call(a), custom_call_target="\\x"'),
        "x.hlo:4:50: expected an escape such as \\n, \\x41 or \\101, found '\\x'\n"
        '    b = f32[2] custom-call(a), custom_call_target="\\x"\n'
        "                                                   ^",
    ),
    "JSON that is not closed": Rejected(
        in_entry('b = f32[2] negate(a), backend_config={"a": {1}'),
        "x.hlo:6:1: expected '}' at the end of computation 'e', found the end of the text\n  \n  ^",
    ),
    "a string in JSON that is not closed": Rejected(
        in_entry('b = f32[2] negate(a), backend_config={"a'),
        "x.hlo:4:41: expected the brace that closes this one, found a string that does not end\n"
        '    b = f32[2] negate(a), backend_config={"a\n'
        "                                          ^",
    ),
    "a list for a backend_config": Rejected(
        in_entry("b = f32[2] negate(a), backend_config=[1]"),
        "x.hlo:4:40: expected a string or a JSON object, found '['\n"
        "    b = f32[2] negate(a), backend_config=[1]\n"
        "                                         ^",
    ),
    "a word for a frontend attribute": Rejected(
        in_entry("b = f32[2] negate(a), frontend_attributes={x=1}"),
        "x.hlo:4:48: expected a string or braces, found '1'\n"
        "    b = f32[2] negate(a), frontend_attributes={x=1}\n"
        "                                                 ^",
    ),
    "spaces in a frontend attribute": Rejected(
        in_entry('b = f32[2] negate(a), frontend_attributes={x = "1"}'),
        "x.hlo:4:46: expected an attribute in the form name=value, found 'x'\n"
        '    b = f32[2] negate(a), frontend_attributes={x = "1"}\n'
        "                                               ^",
    ),
    "frontend attributes without commas": Rejected(
        in_entry('b = f32[2] negate(a), frontend_attributes={x="1" y="2"}'),
        "x.hlo:4:52: expected ',' or '}', found 'y='\n"
        '    b = f32[2] negate(a), frontend_attributes={x="1" y="2"}\n'
        "                                                     ^",
    ),
    "a window with commas": Rejected(
        in_entry("b = f32[2] negate(a), window={size=3,pad=1_1}"),
        "x.hlo:4:32: expected a window such as {size=3x3 pad=1_1x1_1}, found '{size=3,pad=1_1}'\n"
        "    b = f32[2] negate(a), window={size=3,pad=1_1}\n"
        "                                 ^",
    ),
    "metadata without braces": Rejected(
        in_entry('b = f32[2] negate(a), metadata="b"'),
        'x.hlo:4:34: expected metadata such as {op_name="name" source_line=3}, found \'"b"\'\n'
        '    b = f32[2] negate(a), metadata="b"\n'
        "                                   ^",
    ),
    "a type without brackets": Rejected(
        in_entry("b = token after-all()"),
        "x.hlo:4:13: expected '[' behind the element type token, found 'after-all'\n"
        "    b = token after-all()\n"
        "              ^",
    ),
    "a type in capitals": Rejected(
        in_entry("b = F32[2] negate(a)"),
        "x.hlo:4:7: expected a shape or an opcode, found 'F32'\n    b = F32[2] negate(a)\n        ^",
    ),
    "an opcode in capitals": Rejected(
        in_entry("b = f32[2] Negate(a)"),
        "x.hlo:4:14: expected an opcode, found 'Negate'\n    b = f32[2] Negate(a)\n               ^",
    ),
    "a dimension that is a word": Rejected(
        in_entry("b = f32[x] negate(a)"),
        "x.hlo:4:11: expected the size of a dimension, found 'x'\n    b = f32[x] negate(a)\n            ^",
    ),
    "a negative dimension": Rejected(
        in_entry("b = f32[-2] negate(a)"),
        "x.hlo:4:11: expected the size of a dimension, found '-2'\n    b = f32[-2] negate(a)\n            ^",
    ),
    "a dimension too few": Rejected(
        in_entry("b = f32[2,] negate(a)"),
        "x.hlo:4:13: expected the size of a dimension, found ']'\n    b = f32[2,] negate(a)\n              ^",
    ),
    "dimensions that are not closed": Rejected(
        in_entry("b = f32[2 negate(a)"),
        "x.hlo:4:13: expected ',' or ']', found 'negate'\n    b = f32[2 negate(a)\n              ^",
    ),
    "a dimension of thousands of digits": Rejected(
        in_entry("b = f32[" + "9" * 5000 + "] negate(a)"),
        "x.hlo:4:11: expected the size of a dimension, found '99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999...\n"
        "    b = f32[999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999...\n"
        "            ^",
    ),
    "a number with underscores": Rejected(
        in_entry("b = f32[1_000] negate(a)"),
        "x.hlo:4:12: expected ',' or ']', found '_000'\n    b = f32[1_000] negate(a)\n             ^",
    ),
    "an empty layout": Rejected(
        in_entry("b = f32[2]{} negate(a)"),
        "x.hlo:4:13: expected an opcode, found '{'\n    b = f32[2]{} negate(a)\n              ^",
    ),
    "a layout of another rank": Rejected(
        in_entry("b = f32[2]{1,0} negate(a)"),
        "x.hlo:4:17: expected a layout of 1 dimensions, found one of 2\n"
        "    b = f32[2]{1,0} negate(a)\n"
        "                  ^",
    ),
    "a layout that is not closed": Rejected(
        in_entry("b = f32[2]{0 negate(a)"),
        "x.hlo:4:16: expected ',', ':' or '}', found 'negate'\n    b = f32[2]{0 negate(a)\n                 ^",
    ),
    "tuple shapes that are not closed": Rejected(
        in_entry("b = (f32[2], f32[2] tuple(a, a)"),
        "x.hlo:4:23: expected ',' or ')', found 'tuple'\n"
        "    b = (f32[2], f32[2] tuple(a, a)\n"
        "                        ^",
    ),
    "no comma between tuple shapes": Rejected(
        in_entry("b = (f32[2] f32[2]) tuple(a, a)"),
        "x.hlo:4:15: expected ',' or ')', found 'f32'\n    b = (f32[2] f32[2]) tuple(a, a)\n                ^",
    ),
    "an operand of another shape": Rejected(
        in_entry("b = f32[2] negate(f32[3] a)"),
        "x.hlo:4:28: expected an operand of shape f32[3], found 'a' of shape f32[2]\n"
        "    b = f32[2] negate(f32[3] a)\n"
        "                             ^",
    ),
    "an operand of another type": Rejected(
        in_entry("b = f32[2] negate((s32[2]) a)"),
        "x.hlo:4:30: expected an operand of shape (s32[2]), found 'a' of shape f32[2]\n"
        "    b = f32[2] negate((s32[2]) a)\n"
        "                               ^",
    ),
    "a constant without shape": Rejected(
        in_entry("b = constant(1)"),
        "x.hlo:4:7: expected the shape of a constant, found 'constant'\n    b = constant(1)\n        ^",
    ),
    "a parameter without shape": Rejected(
        in_entry("b = parameter(1)"),
        "x.hlo:4:7: expected the shape of a parameter, found 'parameter'\n    b = parameter(1)\n        ^",
    ),
    "a constant without value": Rejected(
        in_entry("b = f32[] constant()"),
        "x.hlo:4:22: expected a value of f32[], found ')'\n    b = f32[] constant()\n                       ^",
    ),
    "a constant that is a word": Rejected(
        in_entry("b = f32[] constant(NaN)"),
        "x.hlo:4:22: expected a value of f32[], found 'NaN'\n    b = f32[] constant(NaN)\n                       ^",
    ),
    "an integer with a fraction": Rejected(
        in_entry("b = s32[] constant(1.5)"),
        "x.hlo:4:22: expected an integer of s32, found '1.5'\n    b = s32[] constant(1.5)\n                       ^",
    ),
    "a value with a plus sign": Rejected(
        in_entry("b = f32[] constant(+1)"),
        "x.hlo:4:22: expected a value of f32[], found '+'\n    b = f32[] constant(+1)\n                       ^",
    ),
    "a value that starts with a point": Rejected(
        in_entry("b = f32[] constant(.5)"),
        "x.hlo:4:22: expected a digit before the point, found '.5'\n"
        "    b = f32[] constant(.5)\n"
        "                       ^",
    ),
    "a hexadecimal value": Rejected(
        in_entry("b = f32[] constant(0x1p3)"),
        "x.hlo:4:23: expected ')', found 'x1p3'\n    b = f32[] constant(0x1p3)\n                        ^",
    ),
    "a second value": Rejected(
        in_entry("b = f32[] constant(1 2)"),
        "x.hlo:4:24: expected ')', found '2'\n    b = f32[] constant(1 2)\n                         ^",
    ),
    "a shape in front of a value": Rejected(
        in_entry("b = f32[] constant(f32[] 1)"),
        "x.hlo:4:22: expected a value of f32[], found 'f32'\n    b = f32[] constant(f32[] 1)\n                       ^",
    ),
    "a literal that is not closed": Rejected(
        in_entry("b = f32[2] constant({1,2)"),
        "x.hlo:4:27: expected the bracket that closes the last one, found ')'\n"
        "    b = f32[2] constant({1,2)\n"
        "                            ^",
    ),
    "a literal that is closed twice": Rejected(
        in_entry("b = f32[2] constant({1,2}})"),
        "x.hlo:4:28: expected ')', found '}'\n    b = f32[2] constant({1,2}})\n                             ^",
    ),
    "an elided scalar": Rejected(
        in_entry("b = f32[] constant(...)"),
        "x.hlo:4:22: expected `...` directly inside the outermost braces, found '...'\n"
        "    b = f32[] constant(...)\n"
        "                       ^",
    ),
    "an elided row": Rejected(
        in_entry("b = f32[2,2] constant({{...}})"),
        "x.hlo:4:27: expected `...` directly inside the outermost braces, found '...'\n"
        "    b = f32[2,2] constant({{...}})\n"
        "                            ^",
    ),
    "a negative parameter": Rejected(
        in_entry("b = f32[2] parameter(-1)"),
        "x.hlo:4:24: expected the number of a parameter, 0 or more, found '-1'\n"
        "    b = f32[2] parameter(-1)\n"
        "                         ^",
    ),
    "a parameter that is a word": Rejected(
        in_entry("b = f32[2] parameter(x)"),
        "x.hlo:4:24: expected the number of a parameter, found 'x'\n"
        "    b = f32[2] parameter(x)\n"
        "                         ^",
    ),
    "a parameter of many digits": Rejected(
        in_entry("b = f32[2] parameter(99999999999999999999999999999999999999999999999999)"),
        "x.hlo:4:24: expected the number of a parameter, found '99999999999999999999999999999999999999999999999999'\n"
        "    b = f32[2] parameter(99999999999999999999999999999999999999999999999999)\n"
        "                         ^",
    ),
    "a comment that is not closed": Rejected(
        in_entry("/* b = f32[2] negate(a)"),
        "x.hlo:4:3: expected the name of an instruction, found a comment that does not end\n"
        "    /* b = f32[2] negate(a)\n"
        "    ^",
    ),
    "a nested comment": Rejected(
        in_entry("/* /* */ */ b = f32[2] negate(a)"),
        "x.hlo:4:12: expected the name of an instruction, found '*'\n"
        "    /* /* */ */ b = f32[2] negate(a)\n"
        "             ^",
    ),
    "a comment of another language": Rejected(
        in_entry("# b = f32[2] negate(a)"),
        "x.hlo:4:3: expected the name of an instruction, found '#'\n    # b = f32[2] negate(a)\n    ^",
    ),
    "a NUL": Rejected(
        in_entry("b = f32[2]\x00 negate(a)"),
        "x.hlo:4:13: expected an opcode, found '\\x00'\n    b = f32[2]  negate(a)\n              ^",
    ),
    "a space that is not ASCII": Rejected(
        in_entry("b =\xa0f32[2] negate(a)"),
        "x.hlo:4:6: expected a shape or an opcode, found '\\xa0'\n    b = f32[2] negate(a)\n       ^",
    ),
    "no text": Rejected(
        "",
        "x.hlo:1:1: expected an HLO module, found the end of the text\n  \n  ^",
    ),
    "white space only": Rejected(
        " \n // no module\n",
        "x.hlo:3:1: expected an HLO module, found the end of the text\n  \n  ^",
    ),
    "only the word HloModule": Rejected(
        "HloModule",
        "x.hlo:1:10: expected the name of the module, found the end of the text\n  HloModule\n           ^",
    ),
    "no computation": Rejected(
        "HloModule m\n",
        "x.hlo:2:1: expected the name of a computation, found the end of the text\n  \n  ^",
    ),
    "a module that is named like a type": Rejected(
        "HloModule f32\nENTRY e { a = f32[] parameter(0) }",
        "x.hlo:1:11: expected the name of the module, found the reserved word 'f32'\n  HloModule f32\n            ^",
    ),
    "a module with a quoted name": Rejected(
        'HloModule "m"\nENTRY e { a = f32[] parameter(0) }',
        'x.hlo:1:11: expected the name of the module, found \'"m"\'\n  HloModule "m"\n            ^',
    ),
    "a header attribute without value": Rejected(
        "HloModule m, is_scheduled\nENTRY e { a = f32[] parameter(0) }",
        "x.hlo:1:14: expected an attribute in the form name=value, found 'is_scheduled'\n"
        "  HloModule m, is_scheduled\n"
        "               ^",
    ),
    "an alias without output": Rejected(
        "HloModule m, input_output_alias={(0, {})}\nENTRY e { a = f32[] parameter(0) }",
        "x.hlo:1:33: expected aliases such as {{0}: (0, {}, may-alias)}, found '{(0, {})}'\n"
        "  HloModule m, input_output_alias={(0, {})}\n"
        "                                  ^",
    ),
    "a byte-order mark": Rejected(
        "\ufeffHloModule m\nENTRY e { a = f32[] parameter(0) }",
        "x.hlo:1:1: expected the name of a computation, found a byte-order mark\n   HloModule m\n  ^",
    ),
    "prose": Rejected(
        "this is not HLO\n",
        "x.hlo:1:6: expected '{' in front of the instructions, found 'is'\n  this is not HLO\n       ^",
    ),
    "MLIR": Rejected(
        "module @jit_f {\n}\n",
        "x.hlo:1:8: expected '{' in front of the instructions, found '@'\n  module @jit_f {\n         ^",
    ),
    "bytes": Rejected(
        "\x00\x01\x02",
        "x.hlo:1:1: expected the name of a computation, found '\\x00'\n     \n  ^",
    ),
    "10,000 open braces": Rejected(
        "{" * 10000,
        "x.hlo:1:1: expected the name of a computation, found '{'\n"
        "  {{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{...\n"
        "  ^",
    ),
    "an ENTRY without name": Rejected(
        "HloModule m\nENTRY { a = f32[] parameter(0) }",
        "x.hlo:2:7: expected the name of a computation, found '{'\n  ENTRY { a = f32[] parameter(0) }\n        ^",
    ),
    "an ENTRY that is named like a type": Rejected(
        "HloModule m\nENTRY f32 { a = f32[] parameter(0) }",
        "x.hlo:2:7: expected the name of a computation, found the reserved word 'f32'\n"
        "  ENTRY f32 { a = f32[] parameter(0) }\n"
        "        ^",
    ),
    "a computation that is named like a keyword": Rejected(
        "ROOT {\n  a = f32[] parameter(0)\n}\n",
        "x.hlo:1:1: expected the name of a computation, found the reserved word 'ROOT'\n  ROOT {\n  ^",
    ),
    "a body without instructions": Rejected(
        "HloModule m\nENTRY e {\n}",
        "x.hlo:3:1: expected an instruction, found '}'\n  }\n  ^",
    ),
    "a body that is not closed": Rejected(
        "HloModule m\nENTRY e {\n  a = f32[] parameter(0)\n",
        "x.hlo:4:1: expected '}' at the end of computation 'e', found the end of the text\n  \n  ^",
    ),
    "a text that breaks off": Rejected(
        "HloModule m\n\nENTRY %e (a: f32[2]) -> f32[2] {\n  %a = f32[2]{0} parameter(0)\n  ROOT %b = f32[2]{0} neg",
        "x.hlo:5:26: expected '(' in front of the operands, found the end of the text\n"
        "    ROOT %b = f32[2]{0} neg\n"
        "                           ^",
    ),
    "a computation without body": Rejected(
        "ENTRY e (a: f32[]) -> f32[]",
        "x.hlo:1:28: expected '{' in front of the instructions, found the end of the text\n"
        "  ENTRY e (a: f32[]) -> f32[]\n"
        "                             ^",
    ),
    "a signature that is not closed": Rejected(
        "ENTRY e (a: f32[] -> f32[] { a = f32[] parameter(0) }",
        "x.hlo:1:19: expected ',' or ')', found '-'\n"
        "  ENTRY e (a: f32[] -> f32[] { a = f32[] parameter(0) }\n"
        "                    ^",
    ),
    "a signature without result": Rejected(
        "ENTRY e (a: f32[]) { a = f32[] parameter(0) }",
        "x.hlo:1:20: expected '->', found '{'\n  ENTRY e (a: f32[]) { a = f32[] parameter(0) }\n                     ^",
    ),
    "a signature with a space in front of the colon": Rejected(
        "ENTRY e (a : f32[]) -> f32[] { a = f32[] parameter(0) }",
        "x.hlo:1:12: expected a shape, found ':'\n"
        "  ENTRY e (a : f32[]) -> f32[] { a = f32[] parameter(0) }\n"
        "             ^",
    ),
    "a signature with percent signs": Rejected(
        "ENTRY e (%a: f32[]) -> f32[] { a = f32[] parameter(0) }",
        "x.hlo:1:10: expected the name of a parameter, found '%a'\n"
        "  ENTRY e (%a: f32[]) -> f32[] { a = f32[] parameter(0) }\n"
        "           ^",
    ),
    "a word at the end": Rejected(
        "ENTRY e { a = f32[] parameter(0) } garbage",
        "x.hlo:1:43: expected '{' in front of the instructions, found the end of the text\n"
        "  ENTRY e { a = f32[] parameter(0) } garbage\n"
        "                                            ^",
    ),
    "a brace at the end": Rejected(
        "ENTRY e { a = f32[] parameter(0) }\n}",
        "x.hlo:2:1: expected a computation or the end of the text, found '}'\n  }\n  ^",
    ),
    "a second ENTRY": Rejected(
        "ENTRY e { a = f32[] parameter(0) }\nENTRY f { a = f32[] parameter(0) }",
        "x.hlo:2:1: expected one ENTRY in a module, found a second one\n  ENTRY f { a = f32[] parameter(0) }\n  ^",
    ),
    "a second computation of a name": Rejected(
        "f { a = f32[] parameter(0) }\nf { a = f32[] parameter(0) }\nENTRY e { a = f32[] parameter(0) }",
        "x.hlo:2:1: expected a name that is not taken yet, found a second computation 'f'\n"
        "  f { a = f32[] parameter(0) }\n"
        "  ^",
    ),
    "a second module": Rejected(
        "HloModule m\nENTRY e { a = f32[] parameter(0) }\nHloModule n\nENTRY e { a = f32[] parameter(0) }",
        "x.hlo:3:1: expected the end of the module, found 'HloModule'\n  HloModule n\n  ^",
    ),
    "a computation that is defined below": Rejected(
        "ENTRY e { a = f32[] parameter(0) b = f32[] call(a), to_apply=f }\nf { a = f32[] parameter(0) }",
        "x.hlo:1:62: expected a computation that is defined above, found 'f'\n"
        "  ENTRY e { a = f32[] parameter(0) b = f32[] call(a), to_apply=f }\n"
        "                                                               ^",
    ),
    "a table of names that is not closed": Rejected(
        'HloModule m\n\nFileNames\n1 "a\n\nENTRY e { a = f32[] parameter(0) }',
        "x.hlo:4:1: expected the name of a computation, found '1'\n  1 \"a\n  ^",
    ),
    "a thread that is not closed": Rejected(
        'ENTRY e { a = f32[] parameter(0) }, execution_thread="t',
        "x.hlo:1:35: expected a computation or the end of the text, found ','\n"
        '  ENTRY e { a = f32[] parameter(0) }, execution_thread="t\n'
        "                                    ^",
    ),
    "a long line": Rejected(
        "HloModule m\nENTRY e { a = f32[] parameter(0) "
        + "".join(f"b{i} = f32[] negate(a) " for i in range(20))
        + "c = f32[] negate(d) "
        + "".join(f"c{i} = f32[] negate(a) " for i in range(20))
        + "}",
        "x.hlo:2:481: expected an instruction that is defined above, found 'd'\n"
        "  ... negate(a) b19 = f32[] negate(a) c = f32[] negate(d) c0 = f32[] negate(a) c1 = f32[] negate(a) c2 = ...\n"
        "                                                       ^",
    ),
    "a long name": Rejected(
        "ENTRY e { a = f32[] negate(" + "x" * 100000 + ") }",
        "x.hlo:1:28: expected an instruction that is defined above, found 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\n"
        "  ENTRY e { a = f32[] negate(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\n"
        "                             ^",
    ),
}

# XLA takes these; we must not, for Python would not survive them.
LIMITS = {
    "tuples nested too deep": Rejected(
        "ENTRY e { a = " + "(" * 300 + "f32[]" + ")" * 300 + " parameter(0) }",
        "x.hlo:1:216: expected tuples nested at most 200 deep, found '('\n"
        "  ...((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((...\n"
        "                                                       ^",
    ),
    "too many dimensions": Rejected(
        "ENTRY e { a = f32[" + ",".join(["1"] * 300) + "] parameter(0) }",
        "x.hlo:1:618: expected at most 200 dimensions, found 300\n"
        "  ...,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1] parameter(0) }\n"
        "                                                                                         ^",
    ),
}
